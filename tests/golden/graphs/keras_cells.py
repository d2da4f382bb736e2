"""Gated cells of `tf.keras.layers`, and layers made of several."""

import numpy as np


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _layers(tf):
    return tf.keras.layers


def lstm_with_dropout_unrolled(tf):
    np.random.seed(3)  # the masks are seeded from NumPy's generator
    layer = _layers(tf).LSTM(3, dropout=0.2, recurrent_dropout=0.3, unroll=True)
    return layer(_x(tf, 2, 2, 4), training=True)


def lstm_with_dropout_of_the_second_implementation(tf):
    np.random.seed(3)
    layer = _layers(tf).LSTM(3, dropout=0.2, recurrent_dropout=0.3, implementation=2, unroll=True)
    return layer(_x(tf, 2, 2, 4), training=True)


def simple_rnn_with_dropout_by_the_learning_phase(tf):
    np.random.seed(3)
    return _layers(tf).SimpleRNN(3, dropout=0.2, recurrent_dropout=0.3)(_x(tf, 2, 2, 4))


def gru(tf):
    return _layers(tf).GRU(3)(_x(tf, None, 5, 4))


def gru_unrolled_with_its_options(tf):
    x = _x(tf, 2, 2, 4)
    return [
        _layers(tf).GRU(3, reset_after=True, return_sequences=True, unroll=True)(x),
        _layers(tf).GRU(3, implementation=2, use_bias=False, activation="relu", unroll=True)(x),
        _layers(tf).GRU(3, implementation=2, reset_after=True, unroll=True)(x),
    ]


def cells_in_rnn(tf):
    layers = _layers(tf)
    cells = [layers.LSTMCell(3), layers.GRUCell(2), layers.SimpleRNNCell(4)]
    return layers.RNN(cells, return_sequences=True, unroll=True)(_x(tf, 2, 2, 4))


def bidirectional(tf):
    layers = _layers(tf)
    x = _x(tf, None, 2, 4)
    return [
        layers.Bidirectional(layers.SimpleRNN(3, return_sequences=True))(x),
        layers.Bidirectional(layers.LSTM(3, unroll=True), merge_mode="sum")(x),
    ]


def conv_lstm_2d(tf):
    return _layers(tf).ConvLSTM2D(2, 3, padding="same")(_x(tf, 2, 3, 4, 4, 2))
