"""`tf.metrics` of scores at thresholds; run is the update, with the value it would be a race."""


def _scores(tf, shape=(6,)):
    labels = tf.placeholder(tf.int64, shape, name="labels_below_2")
    return labels, tf.sigmoid(tf.placeholder(tf.float32, shape, name="scores"))


def positives_and_negatives_at_thresholds(tf):
    labels, scores = _scores(tf)
    return [
        tf.metrics.true_positives_at_thresholds(labels, scores, [0.2, 0.7])[1],
        tf.metrics.true_negatives_at_thresholds(labels, scores, [0.2, 0.7])[1],
        tf.metrics.false_positives_at_thresholds(labels, scores, [0.2, 0.7])[1],
        tf.metrics.false_negatives_at_thresholds(labels, scores, [0.2, 0.7])[1],
    ]


def precision_and_recall_at_thresholds(tf):
    labels, scores = _scores(tf)
    return [
        tf.metrics.precision_at_thresholds(labels, scores, [0.2, 0.7])[1],
        tf.metrics.recall_at_thresholds(labels, scores, [0.2, 0.7])[1],
    ]


def sensitivity_and_specificity(tf):
    labels, scores = _scores(tf)
    return [
        tf.metrics.sensitivity_at_specificity(labels, scores, 0.5, num_thresholds=11)[1],
        tf.metrics.specificity_at_sensitivity(labels, scores, 0.5, num_thresholds=11)[1],
    ]
