"""`tf.layers.batch_normalization` of pictures, by one op, training known and fed."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _train(tf, outputs):
    """A step of training as programs wrote it: the updates first."""
    loss = tf.reduce_mean(tf.square(outputs))
    with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
        step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    return [outputs, loss, step]


def _updated(tf, outputs):
    """The outputs, and the updates run beside them."""
    return [outputs, tf.get_collection(tf.GraphKeys.UPDATE_OPS)]


def fused_in_training(tf):
    return _train(tf, tf.layers.batch_normalization(_x(tf, 2, 5, 5, 3), training=True))


def fused_of_unknown_size_in_training(tf):
    return _updated(
        tf, tf.layers.batch_normalization(_x(tf, None, None, None, 3), training=True, momentum=0.9, name="bn")
    )


def fused_afterwards(tf):
    return _updated(tf, tf.layers.batch_normalization(_x(tf, 2, 5, 5, 3)))


def fused_where_training_is_fed(tf):
    training = tf.placeholder_with_default(True, [], name="training")
    return _train(tf, tf.layers.batch_normalization(_x(tf, 2, 5, 5, 3), training=training))


def fused_with_training_of_a_constant(tf):
    return tf.layers.batch_normalization(_x(tf, 2, 5, 5, 3), training=tf.constant(False))


def fused_channels_first(tf):
    tf.layers.batch_normalization(_x(tf, 2, 3, 5, 5), axis=1, training=True)
    tf.layers.batch_normalization(_x(tf, 2, 3, 5, 5), axis=-3)


def fused_without_offset_and_factor(tf):
    return [
        tf.layers.batch_normalization(_x(tf, 2, 5, 5, 3), center=False, training=True),
        tf.layers.batch_normalization(_x(tf, 2, 5, 5, 3), scale=False, training=True, epsilon=1e-6),
    ]


def fused_of_halves(tf):
    return tf.layers.batch_normalization(tf.placeholder(tf.float16, [2, 4, 4, 3], name="x"), training=True)


def reused_by_name(tf):
    x = _x(tf, 2, 4, 4, 3)
    return [
        tf.layers.batch_normalization(x, training=True, name="bn"),
        tf.layers.batch_normalization(x, training=False, name="bn", reuse=True),
    ]


def in_a_resource_scope(tf):
    with tf.variable_scope("scope", use_resource=True):
        return _updated(tf, tf.layers.batch_normalization(_x(tf, 2, 4, 4, 3), training=True))


def between_convolutions(tf):
    h = tf.layers.conv2d(_x(tf, None, 6, 6, 2), 3, 3, use_bias=False)
    h = tf.nn.relu(tf.layers.batch_normalization(h, training=True))
    h = tf.layers.batch_normalization(tf.layers.dense(tf.layers.flatten(h), 4), training=True)
    return _updated(tf, h)
