"""`dynamic_rnn`: shapes, states, lengths, layers and scopes."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _lengths(tf, count):
    return tf.placeholder(tf.int32, [count], name="below_4")


def dynamic_rnn_of_an_lstm_with_lengths(tf):
    return tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.LSTMCell(4), _x(tf, 3, 5, 2), sequence_length=_lengths(tf, 3), dtype=tf.float32
    )


def dynamic_rnn_of_the_time_first(tf):
    return tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.BasicRNNCell(4), _x(tf, None, 3, 2), [5, 2, 1], dtype=tf.float32, time_major=True, scope="mine"
    )


def dynamic_rnn_from_a_given_state(tf):
    cell = tf.nn.rnn_cell.LSTMCell(4)
    x = _x(tf, None, None, 2)
    return tf.nn.dynamic_rnn(cell, x, initial_state=cell.zero_state(tf.shape(x)[0], tf.float32))


def dynamic_rnn_from_a_fed_state(tf):
    state = tf.nn.rnn_cell.LSTMStateTuple(_x(tf, None, 4), _x(tf, None, 4))
    return tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(4), _x(tf, None, 5, 2), initial_state=state)


def dynamic_rnn_of_layers_with_one_joined_state(tf):
    cells = [tf.nn.rnn_cell.BasicLSTMCell(3, state_is_tuple=False) for _ in range(2)]
    cell = tf.nn.rnn_cell.MultiRNNCell(cells, state_is_tuple=False)
    return tf.nn.dynamic_rnn(cell, _x(tf, 2, 5, 2), dtype=tf.float32)


def dynamic_rnn_of_residual_layers(tf):
    cells = [tf.nn.rnn_cell.GRUCell(2), tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.GRUCell(2))]
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell(cells), _x(tf, 2, 5, 2), dtype=tf.float32)
    return outputs


def dynamic_rnns_twice_in_scopes(tf):
    x = _x(tf, 3, 5, 2)
    with tf.variable_scope("encoder"):
        _, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x, dtype=tf.float32)
    with tf.variable_scope("decoder"):
        outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x, initial_state=state)
    with tf.variable_scope("decoder", reuse=True):
        again, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x[:, :2], initial_state=state)
    return [outputs, again]


def dynamic_rnn_of_doubles(tf):
    x = tf.placeholder(tf.float64, [2, 5, 3])
    return tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(4), x, dtype=tf.float64)


def dynamic_rnn_in_a_partitioned_scope(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicRNNCell(4), _x(tf, 3, 5, 2), dtype=tf.float32)
    return outputs
