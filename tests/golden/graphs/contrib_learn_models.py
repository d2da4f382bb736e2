"""`tf.contrib.learn.models`."""

import importlib

import numpy as np


def _ops(tf):
    return importlib.import_module(tf.__name__ + ".contrib.learn.python.learn.ops")


def _data(tf, classes=None):
    draw = np.random.RandomState(3)
    x = tf.constant(draw.randn(5, 3).astype("float32"))
    if classes:
        return x, tf.constant(np.eye(classes, dtype="float32")[draw.randint(0, classes, 5)])
    return x, tf.constant(draw.randn(5).astype("float32"))


def linear_regressions(tf):
    models = tf.contrib.learn.models
    found = models.linear_regression(*_data(tf))
    with tf.variable_scope("again"):
        more = models.linear_regression(*_data(tf, 2), init_mean=-1.0)
    with tf.variable_scope("drawn"):
        drawn = models.linear_regression(*_data(tf, 2), init_mean=0.5, init_stddev=0.1)
    return found + more + drawn


def logistic_regressions(tf):
    models = tf.contrib.learn.models
    found = models.logistic_regression(*_data(tf, 3))
    with tf.variable_scope("again"):
        more = models.logistic_regression(*_data(tf, 2))
    tf.constant([0.5, 1.5, 2.0], name="class_weight")
    with tf.variable_scope("weighted"):
        weighted = models.logistic_regression(*_data(tf, 3), init_mean=0.0)
    return found + more + weighted


def _steps(tf):
    draw = np.random.RandomState(4)
    return lambda x: [tf.constant(draw.randn(2, 3).astype("float32")) for _ in range(3)]


def a_model_of_two_lstm_layers(tf):
    model = tf.contrib.learn.models.get_rnn_model(
        2, "lstm", 2, _steps(tf), False, lambda encoding, y: (encoding, y), None, None, None, None, None
    )
    return model(None, tf.constant(1.0))[0]


def a_model_that_reads_both_ways_with_attention(tf):
    model = tf.contrib.learn.models.get_rnn_model(
        2, "gru", 1, _steps(tf), True, lambda encoding, y: encoding, None, None, 2, 3, 2
    )
    return model(None, None)


def both_ways(tf):
    cells = [tf.contrib.rnn.BasicRNNCell(size) for size in (2, 3)]
    outputs, state = tf.contrib.learn.models.bidirectional_rnn(*cells, inputs=_steps(tf)(None), dtype=tf.float32)
    return [*outputs, state]


def a_sequence_from_a_sequence(tf):
    ops = _ops(tf)
    draw = np.random.RandomState(5)
    x, y = (tf.constant(draw.rand(2, steps, 3).astype("float32")) for steps in (3, 2))
    steps_in, decoder_in, decoder_out = ops.seq2seq_inputs(x, y, 3, 2)
    outputs, _, sampled, _ = ops.rnn_seq2seq(steps_in, decoder_in, tf.contrib.rnn.BasicRNNCell(3))
    return ops.sequence_classifier(outputs, decoder_out, sampled)


def embedded_classes(tf):
    ops = _ops(tf)
    return ops.categorical_variable(tf.constant([[0, 2], [1, 1]]), 3, 2, "words")
