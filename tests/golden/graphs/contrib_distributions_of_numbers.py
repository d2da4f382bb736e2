"""`tf.contrib.distributions`: of numbers, of one value, and of several independent ones."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _stats(distribution, x, names):
    found = [getattr(distribution, name)() for name in names.split()]
    return [*found, distribution.log_prob(x), distribution.prob(x)]


def cauchy(tf):
    one = tf.contrib.distributions.Cauchy([1.0, 2.0], [2.0, 3.0])
    x = _x(tf, 2)
    found = _stats(one, x, "entropy mode mean stddev")
    return [*found, one.sample(3, seed=3), one.cdf(x), one.log_cdf(x), one.quantile([0.3, 0.9])]


def half_normal(tf):
    one, x = tf.contrib.distributions.HalfNormal([1.0, 2.0]), _x(tf, 2)
    found = _stats(one, x, "entropy mode mean variance stddev")
    return [*found, one.sample(3, seed=3), one.cdf(x), one.quantile([0.3, 0.9])]


def inverse_gamma(tf):
    one, x = tf.contrib.distributions.InverseGamma([1.0, 3.0], 2.0), tf.exp(_x(tf, 2))
    two = tf.contrib.distributions.InverseGammaWithSoftplusConcentrationRate([3.0, 4.0], 1.0, allow_nan_stats=False)
    found = _stats(one, x, "entropy mode mean variance")
    return [*found, one.sample(3, seed=3), one.cdf(x), two.mean(), two.variance()]


def chi_squared(tf):
    one, two = tf.contrib.distributions.Chi2([1.0, 3.0]), tf.contrib.distributions.Chi2WithAbsDf([-2.5])
    return [*_stats(one, tf.exp(_x(tf, 2)), "entropy mean variance"), one.sample(3, seed=3), two.mean()]


def poisson(tf):
    one = tf.contrib.distributions.Poisson([1.0, 3.5])
    two = tf.contrib.distributions.Poisson(log_rate=[1.0])
    found = _stats(one, [0.0, 2.0], "mean variance mode stddev")
    return [*found, one.sample(5, seed=3), one.cdf([1.0, 2.0]), one.log_cdf([1.0, 2.0]), two.log_prob([3.0])]


def geometric(tf):
    one = tf.contrib.distributions.Geometric(probs=[0.2, 0.7])
    two = tf.contrib.distributions.Geometric(logits=_x(tf, 2), validate_args=True)
    found = _stats(one, [0.0, 2.0], "entropy mean variance mode")
    return [*found, one.sample(4, seed=3), one.cdf([1.0, 2.5]), two.log_prob([1.0, 0.0])]


def binomial(tf):
    one = tf.contrib.distributions.Binomial(5.0, probs=[0.2, 0.7])
    two = tf.contrib.distributions.Binomial([4.0, 5.0], logits=_x(tf, 2), validate_args=True)
    return [*_stats(one, [0.0, 2.0], "mean variance mode"), one.cdf([5.0, 2.0]), two.log_prob([1.0, 3.0])]


def negative_binomial(tf):
    one = tf.contrib.distributions.NegativeBinomial([5.0, 2.0], probs=[0.2, 0.7])
    found = _stats(one, [0.0, 2.0], "mean variance mode")
    return [*found, one.sample(3, seed=3), one.cdf([5.0, 2.0])]


def deterministic(tf):
    one = tf.contrib.distributions.Deterministic([1.0, 2.0], atol=0.1)
    two = tf.contrib.distributions.VectorDeterministic([1.0, 2.0], rtol=0.1)
    found = [one.sample(2), one.prob([1.05, 3.0]), one.cdf([0.95, 1.0]), one.entropy(), one.mean(), one.variance()]
    return [*found, two.sample(2), two.prob([1.05, 2.1]), two.log_prob([[1.0, 2.0], [1.0, 3.0]]), two.mode()]


def independent(tf):
    ds = tf.contrib.distributions
    one = ds.Independent(ds.Normal(_x(tf, 3, 2), [1.0, 2.0]), reinterpreted_batch_ndims=1)
    two = ds.Independent(ds.Bernoulli(logits=_x(tf, 3, 2, 2)))
    found = [one.sample(2, seed=3), one.log_prob(_x(tf, 3, 2)), one.entropy(), one.mean(), one.variance(), one.mode()]
    found += [one.stddev(), one.kl_divergence(ds.Independent(ds.Normal(tf.zeros([3, 2]), 1.0), 1))]
    return [*found, two.sample(seed=3), two.log_prob(tf.ones([3, 2, 2], tf.int32)), one.batch_shape_tensor()]


def those_of_the_core(tf):
    ds = tf.contrib.distributions
    found = [ds.Normal(0.0, [1.0, 2.0]).sample(2, seed=3), ds.Bernoulli(logits=[1.0, -1.0]).sample(3, seed=4)]
    found += [ds.Categorical(logits=_x(tf, 2, 3)).sample(4, seed=5), ds.Gamma(2.0, [1.0, 3.0]).sample(seed=6)]
    found += [ds.Beta([1.0, 2.0], 3.0).sample(seed=7), ds.Dirichlet([1.0, 2.0]).sample(seed=8)]
    found += [ds.kl_divergence(ds.Normal(0.0, 1.0), ds.Normal(1.0, 2.0)), ds.Laplace(0.0, 1.0).log_prob(0.5)]
    found += [ds.StudentT(3.0, 0.0, 1.0).sample(2, seed=9), ds.Exponential(2.0).sample(2, seed=10)]
    found += [ds.Uniform(0.0, [1.0, 2.0]).sample(seed=11), ds.Multinomial(4.0, probs=[0.2, 0.8]).sample(seed=12)]
    return [*found, ds.DirichletMultinomial(4.0, [1.0, 2.0]).sample(seed=13)]
