"""Gradients of tf.contrib.layers.recompute_grad, which call the function again.

Each function makes one variable: several come in the order of a set, which is another each time.
"""


def _trained(tf, outputs, inputs):
    loss = tf.add_n([tf.reduce_sum(output * output) for output in outputs])
    return [loss, *tf.gradients(loss, list(inputs) + tf.trainable_variables())]


def _layer(tf):
    def layer(x):
        weights = tf.get_variable("weights", [3, 3])
        return tf.nn.tanh(tf.matmul(x, weights))

    return layer


def a_variable_of_the_function(tf):
    x = tf.placeholder(tf.float32, [2, 3])
    with tf.variable_scope("block", use_resource=True):
        y = tf.contrib.layers.recompute_grad(_layer(tf))(x)
    return _trained(tf, [y], [x])


def without_variables(tf):
    x, other = tf.placeholder(tf.float32, [2, 3]), tf.placeholder(tf.float32, [2, 3])
    outputs = tf.contrib.layers.recompute_grad(lambda a, b: (tf.sin(a) * b, tf.exp(b)))(x, other)
    return _trained(tf, outputs, [x, other])


def one_block_after_another(tf):
    x = tf.placeholder(tf.float32, [2, 3])
    hidden = x
    for number in range(2):
        with tf.variable_scope("block_%d" % number, use_resource=True):
            hidden = tf.contrib.slim.recompute_grad(_layer(tf))(hidden)
    return _trained(tf, [hidden], [x])


def by_data_and_all_at_once(tf):
    @tf.contrib.layers.recompute_grad(use_data_dep=True, tupleize_grads=True)
    def function(x):
        return tf.layers.dense(x, 2, tf.nn.relu, use_bias=False)

    x = tf.placeholder(tf.float32, [2, 3])
    with tf.variable_scope("block", use_resource=True):
        y = function(x)
    return _trained(tf, [y], [x])


def all_at_once_in_an_argument_scope(tf):
    slim = tf.contrib.slim

    @slim.recompute_grad(tupleize_grads=True)
    def function(x):
        return slim.fully_connected(x, 2)

    x = tf.placeholder(tf.float32, [2, 3])
    defaults = slim.arg_scope([slim.fully_connected], activation_fn=tf.sigmoid, biases_initializer=None)
    with tf.variable_scope("block", use_resource=True), defaults:
        y = function(x)
    return _trained(tf, [y], [x])


def told_which_call_it_is(tf):
    @tf.contrib.layers.recompute_grad
    def function(x, is_recomputing=False):
        return tf.sin(x, name="again" if is_recomputing else "first")

    x = tf.placeholder(tf.float32, [2, 3])
    return _trained(tf, [function(x)], [x])
