"""Options of `tf.gradients`; gradients with numbers, variables, and of gradients."""


def with_numbers(tf):
    x = tf.square(tf.placeholder(tf.float32, [None, 3], name="x")) + 0.5
    ys = [
        x**2,
        2.0**x,
        x / 3.0,
        3.0 / x,
        x - 1.0,
        1.0 - x,
        x % 2.0,
        tf.maximum(x, 1.0),
        tf.minimum(1.0, x),
        -x,
        x // 2.0,
    ]
    return tf.gradients(ys, [x])


def with_variables(tf):
    w = tf.get_variable("w", [3], initializer=tf.random_uniform_initializer(0.5, 1.0, seed=1))
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    loss = tf.reduce_mean(tf.squared_difference(x, w) / w + tf.pow(w, 3.0) - tf.maximum(x, w))
    return tf.gradients(loss, [w])


def second_derivatives(tf):
    x, y = (tf.square(tf.placeholder(tf.float32, [2, 3])) + 0.5 for _ in range(2))
    grads = tf.gradients([x * y, x / y, tf.pow(x, y), tf.squared_difference(x, y)], [x, y])
    return tf.gradients(grads, [x, y])


def stop_gradients_and_unconnected(tf):
    x, y = tf.placeholder(tf.float32, [3], name="x"), tf.placeholder(tf.float32, [3], name="y")
    z = x * y
    return [
        tf.gradients(z * x, [x], stop_gradients=[z]),
        tf.gradients(tf.stop_gradient(z) * x, [x]),
        tf.gradients(z, [x, tf.constant(1.0)], unconnected_gradients=tf.UnconnectedGradients.ZERO),
        tf.gradients(z, [x], name="named", colocate_gradients_with_ops=True),
        tf.gradients(z, [x], gate_gradients=True),
    ]


def aggregation_methods(tf):
    x = tf.placeholder(tf.float32, [3], name="x")
    z = [x * 2.0, x * x, tf.exp(x), x - 1.0]
    methods = (
        tf.AggregationMethod.ADD_N,
        tf.AggregationMethod.DEFAULT,
        tf.AggregationMethod.EXPERIMENTAL_TREE,
        tf.AggregationMethod.EXPERIMENTAL_ACCUMULATE_N,
    )
    return [tf.gradients(z, [x], aggregation_method=method) for method in methods]


def hessians(tf):
    x = tf.placeholder(tf.float32, [3], name="x")
    w = tf.get_variable("w", [2, 2], initializer=tf.ones_initializer())
    return tf.hessians(tf.reduce_sum(x**3) + tf.reduce_sum(w**2 * x[0]), [x, w])
