"""Graphs of a few layers that are rewritten as if their weights and activations were quantised."""


def _picture(tf):
    return tf.placeholder(tf.float32, [2, 5, 5, 2])


def _conv(tf, x, filters, **arguments):
    slim = tf.contrib.slim
    return slim.conv2d(x, filters, [3, 3], normalizer_fn=slim.batch_norm, **arguments)


def training_graph_of_plain_layers(tf):
    x = _picture(tf)
    net = tf.layers.conv2d(x, 3, 3, activation=tf.nn.relu)
    net = tf.layers.flatten(net)
    net = tf.layers.dense(net, 2)
    tf.contrib.quantize.create_training_graph()
    return net, tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(net**2))


def eval_graph_of_plain_layers(tf):
    x = _picture(tf)
    net = tf.layers.conv2d(x, 3, 3, activation=tf.nn.relu6)
    net = tf.layers.dense(tf.layers.flatten(net), 2)
    tf.contrib.quantize.create_eval_graph()
    return net


def training_graph_with_a_delay(tf):
    net = tf.layers.dense(tf.placeholder(tf.float32, [4, 3]), 2, activation=tf.nn.relu)
    net = tf.layers.dense(net, 2)
    tf.contrib.quantize.create_training_graph(quant_delay=1)
    return net


def eval_graph_with_batch_norm(tf):
    slim = tf.contrib.slim
    with slim.arg_scope([slim.batch_norm], is_training=False):
        net = _conv(tf, _picture(tf), 3, scope="first", activation_fn=tf.nn.relu6)
    net = tf.reduce_mean(net, [1, 2])
    tf.contrib.quantize.create_eval_graph()
    return net
