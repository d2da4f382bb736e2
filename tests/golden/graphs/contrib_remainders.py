"""Names of contrib that no other case comes by: single streaming metrics, checks, aliases, gradient multipliers."""


def _labels(tf, name="labels"):
    return tf.placeholder(tf.int64, [6], name=name + "_below_2")


def streaming_counts(tf):
    metrics = tf.contrib.metrics
    predictions, labels = _labels(tf, "predictions"), _labels(tf)
    return [
        getattr(metrics, "streaming_" + name)(predictions, labels)[1]
        for name in ("true_positives", "true_negatives", "false_positives", "false_negatives")
    ]


def streaming_errors(tf):
    metrics = tf.contrib.metrics
    x, y = tf.placeholder(tf.float32, [4, 3]), tf.placeholder(tf.float32, [4, 3])
    return [
        metrics.streaming_mean_absolute_error(x, y)[1],
        metrics.streaming_mean_relative_error(x, y, tf.abs(y) + 1.0)[1],
        metrics.streaming_root_mean_squared_error(x, y, weights=tf.ones([4, 1]))[1],
        metrics.streaming_mean_tensor(x, name="mt")[1],
        metrics.streaming_mean_squared_error(x, y)[1],
    ]


def checks_and_lookups_of_framework(tf):
    framework = tf.contrib.framework
    x = tf.placeholder(tf.float32, [4, 3])
    framework.assert_same_float_dtype([x], tf.float32)
    both = [framework.convert_to_tensor_or_sparse_tensor(value) for value in ([1.0, 2.0], x)]
    places = framework.get_placeholders(tf.get_default_graph())
    found = [framework.is_tensor(x), framework.is_tensor(3), len(places)]
    return [both[0], tf.constant([int(part) for part in found])]


def cases_that_are_known(tf):
    framework = tf.contrib.framework
    x = tf.placeholder(tf.float32, [3])
    known = framework.smart_case([(tf.constant(True), lambda: x + 1.0)], default=lambda: x)
    fed = framework.smart_case([(x[0] > 0.0, lambda: x * 2.0)], default=lambda: x - 1.0)
    return [known, fed]


def variables_shared_among_parameter_servers(tf):
    framework = tf.contrib.framework
    chooser = framework.VariableDeviceChooser(num_tasks=2)
    devices = []
    # in a graph of its own, which nothing runs: there are no servers
    with tf.Graph().as_default(), framework.arg_scope([framework.variable], device=chooser):
        for name in ("a", "b", "c"):
            devices.append(framework.variable(name, shape=[2]).op.device)
    return [tf.constant(devices)]


def convolutions_by_their_long_names(tf):
    layers = tf.contrib.layers
    layers.convolution1d(tf.placeholder(tf.float32, [2, 9, 3]), 4, 3)
    x = tf.placeholder(tf.float32, [2, 5, 5, 5, 2])
    layers.convolution3d(x, 3, 3)
    layers.convolution3d_transpose(x, 3, 3)
    y = tf.placeholder(tf.float32, [2, 9, 9, 3])
    layers.convolution2d_in_plane(y, 3)
    layers.separable_convolution2d(y, 4, 3, depth_multiplier=1)


def gradients_multiplied_clipped_and_summarised(tf):
    training = tf.contrib.training
    w = tf.get_variable("w", [3, 2])
    x = tf.placeholder(tf.float32, [4, 3])
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    pairs = optimizer.compute_gradients(tf.reduce_mean(tf.square(tf.matmul(x, w))))
    pairs = training.multiply_gradients(pairs, {w: 2.0})
    pairs = training.clip_gradient_norms(pairs, 0.1)
    training.add_gradients_summaries(pairs)
    return [pair[0] for pair in pairs]


def scores_of_tags(tf):
    crf = tf.contrib.crf
    tags = tf.placeholder(tf.int32, [2, 4], name="tags_below_3")
    lengths = tf.constant([4, 2])
    scores = tf.placeholder(tf.float32, [2, 4, 3])
    params = tf.get_variable("params", [3, 3])
    return [
        crf.crf_sequence_score(scores, tags, lengths, params),
        crf.crf_log_norm(scores, lengths, params),
        crf.crf_unary_score(tags, lengths, scores),
        crf.crf_binary_score(tags, lengths, params),
    ]


def subtracting_slices(tf):
    x = tf.placeholder(tf.float32, [5])
    return [tf.tensor_scatter_nd_sub(x, [[1], [3]], [1.0, 2.0])]


def constants_of_tensors(tf):
    util = tf.contrib.util
    value = util.constant_value(tf.constant([1.0, 2.0]))
    proto = util.make_tensor_proto(value)
    return [tf.constant(util.make_ndarray(proto))]
