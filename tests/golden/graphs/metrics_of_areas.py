"""`tf.metrics.auc` by every method; run is the update, with the value it would be a race."""


def _scores(tf, shape=(6,)):
    labels = tf.placeholder(tf.int64, shape, name="labels_below_2")
    return labels, tf.sigmoid(tf.placeholder(tf.float32, shape, name="scores"))


def auc(tf):
    labels, scores = _scores(tf)
    return tf.metrics.auc(labels, scores)[1]


def auc_of_precision_and_recall(tf):
    labels, scores = _scores(tf, (None,))
    return tf.metrics.auc(
        labels, scores, curve="PR", num_thresholds=20, summation_method="careful_interpolation", name="pr"
    )[1]


def auc_by_majoring_with_weights(tf):
    labels, scores = _scores(tf)
    weights = tf.constant([1.0, 0.0, 2.0, 1.0, 1.0, 1.0])
    return tf.metrics.auc(labels, scores, weights, num_thresholds=11, curve="PR", summation_method="majoring")[1]


def auc_by_minoring(tf):
    labels, scores = _scores(tf)
    return tf.metrics.auc(labels, scores, num_thresholds=11, summation_method="minoring")[1]
