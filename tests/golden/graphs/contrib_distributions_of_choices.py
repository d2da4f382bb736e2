"""`tf.contrib.distributions`: one-hot vectors, relaxations, the logistic distribution, and maps."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def one_hot_categorical(tf):
    one = tf.contrib.distributions.OneHotCategorical(logits=_x(tf, 3, 4))
    two = tf.contrib.distributions.OneHotCategorical(probs=[0.2, 0.3, 0.5], dtype=tf.float32, name="mine")
    sample = one.sample(2, seed=3)
    found = [sample, one.log_prob(sample), one.entropy(), one.mode(), one.kl_divergence(one)]
    return [*found, two.sample(seed=3), two.log_prob([0.0, 1.0, 0.0]), two.covariance(), two.variance()]


def relaxed_one_hot_categorical(tf):
    one = tf.contrib.distributions.RelaxedOneHotCategorical(0.5, logits=_x(tf, 3, 4))
    sample = one.sample(seed=3)
    two = tf.contrib.distributions.ExpRelaxedOneHotCategorical(tf.constant(2.0), probs=[0.2, 0.3, 0.5])
    return [
        sample,
        one.log_prob(sample),
        tf.gradients(sample, one.distribution.logits),
        two.log_prob(two.sample(seed=4)),
    ]


def relaxed_bernoulli(tf):
    one = tf.contrib.distributions.RelaxedBernoulli(0.5, probs=[0.2, 0.7])
    two = tf.contrib.distributions.RelaxedBernoulli(tf.constant([0.5, 1.0]), logits=_x(tf, None, 2), name="mine")
    sample = one.sample(2, seed=3)
    return [sample, one.log_prob(sample), two.sample(seed=3), two.cdf([0.2, 0.3])]


def logistic(tf):
    one = tf.contrib.distributions.Logistic([1.0, 2.0], tf.exp(_x(tf, 3, 2)))
    x = _x(tf, 3, 2)
    found = [one.sample(2, seed=3), one.log_prob(x), one.cdf(x), one.log_cdf(x), one.survival_function(x)]
    return [*found, one.log_survival_function(x), one.entropy(), one.mean(), one.stddev(), one.variance(), one.mode()]


def _both_ways(bijector, x, ndims=0):
    y = bijector.forward(x)
    return [
        y,
        bijector.inverse(y),
        bijector.forward_log_det_jacobian(x, ndims),
        bijector.inverse_log_det_jacobian(y, ndims),
    ]


def maps_of_numbers(tf):
    bijectors = tf.contrib.distributions.bijectors
    x = tf.nn.sigmoid(_x(tf, 2, 3))
    maps = [
        bijectors.Identity(),
        bijectors.Exp(),
        bijectors.PowerTransform(0.5),
        bijectors.Sigmoid(),
        bijectors.Softplus(),
        bijectors.Softplus(hinge_softness=2.0),
        bijectors.Softsign(),
        bijectors.Square(),
        bijectors.Gumbel(0.5, 2.0),
    ]
    return [_both_ways(bijector, x) for bijector in maps]


def maps_inverted(tf):
    bijectors = tf.contrib.distributions.bijectors
    x = tf.nn.sigmoid(_x(tf, 2, 3))
    inline = bijectors.Inline(
        forward_fn=tf.exp,
        inverse_fn=tf.log,
        inverse_log_det_jacobian_fn=lambda y: -tf.log(y),
        forward_log_det_jacobian_fn=lambda x: x,
        forward_min_event_ndims=0,
    )
    permute = bijectors.Permute([2, 0, 1])
    y = [bijectors.AbsoluteValue().forward(x), bijectors.AbsoluteValue().inverse(x), permute.forward(x)]
    return [
        *y,
        permute.inverse(x),
        bijectors.Invert(bijectors.Sigmoid()).forward(x),
        inline.forward(x),
        inline.inverse(x),
    ]


def maps_in_a_chain(tf):
    bijectors = tf.contrib.distributions.bijectors
    x = _x(tf, 2, 3)
    chain = bijectors.Chain([bijectors.Exp(), bijectors.Affine([1.0, 2.0, 3.0], scale_identity_multiplier=2.0)])
    other = bijectors.Chain([bijectors.Sigmoid(), bijectors.Softplus()], name="mine")
    diagonal = bijectors.TransformDiagonal(bijectors.Exp())
    matrix = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    return [_both_ways(chain, x, 1), _both_ways(other, _x(tf, None, 3)), _both_ways(diagonal, matrix, 2)]


def transformed_distributions(tf):
    ds = tf.contrib.distributions
    log_normal = ds.TransformedDistribution(ds.Normal([0.0, 1.0], 1.0), ds.bijectors.Exp(), name="LogNormal")
    vectors = ds.TransformedDistribution(
        ds.Normal(0.0, 1.0), ds.bijectors.Affine([1.0, 2.0], scale_diag=[1.0, 2.0]), event_shape=[2], batch_shape=[3]
    )
    folded = ds.TransformedDistribution(ds.Normal(1.0, 1.0), ds.bijectors.AbsoluteValue())
    x = tf.exp(_x(tf, 2))
    found = [log_normal.sample(3, seed=3), log_normal.log_prob(x), log_normal.cdf(x), log_normal.quantile([0.2, 0.5])]
    found += [vectors.sample(2, seed=4), vectors.log_prob(tf.ones([3, 2])), vectors.entropy()]
    return [*found, folded.log_prob(x), folded.prob(x), log_normal.survival_function(x)]


def small_functions(tf):
    ds = tf.contrib.distributions
    x = tf.exp(_x(tf, 3, 3))
    found = [ds.softplus_inverse(x), ds.fill_triangular(_x(tf, 6)), ds.fill_triangular(_x(tf, 6), upper=True)]
    found += [ds.fill_triangular_inverse(x), ds.matrix_diag_transform(x, tf.nn.softplus)]
    return [*found, ds.tridiag([1.0], [2.0, 3.0], [4.0]), ds.reduce_weighted_logsumexp(x, x, axis=0)]
