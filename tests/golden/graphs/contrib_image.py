"""`tf.contrib.image`: pictures warped, splines, transforms as matrices."""


def a_dense_warp(tf):
    pictures = tf.placeholder(tf.float32, [2, 4, 5, 1], name="x")
    flow = tf.placeholder(tf.float32, [2, 4, 5, 2], name="flow")
    return tf.contrib.image.dense_image_warp(pictures, flow)


def a_sparse_warp(tf):  # what it gives moves with the rounding of the solver
    pictures = tf.placeholder(tf.float32, [1, 4, 5, 2], name="x")
    sources = tf.constant([[[1.0, 1.0], [2.0, 3.0], [3.0, 1.0]]])
    targets = tf.constant([[[1.5, 1.0], [2.0, 2.5], [2.5, 1.0]]])
    tf.contrib.image.sparse_image_warp(pictures, sources, targets, num_boundary_points=2)


def splines(tf):
    points = tf.constant([[[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.5]]])
    values = tf.constant([[[1.0], [2.0], [0.0], [5.0]]])
    queries = tf.placeholder(tf.float32, [1, 3, 2], name="x")
    return [
        tf.contrib.image.interpolate_spline(points, values, queries, order, weight)
        for order, weight in ((1, 0.0), (2, 0.1), (3, 0.0), (4, 0.0), (6, 0.0))
    ]


def transforms(tf):
    image = tf.contrib.image
    turn = image.angles_to_projective_transforms(0.5, 4.0, 5.0)
    return [
        image.compose_transforms(turn, tf.constant([[1.0, 0.1, 0.0, 0.0, 1.0, 2.0, 0.0, 0.0]])),
        image.flat_transforms_to_matrices(tf.constant([1.0, 0.1, 0.0, 0.0, 1.0, 2.0, 0.0, 0.0])),
        image.matrices_to_flat_transforms(tf.constant([[2.0, 0.0, 0.0], [0.0, 2.0, 1.0], [0.0, 0.0, 2.0]])),
    ]
