"""`tf.contrib.distributions`: Wishart's distribution of matrices."""


def _x(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="x")


def _matrices(tf, x):
    return tf.matmul(x, x, transpose_b=True) + tf.eye(2)


def wishart_by_its_cholesky_factor(tf):
    ds = tf.contrib.distributions
    one = ds.WishartCholesky(df=4.0, scale=[[1.0, 0.0], [0.5, 2.0]])
    found = [one.sample(3, seed=3), one.log_prob(_matrices(tf, _x(tf, 5, 2, 2))), one.mean(), one.variance()]
    found += [one.stddev(), one.entropy(), one.mode(), one.mean_log_det(), one.log_normalization(), one.scale()]
    return [*found, one.prob(_matrices(tf, _x(tf, 2, 2)))]


def wishart_of_factors(tf):
    ds = tf.contrib.distributions
    scale = tf.cholesky(_matrices(tf, _x(tf, 3, 2, 2)))
    one = ds.WishartCholesky(df=4.0, scale=scale, cholesky_input_output_matrices=True)
    found = [one.sample([2, 1], seed=3), one.log_prob(scale), one.mean(), one.variance(), one.mode(), one.entropy()]
    return [*found, one.scale(), one.batch_shape_tensor(), one.event_shape_tensor()]


def wishart_by_its_scale(tf):
    two = tf.contrib.distributions.WishartCholesky(df=[4.0, 5.0], scale=tf.eye(2, batch_shape=[2]), validate_args=True)
    one = tf.contrib.distributions.WishartFull(df=3.5, scale=_matrices(tf, _x(tf, 2, 2)), validate_args=True)
    return [one.sample(2, seed=3), one.log_prob(tf.eye(2)), one.mean(), one.stddev(), two.sample(seed=3)]


def wishart_of_a_shape_not_known(tf):
    scale = tf.placeholder_with_default([[[2.0, 0.5], [0.5, 1.0]]], None)
    df = tf.placeholder_with_default(1.0, None)
    one = tf.contrib.distributions.WishartFull(df=df + 1.0, scale=scale, validate_args=True)
    return [one.sample(2, seed=3), one.log_prob(tf.eye(2, batch_shape=[1])), one.mean(), one.mode()]
