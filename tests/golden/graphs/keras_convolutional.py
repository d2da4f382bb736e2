"""The convolutions of `tf.keras.layers`."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _layers(tf):
    return tf.keras.layers


def conv1d(tf):
    layers = _layers(tf)
    x = _x(tf, None, 6, 2)
    return [
        layers.Conv1D(2, 3)(x),
        layers.Conv1D(2, 3, padding="causal", dilation_rate=2)(x),
        layers.Conv1D(2, 3, strides=2, padding="same", activation="relu", name="named")(x),
        layers.Conv1D(2, 2, dilation_rate=2)(x),
    ]


def conv1d_channels_first(tf):
    _layers(tf).Conv1D(2, 3, data_format="channels_first")(_x(tf, 2, 2, 6))


def conv2d(tf):
    return _layers(tf).Conv2D(2, 3)(_x(tf, None, 6, 6, 2))


def conv2d_with_its_options(tf):
    layers = _layers(tf)
    x = _x(tf, 2, 6, 6, 2)
    return [
        layers.Conv2D(2, (3, 2), strides=(2, 1), padding="same", activation="relu", name="named")(x),
        layers.Conv2D(2, 3, use_bias=False, dilation_rate=2)(x),
        layers.Conv2D(2, 3, dilation_rate=(2, 1), padding="same")(x),
    ]


def conv2d_channels_first(tf):
    _layers(tf).Conv2D(2, 3, data_format="channels_first")(_x(tf, 2, 2, 6, 6))


def conv2d_trained(tf):
    y = _layers(tf).Conv2D(2, 3)(_x(tf, None, 6, 6, 2))
    tf.train.AdamOptimizer().minimize(tf.reduce_mean(y * y))
    return y


def conv3d(tf):
    layers = _layers(tf)
    x = _x(tf, None, 3, 3, 3, 2)
    return [layers.Conv3D(2, 2)(x), layers.Conv3D(2, 2, strides=2, padding="same", use_bias=False)(x)]


def conv3d_channels_first(tf):
    _layers(tf).Conv3D(2, 2, data_format="channels_first")(_x(tf, 2, 2, 3, 3, 3))


def conv2d_transpose(tf):
    layers = _layers(tf)
    return [
        layers.Conv2DTranspose(2, 3)(_x(tf, 2, 4, 4, 2)),
        layers.Conv2DTranspose(2, 3, strides=2, padding="same", activation="relu")(_x(tf, None, 4, 4, 2)),
        layers.Conv2DTranspose(2, 3, strides=2, output_padding=1)(_x(tf, None, None, None, 2)),
    ]


def conv2d_transpose_channels_first(tf):
    _layers(tf).Conv2DTranspose(2, 3, data_format="channels_first", use_bias=False)(_x(tf, 2, 2, 4, 4))


def conv3d_transpose(tf):
    return _layers(tf).Conv3DTranspose(2, 2, strides=2, padding="same")(_x(tf, None, 3, 3, 3, 2))


def separable_convolutions(tf):
    layers = _layers(tf)
    return [
        layers.SeparableConv2D(2, 3)(_x(tf, None, 6, 6, 2)),
        layers.SeparableConv2D(2, 3, depth_multiplier=2, padding="same", activation="relu")(_x(tf, 2, 6, 6, 2)),
        layers.SeparableConv2D(2, 3, dilation_rate=2)(_x(tf, 2, 6, 6, 2)),
        layers.SeparableConv1D(2, 3)(_x(tf, 2, 6, 2)),
        layers.SeparableConv1D(2, 3, padding="causal", use_bias=False)(_x(tf, None, 6, 2)),
    ]


def depthwise_conv2d(tf):
    layers = _layers(tf)
    return [
        layers.DepthwiseConv2D(3)(_x(tf, None, 6, 6, 2)),
        layers.DepthwiseConv2D(3, strides=2, depth_multiplier=2, padding="same", activation="relu")(_x(tf, 2, 6, 6, 2)),
    ]


def locally_connected(tf):
    layers = _layers(tf)
    return [
        layers.LocallyConnected1D(2, 3)(_x(tf, 2, 5, 2)),
        layers.LocallyConnected2D(2, 3)(_x(tf, None, 4, 4, 2)),
    ]
