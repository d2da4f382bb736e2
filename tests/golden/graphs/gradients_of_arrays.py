"""Gradients of ops that move, pick and join elements."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def concatenations(tf):
    x, y = _x(tf, None, 3), tf.placeholder(tf.float32, [None, 2], name="y")
    k = tf.placeholder(tf.float32, [4, 3], name="k")
    zs = [tf.concat([x, y, x], 1), tf.concat([x, x], -1), tf.concat([k, 2.0 * k], 0), tf.concat([k], 0)]
    return [grad for z in zs for grad in tf.gradients(z, [x, y, k]) if grad is not None]


def concatenation_of_many(tf):
    x = _x(tf, 4, 3)
    return tf.gradients(tf.concat([x * float(i) for i in range(18)], 1), [x])


def stacks(tf):
    x = _x(tf, None, 3)
    return [tf.gradients(z, [x]) for z in (tf.stack([x, 2.0 * x]), tf.stack([x, x], axis=-1))][:2]


def slices(tf):
    x, u = _x(tf, 4, 6), tf.placeholder(tf.float32, [None, 3], name="u")
    ys = [tf.slice(x, [1, 2], [2, 3]), x[1], x[:, 2:5], x[..., -1], x[::2, ::-1], x[:, tf.newaxis], u[1:], u[:, 0]]
    found = [tf.gradients(y, [x if i < 6 else u]) for i, y in enumerate(ys)]
    size = tf.shape(u)[0]
    return [*found, tf.gradients(tf.slice(u, [0, 0], [size - 1, 2]), [u]), tf.gradients(u[: size - 1], [u])]


def paddings(tf):
    x = _x(tf, 2, 3)
    ys = [
        tf.pad(x, [[1, 0], [0, 2]]),
        tf.pad(x, [[1, 1], [1, 1]], "REFLECT"),
        tf.pad(x, [[1, 1], [1, 1]], mode="SYMMETRIC"),
        tf.pad(x, [[1, 0], [0, 2]], constant_values=1.0),
    ]
    return [tf.gradients(tf.square(y), [x]) for y in ys]


def tiles_and_broadcasts(tf):
    x, u = _x(tf, 2, 3), tf.placeholder(tf.float32, [None, 3], name="u")
    ys = [tf.tile(x, [2, 1]), tf.broadcast_to(x, [4, 2, 3]), tf.broadcast_to(x, tf.stack([2, 2, 3]))]
    return [tf.gradients(tf.square(y), [x]) for y in ys] + [tf.gradients(tf.tile(u, [1, 2]), [u])]


def reshapes(tf):
    x, u = _x(tf, 2, 3), tf.placeholder(tf.float32, [None, 1, 3], name="u")
    ys = [tf.reshape(x, [-1]), tf.expand_dims(x, 1), tf.transpose(x), tf.transpose(x, [1, 0]), tf.layers.flatten(x)]
    found = [tf.gradients(tf.square(y), [x]) for y in ys]
    zs = [tf.squeeze(u, [1]), tf.reshape(u, [-1, 3]), tf.expand_dims(u, 0), tf.transpose(u), tf.squeeze(u)]
    return found + [tf.gradients(tf.square(z), [u]) for z in zs]


def reversals(tf):
    x = _x(tf, 4, 3)
    ys = [
        tf.reverse(x, [0]),
        tf.reverse_sequence(x, [1, 2, 3, 0], seq_axis=1, batch_axis=0),
        tf.roll(x, 1, 0),
        tf.boolean_mask(x, [True, False, True, True]),
        tf.invert_permutation([2, 0, 1]),
    ]
    return [tf.gradients(tf.square(y), [x]) for y in ys[:-1]]


def blocks(tf):
    x = tf.placeholder(tf.float32, [1, 4, 4, 4], name="x")
    ys = [
        tf.space_to_batch(x, [[0, 0], [0, 0]], 2),
        tf.space_to_depth(x, 2),
        tf.depth_to_space(x, 2),
        tf.space_to_batch_nd(x, [2, 2], [[0, 0], [0, 0]]),
        tf.batch_to_space(tf.tile(x, [4, 1, 1, 1]), [[0, 0], [0, 0]], 2),
    ]
    return [tf.gradients(tf.square(y), [x]) for y in ys]


def patches(tf):
    x = tf.placeholder(tf.float32, [1, 4, 4, 2], name="x")
    y = tf.extract_image_patches(x, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID")
    return tf.gradients(tf.square(y), [x])


def diagonals(tf):
    x, v = _x(tf, 3, 3), tf.placeholder(tf.float32, [3], name="v")
    ys = [tf.matrix_diag_part(x), tf.matrix_set_diag(x, v), tf.matrix_band_part(x, 1, 0), tf.trace(x), tf.diag_part(x)]
    found = [tf.gradients(tf.square(y), [x]) for y in ys]
    return found + [tf.gradients(tf.square(y), [v]) for y in (tf.matrix_diag(v), tf.diag(v), tf.matrix_set_diag(x, v))]


def quantised(tf):
    x = _x(tf, 2, 3)
    ys = (
        [
            tf.fake_quant_with_min_max_args(x),
            tf.fake_quant_with_min_max_vars(x, -1.0, 1.0),
            tf.quantize_and_dequantize(x, -1.0, 1.0),
        ]
        if hasattr(tf, "quantize_and_dequantize")
        else [tf.fake_quant_with_min_max_args(x), tf.fake_quant_with_min_max_vars(x, -1.0, 1.0)]
    )
    return [tf.gradients(tf.square(y), [x]) for y in ys]


def splits(tf):
    x = _x(tf, 4, 6)
    a, b = tf.split(x, 2, 1)
    c, d = tf.split(x, [2, 4], axis=1)
    e = tf.unstack(x, axis=1)
    return [tf.gradients(z, [x]) for z in (a * b, b, c[:, :1] * d, e[0] * e[3])]
