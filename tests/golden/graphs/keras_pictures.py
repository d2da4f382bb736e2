"""Pooling, padding, cropping and upsampling of `tf.keras.layers`."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _layers(tf):
    return tf.keras.layers


def pooling(tf):
    layers = _layers(tf)
    line, picture, volume = _x(tf, None, 6, 2), _x(tf, None, 6, 6, 2), _x(tf, None, 3, 3, 3, 2)
    return [
        layers.MaxPooling1D()(line),
        layers.AveragePooling1D(3, strides=2, padding="same")(line),
        layers.MaxPooling2D()(picture),
        layers.MaxPool2D((3, 2), strides=(2, 1), padding="same", name="pool")(picture),
        layers.AveragePooling2D(3)(picture),
        layers.MaxPooling3D()(volume),
        layers.AveragePooling3D(2, padding="same")(volume),
    ]


def pooling_channels_first(tf):
    layers = _layers(tf)
    layers.MaxPooling1D(2, data_format="channels_first")(_x(tf, 2, 2, 6))
    layers.MaxPooling2D(data_format="channels_first")(_x(tf, 2, 2, 6, 6))
    layers.AveragePooling2D(data_format="channels_first")(_x(tf, 2, 2, 6, 6))
    layers.MaxPooling3D(data_format="channels_first")(_x(tf, 2, 2, 3, 3, 3))


def global_pooling(tf):
    layers = _layers(tf)
    line, picture, volume = _x(tf, None, 6, 2), _x(tf, None, 6, 6, 2), _x(tf, 2, 3, 3, 3, 2)
    first = "channels_first"
    return [
        layers.GlobalMaxPooling1D()(line),
        layers.GlobalAveragePooling1D()(line),
        layers.GlobalMaxPooling2D()(picture),
        layers.GlobalAveragePooling2D()(picture),
        layers.GlobalMaxPooling3D()(volume),
        layers.GlobalAveragePooling3D()(volume),
        layers.GlobalAveragePooling1D(data_format=first)(line),
        layers.GlobalAveragePooling2D(data_format=first)(picture),
        layers.GlobalMaxPooling2D(data_format=first)(picture),
    ]


def padding_cropping_upsampling(tf):
    layers = _layers(tf)
    line, picture, volume = _x(tf, None, 6, 2), _x(tf, None, 6, 6, 2), _x(tf, 2, 3, 3, 3, 2)
    return [
        layers.ZeroPadding1D(2)(line),
        layers.ZeroPadding2D()(picture),
        layers.ZeroPadding2D(((1, 2), (0, 1)))(picture),
        layers.ZeroPadding3D()(volume),
        layers.Cropping1D(1)(line),
        layers.Cropping2D(((1, 2), (0, 1)))(picture),
        layers.Cropping2D(0)(picture),
        layers.Cropping3D(1)(volume),
        layers.UpSampling2D()(picture),
        layers.UpSampling2D((2, 3), interpolation="bilinear")(picture),
        layers.UpSampling2D(data_format="channels_first")(picture),
        layers.ZeroPadding2D(data_format="channels_first")(picture),
    ]


def upsampling_of_unknown_sizes(tf):
    return _layers(tf).UpSampling2D()(_x(tf, None, None, None, 2))


def upsampling_by_repetition(tf):
    layers = _layers(tf)
    return [layers.UpSampling1D(2)(_x(tf, None, 6, 2)), layers.UpSampling3D(2)(_x(tf, 2, 3, 3, 3, 2))]
