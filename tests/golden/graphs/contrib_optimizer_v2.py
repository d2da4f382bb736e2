"""`tf.contrib.optimizer_v2`: one step of each, on dense and on sparse gradients."""


def _loss(tf):
    weights = tf.get_variable("weights", [3], initializer=tf.constant_initializer(0.5))
    table = tf.get_variable("table", [4, 2], use_resource=True)
    rows = tf.get_variable("rows", [4, 2])
    found = tf.nn.embedding_lookup(table, [1, 1, 2]) + tf.nn.embedding_lookup(rows, [0, 0, 3])
    return tf.reduce_sum(tf.square(weights)) + tf.reduce_sum(found)


def _step(tf, optimizer):
    loss = _loss(tf)
    with tf.control_dependencies([optimizer.minimize(loss, tf.train.get_or_create_global_step())]):
        return [loss] + [variable.read_value() for variable in tf.trainable_variables()]


def gradient_descent(tf):
    return _step(tf, tf.contrib.optimizer_v2.GradientDescentOptimizer(0.1))


def momentum(tf):
    return _step(tf, tf.contrib.optimizer_v2.MomentumOptimizer(0.1, 0.9))


def momentum_of_nesterov(tf):
    return _step(tf, tf.contrib.optimizer_v2.MomentumOptimizer(tf.constant(0.1), 0.9, name="mine", use_nesterov=True))


def adam(tf):
    return _step(tf, tf.contrib.optimizer_v2.AdamOptimizer(0.1))


def adam_with_all_its_options(tf):
    return _step(tf, tf.contrib.optimizer_v2.AdamOptimizer(lambda: 0.1, 0.8, 0.9, 1e-4, True, "mine"))


def adagrad(tf):
    return _step(tf, tf.contrib.optimizer_v2.AdagradOptimizer(0.1, 0.2))


def adadelta(tf):
    return _step(tf, tf.contrib.optimizer_v2.AdadeltaOptimizer(0.1, rho=0.9, epsilon=1e-6))


def rmsprop(tf):
    return _step(tf, tf.contrib.optimizer_v2.RMSPropOptimizer(0.1))


def rmsprop_centered(tf):
    return _step(tf, tf.contrib.optimizer_v2.RMSPropOptimizer(0.1, 0.8, 0.5, 1e-6, centered=True))


def gradients_applied(tf):
    optimizer = tf.contrib.optimizer_v2.AdamOptimizer(0.1)
    loss = _loss(tf)
    pairs = optimizer.compute_gradients(loss, grad_loss=tf.constant(2.0), scale_loss_by_num_replicas=False)
    optimizer.apply_gradients([(tf.convert_to_tensor(gradient) * 2, v) for gradient, v in pairs], name="apply")
    return [optimizer.get_slot(tf.trainable_variables()[0], "m"), *optimizer.variables()]
