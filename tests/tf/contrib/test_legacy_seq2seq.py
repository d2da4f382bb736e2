"""tf.contrib.legacy_seq2seq beside its nodes, which the goldens hold."""

import pytest

from tf1graph import tf

legacy = tf.contrib.legacy_seq2seq


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def test_it_is_also_found_where_it_was_before_1_0():
    assert tf.nn.seq2seq.rnn_decoder is legacy.rnn_decoder


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: legacy.attention_decoder([], None, tf.zeros([2, 3, 4]), None), ValueError, "at least 1 input"),
        (lambda: legacy.attention_decoder([1], None, None, None, num_heads=0), ValueError, "less than 1 heads"),
        (
            lambda: legacy.attention_decoder([1], None, tf.placeholder(tf.float32, [2, 3, None]), None),
            ValueError,
            "must be known",
        ),
        (lambda: legacy.sequence_loss([1], [1, 2], [1]), ValueError, "must be the same"),
        (lambda: legacy.model_with_buckets([1], [], [], [], [(2, 2)], None), ValueError, "Length of encoder_inputs"),
        (lambda: legacy.one2many_rnn_seq2seq([], {}, "cell", {}, 5, {}, 3), TypeError, "enc_cell is not an RNNCell"),
    ],
    ids=lambda part: part if isinstance(part, str) else None,
)
def test_what_cannot_be_decoded_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()
