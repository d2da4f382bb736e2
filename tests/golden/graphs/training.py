"""How optimisers are driven: options of minimize, gradients by hand, moving averages, several towers, global steps."""


def _model(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    w = tf.get_variable("w", [3, 2], initializer=tf.random_normal_initializer(seed=1))
    b = tf.get_variable("b", [2], initializer=tf.zeros_initializer())
    return tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0)), w, b


def gate_gradients(tf):
    loss, _, _ = _model(tf)
    trains = []
    for gate in (tf.train.Optimizer.GATE_NONE, tf.train.Optimizer.GATE_OP, tf.train.Optimizer.GATE_GRAPH):
        trains.append(tf.train.GradientDescentOptimizer(0.1).minimize(loss, gate_gradients=gate))
    return [loss, tf.group(*trains)]


def options_of_minimize(tf):
    loss, _, b = _model(tf)
    optimizer = tf.train.MomentumOptimizer(0.1, 0.9, name="own")
    train = optimizer.minimize(
        loss,
        var_list=[b],
        colocate_gradients_with_ops=True,
        aggregation_method=tf.AggregationMethod.EXPERIMENTAL_ACCUMULATE_N,
        name="train",
        grad_loss=tf.constant(2.0),
    )
    slots = tf.constant([slot.name for slot in optimizer.variables()] + optimizer.get_slot_names())
    return [train, slots, optimizer.get_slot(b, "momentum")]


def clipped_gradients(tf):
    loss, _, _ = _model(tf)
    optimizer = tf.train.AdamOptimizer(0.01)
    pairs = optimizer.compute_gradients(loss)
    clipped = [(tf.clip_by_norm(grad, 0.1), variable) for grad, variable in pairs]
    train = optimizer.apply_gradients(clipped, global_step=tf.train.create_global_step())
    return [loss, train]


def gradients_clipped_together(tf):
    loss, _, _ = _model(tf)
    variables = tf.trainable_variables()
    grads, norm = tf.clip_by_global_norm(tf.gradients(loss, variables), 5.0)
    train = tf.train.RMSPropOptimizer(0.01).apply_gradients(zip(grads, variables), name="apply")
    return [norm, train]


def several_optimizers(tf):
    loss, w, b = _model(tf)
    return [
        tf.train.AdamOptimizer(0.01).minimize(loss, var_list=[w]),
        tf.train.AdamOptimizer(0.02).minimize(loss, var_list=[b]),
        tf.train.AdamOptimizer(0.02).minimize(-loss),
    ][:2]


def averaged_gradients_of_towers(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    towers = []
    for i, part in enumerate(tf.unstack(tf.reshape(x, [2, 2, 3]))):
        with tf.device("/cpu:0"), tf.name_scope("tower_%d" % i), tf.variable_scope("model", reuse=i > 0):
            w = tf.get_variable("w", [3, 2], initializer=tf.random_normal_initializer(seed=1))
            towers.append(optimizer.compute_gradients(tf.reduce_mean(tf.matmul(part, w)), [w]))
    averaged = []
    for pairs in zip(*towers):
        expanded = tf.concat([tf.expand_dims(grad, 0) for grad, _ in pairs], 0)
        averaged.append((tf.reduce_mean(expanded, 0), pairs[0][1]))
    return optimizer.apply_gradients(averaged)


def warm_start_and_slots(tf):
    loss, w, _ = _model(tf)
    optimizer = tf.train.AdamOptimizer(0.01)
    optimizer.minimize(loss)
    return [optimizer.get_slot(w, "m"), optimizer.get_slot(w, "v"), tf.constant(optimizer.get_slot(w, "m").name)]


def a_model_of_partitioned_variables(tf):
    x = tf.placeholder(tf.float32, [4, 4], name="x")
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        w = tf.get_variable("w", [4, 2], initializer=tf.random_normal_initializer())
    return tf.train.AdamOptimizer(0.01).minimize(tf.reduce_mean(tf.matmul(x, w)))


def synchronised_replicas(tf):
    loss, _, _ = _model(tf)
    step = tf.train.get_or_create_global_step()
    optimizer = tf.train.SyncReplicasOptimizer(tf.train.GradientDescentOptimizer(0.1), 1, 1)
    optimizer.minimize(loss, step)
    optimizer.get_init_tokens_op()
