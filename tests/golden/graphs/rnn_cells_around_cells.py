"""Steps of cells that hold other cells, and their gradients."""


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


def multi_rnn_cell(tf):
    cells = [tf.nn.rnn_cell.BasicLSTMCell(5), tf.nn.rnn_cell.GRUCell(6), tf.nn.rnn_cell.BasicRNNCell(3)]
    return _descend(tf, tf.nn.rnn_cell.MultiRNNCell(cells))


def multi_rnn_cell_with_a_joined_state(tf):
    cells = [tf.nn.rnn_cell.GRUCell(5), tf.nn.rnn_cell.BasicLSTMCell(4, state_is_tuple=False)]
    return _descend(tf, tf.nn.rnn_cell.MultiRNNCell(cells, state_is_tuple=False))


def multi_rnn_cell_of_multi_rnn_cells(tf):
    inner = [tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(4), tf.nn.rnn_cell.GRUCell(4)]) for _ in range(2)]
    return _step(tf, tf.nn.rnn_cell.MultiRNNCell(inner), _x(tf, None, 4))


def residual_wrapper(tf):
    return _descend(tf, tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.GRUCell(4)))


def residual_wrapper_with_a_function(tf):
    cell = tf.nn.rnn_cell.LSTMCell(5)
    return _steps(tf, tf.nn.rnn_cell.ResidualWrapper(cell, residual_fn=lambda i, o: tf.concat([i, o], 1)))


def device_wrapper(tf):
    return _descend(tf, tf.nn.rnn_cell.DeviceWrapper(tf.nn.rnn_cell.BasicLSTMCell(5), "/cpu:0"))
