"""`tf.layers.batch_normalization` of many small ops, training known and fed, on any axes."""


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


def plain_in_training(tf):
    return _train(tf, tf.layers.batch_normalization(_x(tf, 4, 6), training=True))


def plain_of_unknown_batch_where_training_is_fed(tf):
    training = tf.placeholder(tf.bool, [], name="training_below_2")
    return _updated(tf, tf.layers.batch_normalization(_x(tf, None, 6), training=training))


def plain_afterwards(tf):
    return _updated(tf, tf.layers.batch_normalization(_x(tf, None, 6), training=False))


def plain_on_pictures(tf):
    return _updated(tf, tf.layers.batch_normalization(_x(tf, 2, 5, 5, 3), training=True, fused=False))


def plain_on_another_axis(tf):
    return _updated(tf, tf.layers.batch_normalization(_x(tf, 2, 3, 5), axis=1, training=True))


def plain_on_several_axes(tf):
    return tf.layers.batch_normalization(_x(tf, 2, 3, 5, 4), axis=[1, 3], training=True)


def plain_without_offset_and_factor(tf):
    return [
        tf.layers.batch_normalization(_x(tf, 4, 6), center=False, training=True),
        tf.layers.batch_normalization(_x(tf, 4, 6), scale=False, training=True),
    ]


def plain_of_halves(tf):
    tf.layers.batch_normalization(tf.placeholder(tf.float16, [4, 8], name="x"), training=True)


def with_regularizers_initializers_and_constraints(tf):
    outputs = tf.layers.batch_normalization(
        _x(tf, 4, 6),
        beta_initializer=tf.random_normal_initializer(),
        gamma_initializer=tf.random_uniform_initializer(0.5, 1.5),
        moving_mean_initializer=tf.constant_initializer(0.5),
        beta_regularizer=tf.nn.l2_loss,
        gamma_regularizer=tf.nn.l2_loss,
        gamma_constraint=lambda gamma: tf.maximum(gamma, 0.0),
        training=True,
        trainable=True,
    )
    return [outputs, tf.losses.get_regularization_losses()]


def not_trainable(tf):
    return tf.layers.batch_normalization(_x(tf, 4, 6), training=True, trainable=False)


def one_layer_in_training_and_afterwards(tf):
    layer = tf.layers.BatchNormalization(name="bn")
    x, y = _x(tf, 4, 6), _x(tf, 4, 6)
    outputs = [layer(x, training=True), layer(y), layer.apply(y, training=True)]
    tf.group(layer.updates + layer.get_updates_for(y))
    return outputs


def in_a_partitioned_scope(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        return tf.layers.batch_normalization(_x(tf, 4, 6), training=True)


def of_momentum_that_is_fed(tf):
    momentum = tf.placeholder_with_default(0.9, [], name="momentum")
    return [
        tf.layers.batch_normalization(_x(tf, 2, 4, 4, 3), momentum=momentum, training=True),
        tf.layers.batch_normalization(_x(tf, 4, 6), momentum=momentum, training=True),
    ]
