"""Adam, RMSProp and Ftrl on a dense model and on an embedding, with reference and resource variables."""


def _train(tf, optimizer, use_resource=False):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    w = tf.get_variable("w", [3, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1))
    b = tf.get_variable("b", [2], use_resource=use_resource, initializer=tf.zeros_initializer())
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0))
    train = optimizer.minimize(loss, global_step=tf.train.get_or_create_global_step())
    with tf.control_dependencies([train]):
        return [tf.identity(w.value()), tf.identity(b.value())]


def _train_sparse(tf, optimizer, use_resource=False):
    table = tf.get_variable(
        "table", [5, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1)
    )
    rows = tf.nn.embedding_lookup(table, tf.constant([1, 3, 1]))
    train = optimizer.minimize(tf.reduce_mean(tf.square(rows - 1.0)))
    with tf.control_dependencies([train]):
        return tf.identity(table.value())


def adam(tf):
    return _train(tf, tf.train.AdamOptimizer())


def adam_with_options(tf):
    rate = tf.placeholder_with_default(tf.constant(0.01), [])
    return _train(tf, tf.train.AdamOptimizer(rate, beta1=0.8, beta2=0.99, epsilon=1e-4, use_locking=True, name="own"))


def adam_sparse(tf):
    return _train_sparse(tf, tf.train.AdamOptimizer(0.01))


def adam_on_resources(tf):
    return _train(tf, tf.train.AdamOptimizer(0.01), True)


def adam_on_resources_sparse(tf):
    return _train_sparse(tf, tf.train.AdamOptimizer(0.01), True)


def rmsprop(tf):
    return _train(tf, tf.train.RMSPropOptimizer(0.01))


def rmsprop_centred(tf):
    return _train(tf, tf.train.RMSPropOptimizer(0.01, decay=0.8, momentum=0.5, epsilon=1e-6, centered=True))


def rmsprop_sparse(tf):
    return _train_sparse(tf, tf.train.RMSPropOptimizer(0.01, momentum=0.1))


def rmsprop_centred_sparse(tf):
    return _train_sparse(tf, tf.train.RMSPropOptimizer(0.01, centered=True))


def rmsprop_on_resources(tf):
    return _train(tf, tf.train.RMSPropOptimizer(0.01, centered=True), True)
