"""Dropout, and cells with dropout on inputs, outputs and states."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _keep(tf):
    return tf.placeholder_with_default(0.7, [], name="keep")


def _steps(tf, cell, x=None):
    x = _x(tf, 3, 4) if x is None else x
    state = cell.zero_state(x.shape[0].value or tf.shape(x)[0], tf.float32)
    return cell(x, state)


def dropout_by_keep_prob(tf):
    x = _x(tf, 3, 4)
    return [
        tf.nn.dropout(x, 0.5),
        tf.nn.dropout(x, keep_prob=0.8, name="named"),
        tf.nn.dropout(x, 1.0),
        tf.nn.dropout(x, _keep(tf)),
        tf.nn.dropout(x, tf.constant(0.9)),
        tf.nn.dropout(x, 0.5, seed=7),
        tf.nn.dropout(x, 0.5, [3, 1]),
    ]


def dropout_by_rate(tf):
    x = _x(tf, None, 4)
    return [
        tf.nn.dropout(x, rate=0.3),
        tf.nn.dropout(x, rate=1.0 - _keep(tf)),
        tf.nn.dropout(tf.reshape(x, [3, 4]), rate=0.3, noise_shape=[None, 1]),
        tf.nn.dropout(x, rate=0),
        tf.nn.dropout(tf.placeholder(tf.float64, [2, 3]), rate=0.4),
    ]


def gradient_of_dropout(tf):
    x = _x(tf, None, 4)
    return tf.gradients(tf.nn.dropout(x * 2.0, _keep(tf)), x)


def dropout_wrapper_on_inputs(tf):
    return _steps(tf, tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(5), input_keep_prob=0.5))


def dropout_wrapper_on_outputs(tf):
    return _steps(tf, tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.LSTMCell(5), output_keep_prob=0.5))


def dropout_wrapper_on_states(tf):
    return _steps(tf, tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(5), state_keep_prob=0.5))


def dropout_wrapper_on_all_by_place(tf):
    return _steps(tf, tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(5), 0.6, 0.7, 0.8))


def dropout_wrapper_that_drops_nothing(tf):
    return _steps(tf, tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(5), 1.0, 1, tf.constant(1.0)))


def dropout_wrapper_with_a_seed(tf):
    cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(5), 0.6, 0.7, 0.8, seed=42)
    return _steps(tf, cell)


def dropout_wrapper_of_fed_probabilities(tf):
    keep = _keep(tf)
    cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(5), keep, keep, keep)
    return _steps(tf, cell, _x(tf, None, 4))


def dropout_wrapper_that_is_variational(tf):
    cell = tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.BasicLSTMCell(5), 0.6, 0.7, 0.8, variational_recurrent=True, input_size=4, dtype=tf.float32
    )
    return _steps(tf, cell)


def dropout_wrapper_that_is_variational_with_a_seed(tf):
    keep = _keep(tf)
    cell = tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.GRUCell(5),
        input_keep_prob=keep,
        state_keep_prob=keep,
        variational_recurrent=True,
        input_size=tf.TensorShape([4]),
        dtype=tf.float32,
        seed=3,
    )
    return _steps(tf, cell)


def dropout_wrapper_that_is_variational_without_inputs(tf):
    cell = tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.GRUCell(5), output_keep_prob=0.5, variational_recurrent=True, dtype=tf.float32
    )
    return _steps(tf, cell)


def dropout_wrapper_with_a_visitor(tf):
    def visit(state):
        return isinstance(state, tf.nn.rnn_cell.LSTMStateTuple) or True

    cells = [tf.nn.rnn_cell.BasicLSTMCell(5), tf.nn.rnn_cell.GRUCell(4)]
    cell = tf.nn.rnn_cell.MultiRNNCell(cells)
    return _steps(
        tf, tf.nn.rnn_cell.DropoutWrapper(cell, state_keep_prob=0.5, dropout_state_filter_visitor=visit, seed=1)
    )


def dropout_wrappers_in_layers(tf):
    def layer():
        cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.LSTMCell(5), output_keep_prob=0.5)
        return tf.nn.rnn_cell.DeviceWrapper(cell, "/cpu:0")

    cell = tf.nn.rnn_cell.MultiRNNCell([layer() for _ in range(2)])
    output, _ = _steps(tf, tf.nn.rnn_cell.DropoutWrapper(cell, input_keep_prob=0.9))
    return tf.gradients(output, tf.trainable_variables())


def dropout_wrapper_under_a_residual_wrapper(tf):
    cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(4), output_keep_prob=0.5)
    return _steps(tf, tf.nn.rnn_cell.ResidualWrapper(cell))


def dropout_wrapper_under_dynamic_rnn(tf):
    keep = _keep(tf)
    cells = [tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(5), 0.8, keep, keep) for _ in range(2)]
    output, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell(cells), _x(tf, None, None, 4), dtype=tf.float32)
    tf.reduce_mean(output)  # not run: steps are taken side by side, and draw their masks in any order


def variational_dropout_wrapper_under_dynamic_rnn(tf):
    cell = tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.LSTMCell(5), 0.6, 0.7, 0.8, variational_recurrent=True, input_size=4, dtype=tf.float32
    )
    return tf.nn.dynamic_rnn(cell, _x(tf, 3, 5, 4), sequence_length=[1, 5, 3], dtype=tf.float32)
