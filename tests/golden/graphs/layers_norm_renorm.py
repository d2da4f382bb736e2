"""`tf.layers.batch_normalization` with renormalisation, virtual batches and adjustments."""


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


def renormalized(tf):
    clipping = {"rmin": 0.5, "rmax": 2.0, "dmax": 1.0}
    outputs = tf.layers.batch_normalization(_x(tf, 4, 6), training=True, renorm=True, renorm_clipping=clipping)
    return _train(tf, outputs)


def of_virtual_batches(tf):
    return _updated(tf, tf.layers.batch_normalization(_x(tf, 6, 5, 3), training=True, virtual_batch_size=2))


def adjusted(tf):
    def adjustment(shape):
        return tf.random_uniform(shape[-1:], 0.9, 1.1), tf.random_uniform(shape[-1:], -0.1, 0.1)

    return tf.layers.batch_normalization(_x(tf, 4, 6), training=True, adjustment=adjustment)


def renormalized_where_training_is_fed(tf):
    training = tf.placeholder_with_default(True, [], name="training")
    outputs = tf.layers.batch_normalization(_x(tf, 2, 4, 4, 3), training=training, renorm=True, renorm_momentum=0.5)
    return _updated(tf, outputs)


def adjusted_where_training_is_fed(tf):
    training = tf.placeholder_with_default(True, [], name="training")
    return tf.layers.batch_normalization(
        _x(tf, 4, 6), training=training, adjustment=lambda shape: (tf.ones(shape[-1:]), tf.zeros(shape[-1:]))
    )
