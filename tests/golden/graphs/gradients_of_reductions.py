"""Gradients of reductions, running sums, segments."""


def _grow(tf, op):
    found = []
    for shape in ([4, 3], [None, 3]):
        x = tf.placeholder(tf.float32, shape)
        for y in (op(x), op(x, 0), op(x, 1, keepdims=True), op(x, axis=[0, 1]), op(x, axis=-1)):
            found += tf.gradients(y, [x])
    return found


def reduce_sum(tf):
    return _grow(tf, tf.reduce_sum)


def reduce_mean(tf):
    return _grow(tf, tf.reduce_mean)


def reduce_max(tf):
    return _grow(tf, tf.reduce_max)


def reduce_min(tf):
    return _grow(tf, tf.reduce_min)


def of_unknown_rank_and_of_scalars(tf):
    x = tf.placeholder_with_default(tf.ones([2, 3]), None)
    s = tf.reduce_sum(tf.placeholder(tf.float32, [3], name="s"))
    axis = tf.placeholder_with_default(tf.constant(0), [])
    known = tf.placeholder(tf.float32, [2, 3], name="known")
    return [
        tf.gradients([tf.reduce_sum(x), tf.reduce_mean(x, 0), tf.reduce_max(x)], [x]),
        tf.gradients([tf.reduce_sum(s), tf.reduce_mean(s), tf.reduce_max(s)], [s]),
        tf.gradients([tf.reduce_sum(known, axis), tf.reduce_mean(known, axis)], [known]),
    ]


def sums_of_tensors(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    return [tf.gradients(y, [x]) for y in (tf.add_n([x, 2.0 * x, x]), tf.accumulate_n([x, 2.0 * x, x]))]
