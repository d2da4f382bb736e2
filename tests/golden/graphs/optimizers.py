"""`tf.train` optimisers on a dense model and on an embedding, with reference and resource variables."""


def _train(tf, optimizer, use_resource=False):
    """Two steps on a dense model, and what its weights are after each."""
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    w = tf.get_variable("w", [3, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1))
    b = tf.get_variable("b", [2], use_resource=use_resource, initializer=tf.zeros_initializer())
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0))
    step = tf.train.get_or_create_global_step()
    train = optimizer.minimize(loss, global_step=step)
    with tf.control_dependencies([train]):
        return [tf.identity(w.read_value() if use_resource else w.value()), tf.identity(b.value())]


def _train_sparse(tf, optimizer, use_resource=False):
    """Two steps on rows of a table, one of them twice in a step."""
    table = tf.get_variable(
        "table", [5, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1)
    )
    rows = tf.nn.embedding_lookup(table, tf.constant([1, 3, 1]))
    train = optimizer.minimize(tf.reduce_mean(tf.square(rows - 1.0)))
    with tf.control_dependencies([train]):
        return tf.identity(table.value())


def gradient_descent(tf):
    return _train(tf, tf.train.GradientDescentOptimizer(0.1))


def gradient_descent_sparse(tf):
    return _train_sparse(tf, tf.train.GradientDescentOptimizer(0.1))


def gradient_descent_on_resources(tf):
    return _train(tf, tf.train.GradientDescentOptimizer(tf.constant(0.1), use_locking=True, name="sgd"), True)


def gradient_descent_on_resources_sparse(tf):
    return _train_sparse(tf, tf.train.GradientDescentOptimizer(0.1), True)


def momentum(tf):
    return _train(tf, tf.train.MomentumOptimizer(0.1, 0.9))


def momentum_of_nesterov(tf):
    return _train(tf, tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True))


def momentum_sparse(tf):
    return _train_sparse(tf, tf.train.MomentumOptimizer(0.1, 0.9))


def momentum_on_resources_sparse(tf):
    return _train_sparse(tf, tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True), True)
