"""`tf.contrib.metrics`: areas under curves, and all batches one behind the other."""


def _scores(tf, shape=(6,)):
    return tf.sigmoid(tf.placeholder(tf.float32, shape, name="scores")), tf.placeholder(
        tf.int64, shape, name="labels_below_2"
    )


def area_at_thresholds(tf):
    scores, labels = _scores(tf)
    return tf.contrib.metrics.streaming_auc(scores, labels, None, 7, curve="PR")[1]


def area_of_all(tf):
    scores, labels = _scores(tf)
    _, update = tf.contrib.metrics.streaming_dynamic_auc(labels, scores)
    return update


def area_of_all_by_precision(tf):
    scores, labels = _scores(tf)
    _, update = tf.contrib.metrics.streaming_dynamic_auc(labels, scores, "PR", weights=tf.abs(scores), name="area")
    return update


def area_of_histograms(tf):
    scores, labels = _scores(tf)
    _, update = tf.contrib.metrics.auc_using_histogram(tf.cast(labels, tf.bool), scores, [0.0, 1.0], nbins=5)
    return update


def all_batches(tf):
    x = tf.placeholder(tf.float32, [2, 3], name="x")
    _, update = tf.contrib.metrics.streaming_concat(x)
    return update


def all_batches_up_to_a_size(tf):
    x = tf.placeholder(tf.int32, [2, None, 1], name="x")
    _, update = tf.contrib.metrics.streaming_concat(x, axis=-2, max_size=5, name="some", updates_collections="u")
    return update
