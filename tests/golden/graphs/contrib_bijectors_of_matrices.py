"""`tf.contrib.distributions.bijectors`: maps of matrices, of growing numbers, and of shapes."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _both_ways(bijector, x, ndims, back=None):
    y = bijector.forward(x)
    found = [y, bijector.inverse(y + 0.0), bijector.forward_log_det_jacobian(x, ndims)]
    return [*found, bijector.inverse_log_det_jacobian(y + 0.0, ndims if back is None else back)]


def _triangle(tf, *shape):
    x = tf.matrix_band_part(_x(tf, *shape), -1, 0)
    return tf.matrix_set_diag(x, tf.abs(tf.matrix_diag_part(x)) + 1.0)


def kumaraswamy(tf):
    bijectors = tf.contrib.distributions.bijectors
    one = bijectors.Kumaraswamy(2.0, _x(tf, 3) ** 2 + 0.5)
    checked = bijectors.Kumaraswamy(2.0, 0.5, validate_args=True)
    return [*_both_ways(one, tf.sigmoid(_x(tf, 2, 3)), 0), checked.inverse_log_det_jacobian([0.1, 0.2, 0.3], 1)]


def cholesky_outer_product(tf):
    bijectors = tf.contrib.distributions.bijectors
    found = [_both_ways(bijectors.CholeskyOuterProduct(), _triangle(tf, 2, 2), 2)]
    found.append(bijectors.CholeskyOuterProduct(validate_args=True, name="c").forward(_triangle(tf, 3, 2, 2)))
    open_shape = tf.placeholder_with_default([[1.0, 0.0], [0.5, 2.0]], None)
    return [
        *found,
        bijectors.CholeskyOuterProduct(validate_args=True, name="c").forward_log_det_jacobian(open_shape, 2),
    ]


def matrix_inverse(tf):
    bijectors = tf.contrib.distributions.bijectors
    found = [_both_ways(bijectors.MatrixInverseTriL(), _triangle(tf, 2, 2), 2)]
    return [*found, bijectors.MatrixInverseTriL(validate_args=True).forward(_triangle(tf, 3, 2, 2))]


def ordered(tf):
    bijectors = tf.contrib.distributions.bijectors
    one = bijectors.Ordered(validate_args=True)
    shapes = [one.forward_event_shape_tensor([2, 3]), one.inverse_event_shape_tensor([2, 3])]
    return [*_both_ways(one, tf.cumsum(tf.abs(_x(tf, 2, 3)), axis=-1), 1), *shapes]


def reshape(tf):
    bijectors = tf.contrib.distributions.bijectors
    one = bijectors.Reshape([2, -1], [6])
    found = [_both_ways(one, _x(tf, 3, 6), 1, 2), one.forward_event_shape_tensor([6])]
    tf.constant(one.inverse_event_shape([2, 3]).as_list(), name="shape")
    two = bijectors.Reshape(event_shape_out=[3], name="flat")
    return [*found, two.forward(_x(tf, 1, 3)), two.inverse_event_shape_tensor([3])]


def reshape_of_shapes_not_known(tf):
    bijectors = tf.contrib.distributions.bijectors
    wanted = tf.placeholder_with_default([3, 2], [None])
    one = bijectors.Reshape(event_shape_out=wanted, event_shape_in=[2, 3], validate_args=True, name="r")
    two = bijectors.Reshape([6], tf.placeholder_with_default([-1, 3], [2]), name="s")
    x = tf.placeholder_with_default([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]], None)
    return [one.forward(x), one.inverse(one.forward(_x(tf, 4, 2, 3)) + 0.0), two.forward(x)]


def reshaped_distribution(tf):
    ds = tf.contrib.distributions
    base = ds.MultivariateNormalDiag(tf.zeros([4]), tf.ones([4]))
    made = ds.TransformedDistribution(base, ds.bijectors.Reshape([2, 2], [4]))
    return [made.sample(3, seed=3), made.log_prob(_x(tf, 2, 2)), made.event_shape_tensor()]
