"""`tf.linalg.expm`, of both precisions."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def exponentials_of_matrices(tf):
    return [
        tf.linalg.expm(_x(tf, 2, 2)),
        tf.linalg.expm(tf.constant([[[0.0, 9.0], [1.0, 0.0]], [[1.0, 0.0], [0.0, 2.0]]], tf.float64), name="mine"),
    ]


def exponentials_of_matrices_of_unknown_size(tf):
    return tf.linalg.expm(_x(tf, None, None))
