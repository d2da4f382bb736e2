"""Small models in the architectures whose checkpoints are kept: plain Python 3.6, for TensorFlow 1.4.1 and later.

Each function builds one into the default graph and gives what it is fed, what it gives and what trains it.
"""

import numpy as np


def cnn(tf):
    """Two convolutions, pooling, dropout that is off, two dense layers."""
    x = tf.placeholder(tf.float32, [None, 8, 8, 1], name="x")
    y = tf.layers.conv2d(x, 4, 3, padding="same", activation=tf.nn.relu)
    y = tf.layers.max_pooling2d(y, 2, 2)
    y = tf.layers.conv2d(y, 6, 3, activation=tf.nn.relu, name="second")
    y = tf.layers.dense(tf.reshape(y, [-1, 24]), 8, activation=tf.nn.tanh)
    y = tf.layers.dropout(y, 0.5)
    return _trained(tf, x, tf.layers.dense(y, 3, name="logits"))


def batch_normalization(tf):
    """A convolution and a dense layer, both normalised, trained with their moving averages."""
    x = tf.placeholder(tf.float32, [None, 6, 6, 2], name="x")
    training = tf.placeholder_with_default(False, [], name="training")
    y = tf.layers.conv2d(x, 4, 3, use_bias=False)
    # not fused: 1.4.1's fused kernel gave one run in a few statistics that are no numbers
    y = tf.nn.relu(tf.layers.batch_normalization(y, training=training, fused=False))
    y = tf.layers.dense(tf.reshape(y, [-1, 64]), 5, use_bias=False)  # a bias here has a gradient of rounding errors
    y = tf.layers.batch_normalization(y, momentum=0.9, training=training, name="last")
    return _trained(tf, x, tf.layers.dense(y, 3), feed={training: True})


def lstm(tf):
    """Two layers of LSTM cells, one with peepholes, over a sequence."""
    x = tf.placeholder(tf.float32, [None, 5, 3], name="x")
    cells = [tf.nn.rnn_cell.BasicLSTMCell(4), tf.nn.rnn_cell.LSTMCell(3, use_peepholes=True, num_proj=2)]
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell(cells), x, dtype=tf.float32)
    return _trained(tf, x, tf.layers.dense(outputs[:, -1], 3))


def crnn(tf):
    """A convolution whose columns a GRU and a simple cell read, both ways."""
    x = tf.placeholder(tf.float32, [None, 6, 6, 1], name="x")
    y = tf.layers.conv2d(x, 3, [3, 3], strides=[2, 1], padding="same", activation=tf.nn.relu)
    columns = tf.reshape(tf.transpose(y, [0, 2, 1, 3]), [-1, 6, 9])
    both, _ = tf.nn.bidirectional_dynamic_rnn(
        tf.nn.rnn_cell.GRUCell(4), tf.nn.rnn_cell.BasicRNNCell(3), columns, dtype=tf.float32
    )
    return _trained(tf, x, tf.layers.dense(tf.concat(both, 2)[:, 2], 3))


MODELS = [cnn, batch_normalization, lstm, crnn]


def _trained(tf, x, logits, feed=None):
    labels = tf.constant([0, 1, 2, 1])
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    step = tf.train.get_or_create_global_step()
    with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
        train = tf.train.AdamOptimizer(0.01).minimize(loss, global_step=step)
    output = tf.nn.softmax(logits, name="output")
    return {"x": x, "output": output, "train": train, "feed": feed or {}}


def batch(x):
    """Four inputs for the placeholder `x`, the same each time."""
    shape = [4] + [int(size) for size in x.shape[1:]]
    return np.random.RandomState(7).uniform(-1.0, 1.0, shape).astype(np.float32)


def outputs(session, model, steps):
    """What the model gives before, and after each of `steps` steps of training."""
    given = batch(model["x"])
    found = [session.run(model["output"], {model["x"]: given})]
    for _ in range(steps):
        session.run(model["train"], _fed(model, given))
        found.append(session.run(model["output"], {model["x"]: given}))
    return found


def _fed(model, given):
    feed = {model["x"]: given}
    feed.update(model["feed"])
    return feed
