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
