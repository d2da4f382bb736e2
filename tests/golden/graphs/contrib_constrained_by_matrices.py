"""A loss minimised under constraints that a matrix weights."""


def _problem(tf, with_proxies=False):
    x = tf.placeholder(tf.float32, [3, 2])
    weight = tf.get_variable("weight", [2], use_resource=True)
    outputs = tf.reduce_sum(x * weight, 1)

    class Problem(tf.contrib.constrained_optimization.ConstrainedMinimizationProblem):
        objective = property(lambda self: tf.reduce_mean((outputs - 1) ** 2))
        constraints = property(lambda self: tf.stack([outputs[0] - 0.3, 0.2 - outputs[1]]))
        proxy_constraints = property(lambda self: tf.stack([outputs[0], -outputs[1]]) if with_proxies else None)

    return Problem(), weight


def _after(tf, step, weight):
    with tf.control_dependencies([getattr(step, "op", step)]):
        return weight.read_value()


def a_matrix_that_is_added_to(tf):
    problem, weight = _problem(tf)
    optimizer = tf.contrib.constrained_optimization.AdditiveSwapRegretOptimizer(
        tf.train.GradientDescentOptimizer(0.5), tf.train.GradientDescentOptimizer(0.5)
    )
    return _after(tf, optimizer.minimize(problem), weight)


def a_matrix_that_is_multiplied(tf):
    problem, weight = _problem(tf)
    step = tf.train.get_or_create_global_step()
    optimizer = tf.contrib.constrained_optimization.MultiplicativeSwapRegretOptimizer(
        tf.train.GradientDescentOptimizer(0.5),
        tf.train.GradientDescentOptimizer(0.5),
        initial_multiplier_radius=0.5,
    )
    return _after(tf, optimizer.minimize(problem, unconstrained_steps=1, global_step=step), weight)
