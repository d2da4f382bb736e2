"""Control flow: cond, case, while_loop, groups and dependencies, asserts, with gradients through them."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def cond_with_gradients(tf):
    w = tf.get_variable("w", [3])
    x = _x(tf, 3)
    y = tf.cond(tf.reduce_sum(x) > 0.0, lambda: x * w, lambda: x - w)
    return [y, tf.gradients(y, [w, x])]


def cond_of_structures(tf):
    x = _x(tf, 3)
    flag = tf.placeholder_with_default(True, [])
    one = tf.cond(flag, lambda: (x, [x + 1.0]), lambda: (x * 2.0, [x]), name="pair")
    two = tf.cond(tf.logical_not(flag), true_fn=lambda: {"a": x}, false_fn=lambda: {"a": -x}, strict=True)
    three = tf.cond(pred=flag, fn1=lambda: tf.constant(1), fn2=lambda: tf.constant(2))
    four = tf.cond(flag, lambda: 1.0, lambda: 2.0)
    return [one, two, three, four]


def cond_with_assignments(tf):
    counter = tf.get_variable("counter", [], initializer=tf.zeros_initializer())
    flag = tf.placeholder_with_default(True, [])
    return tf.cond(flag, lambda: tf.assign_add(counter, 1.0), lambda: tf.assign(counter, 0.0))


def cond_of_operations(tf):
    counter = tf.get_variable("counter", [], initializer=tf.zeros_initializer(), use_resource=True)
    flag = tf.placeholder_with_default(True, [])
    op = tf.cond(flag, lambda: tf.group(counter.assign_add(1.0)), lambda: tf.no_op())
    with tf.control_dependencies([op]):
        return counter.read_value()


def cond_in_cond_with_gradients(tf):
    w = tf.get_variable("w", [3])
    x = _x(tf, 3)

    def inner():
        return tf.cond(x[0] > 0.0, lambda: w * w, lambda: w + x)

    y = tf.cond(x[1] > -5.0, inner, lambda: x)
    return [y, tf.gradients(y, w)]


def cond_of_sparse_values(tf):
    values = tf.get_variable("table", [5, 2])
    flag = tf.placeholder_with_default(True, [])
    y = tf.cond(flag, lambda: tf.gather(values, [1, 2]), lambda: tf.gather(values, [3, 4]))
    gradient = tf.gradients(y, values)[0]
    return [y, gradient.values, gradient.indices]


def case_with_a_default(tf):
    x = _x(tf)
    pairs = [(x > 1.0, lambda: tf.constant(1)), (x < -9.0, lambda: tf.constant(2))]
    return [tf.case(pairs, default=lambda: tf.constant(3)), tf.case(pairs, lambda: tf.constant(3), True, name="only")]


def case_of_a_dictionary(tf):
    x = _x(tf)
    return tf.case({x > 100.0: lambda: x, x < 100.0: lambda: x * 2.0}, exclusive=True, default=lambda: x * 3.0)


def case_without_a_default(tf):
    x = _x(tf)
    return tf.case([(x > 100.0, lambda: x), (x < 100.0, lambda: x * 2.0)])


def switch_case_by_number(tf):
    number = tf.placeholder_with_default(1, [])
    return tf.switch_case(
        number, [lambda: tf.constant(1.0), lambda: tf.constant(2.0)], default=lambda: tf.constant(3.0)
    )


def group_tuple_and_dependencies(tf):
    x = _x(tf, 3)
    counter = tf.get_variable("counter", [], initializer=tf.zeros_initializer())
    add = tf.assign_add(counter, 1.0)
    together = tf.group(add, x.op, name="together")
    first, second = tf.tuple([x + 1.0, x * 2.0], control_inputs=[add])
    with tf.control_dependencies([together]):
        third = tf.identity(x)
    with tf.control_dependencies(None):
        fourth = tf.constant(4.0)
    return [first, second, third, fourth, tf.group()]


def group_over_devices(tf):
    with tf.device("/cpu:0"):
        a = tf.constant(1.0)
    with tf.device("/job:localhost/device:CPU:0"):
        b = tf.constant(2.0)
    return tf.group(a, [b, a + b], name="all")


def asserts(tf):
    x = _x(tf, 3)
    checks = [
        tf.Assert(tf.reduce_all(x < 100.0), [x, "too much"], summarize=2),
        tf.assert_less(x, 100.0, message="less"),
        tf.assert_equal(tf.shape(x), [3]),
        tf.assert_greater(x, -100.0, data=[x]),
        tf.assert_non_negative(tf.abs(x)),
        tf.assert_rank(x, 1),
        tf.assert_rank_in(x, [1, 2]),
        tf.assert_positive(tf.exp(x), name="positive"),
        tf.assert_type(x, tf.float32),
    ]
    with tf.control_dependencies([check for check in checks if check is not None]):
        return tf.identity(x)


def asserts_on_unknown_shapes(tf):
    x = tf.placeholder_with_default(tf.zeros([2, 3]), None)
    with tf.control_dependencies([tf.assert_rank(x, 2), tf.assert_rank_at_least(x, 1)]):
        return tf.identity(x)


def print_and_stop_gradient(tf):
    w = tf.get_variable("w", [3])
    y = tf.Print(w * 2.0, [w], "w: ", first_n=1, summarize=2)
    z = tf.stop_gradient(y) * w + y
    return [z, tf.gradients(z, w)]


def functions_of_python(tf):
    x = _x(tf, 3)
    double = tf.py_func(lambda a: (a * 2).astype("f"), [x], tf.float32)
    pair = tf.py_func(lambda a, b: (a + b, a - b), [x, double], [tf.float32, tf.float32], stateful=False, name="both")
    tripled = tf.numpy_function(lambda a: a * 3, [x], tf.float32)
    return [double, pair, tripled]


def custom_gradient_of_the_program(tf):
    @tf.custom_gradient
    def clipped(x):
        return tf.identity(x), lambda grad: tf.clip_by_value(grad, -0.1, 0.1)

    w = tf.get_variable("w", [3])
    return tf.gradients(tf.reduce_sum(clipped(w * 3.0)), w)


def custom_gradient_with_variables(tf):
    @tf.custom_gradient
    def scaled(x):
        w = tf.get_variable("w", [3], use_resource=True)

        def backward(grad, variables=None):
            return grad * w, [grad * 2.0]

        return x * w, backward

    x = _x(tf, 3)
    y = scaled(x)
    return [y, tf.gradients(y, [x, *tf.trainable_variables()])]


def gradient_override(tf):
    w = tf.get_variable("w", [3])
    with tf.get_default_graph().gradient_override_map({"Sign": "Identity", "Mul": "Add"}):
        y = tf.sign(w) * w
    return tf.gradients(y, w)


def hessians(tf):
    w = tf.get_variable("w", [3])
    return tf.hessians(tf.reduce_sum(w * w * w), w)


def gradients_of_gradients(tf):
    w = tf.get_variable("w", [3])
    first = tf.gradients(tf.reduce_sum(tf.tanh(w)), w)[0]
    return tf.gradients(first, w)


def gradients_with_stops_and_gates(tf):
    w = tf.get_variable("w", [3])
    y = w * 2.0
    z = y * w
    return [
        tf.gradients(z, [w, y], stop_gradients=[y]),
        tf.gradients(z, w, gate_gradients=True, name="gated"),
        tf.gradients(z, [w, _x(tf, 3)], unconnected_gradients="zero"),
    ]


def tests_of_the_graph(tf):
    w = tf.get_variable("w", [3])
    return [tf.is_variable_initialized(w), tf.report_uninitialized_variables(), tf.add_check_numerics_ops()]
