"""`tf.contrib.distributions`: mixtures, flows, and maps of vectors."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def mixture(tf):
    ds = tf.contrib.distributions
    parts = [ds.Normal([0.0, 1.0], 1.0), ds.Normal([2.0, 3.0], [0.5, 1.0])]
    one = ds.Mixture(ds.Categorical(logits=_x(tf, 2, 2)), parts)
    found = [one.sample(3, seed=3), one.log_prob([0.5, 1.0]), one.mean(), one.stddev(), one.entropy_lower_bound()]
    return [*found, one.log_cdf([0.5, 1.0])]


def mixture_of_vectors(tf):
    ds = tf.contrib.distributions
    parts = [ds.MultivariateNormalDiag([0.0, 1.0], [1.0, 1.0]), ds.MultivariateNormalDiag([5.0, 6.0], [1.0, 2.0])]
    one = ds.Mixture(ds.Categorical(probs=[0.3, 0.7]), parts, use_static_graph=True, validate_args=True)
    return [one.sample(3, seed=3), one.log_prob(_x(tf, 2)), one.mean()]


def mixture_of_one_family(tf):
    ds = tf.contrib.distributions
    one = ds.MixtureSameFamily(ds.Categorical(probs=[0.3, 0.7]), ds.Normal([-1.0, 1.0], [0.1, 0.5]))
    vectors = ds.MultivariateNormalDiag(_x(tf, 3, 2), scale_identity_multiplier=[1.0, 2.0, 3.0])
    two = ds.MixtureSameFamily(ds.Categorical(logits=_x(tf, 3)), vectors)
    found = [one.sample(3), one.log_prob([0.5, 1.0]), one.mean(), one.variance(), one.log_cdf(0.5)]
    return [*found, two.log_prob(_x(tf, 4, 2)), two.covariance()]


def masked_autoregressive_flow(tf):
    ds = tf.contrib.distributions
    template = ds.bijectors.masked_autoregressive_default_template([4], name="mine")
    flow = ds.bijectors.MaskedAutoregressiveFlow(template, name="flow")
    chain = ds.bijectors.Chain([flow, ds.bijectors.Permute([1, 0])], name="all")
    made = ds.TransformedDistribution(ds.MultivariateNormalDiag(tf.zeros([2]), tf.ones([2])), chain, name="made")
    return [made.log_prob(_x(tf, 3, 2)), made.sample(3, seed=3)]


def masked_autoregressive_flow_unrolled(tf):
    bijectors = tf.contrib.distributions.bijectors
    template = bijectors.masked_autoregressive_default_template([4], shift_only=True, activation=tf.tanh)
    flow = bijectors.MaskedAutoregressiveFlow(template, is_constant_jacobian=True, unroll_loop=True)
    x = _x(tf, 3, 2)
    return [flow.forward(x), flow.inverse(x), flow.inverse_log_det_jacobian(x, 1)]


def real_nvp(tf):
    bijectors = tf.contrib.distributions.bijectors
    flow = bijectors.RealNVP(1, bijectors.real_nvp_default_template([4]))
    x = _x(tf, 3, 3)
    return [flow.forward(x), flow.inverse(x), flow.forward_log_det_jacobian(x, 1), flow.inverse_log_det_jacobian(x, 1)]


def batch_normalization(tf):
    bijectors = tf.contrib.distributions.bijectors
    one = bijectors.BatchNormalization(training=False)
    two = bijectors.BatchNormalization(tf.layers.BatchNormalization(momentum=0.5))
    x = _x(tf, 3, 2)
    found = [one.inverse(x), one.forward(x), one.inverse_log_det_jacobian(x, 1), one.forward_log_det_jacobian(x, 1)]
    return [*found, two.inverse(x), two.inverse_log_det_jacobian(x, 1), tf.get_collection(tf.GraphKeys.UPDATE_OPS)]


def _both_ways(bijector, x, ndims, back=None):
    y = bijector.forward(x)
    found = [y, bijector.inverse(y + 0.0), bijector.forward_log_det_jacobian(x, ndims)]
    return [*found, bijector.inverse_log_det_jacobian(y + 0.0, ndims if back is None else back)]


def maps_of_vectors(tf):
    bijectors = tf.contrib.distributions.bijectors
    found = [_both_ways(bijectors.SoftmaxCentered(), _x(tf, 2, 3), 1)]
    found.append(_both_ways(bijectors.SinhArcsinh(0.5, 2.0), _x(tf, 3), 0))
    found.append(_both_ways(bijectors.FillTriangular(), _x(tf, 2, 6), 1, 2))
    scale = bijectors.ScaleTriL(name="tril")
    lower = scale.forward(_x(tf, 6))
    found += [lower, scale.inverse(lower + 0.0), scale.inverse_log_det_jacobian(lower + 0.0, 2)]
    triangle = bijectors.FillTriangular(upper=True)
    return [*found, triangle.forward_event_shape_tensor([2, 6]), triangle.inverse_event_shape_tensor([2, 3, 3])]
