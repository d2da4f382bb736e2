"""`tf.contrib.grid_rnn`: a step of each grid."""


def _step(tf, cell, inputs=3):
    """The output and the new state, flat."""
    with tf.variable_scope("net", initializer=tf.constant_initializer(0.5)):
        state = cell.zero_state(2, tf.float32)
        if not isinstance(state, tuple):
            state = state + 0.1
        output, state = cell(tf.constant([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]][:2])[:, :inputs], state)
    return tf.contrib.framework.nest.flatten([output, state])


def one_basic(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid1BasicRNNCell(2))


def two_basic_tied(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid2BasicRNNCell(2, tied=True))


def one_basic_lstm_joined(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid1BasicLSTMCell(2, 0.5, state_is_tuple=False, output_is_tuple=False))


def two_basic_lstms_of_which_one_is_not_recurrent(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid2BasicLSTMCell(2, non_recurrent_fn=tf.nn.tanh))


def one_lstm_that_sees_its_memory(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid1LSTMCell(2, use_peepholes=True))


def two_lstms(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid2LSTMCell(2, forget_bias=0.0))


def three_lstms_of_which_one_is_not_recurrent(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid3LSTMCell(2, non_recurrent_fn=tf.nn.relu))


def two_grus(tf):
    return _step(tf, tf.contrib.grid_rnn.Grid2GRUCell(2))


def a_grid_of_ones_own(tf):
    cell = tf.contrib.grid_rnn.GridRNNCell(
        2, 3, input_dims=[0, 1], output_dims=[0, 2], priority_dims=[2], cell_fn=tf.contrib.rnn.GRUCell
    )
    return _step(tf, cell, 2)


def a_grid_in_a_loop(tf):
    cell = tf.contrib.grid_rnn.Grid2BasicLSTMCell(2, tied=True)
    inputs = [tf.constant([[0.1, 0.2]])] * 2
    outputs, _ = tf.contrib.rnn.static_rnn(cell, inputs, dtype=tf.float32)
    return outputs[-1]
