"""`tf.metrics`: every metric with weights, collections, names. Run is the update: with the value it would be a race."""


def _booleans(tf, shape=(6,)):
    labels = tf.placeholder(tf.int64, shape, name="labels_below_2")
    return labels, tf.placeholder(tf.int64, shape, name="predictions_below_2")


def _reals(tf, shape=(4, 5)):
    return tf.placeholder(tf.float32, shape, name="labels"), tf.placeholder(tf.float32, shape, name="predictions")


def accuracy(tf):
    labels, predictions = _booleans(tf)
    return tf.metrics.accuracy(labels, predictions)[1]


def accuracy_with_weights_and_collections(tf):
    labels, predictions = _booleans(tf, (None,))
    weights = tf.constant([1.0, 0.0, 2.0])
    return tf.metrics.accuracy(labels, predictions, weights, ["m"], ["u"], "named")[1]


def mean(tf):
    values = tf.placeholder(tf.float32, [4, 5], name="values")
    return [
        tf.metrics.mean(values)[1],
        tf.metrics.mean(values, tf.constant([[1.0], [0.0], [2.0], [1.0]]), name="weighted")[1],
    ]


def mean_of_scalars(tf):
    return tf.metrics.mean(tf.reduce_sum(tf.placeholder(tf.float32, [None], name="values")))[1]


def mean_absolute_error(tf):
    return tf.metrics.mean_absolute_error(*_reals(tf))[1]


def mean_squared_error(tf):
    return tf.metrics.mean_squared_error(*_reals(tf), weights=[[1.0], [2.0], [0.0], [1.0]])[1]


def root_mean_squared_error(tf):
    return tf.metrics.root_mean_squared_error(*_reals(tf))[1]


def mean_relative_error(tf):
    labels, predictions = _reals(tf)
    return tf.metrics.mean_relative_error(labels, predictions, tf.abs(labels) + 1.0)[1]


def mean_cosine_distance(tf):
    labels, predictions = _reals(tf)
    return tf.metrics.mean_cosine_distance(tf.nn.l2_normalize(labels, 1), tf.nn.l2_normalize(predictions, 1), 1)[1]


def mean_tensor(tf):
    values = tf.placeholder(tf.float32, [4, 5], name="values")
    return [
        tf.metrics.mean_tensor(values)[1],
        tf.metrics.mean_tensor(values, [[1.0, 0.0, 1.0, 1.0, 0.0]], name="weighted")[1],
    ]


def percentage_below(tf):
    return tf.metrics.percentage_below(tf.placeholder(tf.float32, [4, 5], name="values"), 0.3)[1]
