"""Gradients of ops on two inputs: of one known shape, broadcast, of unknown sizes, by a number, by a variable."""


def _grow(tf, op):
    """The gradients of `op` of two positive tensors, for every way in which their shapes can meet."""
    found = []
    for shape_x, shape_y in (([4, 3], [4, 3]), ([4, 3], [3]), ([4, 1], [1, 3]), ([None, 3], [3]), ([], [4, 3])):
        x, y = (tf.placeholder(tf.float32, shape) for shape in (shape_x, shape_y))
        x, y = tf.square(x) + 0.5, tf.square(y) + 0.5
        found += [grad for grad in tf.gradients(op(x, y), [x, y]) if grad is not None]
    return found


def maximum(tf):
    return _grow(tf, tf.maximum)


def minimum(tf):
    return _grow(tf, tf.minimum)


def squared_difference(tf):
    return _grow(tf, tf.squared_difference)


def subtract(tf):
    return _grow(tf, tf.subtract)


def multiply(tf):
    return _grow(tf, tf.multiply)


def add(tf):
    return _grow(tf, tf.add)


def multiply_no_nan(tf):
    return _grow(tf, tf.math.multiply_no_nan)


def complex_pairs(tf):
    return _grow(tf, lambda x, y: tf.real(tf.complex(x, y) * tf.complex(y, x)))


def select_by_broadcast(tf):
    return _grow(tf, lambda x, y: tf.where_v2(x > y, x, y))


def select(tf):
    x, y = tf.placeholder(tf.float32, [None, 3]), tf.placeholder(tf.float32, [None, 3])
    return tf.gradients([tf.where(x > y, x, y), tf.where(x[:, 0] > 0.0, x, y)], [x, y])
