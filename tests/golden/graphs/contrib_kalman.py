"""Kalman's filter, the matrices that state space models are made of, and anomalies that are passed over."""

import importlib


def _inside(tf, name):
    return importlib.import_module(tf.contrib.timeseries.__name__ + ".python.timeseries." + name)


def _covariance(tf, name, size, batch=2):
    raw = tf.placeholder(tf.float64, [batch, size, size], name=name)
    return tf.matmul(raw, raw, transpose_b=True) + 0.1 * tf.eye(size, dtype=tf.float64)


def covariances(tf):
    use = _inside(tf, "math_utils")
    variances = tf.constant([1.0, 2.0, 3.0], tf.float64)
    made = use.variable_covariance_matrix(3, "noise", tf.float64, variances, initial_overall_scale_log=-1.0)
    plain = use.variable_covariance_matrix(2, "plain", tf.float32)
    raw = tf.placeholder(tf.float32, [4, 2, 2])
    many = use.sign_magnitude_positive_definite(raw, tf.placeholder(tf.float32, [4]), 0.5)
    layered = use.transform_to_covariance_matrices(tf.placeholder(tf.float32, [2, 3]), 2)
    clipped = use.clip_covariance(_covariance(tf, "wide", 3), 2.0, 0.5)
    prior = use.log_noninformative_covariance_prior(made)
    return [made, plain, many, layered, clipped, prior, use.entropy_matched_cauchy_scale(made)]


def densities(tf):
    use = _inside(tf, "math_utils")
    x = tf.placeholder(tf.float64, [2, 3])
    factor = tf.cholesky(_covariance(tf, "covariance", 3))
    times = tf.placeholder(tf.int64, [2, 5])
    ends = [use.batch_start_time(times), use.batch_end_time(times)]
    cauchy = use.cauchy_log_prob(tf.constant(0.5), tf.constant(2.0), tf.cast(x, tf.float32))
    return [use.mvn_tril_log_prob(tf.zeros([2, 3], tf.float64), factor, x), cauchy, *ends]


def blocks(tf):
    use = _inside(tf, "math_utils")
    one, two = tf.placeholder(tf.float32, [2, 1, 2]), tf.placeholder(tf.float32, [2, 3, 1])
    toeplitz = use.make_toeplitz_matrix(tf.placeholder(tf.float32, [3, 2, 2]), name="toeplitz")
    return [use.block_diagonal([one, two, one]), use.block_diagonal([[[1.0]], [[2.0, 3.0]]], name="flat"), toeplitz]


def powers_of_matrices(tf):
    use = _inside(tf, "math_utils")
    matrix = tf.placeholder(tf.float64, [2, 2])
    batch = tf.placeholder(tf.float64, [3, 2, 2])
    powers = tf.placeholder(tf.int32, [3], name="below_6")
    found = [use.matrix_to_powers(matrix, powers), use.batch_matrix_pow(batch, powers)]
    found.append(use.power_sums_tensor(4, matrix, tf.eye(2, dtype=tf.float64)))
    wide = tf.placeholder(tf.float64, [2, 4])
    found.append(use.batch_times_matrix(batch, wide, adj_x=True))
    found.append(use.matrix_times_batch(wide, batch, adj_x=True))
    return [*found, use.matrix_times_batch(wide, tf.placeholder(tf.float64, [None, None, 4]), adj_y=True)]


def _filtered(tf, noise, **about):
    kalman = _inside(tf, "state_space_models.kalman_filter").KalmanFilter(tf.float64, **about)
    mean = tf.placeholder(tf.float64, [2, 3])
    model = tf.placeholder(tf.float64, [2, 2, 3])
    transition = tf.placeholder(tf.float64, [2, 3, 3])
    mean = kalman.predict_state_mean(mean, transition)
    covariance = kalman.predict_state_var(_covariance(tf, "prior", 3), transition, _covariance(tf, "gathered", 3))
    values, values_covariance = kalman.observed_from_state(mean, covariance, model, noise)
    observed = tf.placeholder(tf.float64, [2, 2])
    return list(kalman.do_filter(mean, covariance, values, values_covariance, observed, model, noise))


def a_filter_with_noise_of_each(tf):
    return _filtered(tf, _covariance(tf, "noise", 2))


def a_filter_with_noise_of_all(tf):
    return _filtered(tf, 0.5 * tf.eye(2, dtype=tf.float64))


def a_filter_with_the_shorter_formula(tf):
    return _filtered(tf, 0.5 * tf.eye(2, dtype=tf.float64), simplified_posterior_covariance_computation=True)


def anomalies_are_passed_over(tf):
    make = _inside(tf, "state_space_models.filtering_postprocessor")
    detector = make.StateInterpolatingAnomalyDetector(anomaly_prior_probability=0.1, responsibility_scaling=2.0)
    times = tf.placeholder(tf.int64, [2])
    before, after = [
        (tf.placeholder(tf.float32, [2, 3]), tf.placeholder(tf.float32, [2, 3, 3]), times) for _ in range(2)
    ]
    outputs = {
        "mean": tf.placeholder(tf.float32, [2, 2]),
        "covariance": tf.exp(tf.placeholder(tf.float32, [2, 2, 2])),
        "log_likelihood": tf.placeholder(tf.float32, [2]),
    }
    values = tf.placeholder(tf.float32, [2, 2])
    state, outputs = detector.process_filtering_step(times, values, before, after, outputs)
    return [*state, outputs["loss"], outputs["anomaly_score"]]
