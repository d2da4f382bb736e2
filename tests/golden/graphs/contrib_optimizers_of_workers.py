"""`tf.contrib.opt`: optimisers that keep a copy of the variables on each worker, with one worker.

Trainable variables are local ones here, so each case runs a graph of its own; what it returns are that graph's nodes
and figures.
"""


def _model(tf, getter, **options):
    with tf.variable_scope("net", custom_getter=getter):
        w = tf.get_variable("w", [3], initializer=tf.constant_initializer([3.0, -2.0, 0.5]), **options)
        tf.get_variable("beside", [1], trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES])
        tf.get_variable("count", [1], trainable=False, collections=[tf.GraphKeys.GLOBAL_VARIABLES])
    return tf.reduce_sum(tf.square(tf.identity(w) - 1.0))


def _run(tf, build, steps=5):
    """Some steps, and what the variables are after each."""
    with tf.Graph().as_default() as graph, tf.Session() as session:
        tf.train.create_global_step()
        optimizer, loss, get_init_op = build()
        train = optimizer.minimize(loss, global_step=tf.train.get_global_step())
        begin = get_init_op(optimizer)
        hooked = tf.global_variables() + tf.local_variables()
        session.run(tf.local_variables_initializer())
        session.run(tf.global_variables_initializer())
        session.run(begin)
        found = []
        for _ in range(steps):
            session.run(train)
            found.extend(session.run([v for v in hooked if "w" in v.op.name.split("/")[-1] or "step" in v.op.name]))
    nodes = [
        " ".join([op.name, op.type] + [t.name for t in op.inputs] + ["^" + c.name for c in op.control_inputs])
        for op in graph.get_operations()
    ]
    names = [
        " ".join(v.op.name for v in kind) for kind in (graph.get_collection("variables"), tf.trainable_variables())
    ]
    locals_ = [v.op.name for v in graph.get_collection("local_variables")]
    return [tf.constant(part) for part in [nodes, names, locals_] + [value.astype("float32") for value in found]]


def accumulated_gradients(tf):
    def build():
        getter = tf.contrib.opt.AGNCustomGetter("/cpu:0")
        loss = _model(tf, getter)
        inner = tf.train.MomentumOptimizer(0.1, 0.9)
        optimizer = tf.contrib.opt.AGNOptimizer(inner, 1, getter, communication_period=2)
        return optimizer, loss, lambda made: made.get_init_op(0)

    return _run(tf, build)


def elastic_averages(tf):
    def build():
        getter = tf.contrib.opt.ElasticAverageCustomGetter("/cpu:0")
        loss = _model(tf, getter)
        inner = tf.train.AdamOptimizer(0.1)
        optimizer = tf.contrib.opt.ElasticAverageOptimizer(
            inner, 1, getter, communication_period=2, moving_rate=0.5, rho=0.1
        )
        return optimizer, loss, lambda made: made.get_init_op(0)

    return _run(tf, build)


def elastic_averages_that_wait(tf):
    def build():
        getter = tf.contrib.opt.ElasticAverageCustomGetter("/cpu:0")
        loss = _model(tf, getter, partitioner=tf.fixed_size_partitioner(1))
        inner = tf.train.GradientDescentOptimizer(0.1)
        optimizer = tf.contrib.opt.ElasticAverageOptimizer(inner, 1, getter, synchronous=True)
        optimizer.swapping_saver()
        return optimizer, loss, lambda made: made.get_init_op(0)

    return _run(tf, build)


def model_averages(tf):
    def build():
        getter = tf.contrib.opt.ModelAverageCustomGetter("/cpu:0")
        loss = _model(tf, getter)
        inner = tf.train.GradientDescentOptimizer(0.1)
        optimizer = tf.contrib.opt.ModelAverageOptimizer(inner, 1, True, getter, interval_steps=2)
        return optimizer, loss, lambda made: tf.group(made._chief_init_op, made.get_init_op())

    # No step: the references are read before their updates or after them.
    return _run(tf, build, steps=0)
