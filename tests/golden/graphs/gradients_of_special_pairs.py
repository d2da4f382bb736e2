"""Gradients of special functions of two inputs."""


def _grow(tf, op):
    """The gradients of `op` of two positive tensors, for every way in which their shapes can meet."""
    found = []
    for shape_x, shape_y in (([4, 3], [4, 3]), ([4, 3], [3]), ([4, 1], [1, 3]), ([None, 3], [3]), ([], [4, 3])):
        x, y = (tf.placeholder(tf.float32, shape) for shape in (shape_x, shape_y))
        x, y = tf.square(x) + 0.5, tf.square(y) + 0.5
        found += [grad for grad in tf.gradients(op(x, y), [x, y]) if grad is not None]
    return found


def xlogy_and_xdivy(tf):
    return _grow(tf, tf.math.xlogy) + _grow(tf, tf.math.xdivy)


def igamma(tf):
    return _grow(tf, tf.igamma)


def igammac_and_zeta_and_polygamma(tf):
    return (
        _grow(tf, tf.igammac)
        + _grow(tf, lambda x, y: tf.zeta(x + 1.0, y))
        + _grow(tf, lambda x, y: tf.polygamma(tf.ones_like(x), y))
    )


def betainc(tf):
    a, b, x = (tf.sigmoid(tf.placeholder(tf.float32, [3])) for _ in range(3))
    return tf.gradients(tf.betainc(a, b, x), [x])


def atan2(tf):
    x, y = tf.placeholder(tf.float32, [4, 3]), tf.placeholder(tf.float32, [4, 3])
    return tf.gradients(tf.atan2(x, y), [x, y])
