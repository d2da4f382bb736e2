"""Learning rates that decay as cosines, by numbers, tensors and variables."""


def _steps(tf):
    """A step as a variable, as an int64 tensor and as a number."""
    return [
        tf.get_variable("step", [], tf.int32, initializer=tf.constant_initializer(7), trainable=False),
        tf.placeholder(tf.int64, [], name="below_20"),
        5,
    ]


def cosine(tf):
    found = []
    for step in _steps(tf):
        found.append(tf.train.cosine_decay(0.1, step, 10))
        found.append(tf.train.cosine_decay(0.1, step, 10.0, alpha=0.1, name="some"))
    return found


def cosine_with_restarts(tf):
    found = []
    for step in _steps(tf):
        found.append(tf.train.cosine_decay_restarts(0.1, step, 4))
        found.append(tf.train.cosine_decay_restarts(0.1, step, 4, t_mul=1.0, m_mul=0.5, alpha=0.1))
    return found


def linear_cosine(tf):
    found = []
    for step in _steps(tf):
        found.append(tf.train.linear_cosine_decay(0.1, step, 10, num_periods=0.7, alpha=0.1, beta=0.01))
    return found


def noisy_linear_cosine(tf):
    return [tf.train.noisy_linear_cosine_decay(0.1, step, 10) for step in _steps(tf)]
