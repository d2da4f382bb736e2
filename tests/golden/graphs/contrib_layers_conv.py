"""Convolutions of `tf.contrib.layers`, and layers stacked."""

import functools


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _descend(tf, outputs):
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return outputs


def stacks_and_repetitions(tf):
    layers = tf.contrib.layers
    x = _x(tf, 4, 8)
    a = layers.stack(x, layers.fully_connected, [7, 6], scope="fc")
    b = layers.stack(x, layers.relu, [7, 6])
    c = layers.repeat(_x(tf, 1, 4, 4, 2), 2, layers.conv2d, 4, 3)
    d = layers.stack(_x(tf, 1, 4, 4, 2), functools.partial(layers.conv2d, padding="VALID"), [(4, 3), (5, 1)], scope="s")
    return [a, b, c, d]


def convolutions(tf):
    layers = tf.contrib.layers
    x = _x(tf, 2, 5, 5, 2)
    a = layers.conv2d(x, 4, [3, 3])
    b = layers.convolution2d(x, 4, 3, stride=2, padding="VALID", activation_fn=None, scope="valid")
    c = layers.conv2d(x, 4, 3, rate=2, weights_regularizer=layers.l2_regularizer(0.1), biases_initializer=None)
    d = layers.conv1d(_x(tf, 2, 5, 3), 4, 3)
    e = layers.conv3d(_x(tf, 1, 3, 3, 3, 2), 3, 3, outputs_collections=["end"])
    f = layers.convolution(x, 4, 1, variables_collections=["mine"])
    tf.contrib.layers.conv2d(_x(tf, 2, 3, 5, 5), 4, 3, data_format="NCHW")
    return [a, b, c, d, e, f]


def a_convolution_trained(tf):
    return _descend(tf, tf.contrib.layers.conv2d(_x(tf, None, 4, 4, 2), 3, 3))


def transposed_convolutions(tf):
    layers = tf.contrib.layers
    a = layers.conv2d_transpose(_x(tf, 2, 3, 3, 2), 2, 3, stride=2)
    b = layers.convolution2d_transpose(_x(tf, None, 3, 3, 2), 2, 3, padding="VALID", biases_initializer=None)
    c = layers.conv3d_transpose(_x(tf, 1, 3, 3, 3, 2), 2, 3, activation_fn=None)
    return [a, b, c]


def separable_convolutions(tf):
    layers = tf.contrib.layers
    x = _x(tf, 1, 4, 4, 2)
    a = layers.separable_conv2d(x, 4, 3, 2)
    b = layers.separable_conv2d(x, None, [3, 3], 1, stride=2, weights_regularizer=layers.l2_regularizer(0.1))
    c = layers.separable_conv2d(x, None, 3, 2, normalizer_fn=layers.layer_norm, scope="depth")
    d = layers.separable_conv2d(x, 4, 3, 1, biases_initializer=None, variables_collections=["w"], activation_fn=None)
    e = layers.conv2d_in_plane(x, 3, stride=1)
    return [a, b, c, d, e]
