"""`tf.contrib.distributions`: those that a few points stand for."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def poisson_lognormal(tf):
    ds = tf.contrib.distributions
    one = ds.PoissonLogNormalQuadratureCompound([0.0, -0.5], 1.0, 3, name="p")
    found = [one.sample(4, seed=3), one.log_prob([1.0, 2.0]), one.mean(), one.variance(), one.stddev()]
    two = ds.PoissonLogNormalQuadratureCompound(
        0.5, 0.3, 3, quadrature_fn=ds.quadrature_scheme_lognormal_gauss_hermite, name="two"
    )
    return [*found, one.batch_shape_tensor(), two.sample(4, seed=3), two.prob(1.0), two.mean()]


def schemes(tf):
    ds = tf.contrib.distributions
    found = list(ds.quadrature_scheme_lognormal_quantiles(_x(tf, 2), tf.constant([1.0, 0.5]), 3))
    found += ds.quadrature_scheme_lognormal_gauss_hermite(_x(tf, 2), tf.constant([1.0, 0.5]), 3)
    return [*found, *ds.quadrature_scheme_softmaxnormal_quantiles(_x(tf, 2, 1), [[0.5], [1.0]], 3, name="mine")]


def vector_diffeomixture(tf):
    ds = tf.contrib.distributions
    scales = [tf.linalg.LinearOperatorScaledIdentity(2, 1.1), tf.linalg.LinearOperatorDiag([2.5, 3.0])]
    normal = ds.Normal(0.0, 1.0)
    one = ds.VectorDiffeomixture([[0.0], [1.0]], [1.0], normal, [None, _x(tf, 2)], scales, 2, name="v")
    return [one.sample(2, seed=3), one.log_prob(_x(tf, 2)), one.mean()]


def vector_diffeomixture_of_identities(tf):
    ds = tf.contrib.distributions
    scales = [
        tf.linalg.LinearOperatorIdentity(2, is_positive_definite=True),
        tf.linalg.LinearOperatorScaledIdentity(2, 0.5, is_positive_definite=True),
    ]
    locs = [[1.0, 2.0], [3.0, 4.0]]
    one = ds.VectorDiffeomixture([0.5], [2.0], ds.Normal(0.5, 1.0), locs, scales, 2, validate_args=True, name="v")
    return [one.sample(2, seed=3), one.stddev()]


def vector_diffeomixture_of_triangles(tf):
    ds = tf.contrib.distributions
    scales = [tf.linalg.LinearOperatorDiag([1.0, 2.0]), tf.linalg.LinearOperatorLowerTriangular(tf.eye(2))]
    one = ds.VectorDiffeomixture([0.5], [2.0], ds.Normal(0.0, 1.0), scale=scales, quadrature_size=2, name="v")
    return [one.covariance(), one.event_shape_tensor()]
