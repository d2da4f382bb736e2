"""Initial values of variables by every initialiser."""


def _make(tf, *initializers, shape=(4, 6)):
    for i, initializer in enumerate(initializers):
        tf.get_variable("v%d" % i, list(shape), initializer=initializer)


def constants(tf):
    _make(
        tf,
        tf.zeros_initializer(),
        tf.ones_initializer(),
        tf.constant_initializer(0.5),
        tf.initializers.zeros(),
        tf.initializers.ones(tf.float32),
        tf.initializers.constant(2),
        tf.constant_initializer(list(range(24))),
        tf.zeros_initializer,
        tf.ones_initializer,
    )
    tf.get_variable("i", [3], tf.int32, tf.constant_initializer([1, 2, 3]))
    tf.get_variable("b", [], tf.bool, tf.zeros_initializer())
    tf.get_variable("s", initializer=tf.constant("text"), trainable=False)
    tf.get_variable("from_value", initializer=[1.0, 2.0])


def uniform_and_normal(tf):
    _make(
        tf,
        tf.random_uniform_initializer(),
        tf.random_uniform_initializer(-1, 1),
        tf.random_uniform_initializer(-0.1, 0.1, seed=3, dtype=tf.float32),
        tf.random_normal_initializer(),
        tf.random_normal_initializer(1.0, 0.1, 5),
        tf.truncated_normal_initializer(stddev=0.1),
        tf.initializers.random_uniform(0.0, 1.0),
        tf.initializers.random_normal(stddev=2.0),
        tf.initializers.truncated_normal(),
        None,
    )


def scaled_by_fans(tf):
    _make(
        tf,
        tf.glorot_uniform_initializer(),
        tf.glorot_normal_initializer(seed=1),
        tf.initializers.he_normal(),
        tf.initializers.he_uniform(2),
        tf.initializers.lecun_normal(),
        tf.initializers.lecun_uniform(),
        tf.initializers.glorot_uniform(),
        tf.uniform_unit_scaling_initializer(),
        tf.uniform_unit_scaling_initializer(1.43, seed=4),
    )


def variance_scaling(tf):
    scale = tf.variance_scaling_initializer
    _make(
        tf,
        scale(),
        scale(2.0, "fan_out", "truncated_normal"),
        scale(1.0, "fan_avg", "uniform", seed=2),
        scale(1.0, "fan_in", "untruncated_normal"),
        scale(3.0, mode="fan_avg", distribution="normal"),
        shape=[3, 3, 4, 5],
    )
    tf.get_variable("vector", [5], initializer=scale())
    tf.get_variable("scalar", [], initializer=scale())


def orthogonal(tf):
    _make(tf, tf.orthogonal_initializer(), tf.initializers.orthogonal(gain=2.0, seed=3))
    tf.get_variable("tall", [6, 4], initializer=tf.orthogonal_initializer())
    tf.get_variable("filters", [3, 2, 4], initializer=tf.orthogonal_initializer())


def identity(tf):
    _make(tf, tf.initializers.identity(), tf.initializers.identity(gain=0.5))


def called_directly(tf):
    return [
        tf.glorot_uniform_initializer(seed=1)([3, 2]),
        tf.zeros_initializer()([2]),
        tf.truncated_normal_initializer(seed=2)([2, 2], tf.float32),
        tf.constant_initializer(3.0)([2, 2]),
        tf.orthogonal_initializer(seed=1)([3, 3]),
        tf.random_normal_initializer(seed=1, dtype=tf.float64)([2]),
        tf.uniform_unit_scaling_initializer(seed=1)([3, 2]),
    ]


def in_partitions(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        tf.get_variable("glorot", [4, 3])
        tf.get_variable("scaled", [4, 3], initializer=tf.variance_scaling_initializer())
        tf.get_variable("unit", [4, 3], initializer=tf.uniform_unit_scaling_initializer())
        tf.get_variable("normal", [4, 3], initializer=tf.random_normal_initializer(), use_resource=True)


def variables_from_draws(tf):
    w = tf.Variable(tf.truncated_normal([3, 2], stddev=0.1), name="w")
    b = tf.Variable(tf.constant(0.1, shape=[2]), name="b")
    u = tf.Variable(tf.random_uniform([2], -1.0, 1.0))
    return [w.initialized_value() + b.initialized_value(), u]
