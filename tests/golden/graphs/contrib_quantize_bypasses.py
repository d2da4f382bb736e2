"""Quantised graphs with additions beside layers, of one scope, and with resource variables."""


def _picture(tf):
    return tf.placeholder(tf.float32, [2, 4, 4, 2])


def a_bypass_before_the_activation(tf):
    slim = tf.contrib.slim
    x = _picture(tf)
    with tf.variable_scope("block"):
        net = slim.conv2d(x, 2, [3, 3], activation_fn=None, scope="conv")
        net = tf.nn.relu(net + x)
    net = tf.identity(net)
    tf.contrib.quantize.create_training_graph()
    return net


def a_bypass_after_the_activation(tf):
    slim = tf.contrib.slim
    x = _picture(tf)
    with tf.variable_scope("block"):
        with slim.arg_scope([slim.batch_norm], is_training=False):
            net = slim.conv2d(x, 2, [3, 3], normalizer_fn=slim.batch_norm, scope="conv")
        net = tf.add(net, x)
    net = slim.conv2d(net, 2, [1, 1], scope="next")
    net = tf.multiply(net, 2.0)
    tf.contrib.quantize.experimental_create_eval_graph(symmetric=True, weight_bits=6)
    return net


def a_scope_alone(tf):
    slim = tf.contrib.slim
    with tf.variable_scope("left"):
        net = slim.conv2d(_picture(tf), 2, [3, 3], scope="conv")
    with tf.variable_scope("right"):
        net = slim.conv2d(net, 2, [3, 3], scope="conv")
        net = tf.identity(net)
    tf.contrib.quantize.experimental_create_training_graph(scope="right")
    return net


def layers_of_resource_variables(tf):
    with tf.variable_scope("net", use_resource=True):
        net = tf.layers.conv2d(_picture(tf), 2, 3, activation=tf.nn.relu)
        net = tf.layers.dense(tf.layers.flatten(net), 2)
    tf.contrib.quantize.create_training_graph()
    return net
