"""Convolutions of `tf.layers`: every rank, both data formats, strides, dilations."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _descend(tf, outputs):
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return outputs


def _l2(tf):
    return lambda weights: 0.1 * tf.nn.l2_loss(weights)


def conv1d_plain(tf):
    return _descend(tf, tf.layers.conv1d(_x(tf, 2, 9, 3), 4, 3, activation=tf.nn.relu))


def conv1d_of_unknown_length_same_strided(tf):
    return tf.layers.conv1d(_x(tf, None, None, 3), 4, 3, strides=2, padding="same", name="c")


def conv1d_causal_and_dilated(tf):
    return tf.layers.conv1d(_x(tf, 2, 9, 3), 4, [3], padding="causal", dilation_rate=2)


def conv1d_channels_first(tf):
    tf.layers.conv1d(_x(tf, 2, 3, 9), 4, 3, data_format="channels_first")


def conv2d_dilated_valid_channels_first(tf):
    tf.layers.conv2d(_x(tf, 2, 3, 9, 9), 4, 3, dilation_rate=(2, 1), data_format="channels_first")


def conv2d_dilated_of_unknown_size(tf):
    return tf.layers.conv2d(_x(tf, None, None, None, 3), 4, 3, dilation_rate=2, padding="same")


def conv2d_with_regularizers_and_constraint(tf):
    outputs = tf.layers.conv2d(
        _x(tf, None, 6, 6, 2),
        3,
        (2, 3),
        strides=(2, 1),
        kernel_initializer=tf.random_normal_initializer(stddev=0.1),
        bias_initializer=tf.constant_initializer(0.1),
        kernel_regularizer=_l2(tf),
        bias_regularizer=_l2(tf),
        activity_regularizer=_l2(tf),
        kernel_constraint=lambda kernel: tf.clip_by_value(kernel, -1.0, 1.0),
    )
    return [outputs, tf.losses.get_regularization_loss()]


def conv2d_reused(tf):
    x = _x(tf, 2, 6, 6, 3)
    first = tf.layers.conv2d(x, 3, 3, padding="same", name="c", kernel_regularizer=_l2(tf))
    return [first, tf.layers.conv2d(first, 3, 3, padding="same", name="c", reuse=True, kernel_regularizer=_l2(tf))]


def conv2d_in_a_partitioned_scope(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        return tf.layers.conv2d(_x(tf, 2, 6, 6, 3), 4, 3, kernel_regularizer=_l2(tf))


def conv2d_of_doubles(tf):
    return tf.layers.conv2d(tf.placeholder(tf.float64, [2, 6, 6, 3], name="x"), 4, 3)


def conv3d_plain(tf):
    return _descend(tf, tf.layers.conv3d(_x(tf, 1, 5, 5, 5, 2), 3, 3))


def conv3d_strided_same_without_bias(tf):
    return tf.layers.conv3d(_x(tf, 1, 5, 6, 5, 2), 3, (1, 2, 3), strides=2, padding="same", use_bias=False)


def conv3d_dilated(tf):
    return tf.layers.conv3d(_x(tf, 1, 5, 5, 5, 2), 3, 2, dilation_rate=2)


def conv3d_channels_first(tf):
    tf.layers.conv3d(_x(tf, 1, 2, 5, 5, 5), 3, 3, data_format="channels_first")
