"""`tf.contrib.distribute` and `.compiler`: what they say and compute without several devices."""


def without_a_strategy(tf):
    distribute = tf.contrib.distribute
    strategy = distribute.get_strategy()
    replica = distribute.get_replica_context()
    return [
        distribute.has_strategy(),
        distribute.has_distribution_strategy(),
        distribute.in_cross_replica_context(),
        strategy is distribute.get_distribution_strategy(),
        strategy.num_replicas_in_sync,
        isinstance(strategy, distribute.DistributionStrategy),
        replica.num_replicas_in_sync,
        str(distribute.get_loss_reduction()),
    ]


def within_one_device(tf):
    distribute = tf.contrib.distribute
    strategy = distribute.OneDeviceStrategy("/cpu:0")
    with strategy.scope():
        found = [distribute.has_strategy(), distribute.in_cross_replica_context(), distribute.get_replica_context()]
        variable = tf.get_variable("v", [], initializer=tf.ones_initializer())
    return [*found, strategy.num_replicas_in_sync, variable.name, variable.device]


def scopes_of_xla(tf):
    jit, xla = tf.contrib.compiler.jit, tf.contrib.compiler.xla
    with jit.experimental_jit_scope():
        compiled = tf.add(1.0, 2.0)
        with jit.experimental_jit_scope(compile_ops=False):
            left = tf.add(1.0, 2.0)
        with jit.experimental_jit_scope(lambda node: node.op == "Mul", separate_compiled_gradients=True):
            chosen = tf.multiply(compiled, left)
    said = []
    for op in (compiled.op, left.op, chosen.op):
        said.append([op.get_attr(name) for name in ("_XlaCompile", "_XlaSeparateCompiledGradients")])
    said += [xla.check_function_argument_count(lambda a, b=1: a, count, None) for count in (0, 1, 2, 3)]
    return said


def compiled_by_xla(tf):
    x = tf.placeholder(tf.float32, [2], name="x")
    made = tf.contrib.compiler.xla.compile(lambda a: [a * 2.0, a + 1.0], inputs=[x])
    nodes = [[op.name, op.type] for op in tf.get_default_graph().get_operations()]
    return [len(made), nodes]
