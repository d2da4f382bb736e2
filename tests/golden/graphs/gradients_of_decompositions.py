"""Gradients of inverses, solutions, eigenvalues and other decompositions of matrices."""


def _positive(tf):
    x = tf.placeholder(tf.float32, [3, 3], name="x")
    return x, tf.matmul(x, x, transpose_b=True) + 3.0 * tf.eye(3)


def inverses(tf):
    x, matrix = _positive(tf)
    return [
        tf.gradients(y, [x]) for y in (tf.matrix_inverse(matrix), tf.matrix_determinant(matrix), tf.cholesky(matrix))
    ]


def log_determinants(tf):
    x, matrix = _positive(tf)
    return [tf.gradients(y, [x]) for y in (tf.linalg.logdet(matrix), tf.linalg.slogdet(matrix)[1])]


def solutions(tf):
    x, matrix = _positive(tf)
    b = tf.placeholder(tf.float32, [3, 2], name="b")
    ys = [
        tf.matrix_solve(matrix, b),
        tf.matrix_triangular_solve(matrix, b),
        tf.matrix_triangular_solve(matrix, b, lower=False, adjoint=True),
        tf.cholesky_solve(tf.cholesky(matrix), b),
        tf.matrix_solve_ls(matrix, b, fast=True),
    ]
    return [tf.gradients(y, [x, b]) for y in ys]


def eigenvalues(tf):
    x, matrix = _positive(tf)
    values, vectors = tf.self_adjoint_eig(matrix)
    return [tf.gradients(values, [x]), tf.gradients(tf.square(vectors), [x])]


def singular_values(tf):
    x, matrix = _positive(tf)
    s, u, _v = tf.svd(matrix)
    wide = tf.placeholder(tf.float32, [2, 3], name="wide")
    return [tf.gradients(s, [x]), tf.gradients(tf.square(u), [x]), tf.gradients(tf.svd(wide, compute_uv=False), [wide])]


def singular_vectors_of_tall_and_wide(tf):
    found = []
    for shape in ([4, 3], [3, 4]):
        x = tf.placeholder(tf.float32, shape, name="x")
        s, u, v = tf.svd(x)
        found.append(tf.gradients([tf.square(u), tf.square(v), s], [x]))
    s, u, v = tf.svd(x, full_matrices=True)
    return [*found, tf.gradients(tf.square(u), [x])]


def qr(tf):
    x, matrix = _positive(tf)
    q, r = tf.qr(matrix)
    return tf.gradients([tf.square(q), r], [x])
