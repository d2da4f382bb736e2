"""Names of `tensorflow.python` that stand in other modules today: the nodes that they make."""

import importlib


def _inside(tf, place):
    """The module `tensorflow.python.PLACE` of the TensorFlow that `tf` is."""
    root = "tf1graph.tf" if tf.__name__.startswith("tf1graph") else "tensorflow"
    return importlib.import_module("%s.python.%s" % (root, place))


def control_flow(tf):
    flow = _inside(tf, "ops.control_flow_ops")
    x = tf.placeholder(tf.float32, [], name="x")
    flow.Assert(x < 100.0, [x])
    return [
        flow.cond(x > 0.0, lambda: x * 2.0, lambda: -x),
        flow.case([(x > 1.0, lambda: x), (x < -1.0, lambda: -x)], default=lambda: tf.constant(0.0)),
        flow.switch_case(tf.cast(x > 0.0, tf.int32), {0: lambda: x, 1: lambda: x + 1.0}),
        flow.while_loop(lambda i, _: i < 3, lambda i, y: (i + 1, y * 2.0), [0, x])[1],
    ]


def arrays_and_numbers(tf):
    arrays, maths = _inside(tf, "ops.array_ops"), _inside(tf, "ops.math_ops")
    standard = _inside(tf, "ops.standard_ops")
    x = tf.placeholder(tf.float32, [3, 2], name="x")
    first, second = arrays.unstack(x, axis=1)
    return [
        arrays.stack([second, first]),
        standard.stack(standard.unstack(x), axis=1),
        maths.bessel_i0e(x),
        maths.bessel_i1e(x),
        _inside(tf, "ops.gen_math_ops").bessel_i0e(x),
        maths.bincount_v1([1, 1, 3]),
        _inside(tf, "ops.random_ops").random_crop(x, [2, 2], seed=3),
        standard.random_crop(x, [1, 2]),
    ]


def tensors_and_slices(tf):
    ops = _inside(tf, "framework.ops")
    tensor_util = _inside(tf, "framework.tensor_util")
    x = tf.placeholder(tf.float32, [3, 2], name="x")
    slices = ops.IndexedSlices(x, tf.constant([0, 2, 1]), tf.constant([3, 2]))
    value = ops.IndexedSlicesValue([1.0], [0], [3])
    assert isinstance(x, ops.Tensor)
    assert value.indices == [0]
    both = ops.convert_n_to_tensor_or_indexed_slices([slices, [1.0]])
    more = ops.internal_convert_n_to_tensor_or_indexed_slices([slices, [2.0]])
    one = ops.internal_convert_to_tensor_or_indexed_slices([3.0])
    assert both[0] is slices
    assert more[0] is slices
    _inside(tf, "ops.gradients_util").IsTrainable(x)
    return [
        both[1],
        more[1],
        one,
        ops.convert_to_tensor_or_indexed_slices([4.0]),
        ops.convert_to_tensor_v2([5.0], tf.float64, name="mine"),
        tensor_util.shape_tensor([2, tf.constant(3)]),
        tensor_util.maybe_set_static_shape(tf.identity(x), [3, 2]) or tf.constant(1),
    ]


def variables_of_both_kinds(tf):
    scope, variables = _inside(tf, "ops.variable_scope"), _inside(tf, "ops.variables")
    old = scope.variable([1.0, 2.0], name="old", use_resource=False)
    made = scope.default_variable_creator(None, initial_value=[5.0], name="made")
    new = scope.default_variable_creator_v2(None, initial_value=[3.0], name="new")
    reference = variables.RefVariable([4.0], name="reference")
    other = variables.VariableV1([6.0], name="other", trainable=False)
    third = _inside(tf, "ops.standard_ops").Variable([7.0])
    scope.enable_resource_variables()
    assert scope.resource_variables_enabled()
    resource = tf.get_variable("resource", [], initializer=tf.zeros_initializer())
    scope.disable_resource_variables()
    return [
        variables.is_variable_initialized(old),
        *[variable.read_value() for variable in (old, made, new, reference, other, third, resource)],
    ]


def recurrent_loops(tf):
    nn = _inside(tf, "ops.nn")
    x = tf.placeholder(tf.float32, [2, 3, 2], name="x")
    outputs, _ = nn.dynamic_rnn(nn.rnn_cell.BasicRNNCell(2), x, dtype=tf.float32)
    both, _ = nn.bidirectional_dynamic_rnn(
        nn.rnn_cell.GRUCell(2, name="forth"), nn.rnn_cell.GRUCell(2, name="back"), x, dtype=tf.float32
    )
    with tf.variable_scope("unrolled"):
        steps, _ = nn.static_rnn(nn.rnn_cell.BasicRNNCell(2), tf.unstack(x, axis=1), dtype=tf.float32)
    return [outputs, *both, *steps]


def variables_frozen(tf):
    graph_util = _inside(tf, "framework.graph_util")
    variable = tf.get_variable("v", [], initializer=tf.ones_initializer())
    doubled = tf.multiply(variable, 2.0, name="doubled")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        definition = tf.get_default_graph().as_graph_def()
        frozen = graph_util.convert_variables_to_constants(session, definition, ["doubled"])
        again = _inside(tf, "framework.graph_util_impl").convert_variables_to_constants(
            session, definition, ["doubled"], variable_names_blacklist=["v"]
        )
    assert len(again.node) > 1
    assert doubled.op.name == "doubled"
    return tf.import_graph_def(frozen, return_elements=["doubled:0"], name="frozen")


def optimizers_ops(tf):
    for place in ("training.training_ops", "training.gen_training_ops"):
        variable = tf.get_variable(place.split(".")[-1], [2], initializer=tf.ones_initializer(), use_resource=False)
        _inside(tf, place).apply_gradient_descent(variable, 0.5, [1.0, 2.0])
    return None
