"""Tensors filled with one value, of shapes known, unknown and made of tensors."""


def zeros(tf):
    size = tf.placeholder(tf.int32, [], name="size_below_5")
    return [
        tf.zeros([2, 3]),
        tf.zeros([], tf.int32),
        tf.zeros(3),
        tf.zeros((2, 3), tf.bool, "named"),
        tf.zeros([2], tf.string),
        tf.zeros([40, 50]),
        tf.zeros(tf.TensorShape([2, 3])),
        tf.zeros([2, tf.Dimension(3)]),
        tf.zeros(tf.constant([2, 3])),
        tf.zeros(size),
        tf.zeros([size]),
        tf.zeros([size, 3]),
        tf.zeros([2, size, size], name="cube"),
        tf.zeros(tf.shape(tf.placeholder(tf.float32, [None, 3], name="x"))),
    ]


def ones(tf):
    size = tf.placeholder(tf.int32, [], name="size_below_5")
    return [
        tf.ones([2, 3]),
        tf.ones([], tf.int64),
        tf.ones([2], tf.bool, "named"),
        tf.ones([40, 50]),
        tf.ones(tf.stack([size, 2])),
        tf.ones([size, 3], tf.int32),
    ]


def zeros_like_and_ones_like(tf):
    known = tf.placeholder(tf.float32, [2, 3], name="known")
    unknown = tf.placeholder(tf.float32, [None, 3], name="unknown")
    return [
        make(tensor, dtype=dtype, optimize=optimize)
        for make in (tf.zeros_like, tf.ones_like)
        for tensor in (known, unknown)
        for dtype in (None, tf.int32, tf.float32)
        for optimize in (True, False)
    ]


def zeros_like_and_ones_like_of_lists_and_names(tf):
    return [
        tf.zeros_like([1, 2], name="z"),
        tf.ones_like([[True]], name="o"),
        tf.zeros_like(["a"]),
        tf.ones_like(tf.constant(3.0)),
    ]


def fill_and_eye(tf):
    size = tf.placeholder(tf.int32, [], name="size_below_5")
    return [
        tf.fill([2, 3], 9),
        tf.fill([size, 2], 1.5, name="named"),
        tf.fill(tf.constant([2]), "text"),
        tf.eye(3),
        tf.eye(2, 3, batch_shape=[2]),
        tf.eye(size, dtype=tf.int32, name="open"),
    ]


def fill_gradient(tf):
    value = tf.reduce_sum(tf.placeholder(tf.float32, [2], name="value"))
    return tf.gradients(tf.fill([2, 3], value), value)
