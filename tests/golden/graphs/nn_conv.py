"""Convolutions and pooling of `tf.nn`, dilated and transposed ones too, and their gradients."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _w(tf, *shape):
    return tf.get_variable("w", shape)


def _with_gradients(tf, outputs, *inputs):
    return [outputs, tf.gradients(tf.square(outputs), list(inputs))]


def conv1d_both_formats(tf):
    w = _w(tf, 3, 3, 4)
    tf.nn.conv1d(_x(tf, 2, 3, 8), w, 1, "VALID", data_format="NCW")
    return _with_gradients(tf, tf.nn.conv1d(_x(tf, None, 8, 3), w, stride=2, padding="SAME", name="c"), w)


def conv2d_with_gradients(tf):
    x, w = _x(tf, 2, 8, 8, 3), _w(tf, 3, 3, 3, 2)
    return _with_gradients(tf, tf.nn.conv2d(x, w, [1, 2, 2, 1], "SAME"), x, w)


def conv2d_by_other_names(tf):
    x, w = _x(tf, None, 8, 8, 3), _w(tf, 3, 3, 3, 2)
    return [
        tf.nn.conv2d(x, filters=w, strides=2, padding="VALID", name="own"),
        tf.nn.conv2d(input=x, filter=w, strides=[2, 1], padding=[[0, 0], [1, 1], [2, 0], [0, 0]]),
    ]


def conv2d_dilated(tf):
    x, w = _x(tf, 2, 8, 8, 3), _w(tf, 3, 3, 3, 2)
    return [
        tf.nn.convolution(x, w, "SAME", dilation_rate=[2, 1]),
        tf.nn.convolution(x, w, "VALID", strides=[2, 2], name="own"),
        tf.nn.atrous_conv2d(x, w, 2, "VALID"),
    ]


def conv2d_dilated_of_unknown_size(tf):
    x, w = _x(tf, None, None, None, 3), _w(tf, 2, 2, 3, 2)
    return _with_gradients(tf, tf.nn.atrous_conv2d(x, w, 2, "SAME", name="a"), w)


def convolution_of_sequences_and_volumes(tf):
    return [
        tf.nn.convolution(_x(tf, 2, 8, 3), tf.get_variable("a", [3, 3, 2]), "SAME", dilation_rate=[2]),
        tf.nn.convolution(_x(tf, 1, 4, 4, 4, 2), tf.get_variable("b", [2, 2, 2, 2, 2]), "VALID"),
    ]


def conv3d_with_gradients(tf):
    x, w = _x(tf, None, 4, 4, 4, 2), _w(tf, 2, 2, 2, 2, 2)
    return _with_gradients(tf, tf.nn.conv3d(x, w, [1, 1, 2, 1, 1], "SAME"), x, w)


def transposed(tf):
    return [
        tf.nn.conv2d_transpose(_x(tf, 2, 3, 3, 2), tf.get_variable("a", [3, 3, 4, 2]), [2, 6, 6, 4], [1, 2, 2, 1]),
        tf.nn.conv2d_transpose(
            _x(tf, 2, 3, 3, 2), tf.get_variable("b", [3, 3, 4, 2]), [2, 5, 5, 4], 1, "VALID", name="up"
        ),
        tf.nn.conv1d_transpose(_x(tf, 2, 4, 2), tf.get_variable("c", [3, 4, 2]), [2, 8, 4], 2),
        tf.nn.conv3d_transpose(
            _x(tf, 1, 2, 2, 2, 2), tf.get_variable("d", [2, 2, 2, 3, 2]), [1, 4, 4, 4, 3], [1, 2, 2, 2, 1]
        ),
    ]


def transposed_with_gradients(tf):
    x, w = _x(tf, None, 3, 3, 2), _w(tf, 3, 3, 4, 2)
    size = tf.stack([tf.shape(x)[0], 6, 6, 4])
    return _with_gradients(tf, tf.nn.conv2d_transpose(x, w, size, [1, 2, 2, 1]), x, w)


def transposed_and_dilated(tf):
    return tf.nn.atrous_conv2d_transpose(_x(tf, 2, 4, 4, 2), _w(tf, 2, 2, 3, 2), [2, 6, 6, 3], 2, "VALID")


def depthwise_with_gradients(tf):
    x, w = _x(tf, 2, 6, 6, 2), _w(tf, 3, 3, 2, 2)
    return _with_gradients(tf, tf.nn.depthwise_conv2d(x, w, [1, 1, 1, 1], "SAME"), x, w)


def depthwise_dilated(tf):
    x, w = _x(tf, None, 6, 6, 2), _w(tf, 3, 3, 2, 2)
    return [
        tf.nn.depthwise_conv2d(x, w, [1, 1, 1, 1], "VALID", rate=[2, 2], name="d"),
        tf.nn.depthwise_conv2d_native(x, w, [1, 2, 2, 1], "SAME"),
    ]


def separable_with_gradients(tf):
    x, w, p = _x(tf, 2, 6, 6, 2), _w(tf, 3, 3, 2, 2), tf.get_variable("p", [1, 1, 4, 3])
    return _with_gradients(tf, tf.nn.separable_conv2d(x, w, p, [1, 1, 1, 1], "SAME"), w, p)


def separable_dilated(tf):
    p = tf.get_variable("p", [1, 1, 4, 3])
    return tf.nn.separable_conv2d(_x(tf, None, 6, 6, 2), _w(tf, 3, 3, 2, 2), p, [1, 1, 1, 1], "VALID", [2, 2], "sep")


def morphology(tf):
    x, w = _x(tf, 2, 6, 6, 2), _w(tf, 2, 2, 2)
    return [
        _with_gradients(tf, tf.nn.dilation2d(x, w, [1, 1, 1, 1], [1, 1, 1, 1], "SAME"), x, w),
        tf.nn.erosion2d(x, w, [1, 1, 1, 1], [1, 2, 2, 1], "VALID"),
    ]
