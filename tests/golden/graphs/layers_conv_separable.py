"""Separable convolutions of `tf.layers`."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _descend(tf, outputs):
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return outputs


def _l2(tf):
    return lambda weights: 0.1 * tf.nn.l2_loss(weights)


def separable_conv2d_plain(tf):
    return _descend(tf, tf.layers.separable_conv2d(_x(tf, 2, 9, 9, 3), 4, 3))


def separable_conv2d_multiplied_with_regularizers(tf):
    return tf.layers.separable_conv2d(
        _x(tf, None, 7, 7, 3),
        4,
        (3, 2),
        strides=2,
        padding="same",
        depth_multiplier=2,
        activation=tf.nn.elu,
        depthwise_regularizer=_l2(tf),
        pointwise_regularizer=_l2(tf),
        bias_regularizer=_l2(tf),
        name="sep",
    )


def separable_conv2d_dilated_without_bias(tf):
    return tf.layers.separable_conv2d(_x(tf, 2, 9, 9, 3), 4, 3, dilation_rate=2, use_bias=False)


def separable_conv2d_channels_first(tf):
    tf.layers.separable_conv2d(_x(tf, 2, 3, 9, 9), 4, 3, data_format="channels_first")


def separable_conv1d_plain(tf):
    return _descend(tf, tf.layers.separable_conv1d(_x(tf, 2, 9, 3), 4, 3))


def separable_conv1d_causal_of_unknown_length(tf):
    return tf.layers.separable_conv1d(_x(tf, None, None, 3), 4, 3, padding="causal", dilation_rate=2, name="s")


def separable_conv1d_channels_first(tf):
    tf.layers.separable_conv1d(_x(tf, 2, 3, 9), 4, 3, data_format="channels_first", strides=2, padding="same")
