"""`tf.contrib.distributions` and `tf.contrib.bayesflow`: rounded draws, and statistics of samples."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def quantized_distribution(tf):
    ds = tf.contrib.distributions
    one = ds.QuantizedDistribution(ds.Logistic([1.0, 2.0], 2.0), low=0.0, high=4.0)
    two = ds.QuantizedDistribution(ds.Uniform(0.0, 4.0), validate_args=True, name="mine")
    found = [one.sample(3, seed=3), one.log_prob([0.0, 3.0]), one.prob([0.0, 4.0]), one.cdf([2.5, 5.0])]
    return [*found, two.prob([1.0, 2.0]), two.sample(2, seed=4), one.survival_function([2.5, -1.0])]


def percentiles(tf):
    percentile = tf.contrib.distributions.percentile
    x = _x(tf, 4, 5)
    found = [percentile(x, 50.0), percentile(x, 30.0, axis=0), percentile(x, 30.0, axis=[-1], interpolation="lower")]
    found.append(percentile(x, 70.0, interpolation="higher", keep_dims=True))
    found.append(percentile(x, 70.0, axis=[1], keep_dims=True, validate_args=True))
    return [*found, percentile(_x(tf, None, 3), 10.0, axis=1)]


def expectations(tf):
    ds, monte_carlo = tf.contrib.distributions, tf.contrib.bayesflow.monte_carlo
    x = _x(tf, 2)
    normal = ds.Normal(x, 1.0)
    samples = normal.sample(5, seed=3)
    one = monte_carlo.expectation(tf.square, samples)
    two = monte_carlo.expectation(tf.square, samples, normal.log_prob, use_reparametrization=False, keep_dims=True)
    three = monte_carlo.expectation_importance_sampler(tf.square, normal.log_prob, ds.Normal(x, 2.0), n=4, seed=5)
    four = monte_carlo.expectation_importance_sampler_logspace(tf.abs, normal.log_prob, ds.Normal(x, 2.0), z=samples)
    return [one, two, three, four, tf.gradients([one, two], x)]


def parameters_made_positive(tf):
    ds, x = tf.contrib.distributions, _x(tf, 2)
    made = [
        ds.BetaWithSoftplusConcentration(x, 1.0),
        ds.ExponentialWithSoftplusRate(x),
        ds.GammaWithSoftplusConcentrationRate(x, 1.0),
        ds.LaplaceWithSoftplusScale(0.0, x),
        ds.NormalWithSoftplusScale(0.0, x),
        ds.StudentTWithAbsDfSoftplusScale(3.2, 0.0, x),
    ]
    return [distribution.log_prob([0.3, 0.6]) for distribution in made]
