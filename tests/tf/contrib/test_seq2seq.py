"""tf.contrib.seq2seq beside its nodes, which the goldens hold."""

import pytest

from tf1graph import tf

seq2seq = tf.contrib.seq2seq


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def attention(**options):
    return seq2seq.LuongAttention(4, tf.zeros([2, 3, 4]), **options)


def search(**options):
    about = {"start_tokens": [1, 1], "end_token": 0, "initial_state": tf.zeros([4, 2]), "beam_width": 2, **options}
    return seq2seq.BeamSearchDecoder(tf.nn.rnn_cell.GRUCell(2), tf.zeros([3, 2]), **about)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: seq2seq.dynamic_decode("decoder"), TypeError, "Expected decoder"),
        (lambda: seq2seq.BasicDecoder(tf.nn.rnn_cell.GRUCell(2), "helper", None), TypeError, "must be a Helper"),
        (lambda: seq2seq.TrainingHelper(tf.zeros([2, 3, 4]), 3), ValueError, "to be a vector"),
        (lambda: seq2seq.GreedyEmbeddingHelper(tf.zeros([3, 2]), 1, 0), ValueError, "start_tokens must be a vector"),
        (lambda: seq2seq.GreedyEmbeddingHelper(tf.zeros([3, 2]), [1], [0]), ValueError, "end_token must be a scalar"),
        (lambda: seq2seq.CustomHelper(None, None, None).batch_size, ValueError, "before initialize"),
        (lambda: seq2seq.sequence_loss(tf.zeros([2, 3]), None, None), ValueError, "Logits must be"),
        (lambda: attention(probability_fn=3), TypeError, "probability_fn must be callable"),
        (lambda: attention()(tf.zeros([2, 5]), None), ValueError, "Incompatible or unknown inner dimensions"),
        (lambda: seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(2), "look"), TypeError, "must be an AttentionMech"),
        (
            lambda: seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(2), attention(), attention_layer_size=[1, 2]),
            ValueError,
            "exactly one integer per attention_mechanism",
        ),
        (lambda: search(start_tokens=1), ValueError, "start_tokens must be a vector"),
        (lambda: search(end_token=[0]), ValueError, "end_token must be a scalar"),
        (lambda: search(output_layer="layer"), TypeError, "output_layer must be a Layer"),
        (lambda: search(coverage_penalty_weight=0.1).initialize(), ValueError, "no cell is attentional"),
        (lambda: search(initial_state=tf.zeros([4, 3])), ValueError, "Unexpected behavior when reshaping"),
        (lambda: seq2seq.monotonic_attention([[0.5]], [[1.0]], "soft"), ValueError, "mode must be"),
        (
            lambda: seq2seq.ScheduledOutputTrainingHelper(tf.zeros([2, 3, 4]), [3, 3], [[0.5]]),
            ValueError,
            "either a scalar or a vector",
        ),
        (
            lambda: seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(2), attention())(tf.zeros([2, 1]), tf.zeros([2])),
            TypeError,
            "instance of AttentionWrapperState",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) else None,
)
def test_what_cannot_be_decoded_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_a_decoder_may_say_what_is_returned():
    class Counting(seq2seq.Decoder):
        batch_size = 2
        output_size = tf.TensorShape([])
        output_dtype = tf.int32

        def initialize(self, name=None):
            return tf.constant([False, False]), tf.zeros([2]), tf.zeros([2])

        def step(self, time, inputs, state, name=None):
            return tf.fill([2], time), state, inputs, tf.stack([time >= 0, time >= 2])

        def finalize(self, outputs, final_state, sequence_lengths):
            return -outputs, final_state

    outputs, _, lengths = seq2seq.dynamic_decode(Counting())
    with tf.Session() as session:
        outputs, lengths = session.run([outputs, lengths])
    assert outputs.tolist() == [[0, -1, -2], [0, -1, -2]]
    assert lengths.tolist() == [1, 3]


def test_a_path_through_beams_may_not_go_through_a_beam_that_is_not_there():
    paths = seq2seq.gather_tree([[[1, 2]], [[3, 4]]], [[[0, 0]], [[0, 5]]], [2], 9)
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError):
        session.run(paths)


def test_what_programs_take_from_the_files_of_contrib_is_there():
    from tf1graph.tf.contrib.seq2seq.python.ops import attention_wrapper, beam_search_ops, helper

    assert issubclass(attention_wrapper.BahdanauAttention, attention_wrapper._BaseAttentionMechanism)
    assert callable(attention_wrapper._bahdanau_score)
    assert helper.categorical_sample(tf.zeros([2, 3])).shape.as_list() == [2]
    assert beam_search_ops.gather_tree is seq2seq.gather_tree
