"""Configurations of RNN cells, as text, and cells made of them."""

import json


def _text(tf, *cells):
    return tf.constant([json.dumps(cell.get_config(), sort_keys=True) for cell in cells])


def simple_cells(tf):
    cells = tf.nn.rnn_cell
    return _text(
        tf,
        cells.BasicRNNCell(3),
        cells.BasicRNNCell(3, activation="relu", name="named", dtype=tf.float64),
        cells.BasicRNNCell(3, activation=tf.nn.elu, trainable=False),
        cells.BasicRNNCell(3, activation="linear"),
        cells.GRUCell(3, kernel_initializer="glorot_uniform"),
        cells.GRUCell(3, kernel_initializer="RandomNormal", bias_initializer=tf.constant_initializer(1.0)),
        cells.GRUCell(3, activation=lambda gates: gates, kernel_initializer="he_normal", bias_initializer="zero"),
        cells.GRUCell(3, kernel_initializer="truncated_normal", bias_initializer="uniform"),
    )


def lstms(tf):
    cells = tf.nn.rnn_cell
    return _text(
        tf,
        cells.BasicLSTMCell(3, forget_bias=0.0, reuse=True),
        cells.LSTMCell(3, True, 4.0, tf.random_uniform_initializer(-1.0, 1.0, seed=3), 2, 5.0),
        cells.LSTMCell(3, initializer=tf.orthogonal_initializer(2.0, 1), activation=tf.sigmoid),
        cells.LSTMCell(3, initializer=tf.variance_scaling_initializer(2.0), num_unit_shards=2),
        cells.LSTMCell(3, initializer=tf.truncated_normal_initializer(0.0, 0.5)),
    )


def wrappers(tf):
    cells = tf.nn.rnn_cell
    return _text(
        tf,
        cells.DropoutWrapper(cells.GRUCell(3), 0.5, seed=4),
        cells.ResidualWrapper(cells.GRUCell(3)),
        cells.DeviceWrapper(cells.GRUCell(3), "/cpu:0"),
        cells.MultiRNNCell([cells.GRUCell(3), cells.LSTMCell(4)]),
    )


def cells_of_contrib(tf):
    cells = tf.contrib.rnn
    return _text(tf, cells.NASCell(3), cells.UGRNNCell(3), cells.OutputProjectionWrapper(cells.GRUCell(3), 2))


def a_cell_that_was_called(tf):
    cell = tf.nn.rnn_cell.GRUCell(2)
    cell(tf.ones([1, 2]), tf.zeros([1, 2]))
    return _text(tf, cell)


def cells_of_configurations(tf):
    cells = tf.nn.rnn_cell
    first = cells.GRUCell(2, activation="relu", kernel_initializer=tf.random_normal_initializer(0.0, 0.1, seed=3))
    gru = cells.GRUCell.from_config(first.get_config())
    config = dict(cells.DropoutWrapper(first, 0.5, seed=4).get_config(), cell=gru)
    wrapper = cells.DropoutWrapper.from_config(config)
    output, _ = wrapper(tf.ones([1, 2]), tf.ones([1, 2]))
    return _text(tf, gru, wrapper), output
