"""`tf.train` optimisers that adapt the rate: Adagrad, Adadelta, proximal ones."""


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


def adagrad(tf):
    return _train(tf, tf.train.AdagradOptimizer(0.1, initial_accumulator_value=0.2))


def adagrad_sparse(tf):
    return _train_sparse(tf, tf.train.AdagradOptimizer(0.1))


def adagrad_on_resources(tf):
    return _train(tf, tf.train.AdagradOptimizer(0.1), True)


def adagrad_on_resources_sparse(tf):
    return _train_sparse(tf, tf.train.AdagradOptimizer(0.1), True)


def adagrad_da(tf):
    step = tf.train.get_or_create_global_step()
    return _train(tf, tf.train.AdagradDAOptimizer(0.1, step, l1_regularization_strength=0.001))


def adadelta(tf):
    return _train(tf, tf.train.AdadeltaOptimizer())


def adadelta_sparse(tf):
    return _train_sparse(tf, tf.train.AdadeltaOptimizer(1.0, 0.9, 1e-6))


def adadelta_on_resources(tf):
    return _train(tf, tf.train.AdadeltaOptimizer(1.0), True)


def proximal_gradient_descent(tf):
    return _train(tf, tf.train.ProximalGradientDescentOptimizer(0.1, 0.01, 0.01))


def proximal_adagrad(tf):
    return _train(tf, tf.train.ProximalAdagradOptimizer(0.1, 0.1, 0.01, 0.01))


def proximal_adagrad_sparse(tf):
    return _train_sparse(tf, tf.train.ProximalAdagradOptimizer(0.1))
