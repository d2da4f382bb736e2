"""Learning rates that decay, by numbers, tensors and variables of every kind."""


def _steps(tf):
    """A step as a variable, as an int64 tensor and as a number."""
    return [
        tf.get_variable("step", [], tf.int32, initializer=tf.constant_initializer(7), trainable=False),
        tf.placeholder(tf.int64, [], name="below_20"),
        5,
    ]


def exponential(tf):
    found = []
    for step in _steps(tf):
        found.append(tf.train.exponential_decay(0.1, step, 3, 0.9))
        found.append(tf.train.exponential_decay(tf.constant(0.1), step, 3, 0.9, staircase=True, name="stairs"))
    return found


def natural_exponential(tf):
    found = []
    for step in _steps(tf):
        found.append(tf.train.natural_exp_decay(0.1, step, 3, 0.9))
        found.append(tf.train.natural_exp_decay(0.1, step, 3.0, 0.9, staircase=True))
    return found


def inverse_time(tf):
    found = []
    for step in _steps(tf):
        found.append(tf.train.inverse_time_decay(0.1, step, 3, 0.9))
        found.append(tf.train.inverse_time_decay(0.1, step, 3.0, 0.9, staircase=True))
    return found


def polynomial(tf):
    found = []
    for step in _steps(tf):
        found.append(tf.train.polynomial_decay(0.1, step, 10))
        found.append(tf.train.polynomial_decay(0.1, step, 4, 0.01, power=2.0, cycle=True))
        found.append(tf.train.polynomial_decay(0.1, step, 10.0, 0.01, power=0.5))
    return found


def piecewise_constant(tf):
    found = []
    for step in _steps(tf)[:2]:
        found.append(tf.train.piecewise_constant(step, [3, 6], [1.0, 0.5, 0.1]))
        found.append(tf.train.piecewise_constant_decay(step, [5], [1, 2], name="two"))
    found.append(tf.train.piecewise_constant(tf.constant(2.5), [1.0, 2.0, 3.0], [1.0, 0.5, 0.1, 0.01]))
    return found


def a_decay_in_an_optimizer(tf):
    step = tf.train.get_or_create_global_step()
    w = tf.get_variable("w", [2], initializer=tf.ones_initializer())
    rate = tf.train.exponential_decay(0.5, step, 1, 0.5, staircase=True)
    train = tf.train.GradientDescentOptimizer(rate).minimize(tf.reduce_sum(tf.square(w)), global_step=step)
    with tf.control_dependencies([train]):
        return tf.identity(w.value())
