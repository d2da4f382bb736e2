"""Gradients of products and of sums of exponentials."""


def _grow(tf, op):
    found = []
    for shape in ([4, 3], [None, 3]):
        x = tf.placeholder(tf.float32, shape)
        for y in (op(x), op(x, 0), op(x, 1, keepdims=True), op(x, axis=[0, 1]), op(x, axis=-1)):
            found += tf.gradients(y, [x])
    return found


def reduce_prod(tf):
    return _grow(tf, tf.reduce_prod)


def running_sums_and_products(tf):
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    ys = [
        tf.cumsum(x),
        tf.cumsum(x, 1, exclusive=True),
        tf.cumsum(x, reverse=True),
        tf.cumprod(x),
        tf.cumprod(x, axis=1, exclusive=True, reverse=True),
    ]
    return [tf.gradients(y, [x]) for y in ys]
