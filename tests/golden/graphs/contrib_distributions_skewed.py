"""`tf.contrib.distributions`: exponential, Laplace and skewed distributions of vectors and numbers."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _all(tf, one, x):
    found = [one.sample(2, seed=3), one.log_prob(x), one.mean(), one.mode(), one.variance()]
    return [*found, one.stddev(), one.covariance(), one.batch_shape_tensor(), one.event_shape_tensor()]


def vector_exponential(tf):
    one = tf.contrib.distributions.VectorExponentialDiag(
        [0.0, 1.0], [1.0, 2.0], scale_identity_multiplier=0.5, name="u"
    )
    two = tf.contrib.distributions.VectorExponentialDiag(scale_diag=_x(tf, None, 2), name="v")
    return [*_all(tf, one, tf.abs(_x(tf, 3, 2)) + 1.0), two.mean(), two.mode(), two.sample(seed=3)]


def vector_laplace(tf):
    one = tf.contrib.distributions.VectorLaplaceDiag(_x(tf, 3, 2), [1.0, -2.0], validate_args=True, name="l")
    two = tf.contrib.distributions.VectorLaplaceDiag(scale_diag=_x(tf, None, 2), name="v")
    return [*_all(tf, one, _x(tf, 3, 2)), two.mean(), two.sample(seed=3)]


def sinh_arcsinh(tf):
    ds = tf.contrib.distributions
    one = ds.SinhArcsinh(_x(tf, 3), scale=2.0, name="s")
    two = ds.SinhArcsinh(0.0, [1.0, 2.0], skewness=0.5, tailweight=_x(tf, 2) ** 2 + 1.0)
    three = ds.SinhArcsinh(0.0, 1.0, distribution=ds.Laplace(0.0, 1.0), validate_args=True, name="l")
    found = [one.sample(2, seed=3), one.log_prob(0.5), two.quantile(0.3)]
    found += [two.sample(2, seed=3), two.prob(0.5), two.batch_shape_tensor(), three.cdf(0.5)]
    return found


def sinh_arcsinh_of_vectors(tf):
    ds = tf.contrib.distributions
    one = ds.VectorSinhArcsinhDiag(_x(tf, 3, 2), [1.0, 2.0], name="s")
    two = ds.VectorSinhArcsinhDiag(
        scale_diag=_x(tf, 2) ** 2 + 1.0,
        scale_identity_multiplier=0.5,
        skewness=[0.1, 0.2],
        tailweight=0.5,
        distribution=ds.Logistic(0.0, 1.0),
        name="t",
    )
    found = [one.sample(2, seed=3), one.log_prob(_x(tf, 2)), two.sample(2, seed=3), two.event_shape_tensor()]
    return [*found, two.prob(_x(tf, 4, 2))]


def kumaraswamy(tf):
    ds = tf.contrib.distributions
    one = ds.Kumaraswamy([2.0, 3.0], _x(tf, 2) ** 2 + 1.5, name="one")
    two = ds.Kumaraswamy(2.0, 1.5, validate_args=True, allow_nan_stats=False, name="k")
    found = [one.sample(3, seed=3), one.log_prob(0.3), one.cdf(0.3), one.mean(), one.variance()]
    return [*found, one.entropy(), one.mode(), two.mode(), two.log_cdf(0.5)]
