"""The unrolled nets over time: static_rnn, static_bidirectional_rnn, static_state_saving_rnn."""


def _inputs(tf, batch=3):
    return tf.unstack(tf.placeholder(tf.float32, [batch, 3, 2], name="x"), axis=1)


def static_rnn_with_gradients(tf):
    outputs, state = tf.nn.static_rnn(tf.nn.rnn_cell.BasicRNNCell(4), _inputs(tf), dtype=tf.float32)
    return [outputs, state, tf.gradients(outputs[-1], tf.trainable_variables())]


def static_rnn_with_lengths(tf):
    lengths = tf.placeholder(tf.int32, [None], name="below_4")
    return tf.nn.static_rnn(
        tf.nn.rnn_cell.BasicLSTMCell(4), _inputs(tf, None), dtype=tf.float32, sequence_length=lengths
    )


def static_rnn_with_lengths_and_gradients(tf):
    outputs, state = tf.nn.static_rnn(
        tf.nn.rnn_cell.BasicRNNCell(4), _inputs(tf), dtype=tf.float32, sequence_length=[3, 1, 2]
    )
    return tf.gradients([outputs[1], state], tf.trainable_variables())


def static_rnn_of_unknown_batch(tf):
    return tf.nn.static_rnn(tf.nn.rnn_cell.GRUCell(4), _inputs(tf, None), dtype=tf.float32, scope="mine")


def static_rnn_from_a_state(tf):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(4), tf.nn.rnn_cell.GRUCell(2)])
    return tf.nn.static_rnn(cell, _inputs(tf), initial_state=cell.zero_state(3, tf.float32))


def static_rnn_by_splitting(tf):
    x = tf.placeholder(tf.float32, [None, 3, 2], name="x")
    steps = tf.split(tf.reshape(tf.transpose(x, [1, 0, 2]), [-1, 2]), 3, 0)
    outputs, _ = tf.nn.static_rnn(tf.nn.rnn_cell.BasicLSTMCell(4, forget_bias=1.0), steps, dtype=tf.float32)
    weights = tf.Variable(tf.random_normal([4, 2]))
    return tf.matmul(outputs[-1], weights)


def static_bidirectional_rnn(tf):
    cells = [tf.nn.rnn_cell.BasicRNNCell(4) for _ in range(2)]
    outputs, forward, backward = tf.nn.static_bidirectional_rnn(cells[0], cells[1], _inputs(tf), dtype=tf.float32)
    return [outputs, forward, backward, tf.gradients(outputs[0], tf.trainable_variables())]


def static_bidirectional_rnn_with_lengths(tf):
    return tf.nn.static_bidirectional_rnn(
        tf.nn.rnn_cell.BasicRNNCell(4),
        tf.nn.rnn_cell.BasicRNNCell(4),
        _inputs(tf, None),
        dtype=tf.float32,
        sequence_length=tf.placeholder(tf.int64, [None], name="below_4"),
        scope="both",
    )


def static_state_saving_rnn(tf):
    class Saver(object):
        def __init__(self):
            self.kept = {name: tf.placeholder(tf.float32, [3, 4], name=name) for name in ("c", "h")}

        def state(self, name):
            return self.kept[name]

        def save_state(self, name, value):
            return tf.identity(value, name="save_" + name)

    return tf.nn.static_state_saving_rnn(tf.nn.rnn_cell.LSTMCell(4), _inputs(tf), Saver(), ("c", "h"))


def cells_shared_by_two_unrolled_nets(tf):
    cell = tf.nn.rnn_cell.BasicRNNCell(4)
    inputs = _inputs(tf)
    first, _ = tf.nn.static_rnn(cell, inputs, dtype=tf.float32)
    second, _ = tf.nn.static_rnn(cell, inputs[:2], dtype=tf.float32)
    return [first, second]
