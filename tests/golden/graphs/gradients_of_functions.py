"""Gradients of trigonometric, hyperbolic and special functions."""


def _grow(tf, *ops):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    inner = tf.sigmoid(x) * 0.8 + 0.1  # in the domain of all of them
    return [tf.gradients(op(inner), [x]) for op in ops]


def trigonometry(tf):
    return _grow(tf, tf.sin, tf.cos, tf.tan, tf.asin, tf.acos, tf.atan)


def hyperbolic(tf):
    return _grow(tf, tf.sinh, tf.cosh, tf.asinh, lambda x: tf.acosh(x + 1.0), tf.atanh)


def special_functions(tf):
    return _grow(tf, tf.erf, tf.erfc, tf.lgamma, tf.digamma, tf.math.bessel_i0e, tf.math.bessel_i1e, tf.math.bessel_i0)
