"""Gradients of products of matrices, linear algebra, sparse tensors, Fourier transforms."""


def _pair(tf, shape_a, shape_b):
    return tf.placeholder(tf.float32, shape_a, name="a"), tf.placeholder(tf.float32, shape_b, name="b")


def matmuls(tf):
    a, b = _pair(tf, [None, 4], [4, 4])
    found = []
    for options in ({}, {"transpose_b": True}):
        found += tf.gradients(tf.matmul(a, b, **options), [a, b])
    for options in ({"transpose_a": True}, {"transpose_a": True, "transpose_b": True}):
        found += tf.gradients(tf.matmul(b, b, **options), [b])
    return found


def batch_matmuls(tf):
    a, b = _pair(tf, [2, 3, 4], [2, 4, 3])
    found = tf.gradients(tf.matmul(a, b), [a, b])
    for options in ({"transpose_b": True}, {"transpose_a": True}, {"adjoint_a": True, "transpose_b": True}):
        square = tf.matmul(a, a, **options) if len(options) == 1 else tf.matmul(a, b, **options)
        found += tf.gradients(square, [a, b] if len(options) > 1 else [a])
    return found


def batch_matmuls_of_unknown_and_of_one_shape(tf):
    a, b = _pair(tf, [None, 4, 4], [None, 4, 4])
    c, d = _pair(tf, [2, 4, 4], [2, 4, 4])
    e = tf.placeholder(tf.float32, [4, 3], name="e")
    return [
        tf.gradients(tf.matmul(a, b), [a, b]),
        tf.gradients(tf.matmul(c, d), [c, d]),
        tf.gradients(tf.matmul(c, e), [c, e]),
    ]


def sparse_matmul(tf):
    a, b = _pair(tf, [3, 4], [4, 2])
    return tf.gradients(tf.matmul(tf.nn.relu(a), b, a_is_sparse=True), [a, b])


def tensordots_and_einsums(tf):
    a, b = _pair(tf, [2, 3, 4], [4, 3])
    found = tf.gradients(tf.tensordot(a, b, 1), [a, b]) + tf.gradients(tf.tensordot(a, b, [[1, 2], [1, 0]]), [a, b])
    for equation in ("ijk,kl->ijl", "ijk,kj->i", "ijk,kl->lji"):
        found += tf.gradients(tf.einsum(equation, a, b), [a, b])
    return found


def norms_and_crosses(tf):
    a, b = _pair(tf, [2, 3], [2, 3])
    return [
        tf.gradients(tf.cross(a, b), [a, b]),
        tf.gradients(tf.norm(a, axis=[0, 1]), [a]),
        tf.gradients(tf.global_norm([a, b]), [a, b]),
    ]
