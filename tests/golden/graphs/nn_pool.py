"""Pooling of `tf.nn` and normalisation over neighbours, with gradients of first and second order."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _with_gradients(tf, outputs, *inputs):
    return [outputs, tf.gradients(tf.square(outputs), list(inputs))]


def max_and_mean(tf):
    x = _x(tf, None, 6, 6, 2)
    return [
        _with_gradients(tf, tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME"), x),
        _with_gradients(tf, tf.nn.avg_pool(x, ksize=[1, 3, 3, 1], strides=[1, 1, 1, 1], padding="VALID", name="p"), x),
    ]


def of_sequences_and_volumes(tf):
    x, y = _x(tf, 2, 6, 2), _x(tf, 1, 4, 4, 4, 2)
    return [
        tf.nn.max_pool1d(x, 2, 2, "VALID"),
        tf.nn.avg_pool1d(x, 3, 1, "SAME"),
        _with_gradients(tf, tf.nn.max_pool3d(y, [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], "SAME"), y),
        _with_gradients(tf, tf.nn.avg_pool3d(y, [1, 2, 2, 2, 1], [1, 1, 1, 1, 1], "VALID"), y),
    ]


def of_any_rank(tf):
    x = _x(tf, 2, 6, 6, 2)
    return [
        tf.nn.pool(x, [2, 2], "MAX", "VALID", strides=[2, 2]),
        tf.nn.pool(x, [2, 2], "AVG", "VALID", dilation_rate=[2, 1], name="p"),
        tf.nn.pool(_x(tf, 2, 6, 2), [3], "AVG", "SAME"),
        tf.nn.max_pool2d(x, 2, 2, "VALID"),
        tf.nn.avg_pool2d(x, 2, 2, "SAME"),
        tf.nn.max_pool_v2(x, 2, 2, "VALID"),
        tf.nn.avg_pool_v2(x, 2, 2, "SAME"),
    ]


def second_order(tf):
    x = _x(tf, 1, 4, 4, 1)
    first = tf.gradients(tf.square(tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")), x)[0]
    return tf.gradients(tf.square(first), x)


def with_places_of_the_maxima(tf):
    x = _x(tf, 2, 4, 4, 2)
    outputs, places = tf.nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 2, 2, 1], "VALID")
    more = tf.nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 1, 1, 1], "SAME", include_batch_in_index=True, name="m")
    return [outputs, places, more[1], tf.gradients(outputs, x)]


def fractional(tf):
    x = _x(tf, 2, 6, 6, 2)
    return [
        _with_gradients(
            tf, tf.nn.fractional_max_pool(x, [1.0, 1.5, 1.2, 1.0], deterministic=True, seed=3, seed2=4)[0], x
        ),
        _with_gradients(
            tf, tf.nn.fractional_avg_pool(x, [1.0, 1.5, 1.2, 1.0], True, True, True, seed=3, seed2=4)[0], x
        ),
    ]


def local_response_normalization(tf):
    x = _x(tf, 2, 3, 3, 8)
    return [
        _with_gradients(tf, tf.nn.lrn(x, 4, bias=1.0, alpha=0.001, beta=0.75), x),
        tf.nn.local_response_normalization(x),
    ]


def spaces_and_batches(tf):
    x = _x(tf, 2, 4, 4, 4)
    return [
        _with_gradients(tf, tf.space_to_batch_nd(x, [2, 2], [[0, 0], [1, 1]]), x),
        _with_gradients(
            tf, tf.batch_to_space_nd(tf.space_to_batch(x, [[0, 0], [0, 0]], 2), [2, 2], [[1, 0], [0, 1]]), x
        ),
        _with_gradients(tf, tf.depth_to_space(x, 2), x),
        _with_gradients(tf, tf.nn.space_to_depth(x, 2), x),
        tf.batch_to_space(tf.tile(x, [2, 1, 1, 1]), [[0, 0], [0, 0]], 2),
    ]


def patches(tf):
    return tf.extract_image_patches(_x(tf, 1, 4, 4, 2), [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "SAME")
