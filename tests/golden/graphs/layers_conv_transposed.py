"""Transposed convolutions of `tf.layers`, and layers of each class called by hand."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _descend(tf, outputs):
    tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return outputs


def pooling_channels_first(tf):  # the first such layer of a process asks Keras for the devices, which costs nodes
    return tf.layers.max_pooling1d(_x(tf, 2, 3, 8), 2, 2, data_format="channels_first")


def conv2d_transpose_plain(tf):
    return _descend(tf, tf.layers.conv2d_transpose(_x(tf, 2, 4, 4, 3), 4, 3, strides=2, padding="same"))


def conv2d_transpose_of_unknown_batch_and_size(tf):
    return tf.layers.conv2d_transpose(_x(tf, None, None, 4, 3), 4, (3, 5), (2, 1), activation=tf.nn.relu, name="up")


def conv2d_transpose_channels_first(tf):
    return tf.layers.conv2d_transpose(_x(tf, 2, 3, 4, 4), 4, 3, strides=2, data_format="channels_first")


def conv3d_transpose_plain(tf):
    return _descend(tf, tf.layers.conv3d_transpose(_x(tf, 1, 3, 3, 3, 2), 2, 2, strides=2))


def conv3d_transpose_same_of_unknown_batch(tf):
    return tf.layers.conv3d_transpose(_x(tf, None, 3, 2, 3, 2), 2, 3, strides=(1, 2, 2), padding="same", use_bias=False)


def conv3d_transpose_channels_first(tf):
    tf.layers.conv3d_transpose(_x(tf, 1, 2, 3, 3, 3), 2, 2, data_format="channels_first", use_bias=False)


def objects_of_each_class(tf):
    x = _x(tf, 2, 8, 8, 2)
    outputs = tf.layers.Conv2D(3, 3, padding="SAME", activation="relu")(x)
    outputs = tf.layers.SeparableConv2D(3, 3, bias_initializer=None)(outputs)
    layer = tf.layers.Conv2DTranspose(2, 3)
    return [layer(outputs), layer(outputs), layer.apply(outputs)]
