"""Gradients of ops on one input, element by element, once and twice."""


def _grow(tf, *ops):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    inner = tf.sigmoid(x) * 0.8 + 0.1  # in the domain of all of them
    return [tf.gradients(op(inner), [x]) for op in ops]


def _grow_twice(tf, *ops):
    x = tf.placeholder(tf.float32, [2, 3], name="x")
    inner = tf.sigmoid(x) * 0.8 + 0.1
    return [tf.gradients(tf.gradients(op(inner), [inner]), [x]) for op in ops]


def roots_and_powers(tf):
    return _grow(tf, tf.sqrt, tf.rsqrt, tf.square, tf.reciprocal)


def roots_and_powers_twice(tf):
    return _grow_twice(tf, tf.sqrt, tf.rsqrt, tf.square, tf.reciprocal)


def exponentials_and_logarithms(tf):
    return _grow(tf, tf.exp, tf.expm1, tf.log, tf.log1p, tf.log_sigmoid)


def exponentials_and_logarithms_twice(tf):
    return _grow_twice(tf, tf.exp, tf.expm1, tf.log, tf.log1p)


def signs(tf):
    return _grow(
        tf, tf.abs, tf.negative, lambda x: tf.sign(x) * x, lambda x: tf.floor(x) + tf.ceil(x) + tf.round(x) + x
    )


def complex_parts(tf):
    x = tf.placeholder(tf.complex64, [3], name="x")
    ys = [tf.real(x), tf.imag(x), tf.abs(x), tf.real(tf.conj(x) * x), tf.angle(x)]
    return [tf.gradients(y, [x]) for y in ys]


def no_gradients(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    nothing = [tf.argmax(x, 1), tf.floor_div(x, 2.0), tf.greater(x, 0.0)]
    return [tf.constant([grad is None for grad in tf.gradients(tf.cast(y, tf.float32), [x])]) for y in nothing]
