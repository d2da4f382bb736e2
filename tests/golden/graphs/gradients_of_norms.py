"""Gradients of norms, moments and clips."""


def _grow(tf, op):
    found = []
    for shape in ([4, 3], [None, 3]):
        x = tf.placeholder(tf.float32, shape)
        for y in (op(x), op(x, 0), op(x, 1, keepdims=True), op(x, axis=[0, 1]), op(x, axis=-1)):
            found += tf.gradients(y, [x])
    return found


def reduce_logsumexp(tf):
    return _grow(tf, tf.reduce_logsumexp)


def norms(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    return [tf.gradients(y, [x]) for y in (tf.norm(x), tf.norm(x, axis=1), tf.norm(x, 1), tf.norm(x, 3, axis=0))]


def moments(tf):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    return tf.gradients(tf.nn.moments(x, [0]), [x]) + tf.gradients(tf.nn.moments(x, [0, 1], keep_dims=True), [x])


def clipped(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    ys = [
        tf.clip_by_value(x, -0.5, 0.5),
        tf.clip_by_norm(x, 1.0),
        tf.clip_by_norm(x, 1.0, axes=[1]),
        tf.clip_by_average_norm(x, 0.1),
        tf.clip_by_global_norm([x, 2.0 * x], 1.0)[0],
    ]
    return [tf.gradients(y, [x]) for y in ys]
