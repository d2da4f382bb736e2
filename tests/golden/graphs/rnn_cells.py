"""Steps of every RNN cell of the core, with every option, and their gradients."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _step(tf, cell, x, scope=None):
    state = cell.zero_state(x.shape[0].value or tf.shape(x)[0], x.dtype)
    output, state = cell(x, state, scope) if scope else cell(x, state)
    return [output, state]


def _steps(tf, cell, count=1):
    x = _x(tf, 3, 4)
    state = cell.zero_state(3, tf.float32)
    for _ in range(count):
        output, state = cell(x, state)
    return [output, state]


def _descend(tf, cell):
    output = _steps(tf, cell)[0]
    loss = tf.reduce_mean(tf.square(output))
    step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    return [loss, step]


def basic_rnn_cell(tf):
    return _descend(tf, tf.nn.rnn_cell.BasicRNNCell(5))


def basic_rnn_cell_with_relu_by_name(tf):
    return _steps(tf, tf.nn.rnn_cell.BasicRNNCell(5, activation="relu", name="mine"), 2)


def gru_cell(tf):
    return _descend(tf, tf.nn.rnn_cell.GRUCell(5))


def gru_cell_with_initializers(tf):
    cell = tf.nn.rnn_cell.GRUCell(
        5,
        activation=tf.nn.elu,
        kernel_initializer=tf.orthogonal_initializer(),
        bias_initializer=tf.constant_initializer(0.5),
        name="gru",
    )
    return _steps(tf, cell)


def gru_cell_of_unknown_batch(tf):
    return _step(tf, tf.nn.rnn_cell.GRUCell(5), _x(tf, None, 4))


def gru_cell_in_doubles(tf):
    x = tf.placeholder(tf.float64, [3, 4], name="x")
    return _step(tf, tf.nn.rnn_cell.GRUCell(5, dtype=tf.float64), x)


def basic_lstm_cell(tf):
    return _descend(tf, tf.nn.rnn_cell.BasicLSTMCell(5))


def basic_lstm_cell_with_a_joined_state(tf):
    return _descend(tf, tf.nn.rnn_cell.BasicLSTMCell(5, forget_bias=0.0, state_is_tuple=False, activation=tf.nn.relu))


def basic_lstm_cell_of_unknown_batch(tf):
    return _step(tf, tf.nn.rnn_cell.BasicLSTMCell(5, activation="sigmoid"), _x(tf, None, 4))


def lstm_cell(tf):
    return _descend(tf, tf.nn.rnn_cell.LSTMCell(5))


def lstm_cell_with_peepholes(tf):
    return _descend(tf, tf.nn.rnn_cell.LSTMCell(5, use_peepholes=True, initializer=tf.random_normal_initializer()))


def lstm_cell_with_projection_and_clipping(tf):
    return _descend(tf, tf.nn.rnn_cell.LSTMCell(5, cell_clip=0.3, num_proj=3, proj_clip=0.2, forget_bias=0.5))


def lstm_cell_with_peepholes_projection_and_a_joined_state(tf):
    cell = tf.nn.rnn_cell.LSTMCell(5, use_peepholes=True, num_proj=3, state_is_tuple=False, activation="relu")
    return _steps(tf, cell)


def lstm_cell_in_parts(tf):
    return _descend(tf, tf.nn.rnn_cell.LSTMCell(4, num_unit_shards=2, num_proj=4, num_proj_shards=2))


def lstm_cell_with_an_initializer_by_name(tf):
    return _steps(tf, tf.nn.rnn_cell.LSTMCell(5, initializer="zeros"), 2)


def cells_of_a_large_size(tf):
    _steps(tf, tf.nn.rnn_cell.LSTMCell(300))
    _steps(tf, tf.nn.rnn_cell.GRUCell(600))
