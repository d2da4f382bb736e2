"""Gradients of activations and identities."""


def _grow(tf, *ops):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    inner = tf.sigmoid(x) * 0.8 + 0.1  # in the domain of all of them
    return [tf.gradients(op(inner), [x]) for op in ops]


def _grow_twice(tf, *ops):
    x = tf.placeholder(tf.float32, [2, 3], name="x")
    inner = tf.sigmoid(x) * 0.8 + 0.1
    return [tf.gradients(tf.gradients(op(inner), [inner]), [x]) for op in ops]


def rectifiers(tf):
    return _grow(tf, tf.nn.relu, tf.nn.relu6, tf.nn.elu, tf.nn.selu, tf.nn.leaky_relu, tf.nn.crelu)


def casts_and_identities(tf):
    return _grow(
        tf,
        tf.identity,
        lambda x: tf.cast(tf.cast(x, tf.float64), tf.float32),
        lambda x: tf.check_numerics(x, "finite"),
        lambda x: tf.Print(x, [tf.shape(x)], summarize=0, first_n=0),
        lambda x: tf.identity_n([x, 2.0 * x])[1],
    )


def softmaxes(tf):
    return _grow(tf, tf.nn.softmax, tf.nn.log_softmax, lambda x: tf.nn.l2_normalize(x, 1), tf.nn.l2_loss)


def sigmoids(tf):
    return _grow(tf, tf.sigmoid, tf.tanh, tf.nn.softplus, tf.nn.softsign)


def sigmoids_twice(tf):
    return _grow_twice(tf, tf.sigmoid, tf.tanh)
