"""Gradients of sparse tensors, and of Fourier transforms."""


def sparse_products(tf):
    values = tf.placeholder(tf.float32, [3], name="values")
    a = tf.SparseTensor([[0, 1], [1, 0], [2, 2]], values, [3, 4])
    b = tf.placeholder(tf.float32, [4, 2], name="b")
    c = tf.placeholder(tf.float32, [3, 2], name="c")
    found = tf.gradients(tf.sparse_tensor_dense_matmul(a, b), [values, b])
    found += tf.gradients(tf.sparse_tensor_dense_matmul(a, c, adjoint_a=True), [values, c])
    return found + tf.gradients(tf.sparse_tensor_dense_matmul(a, tf.transpose(b), adjoint_b=True), [values, b])


def sparse_tensors(tf):
    values = tf.placeholder(tf.float32, [3], name="values")
    a = tf.SparseTensor([[0, 1], [1, 0], [2, 2]], values, [3, 4])
    d = tf.placeholder(tf.float32, [3, 4], name="d")
    ys = [
        tf.sparse_reduce_sum(a, 1),
        tf.sparse_tensor_to_dense(a),
        tf.sparse_add(a, d),
        tf.sparse_add(a, a).values,
        (a * d).values,
        (a / d).values,
        tf.sparse_softmax(a).values,
        tf.sparse_slice(a, [0, 0], [2, 2]).values,
        tf.sparse_reorder(a).values,
    ]
    return [tf.gradients(tf.square(y), [values]) for y in ys]


def fourier(tf):
    x = tf.placeholder(tf.float32, [2, 8], name="x")
    z = tf.cast(x, tf.complex64)
    ys = [tf.abs(tf.fft(z)), tf.abs(tf.ifft(z)), tf.abs(tf.spectral.rfft(x)), tf.spectral.irfft(tf.fft(z)[:, :5])]
    return [tf.gradients(tf.square(y), [x]) for y in ys]
