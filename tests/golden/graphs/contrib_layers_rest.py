"""Divisive normalisation, and reversible blocks forwards."""


def divisive_normalization(tf):
    x = tf.placeholder(tf.float32, [2, 3, 3, 2])
    net = tf.contrib.layers.gdn(x)
    net = tf.contrib.layers.gdn(net, inverse=True, gamma_init=0.3, name="back")
    loss = tf.reduce_mean(net)
    return net, tf.train.GradientDescentOptimizer(0.5).minimize(loss)


def divisive_normalization_of_more_axes(tf):
    layers = tf.contrib.layers
    lines = layers.gdn(tf.placeholder(tf.float32, [2, 4, 2]), beta_min=0.1, trainable=False)
    solids = layers.GDN(name="solids")(tf.placeholder(tf.float32, [1, 2, 2, 2, 2]))
    return lines, solids


def _f(tf):
    return lambda x: tf.layers.dense(x, 3, tf.nn.tanh)


def a_reversible_block_forwards(tf):
    x1, x2 = tf.placeholder(tf.float32, [2, 3]), tf.placeholder(tf.float32, [2, 3])
    return tf.contrib.layers.rev_block(x1, x2, _f(tf), _f(tf), num_layers=2, is_training=False)
