"""`bidirectional_dynamic_rnn` and `raw_rnn`."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _lengths(tf, count):
    return tf.placeholder(tf.int32, [count], name="below_4")


def _gradients(tf, outputs):
    return [outputs, tf.gradients(outputs, tf.trainable_variables())]


def bidirectional_dynamic_rnn(tf):
    cells = [tf.nn.rnn_cell.GRUCell(4) for _ in range(2)]
    outputs, states = tf.nn.bidirectional_dynamic_rnn(cells[0], cells[1], _x(tf, 3, 5, 2), dtype=tf.float32)
    return [tf.concat(outputs, 2), states]


def bidirectional_dynamic_rnn_with_lengths_and_gradients(tf):
    outputs, _ = tf.nn.bidirectional_dynamic_rnn(
        tf.nn.rnn_cell.BasicRNNCell(3),
        tf.nn.rnn_cell.BasicRNNCell(3),
        _x(tf, None, None, 2),
        sequence_length=_lengths(tf, None),
        dtype=tf.float32,
        scope="both",
    )
    return _gradients(tf, tf.concat(outputs, 2))


def bidirectional_dynamic_rnn_of_the_time_first(tf):
    cells = [tf.nn.rnn_cell.BasicRNNCell(4) for _ in range(2)]
    states = [cell.zero_state(3, tf.float32) for cell in cells]
    return tf.nn.bidirectional_dynamic_rnn(
        cells[0],
        cells[1],
        _x(tf, 5, 3, 2),
        initial_state_fw=states[0],
        initial_state_bw=states[1],
        time_major=True,
        swap_memory=True,
    )


def raw_rnn(tf):
    inputs = tf.TensorArray(tf.float32, size=5).unstack(_x(tf, 5, 3, 2))
    cell = tf.nn.rnn_cell.BasicRNNCell(4)

    def step(time, output, state, loop_state):
        next_state = cell.zero_state(3, tf.float32) if output is None else state
        finished = time >= [5, 3, 4]
        following = tf.cond(tf.reduce_all(finished), lambda: tf.zeros([3, 2], tf.float32), lambda: inputs.read(time))
        return finished, following, next_state, output, None

    outputs, state, _ = tf.nn.raw_rnn(cell, step)
    return [outputs.stack(), state]


def raw_rnn_with_a_loop_state(tf):
    cell = tf.nn.rnn_cell.GRUCell(3)
    x = _x(tf, 2, 3)

    def step(time, output, state, loop_state):
        if output is None:
            return tf.constant([False, False]), x, cell.zero_state(2, tf.float32), None, tf.constant(0)
        return tf.fill([2], time >= 4), output, state, output * 2.0, loop_state + time

    outputs, state, total = tf.nn.raw_rnn(cell, step, parallel_iterations=4, scope="raw")
    return [outputs.stack(), state, total]
