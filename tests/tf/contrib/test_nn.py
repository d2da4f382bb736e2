"""tf.contrib.nn, tf.contrib.signal and tf.contrib.cudnn_rnn beside their nodes, which the goldens hold."""

import numpy as np
import pytest

from tf1graph import tf


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def rank_sampled(drawn, resampled, strategy="mod"):
    about = (tf.zeros([6, 2]), tf.zeros([6]), tf.constant([[1]], tf.int64), tf.zeros([1, 2]))
    return tf.contrib.nn.rank_sampled_softmax_loss(*about, drawn, resampled, 6, 1, None, 1.0, True, strategy)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: tf.contrib.nn.alpha_dropout([1.0], 0.0), "keep_prob must be"),
        (lambda: rank_sampled(7, 2), "cannot be greater than num_classes"),
        (lambda: rank_sampled(2, 2), "must be less than num_sampled"),
        (lambda: rank_sampled(3, 2, "odd"), "unsupported partition_strategy"),
    ],
)
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_a_spectrum_by_its_name_in_contrib_has_tf_signals_values():
    wave = np.sin(np.arange(32, dtype=np.float32))
    with tf.Session() as session:
        ours, theirs = session.run([tf.contrib.signal.stft(wave, 8, 4), tf.signal.stft(wave, 8, 4)])
    np.testing.assert_array_equal(ours, theirs)
