"""`tf.contrib.metrics`: covariance, correlation, kappa, counts, distances; sets."""


def _pair(tf):
    return tf.placeholder(tf.float32, [4], name="x"), tf.placeholder(tf.float32, [4], name="y")


def covariance(tf):
    x, y = _pair(tf)
    return tf.contrib.metrics.streaming_covariance(x, y)[1]


def covariance_by_weight(tf):
    x, y = _pair(tf)
    return tf.contrib.metrics.streaming_covariance(x, y, tf.constant([1.0, 0.0, 2.0, 1.0]), ["m"], ["u"], "c")[1]


def correlation(tf):
    x, y = _pair(tf)
    return tf.contrib.metrics.streaming_pearson_correlation(x, y, weights=tf.constant([1.0, 0.5, 2.0, 1.0]))[1]


def kappa(tf):
    labels = tf.placeholder(tf.int64, [5, 1], name="labels_below_3")
    guesses = tf.placeholder(tf.int64, [5], name="guesses_below_3")
    return tf.contrib.metrics.cohen_kappa(labels, guesses, 3)[1]


def kappa_by_weight(tf):
    labels = tf.placeholder(tf.int32, [5], name="labels_below_3")
    guesses = tf.placeholder(tf.int32, [5], name="guesses_below_3")
    weights = tf.constant([1.0, 2.0, 1.0, 0.5, 1.0])
    return tf.contrib.metrics.cohen_kappa(labels, guesses, 3, weights, updates_collections=["u"])[1]


def numbers_of_values(tf):
    x, _ = _pair(tf)
    metrics = tf.contrib.metrics
    return [metrics.count(x)[1], metrics.count(x, tf.constant([1.0, 0.0, 2.0, 1.0]), ["m"], name="some")[1]]


def distances_and_shares(tf):
    metrics = tf.contrib.metrics
    x = tf.placeholder(tf.float32, [4, 3], name="x")
    y = tf.placeholder(tf.float32, [4, 3], name="y")
    cosine = metrics.streaming_mean_cosine_distance(
        tf.nn.l2_normalize(x, 1), tf.nn.l2_normalize(y, 1), 1, updates_collections=["u"]
    )
    values, updates = metrics.aggregate_metric_map(
        {"cosine": cosine, "less": metrics.streaming_percentage_less(x, 0.5)}
    )
    _, second = metrics.aggregate_metrics(*zip(values.values(), updates.values()))
    return [*updates.values(), *second]


def a_confusion_matrix(tf):
    labels = tf.placeholder(tf.int32, [5], name="labels_below_3")
    guesses = tf.placeholder(tf.int32, [5], name="guesses_below_3")
    metrics = tf.contrib.metrics
    return [
        metrics.confusion_matrix(labels, guesses),
        metrics.confusion_matrix(labels, guesses, 3, tf.float32, "m", tf.constant([1.0, 2.0, 1.0, 0.5, 1.0])),
    ]


def sets(tf):
    metrics = tf.contrib.metrics
    a = tf.constant([[1, 2, 3], [4, 5, 6]], tf.int64)
    b = tf.constant([[3, 1], [7, 8]], tf.int64)
    found = [metrics.set_intersection(a, b), metrics.set_union(a, b), metrics.set_difference(a, b, aminusb=False)]
    return [part for each in found for part in (each.indices, each.values)] + [metrics.set_size(found[0])]


def metrics_by_way_of_slim(tf):
    x, y = _pair(tf)
    _, updates = tf.contrib.slim.metrics.aggregate_metric_map(
        {"error": tf.contrib.slim.metrics.streaming_mean_squared_error(x, y)}
    )
    return updates["error"]
