"""`tf.contrib.distributions` as programs train them: an autoencoder, a mixture by a network, a Wishart."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _trained(tf, loss):
    """The loss, and what steps on it once it was read."""
    with tf.control_dependencies([loss]):
        return [loss, tf.train.GradientDescentOptimizer(0.01).minimize(loss)]


def autoencoder(tf):
    ds = tf.contrib.distributions
    x = _x(tf, 3, 4)
    posterior = ds.MultivariateNormalDiag(tf.layers.dense(x, 2), tf.layers.dense(x, 2, tf.nn.softplus), name="q")
    prior = ds.MultivariateNormalDiag(tf.zeros([2]), tf.ones([2]), name="p")
    decoded = ds.Independent(ds.Bernoulli(logits=tf.layers.dense(posterior.sample(seed=3), 4)), 1, name="d")
    likelihood = decoded.log_prob(tf.cast(x > 0, tf.int32))
    return _trained(tf, -tf.reduce_mean(likelihood - ds.kl_divergence(posterior, prior)))


def mixture_density_network(tf):
    ds = tf.contrib.distributions
    x = _x(tf, 5, 2)
    logits, locs, log_scales = tf.split(tf.layers.dense(x, 6), 3, axis=1)
    pairs = zip(tf.unstack(locs, axis=1), tf.unstack(log_scales, axis=1))
    parts = [ds.Normal(loc, tf.exp(log_scale)) for loc, log_scale in pairs]
    return _trained(tf, -tf.reduce_mean(ds.Mixture(ds.Categorical(logits=logits), parts, name="m").log_prob(x[:, 0])))


def relaxed_choices(tf):
    ds = tf.contrib.distributions
    one = ds.RelaxedOneHotCategorical(0.5, logits=tf.get_variable("logits", [3, 4]), name="r")
    return _trained(tf, tf.reduce_sum(one.sample(seed=1) ** 2))


def wishart(tf):
    ds = tf.contrib.distributions
    raw = tf.matrix_band_part(tf.get_variable("raw", [2, 2]), -1, 0)
    scale = tf.matrix_set_diag(raw, tf.exp(tf.matrix_diag_part(raw)))
    one = ds.WishartCholesky(4.0, scale, name="w")
    return _trained(tf, -tf.reduce_mean(one.log_prob(tf.eye(2, batch_shape=[3]))))


def checked_vector_of_one_value(tf):
    one = tf.contrib.distributions.VectorDeterministic(_x(tf, 2, 3), atol=0.1, validate_args=True, name="v")
    return [one.log_prob([1.0, 2.0, 3.0]), one.sample(2)]
