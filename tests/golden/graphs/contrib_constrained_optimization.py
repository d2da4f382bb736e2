"""A loss minimised under constraints, by Lagrange multipliers."""


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


def multipliers(tf):
    problem, _ = _problem(tf)
    optimizer = tf.contrib.constrained_optimization.AdditiveExternalRegretOptimizer(
        tf.train.GradientDescentOptimizer(0.5)
    )
    optimizer.minimize(problem)  # not run: with one optimiser the multipliers may be moved before they are read


def multipliers_in_a_radius(tf):
    problem, weight = _problem(tf, with_proxies=True)
    step = tf.train.get_or_create_global_step()
    optimizer = tf.contrib.constrained_optimization.AdditiveExternalRegretOptimizer(
        tf.train.GradientDescentOptimizer(0.5), tf.train.AdagradOptimizer(1.0), maximum_multiplier_radius=0.5
    )
    return _after(tf, optimizer.minimize_constrained(problem, global_step=step, name="go"), weight)
