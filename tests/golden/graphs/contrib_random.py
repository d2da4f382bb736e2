"""Random numbers of contrib that depend on their seed alone, and kernels that are orthogonal as convolutions."""


def draws_by_seed(tf):
    stateless = tf.contrib.stateless
    seed = [3, 5]
    return [
        stateless.stateless_random_normal([2, 3], seed, mean=1.0, stddev=2.0),
        stateless.stateless_random_uniform([4], seed, minval=-1.0, maxval=1.0),
        stateless.stateless_random_uniform([4], seed, minval=0, maxval=9, dtype=tf.int32),
        stateless.stateless_truncated_normal([5], seed, dtype=tf.float64, name="cut"),
        stateless.stateless_multinomial([[0.1, 0.9, 0.3]], 4, seed),
    ]


def kernels_that_keep_lengths(tf):
    tf.set_random_seed(4)
    framework = tf.contrib.framework
    return [
        tf.get_variable("delta", [3, 3, 2, 4], initializer=framework.convolutional_delta_orthogonal(gain=2.0)),
        tf.get_variable("one", [3, 2, 2], initializer=framework.convolutional_orthogonal_1d(seed=7)),
    ]


def staged(tf):
    area = tf.contrib.staging.StagingArea([tf.float32, tf.int32], shapes=[[2], []], names=["x", "n"], capacity=2)
    put = area.put({"x": tf.placeholder(tf.float32, [2]), "n": tf.placeholder(tf.int32, [])})
    with tf.control_dependencies([put]):
        got = area.get()
    return [got["x"], got["n"], area.size()]
