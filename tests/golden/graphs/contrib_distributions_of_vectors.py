"""`tf.contrib.distributions`: normal distributions of vectors, and affine maps."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _all_of(distribution, x):
    found = [distribution.log_prob(x), distribution.mean(), distribution.variance()]
    found += [distribution.stddev(), distribution.covariance(), distribution.entropy(), distribution.mode()]
    return [*found, distribution.sample(2, seed=3)]


def diagonal_as_in_the_fidelity_cases(tf):
    return tf.contrib.distributions.MultivariateNormalDiag([0.0, 0.0], [1.0, 1.0]).log_prob([0.1, 0.2])


def diagonal(tf):
    return _all_of(tf.contrib.distributions.MultivariateNormalDiag(_x(tf, 3, 2), tf.exp(_x(tf, 3, 2))), _x(tf, 3, 2))


def diagonal_of_unknown_batch(tf):
    distribution = tf.contrib.distributions.MultivariateNormalDiag(_x(tf, None, 2), tf.exp(_x(tf, None, 2)))
    return [distribution.log_prob(_x(tf, None, 2)), distribution.sample(seed=3), distribution.mean()]


def multiples_of_the_identity(tf):
    ds = tf.contrib.distributions
    one = ds.MultivariateNormalDiag(loc=[1.0, 2.0], scale_identity_multiplier=2.0)
    two = ds.MultivariateNormalDiag(loc=_x(tf, 2))
    three = ds.MultivariateNormalDiagWithSoftplusScale([1.0, 2.0], [0.0, 1.0])
    return [one.log_prob([0.0, 1.0]), two.sample(seed=3), two.entropy(), three.log_prob(three.sample(seed=4))]


def triangle(tf):
    return _all_of(tf.contrib.distributions.MultivariateNormalTriL([1.0, 2.0], [[1.0, 0.0], [0.5, 2.0]]), _x(tf, 2))


def full_covariance(tf):
    distribution = tf.contrib.distributions.MultivariateNormalFullCovariance(
        _x(tf, 3, 2), [[1.0, 0.2], [0.2, 2.0]], name="mine"
    )
    return [distribution.log_prob(_x(tf, 3, 2)), distribution.sample(seed=3)]


def diagonal_plus_low_rank(tf):
    distribution = tf.contrib.distributions.MultivariateNormalDiagPlusLowRank(
        loc=[1.0, 2.0, 3.0], scale_diag=[1.0, 2.0, 1.0], scale_perturb_factor=[[1.0], [0.5], [0.2]]
    )
    return [distribution.log_prob(_x(tf, 3)), distribution.sample(2, seed=3), distribution.variance()]


def divergences(tf):
    ds = tf.contrib.distributions
    one, two = ds.MultivariateNormalDiag([0.0, 1.0], [1.0, 2.0]), ds.MultivariateNormalDiag([1.0, 1.0], [2.0, 2.0])
    three = ds.MultivariateNormalTriL([0.0, 1.0], [[1.0, 0.0], [0.5, 2.0]])
    return [ds.kl_divergence(one, two), ds.kl_divergence(one, three), three.kl_divergence(two)]


def gradients_of_a_reparameterised_sample(tf):
    x = _x(tf, 3, 2)
    distribution = tf.contrib.distributions.MultivariateNormalDiag(x, tf.nn.softplus(x))
    return tf.gradients(distribution.log_prob(distribution.sample(seed=3)), x)


def affine_maps(tf):
    bijectors = tf.contrib.distributions.bijectors
    maps = [
        bijectors.Affine(shift=[1.0, 2.0], scale_identity_multiplier=2.0),
        bijectors.Affine(shift=[1.0, 2.0], scale_diag=[1.0, 3.0]),
        bijectors.Affine(scale_tril=[[1.0, 0.0], [2.0, 3.0]], scale_identity_multiplier=0.5),
        bijectors.AffineLinearOperator([1.0, 2.0], tf.linalg.LinearOperatorDiag([1.0, 2.0])),
        bijectors.AffineLinearOperator([1.0, 2.0]),
    ]
    x = _x(tf, 3, 2)
    found = [[m.forward(x), m.inverse(x), m.forward_log_det_jacobian(x, 1)] for m in maps]
    scalar = bijectors.AffineScalar(shift=1.0, scale=[2.0, 3.0])
    return [*found, scalar.forward(x), scalar.inverse(x), scalar.inverse_log_det_jacobian(x, 0)]
