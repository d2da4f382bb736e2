"""Nets over time of `tf.contrib.rnn`, and the core's cells under their second name."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def core_cells_under_their_second_name(tf):
    rnn = tf.contrib.rnn
    cells = [rnn.DropoutWrapper(rnn.LSTMCell(4), output_keep_prob=1.0), rnn.GRUCell(3), rnn.BasicRNNCell(3)]
    cell = rnn.MultiRNNCell([rnn.DeviceWrapper(cells[0], "/cpu:0"), cells[1], rnn.ResidualWrapper(cells[2])])
    state = rnn.LSTMStateTuple(_x(tf, 3, 4), _x(tf, 3, 4))
    return cell(_x(tf, 3, 4), (state, _x(tf, 3, 3), _x(tf, 3, 3)))


def static_rnns(tf):
    inputs = tf.unstack(_x(tf, 3, 2, 4), axis=1)
    one, _ = tf.contrib.rnn.static_rnn(tf.contrib.rnn.BasicLSTMCell(3), inputs, dtype=tf.float32)
    two, _, _ = tf.contrib.rnn.static_bidirectional_rnn(
        tf.contrib.rnn.GRUCell(2), tf.contrib.rnn.GRUCell(2), inputs, dtype=tf.float32
    )
    return [one, two]


def stack_bidirectional_rnn(tf):
    cells = [[tf.contrib.rnn.BasicRNNCell(3) for _ in range(2)] for _ in range(2)]
    return tf.contrib.rnn.stack_bidirectional_rnn(
        cells[0], cells[1], tf.unstack(_x(tf, 3, 2, 4), axis=1), dtype=tf.float32
    )


def stack_bidirectional_dynamic_rnn(tf):
    cells = [[tf.contrib.rnn.BasicRNNCell(3) for _ in range(2)] for _ in range(2)]
    return tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
        cells[0], cells[1], _x(tf, 3, 3, 4), dtype=tf.float32, sequence_length=[1, 3, 2]
    )


def stack_bidirectional_dynamic_rnn_from_states(tf):
    cells = [[tf.contrib.rnn.BasicRNNCell(3)] for _ in range(2)]
    states = [[_x(tf, 3, 3)] for _ in range(2)]
    return tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
        cells[0], cells[1], _x(tf, 2, 3, 4), states[0], states[1], time_major=True, scope="both"
    )


def fused_cell_adaptors(tf):
    x = _x(tf, 2, 3, 4)
    make = tf.contrib.rnn.FusedRNNCellAdaptor
    one, _ = make(tf.contrib.rnn.BasicRNNCell(3), use_dynamic_rnn=True)(x, dtype=tf.float32, scope="one")
    two, _ = make(tf.contrib.rnn.BasicRNNCell(3))(x, dtype=tf.float32, scope="two")
    three, _ = make(tf.contrib.rnn.BasicRNNCell(3), True)(tf.unstack(x), dtype=tf.float32, scope="three")
    return [one, two, three]


def time_reversed_fused_rnns(tf):
    x = _x(tf, 2, 3, 4)
    cell = tf.contrib.rnn.TimeReversedFusedRNN(tf.contrib.rnn.LSTMBlockFusedCell(3))
    one, _ = cell(x, dtype=tf.float32)
    two, _ = cell(x, dtype=tf.float32, sequence_length=[1, 2, 2])
    return [one, two]


def lstm_block_cell_under_dynamic_rnn(tf):
    outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.LSTMBlockCell(3), _x(tf, 2, 3, 4), dtype=tf.float32)
    return [outputs, tf.gradients(outputs, tf.trainable_variables())]


def convolutional_cell_under_dynamic_rnn(tf):
    cell = tf.contrib.rnn.ConvLSTMCell(2, [4, 4, 1], 2, [3, 3])
    return tf.nn.dynamic_rnn(cell, _x(tf, 2, 3, 4, 4, 1), dtype=tf.float32)


def attention_cell_wrapper_under_dynamic_rnn(tf):
    cell = tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(3), 2)
    return tf.nn.dynamic_rnn(cell, _x(tf, 2, 3, 4), dtype=tf.float32)


def layer_norm_cell_under_dynamic_rnn(tf):
    cell = tf.contrib.rnn.LayerNormBasicLSTMCell(3)
    return tf.nn.dynamic_rnn(cell, _x(tf, 2, 3, 4), dtype=tf.float32)
