"""Ftrl on a dense model and on an embedding, with reference and resource variables."""


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


def ftrl(tf):
    return _train(tf, tf.train.FtrlOptimizer(0.1))


def ftrl_with_penalties(tf):
    return _train(tf, tf.train.FtrlOptimizer(0.1, -0.6, 0.2, 0.01, 0.02))


def ftrl_with_shrinkage(tf):
    return _train(tf, tf.train.FtrlOptimizer(0.1, l2_shrinkage_regularization_strength=0.1))


def ftrl_sparse(tf):
    return _train_sparse(tf, tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.01))


def ftrl_on_resources(tf):
    return _train(tf, tf.train.FtrlOptimizer(0.1, l2_shrinkage_regularization_strength=0.1), True)


def ftrl_on_resources_sparse(tf):
    return _train_sparse(tf, tf.train.FtrlOptimizer(0.1), True)
