"""Products, decompositions and norms of matrices; sums of products by equation."""


def _matrices(tf):
    x = tf.placeholder(tf.float32, [3, 3], name="x")
    return x, tf.matmul(x, x, transpose_b=True) + 2.0 * tf.eye(3)


def products(tf):
    a, b = tf.placeholder(tf.float32, [2, 3], name="a"), tf.placeholder(tf.float32, [3, 2], name="b")
    c = tf.placeholder(tf.float32, [None, 2, 3], name="c")
    return [
        tf.matmul(a, b),
        tf.matmul(a, a, transpose_b=True, name="named"),
        tf.matmul(a, a, transpose_a=True),
        tf.matmul(c, c, adjoint_b=True),
        tf.matmul(c, tf.zeros([3, 2])),
        a @ b,
        tf.matmul(a, b, a_is_sparse=True),
        tf.linalg.matvec(a, b[:, 0]),
        tf.matmul(tf.cast(a, tf.int32), tf.cast(b, tf.int32)),
        tf.cross(a, a + 1.0),
        tf.tensordot(a, b, 1),
        tf.tensordot(c, a, [[2], [1]]),
        tf.tensordot(a, b, axes=0),
        tf.tensordot(a, b, tf.constant([[1], [0]])),
        tf.matmul([[1.0, 2.0]], [[3.0], [4.0]]),
    ]


def equations(tf):
    a = tf.placeholder(tf.float32, [2, 3, 4], name="a")
    b = tf.placeholder(tf.float32, [4, 5], name="b")
    u = tf.placeholder(tf.float32, [None, 3, 4], name="u")
    m = tf.placeholder(tf.float32, [3, 3], name="m")
    return [
        tf.einsum("ijk,kl->ijl", a, b),
        tf.einsum("ijk,kl", a, b),
        tf.einsum("bij,jk->bk", u, b),
        tf.einsum("bij,bkj->bik", u, u, name="named"),
        tf.einsum("ij,ij->", m, m),
        tf.einsum("ii", m),
        tf.einsum("ij->ji", m),
        tf.einsum("ij->i", m),
        tf.einsum("i,j->ij", m[0], m[1]),
        tf.einsum("...ij,jk->...ik", u, b),
        tf.einsum("ij,jk,kl->il", m, m, m),
        tf.einsum("i,i,i->i", m[0], m[1], m[2]),
        tf.einsum("ij,ij,ij->", m, m, m),
    ]


def decompositions(tf):
    x, positive = _matrices(tf)
    return [
        tf.cholesky(positive),
        tf.matrix_inverse(positive),
        tf.matrix_determinant(positive),
        tf.linalg.logdet(positive),
        tf.linalg.slogdet(positive),
        tf.self_adjoint_eig(positive)[0],
        tf.self_adjoint_eigvals(positive),
        tf.svd(positive, compute_uv=False),
        tf.svd(x)[0],
        tf.qr(x)[1],
        tf.linalg.sqrtm(positive),
        tf.linalg.lu(positive)[0],
        tf.linalg.pinv(x),
    ]


def solutions(tf):
    _x, positive = _matrices(tf)
    b = tf.placeholder(tf.float32, [3, 2], name="b")
    return [
        tf.matrix_solve(positive, b),
        tf.matrix_solve(positive, b, adjoint=True, name="named"),
        tf.matrix_triangular_solve(positive, b),
        tf.linalg.triangular_solve(positive, b, lower=False, name="upper"),
        tf.cholesky_solve(tf.cholesky(positive), b),
        tf.matrix_solve_ls(positive, b),
        tf.matrix_solve_ls(positive, b, l2_regularizer=0.1, fast=False),
        tf.linalg.lstsq(positive, b),
    ]


def transforms(tf):
    x = tf.placeholder(tf.float32, [2, 8], name="x")
    z = tf.complex(x, x)
    s = tf.signal
    return [
        tf.abs(tf.fft(z)),
        tf.abs(tf.ifft(z)),
        tf.abs(tf.fft2d(z)),
        tf.abs(tf.spectral.rfft(x)),
        tf.abs(tf.spectral.rfft(x, [6])),
        tf.spectral.irfft(tf.spectral.rfft(x)),
        tf.spectral.dct(x),
        tf.spectral.idct(x, norm="ortho"),
        s.hann_window(5),
        s.hamming_window(4, periodic=False),
        s.fftshift(x, axes=1),
        s.ifftshift(x),
    ]
