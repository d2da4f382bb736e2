"""`tf.keras.layers` over time."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _layers(tf):
    return tf.keras.layers


def simple_rnn(tf):
    return _layers(tf).SimpleRNN(3)(_x(tf, None, 5, 4))


def simple_rnn_of_unknown_length_with_sequences_and_state(tf):
    return _layers(tf).SimpleRNN(3, return_sequences=True, return_state=True)(_x(tf, 2, None, 4))


def simple_rnn_backwards_from_a_state(tf):
    layers = _layers(tf)
    layer = layers.SimpleRNN(3, go_backwards=True, use_bias=False)
    return layer(_x(tf, 2, 5, 4), initial_state=_x(tf, 2, 3))


def simple_rnn_stateful(tf):
    layer = _layers(tf).SimpleRNN(3, stateful=True)
    y = layer(_x(tf, 2, 5, 4))
    return [y, *layer.updates]


def simple_rnn_masked(tf):
    words = tf.placeholder(tf.int32, [None, 5], name="below_3")
    return _layers(tf).SimpleRNN(3, return_sequences=True)(_layers(tf).Embedding(3, 4, mask_zero=True)(words))


def simple_rnn_masked_and_unrolled(tf):
    y = _layers(tf).Masking()(_x(tf, 2, 2, 4))
    return _layers(tf).SimpleRNN(3, return_sequences=True, unroll=True)(y)


def simple_rnn_trained(tf):
    y = _layers(tf).SimpleRNN(3)(_x(tf, None, 5, 4))
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(y)))
    return y


def lstm(tf):
    return _layers(tf).LSTM(3)(_x(tf, None, 5, 4))


def lstm_unrolled_of_the_second_implementation(tf):
    return _layers(tf).LSTM(3, unroll=True, implementation=2, unit_forget_bias=False)(_x(tf, 2, 2, 4))


def time_distributed(tf):
    layers = _layers(tf)
    return [
        layers.TimeDistributed(layers.Dense(3))(_x(tf, None, 5, 4)),
        layers.TimeDistributed(layers.Conv2D(2, 2))(_x(tf, 2, 3, 3, 3, 2)),
    ]
