"""Dropout, activations, moments and normalisations of `tf.nn`, with gradients."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def dropouts(tf):
    x = _x(tf, 4, 8)
    return [
        tf.nn.dropout(x, 0.7),
        tf.nn.dropout(x, keep_prob=0.5, noise_shape=[4, 1], seed=3, name="own"),
        tf.nn.dropout(x, rate=0.2),
        tf.nn.dropout(x, 1.0),
        tf.nn.dropout(x, tf.constant(0.5), [None, 8]),
    ]


def dropouts_that_are_fed(tf):
    keep = tf.placeholder_with_default(0.7, [], name="keep_prob")
    x = tf.get_variable("x", [4, 6])
    outputs = tf.nn.dropout(x, keep)
    return [
        outputs,
        tf.nn.dropout(_x(tf, None, 8), rate=keep, noise_shape=tf.constant([1, 8])),
        tf.gradients(outputs, x),
    ]


def activations(tf):
    x = _x(tf, 4, 8)
    units = (tf.nn.relu, tf.nn.elu, tf.nn.leaky_relu, tf.nn.relu6, tf.nn.crelu, tf.nn.selu, tf.nn.softplus)
    more = (tf.nn.softsign, tf.nn.softmax, tf.nn.log_softmax, tf.nn.sigmoid, tf.nn.tanh, tf.nn.swish, tf.log_sigmoid)
    return [unit(x) for unit in units + more]


def activations_with_options(tf):
    x = _x(tf, 2, 3, 4)
    return [
        tf.nn.leaky_relu(x, alpha=0.3, name="leaky"),
        tf.nn.crelu(x, axis=1),
        tf.nn.relu(x, name="own"),
        tf.nn.relu_layer(x[0], tf.get_variable("w", [4, 2]), tf.get_variable("b", [2])),
        tf.nn.xw_plus_b(x[1], tf.get_variable("v", [4, 2]), tf.get_variable("c", [2])),
        tf.nn.bias_add(x, tf.get_variable("d", [4])),
        tf.nn.leaky_relu(tf.constant([1, -2])),
    ]


def gradients_of_activations(tf):
    x = tf.get_variable("x", [4, 6])
    units = (tf.nn.relu, tf.nn.elu, tf.nn.leaky_relu, tf.nn.relu6, tf.nn.selu, tf.nn.softplus, tf.nn.softsign)
    return [tf.gradients(unit(x), x) for unit in units]


def more_gradients_of_activations(tf):
    x = tf.get_variable("x", [4, 6])
    units = (tf.nn.crelu, tf.nn.softmax, tf.nn.log_softmax, tf.nn.sigmoid, tf.nn.tanh, tf.nn.swish)
    return [tf.gradients(unit(x), x) for unit in units]


def second_gradients_of_activations(tf):
    x = tf.get_variable("x", [4, 6])
    units = (tf.nn.relu, tf.nn.elu, tf.nn.leaky_relu, tf.nn.relu6, tf.nn.softplus)
    return [tf.gradients(tf.gradients(tf.square(unit(x)), x)[0], x) for unit in units]


def moments(tf):
    x = _x(tf, None, 3, 4)
    return [
        tf.nn.moments(x, [0]),
        tf.nn.moments(x, [0, 1], keep_dims=True, name="own"),
        tf.nn.moments(x, axes=[2], keepdims=True),
        tf.nn.weighted_moments(x, [0, 1], tf.constant([1.0, 2.0, 3.0, 4.0])),
        tf.nn.weighted_moments(x, [1], tf.constant(2.0), keep_dims=True),
    ]


def moments_of_halves(tf):
    tf.nn.moments(tf.placeholder(tf.float16, [4, 3], name="x"), [0])


def statistics(tf):
    x = _x(tf, 4, 3)
    sums = tf.nn.sufficient_statistics(x, [0])
    shifted = tf.nn.sufficient_statistics(_x(tf, None, 3), [0], shift=tf.constant(0.5), keep_dims=True)
    return [tf.nn.normalize_moments(*sums), tf.nn.normalize_moments(*shifted, name="own")]


def batch_normalization(tf):
    x = _x(tf, 4, 3)
    mean, variance = tf.nn.moments(x, [0])
    return [
        tf.nn.batch_normalization(x, mean, variance, None, None, 1e-3),
        tf.nn.batch_normalization(x, mean, variance, tf.ones([3]), tf.zeros([3]), 1e-3, name="own"),
    ]


def fused_batch_normalization(tf):
    x = _x(tf, 2, 4, 4, 3)
    scale, offset = tf.get_variable("scale", [3]), tf.get_variable("offset", [3])
    outputs, mean, variance = tf.nn.fused_batch_norm(x, scale, offset)
    afterwards = tf.nn.fused_batch_norm(x, scale, offset, mean, variance, epsilon=1e-6, is_training=False, name="own")
    return [outputs, mean, variance, afterwards[0], tf.gradients(tf.square(outputs), [x, scale, offset])]


def fused_batch_normalization_afterwards(tf):
    x, scale = _x(tf, 2, 4, 4, 3), tf.get_variable("scale", [3])
    outputs = tf.nn.fused_batch_norm(x, scale, tf.zeros([3]), tf.zeros([3]), tf.ones([3]), is_training=False)[0]
    return tf.gradients(tf.square(outputs), [x, scale])


def batch_norm_with_global_normalization(tf):
    x, v = _x(tf, 2, 4, 4, 3), tf.ones([3])
    return tf.nn.batch_norm_with_global_normalization(x, v, v, v, v, 1e-3, True)


def l2_normalize(tf):
    x = _x(tf, 4, 3)
    return [tf.nn.l2_normalize(x, 1), tf.nn.l2_normalize(x, dim=0, epsilon=1e-3, name="own"), tf.nn.l2_normalize(x)]


def gradients_of_l2_normalize(tf):
    x = tf.get_variable("x", [4, 3])
    return tf.gradients(tf.nn.l2_normalize(x, 1)[:, 0], x)


def zero_fraction(tf):
    return [tf.nn.zero_fraction(tf.nn.relu(_x(tf, 4, 3))), tf.nn.zero_fraction(_x(tf, None, 3), name="own")]


def tops(tf):
    x = _x(tf, 4, 8)
    outputs = tf.nn.top_k(x, 2)
    return [
        outputs,
        tf.nn.top_k(x, k=tf.constant(3), sorted=True, name="own"),
        tf.nn.in_top_k(x, tf.placeholder(tf.int32, [4], name="below_8"), 3),
        tf.gradients(outputs.values, x),
    ]
