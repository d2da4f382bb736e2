"""`tf.contrib.distributions`: distributions made of others, moving statistics, and what is learned of a mean."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def autoregressive(tf):
    ds = tf.contrib.distributions
    weights = tf.constant([[0.0, 0.0], [0.5, 0.0]])

    def next_of(x=None):
        loc = tf.zeros([2]) if x is None else tf.reduce_sum(weights * x[..., tf.newaxis, :], -1)
        return ds.MultivariateNormalDiag(loc, [0.5, 1.0], name="n")

    one = ds.Autoregressive(next_of, name="one")
    two = ds.Autoregressive(next_of, sample0=tf.ones([2]), num_steps=1, name="two")
    return [one.sample(3, seed=3), one.log_prob(_x(tf, 2)), two.sample(seed=3)]


def batch_reshape(tf):
    ds = tf.contrib.distributions
    one = ds.BatchReshape(ds.Normal(_x(tf, 6), 1.0), [2, 3])
    found = [one.sample(2, seed=3), one.log_prob(_x(tf, 4, 2, 3)), one.cdf(_x(tf, 2, 3)), one.entropy(), one.mean()]
    vectors = ds.BatchReshape(ds.MultivariateNormalDiag(_x(tf, 4, 2), tf.ones([4, 2])), [2, -1], name="vectors")
    found += [vectors.sample(2, seed=3), vectors.log_prob(_x(tf, 2, 2, 2)), vectors.covariance(), vectors.mode()]
    return [*found, vectors.stddev(), vectors.variance(), vectors.batch_shape_tensor(), vectors.event_shape_tensor()]


def batch_reshape_of_shapes_not_known(tf):
    ds = tf.contrib.distributions
    loc = tf.placeholder_with_default([0.0, 1.0, 2.0, 3.0], None)
    shape = tf.placeholder_with_default([2, -1], [None])
    one = ds.BatchReshape(ds.Normal(loc, 1.0), shape, validate_args=True, name="mine")
    x = tf.placeholder_with_default([[0.5, 1.0], [1.5, 2.0]], None)
    return [one.sample(2, seed=3), one.survival_function(x), one.entropy(), one.mean(), one.log_survival_function(x)]


def conditional_transformed(tf):
    ds = tf.contrib.distributions

    class _Shifted(ds.bijectors.ConditionalBijector):
        def __init__(self):
            super(_Shifted, self).__init__(forward_min_event_ndims=0, name="shifted")

        def _forward(self, x, shift):
            return tf.exp(x) + shift

        def _inverse(self, y, shift):
            return tf.log(y - shift)

        def _inverse_log_det_jacobian(self, y, shift):
            return -tf.log(y - shift)

    class _Moved(ds.ConditionalDistribution):
        def __init__(self):
            super(_Moved, self).__init__(tf.float32, ds.FULLY_REPARAMETERIZED, False, True, name="moved")

        def _batch_shape(self):
            return tf.TensorShape([])

        def _event_shape(self):
            return tf.TensorShape([])

        def _batch_shape_tensor(self):
            return tf.constant([], tf.int32)

        def _event_shape_tensor(self):
            return tf.constant([], tf.int32)

        def _sample_n(self, n, seed=None, loc=0.0):
            return loc + tf.random_normal([n], seed=seed)

        def _log_prob(self, x, loc=0.0):
            return -0.5 * (x - loc) ** 2

        def _prob(self, x, loc=0.0):
            return tf.exp(-0.5 * (x - loc) ** 2)

        def _cdf(self, x, loc=0.0):
            return tf.sigmoid(x - loc)

    made = ds.ConditionalTransformedDistribution(_Moved(), _Shifted(), name="made")
    given = {"bijector_kwargs": {"shift": 2.0}, "distribution_kwargs": {"loc": _x(tf)}}
    found = [made.sample(3, seed=3, **given), made.log_prob(4.0, **given), made.prob(5.0, **given)]
    many = ds.ConditionalTransformedDistribution(_Moved(), _Shifted(), event_shape=[2], name="many")
    return [*found, made.cdf(4.0, **given), many.log_prob([4.0, 5.0], **given), many.prob([4.0, 5.0], **given)]


def moving_statistics(tf):
    ds = tf.contrib.distributions
    mean, variance = tf.Variable([0.0, 1.0], name="mean"), tf.Variable([1.0, 1.0], name="variance")
    found = list(ds.assign_moving_mean_variance(mean, variance, _x(tf, 2), 0.9))
    found += ds.moving_mean_variance(_x(tf, 2), 0.5)
    found += ds.moving_mean_variance(_x(tf, 2), 0.5, name="mine", collections=["theirs", tf.GraphKeys.GLOBAL_VARIABLES])
    log_mean = tf.Variable([0.5, 1.0], name="log_mean")
    return [*found, ds.assign_log_moving_mean_exp(log_mean, _x(tf, 2), 0.9)]


def posterior(tf):
    ds = tf.contrib.distributions
    prior = ds.Normal([0.0, 1.0], 2.0)
    after = ds.normal_conjugates_known_scale_posterior(prior, 0.5, _x(tf, 2), 3)
    following = ds.normal_conjugates_known_scale_predictive(prior, tf.constant(0.5), _x(tf, 2), tf.constant(3))
    return [after.mean(), after.stddev(), following.mean(), following.stddev()]


def auto_correlation(tf):
    ds = tf.contrib.distributions
    found = [ds.auto_correlation(_x(tf, 2, 5)), ds.auto_correlation(_x(tf, 5, 2), axis=0, max_lags=2)]
    rows = tf.placeholder_with_default([[1.0, 2.0, 4.0]], [None, None])
    found.append(ds.auto_correlation(rows, max_lags=tf.constant(1), center=False, normalize=False))
    return [*found, tf.real(ds.auto_correlation(tf.complex(_x(tf, 4), _x(tf, 4)), name="mine"))]


def seeds_of_a_stream(tf):
    ds = tf.contrib.distributions
    stream = ds.SeedStream(5, salt="mine")
    inner = ds.SeedStream(stream, salt="theirs")
    seeds = [str(seed) for seed in (stream(), stream(), inner(), inner.original_seed, ds.SeedStream(None, "x")())]
    return tf.constant([*seeds, stream.salt])


def head_of_distributions(tf):
    ds = tf.contrib.distributions
    head = ds.estimator_head_distribution_regression(
        lambda x: ds.Normal(x[:, 0:1], tf.nn.softplus(x[:, 1:])), logits_dimension=2, weight_column_name="w"
    )
    features, labels = {"w": _x(tf, 3, 1)}, _x(tf, 3, 1)
    made = head.create_model_fn_ops(features, "train", labels, lambda loss: tf.identity(loss), logits=_x(tf, 3, 2))
    return [made.loss, made.train_op]
