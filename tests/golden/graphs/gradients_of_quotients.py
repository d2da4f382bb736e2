"""Gradients of quotients and powers: of one known shape, broadcast, of unknown sizes."""


def _grow(tf, op):
    """The gradients of `op` of two positive tensors, for every way in which their shapes can meet."""
    found = []
    for shape_x, shape_y in (([4, 3], [4, 3]), ([4, 3], [3]), ([4, 1], [1, 3]), ([None, 3], [3]), ([], [4, 3])):
        x, y = (tf.placeholder(tf.float32, shape) for shape in (shape_x, shape_y))
        x, y = tf.square(x) + 0.5, tf.square(y) + 0.5
        found += [grad for grad in tf.gradients(op(x, y), [x, y]) if grad is not None]
    return found


def divide(tf):
    return _grow(tf, tf.divide)


def div(tf):
    return _grow(tf, tf.div)


def realdiv(tf):
    return _grow(tf, tf.realdiv)


def div_no_nan(tf):
    return _grow(tf, tf.div_no_nan)


def floormod(tf):
    return _grow(tf, tf.floormod)


def power(tf):
    return _grow(tf, tf.pow)
