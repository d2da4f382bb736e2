"""`tf.contrib.opt`: what goes around an optimiser, weights that decay, minimisers of other packages.

Weights decay beside the step that reads them, so what they are after it is a race.
"""


def _model(tf, use_resource=False):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    w = tf.get_variable("w", [3, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1))
    b = tf.get_variable("b", [2], use_resource=use_resource, initializer=tf.ones_initializer())
    return tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0)), w, b


def _rows(tf, use_resource=False):
    table = tf.get_variable(
        "table", [5, 2], use_resource=use_resource, initializer=tf.random_normal_initializer(seed=1)
    )
    return tf.reduce_mean(tf.square(tf.nn.embedding_lookup(table, tf.constant([1, 3, 1])) - 1.0)), table


def _after(tf, train, *variables):
    with tf.control_dependencies([train]):
        return [tf.identity(variable.read_value()) for variable in variables]


def adam_with_decay(tf):
    loss, _, _ = _model(tf)
    tf.contrib.opt.AdamWOptimizer(0.01, 0.1).minimize(loss)


def adam_with_decay_of_some(tf):
    loss, w, _ = _model(tf, True)
    optimizer = tf.contrib.opt.AdamWOptimizer(weight_decay=0.01, learning_rate=0.1)
    pairs = optimizer.compute_gradients(loss)
    optimizer.apply_gradients(pairs, decay_var_list=[w])


def adam_whose_minimize_decays_all(tf):
    loss, w, _ = _model(tf)
    tf.contrib.opt.AdamWOptimizer(0.01, 0.1).minimize(loss, decay_var_list=[w])


def momentum_with_decay(tf):
    loss, _ = _rows(tf)
    tf.contrib.opt.MomentumWOptimizer(0.01, 0.1, 0.9, use_nesterov=True).minimize(loss)


def adam_with_decay_on_resources_sparse(tf):
    loss, _ = _rows(tf, True)
    tf.contrib.opt.AdamWOptimizer(0.01, 0.1).minimize(loss)


def any_optimizer_with_decay(tf):
    extended = tf.contrib.opt.extend_with_decoupled_weight_decay(tf.train.RMSPropOptimizer)
    loss, _, _ = _model(tf)
    extended(weight_decay=0.1, learning_rate=0.01).minimize(loss)


def a_moving_average(tf):
    loss, w, _b = _model(tf)
    optimizer = tf.contrib.opt.MovingAverageOptimizer(tf.train.GradientDescentOptimizer(0.1), 0.9)
    train = optimizer.minimize(loss)
    optimizer.swapping_saver()
    return _after(tf, train, w, *[v for v in tf.global_variables() if "Average" in v.name])


def a_moving_average_beside(tf):
    loss, _w, _b = _model(tf)
    step = tf.train.get_or_create_global_step()
    optimizer = tf.contrib.opt.MovingAverageOptimizer(
        tf.train.MomentumOptimizer(0.1, 0.9), num_updates=step, sequential_update=False
    )
    optimizer.minimize(loss, global_step=step)


def clipped_variables(tf):
    loss, w, b = _model(tf)
    inner = tf.train.GradientDescentOptimizer(0.1)
    train = tf.contrib.opt.VariableClippingOptimizer(inner, {w: [0]}, 0.5).minimize(loss)
    return _after(tf, train, w, b)


def clipped_rows(tf):
    loss, table = _rows(tf)
    inner = tf.train.GradientDescentOptimizer(0.1)
    train = tf.contrib.opt.VariableClippingOptimizer(
        inner, {table: [1]}, 0.5, colocate_clip_ops_with_vars=True
    ).minimize(loss)
    return _after(tf, train, table)


def stale_gradients_dropped(tf):
    loss, w, _b = _model(tf)
    step = tf.train.get_or_create_global_step()
    optimizer = tf.contrib.opt.DropStaleGradientOptimizer(tf.train.MomentumOptimizer(0.1, 0.9), 0)
    return _after(tf, optimizer.minimize(loss, global_step=step), w)


def tasks_in_turn(tf):
    loss, w, b = _model(tf)
    wrapped = tf.contrib.opt.MultitaskOptimizerWrapper(tf.train.MomentumOptimizer(0.1, 0.9))
    pairs, _norm = tf.contrib.opt.clip_gradients_by_global_norm(wrapped.compute_gradients(loss), 0.5)
    return _after(tf, wrapped.apply_gradients(pairs), w, b)


def scipys_minimizer(tf):
    """Its nodes and what it finds, from a graph of its own: its placeholders have no shape to feed."""
    with tf.Graph().as_default() as graph, tf.Session() as session:
        w = tf.Variable([3.0, -2.0], name="w")
        b = tf.Variable(5.0, name="b")
        optimizer = tf.contrib.opt.ScipyOptimizerInterface(
            tf.reduce_sum(tf.square(w - 1.0)) + tf.square(b - 4.0),
            equalities=[tf.reduce_sum(w) - 1.0],
            inequalities=[w[0] - 0.8],
            var_to_bounds={b: (-1.0, 2.0)},
            method="SLSQP",
        )
        session.run(tf.global_variables_initializer())
        losses = []
        optimizer.minimize(session, fetches=[w], loss_callback=lambda value: losses.append(len(value)))
        found = session.run([w, b])
    nodes = [" ".join([op.name, op.type] + [tensor.name for tensor in op.inputs]) for op in graph.get_operations()]
    return [tf.constant(part) for part in (nodes, set(losses).pop(), *found)]


def scipys_minimizer_by_default(tf):
    with tf.Graph().as_default(), tf.Session() as session:
        w = tf.Variable([[3.0, -2.0]], name="w")
        session.run(tf.global_variables_initializer())
        tf.contrib.opt.ScipyOptimizerInterface(tf.reduce_sum(tf.square(w - 1.0)), options={"maxiter": 9}).minimize()
        found = session.run(w)
    return tf.constant(found)
