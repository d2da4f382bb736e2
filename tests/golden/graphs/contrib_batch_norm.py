"""`tf.contrib.layers.batch_norm`, fused and not, trained and at inference."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _train(tf, outputs):
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    with tf.control_dependencies(updates):
        tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(outputs)))
    return [outputs, *updates]


def batch_norm_of_pictures(tf):
    return _train(tf, tf.contrib.layers.batch_norm(_x(tf, None, 2, 2, 3), scale=True))


def batch_norm_of_vectors(tf):
    return _train(tf, tf.contrib.layers.batch_norm(_x(tf, 4, 5), decay=0.9, activation_fn=tf.nn.relu))


def batch_norm_of_vectors_of_unknown_number(tf):
    return tf.contrib.layers.batch_norm(_x(tf, None, 5), is_training=tf.placeholder_with_default(True, []))


def batch_norm_at_inference(tf):
    layers = tf.contrib.layers
    return [
        layers.batch_norm(_x(tf, 4, 2, 2, 3), is_training=False),
        layers.batch_norm(_x(tf, 4, 3), is_training=False, center=False, scope="bn"),
        layers.batch_norm(_x(tf, 4, 3), is_training=False, scope="plain", fused=False, scale=True),
    ]


def batch_norm_of_rank_three(tf):
    return _train(tf, tf.contrib.layers.batch_norm(_x(tf, 4, 5, 3)))


def batch_norm_without_debiasing(tf):
    layers = tf.contrib.layers
    fused = layers.batch_norm(_x(tf, 4, 5), zero_debias_moving_mean=True)
    by_ops = layers.batch_norm(_x(tf, 4, 5), zero_debias_moving_mean=True, fused=False)
    return [fused, by_ops, *tf.get_collection(tf.GraphKeys.UPDATE_OPS)]


def batch_norm_with_renormalisation(tf):
    return _train(tf, tf.contrib.layers.batch_norm(_x(tf, 4, 6), renorm=True, renorm_decay=0.9))


def batch_norm_reused(tf):
    x = _x(tf, 4, 2, 2, 3)
    tf.contrib.layers.batch_norm(x, scope="bn")
    return tf.contrib.layers.batch_norm(x, scope="bn", reuse=True, is_training=False)


def batch_norm_in_a_partitioned_scope(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        return tf.contrib.layers.batch_norm(_x(tf, 4, 6), fused=False, updates_collections=None)
