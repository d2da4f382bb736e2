"""`tf.contrib.metrics` of scores at thresholds; run is the update, with the value it would be a race."""


def _scores(tf, shape=(6,)):
    return tf.sigmoid(tf.placeholder(tf.float32, shape, name="scores")), tf.placeholder(
        tf.int64, shape, name="labels_below_2"
    )


def counts(tf):
    metrics = tf.contrib.metrics
    scores, labels = _scores(tf)
    return [
        metrics.streaming_true_positives_at_thresholds(scores, labels, [0.2, 0.7])[1],
        metrics.streaming_false_negatives_at_thresholds(scores, labels, [0.2, 0.7])[1],
        metrics.streaming_true_negatives_at_thresholds(scores, labels, [0.2, 0.7], tf.constant([2.0]))[1],
        metrics.streaming_false_positives_at_thresholds(scores, labels, [0.2, 0.7])[1],
    ]


def rates(tf):
    metrics = tf.contrib.metrics
    scores, labels = _scores(tf, (2, 3))
    return [
        metrics.streaming_false_positive_rate_at_thresholds(scores, labels, [0.5], updates_collections="u")[1],
        metrics.streaming_false_negative_rate_at_thresholds(
            scores, labels, [0.5, 0.6], tf.constant([[1.0], [2.0]]), metrics_collections=["m"]
        )[1],
    ]


def rates_of_guesses(tf):
    metrics = tf.contrib.metrics
    scores, labels = _scores(tf)
    guesses = scores > 0.5
    return [
        metrics.streaming_false_positive_rate(guesses, labels)[1],
        metrics.streaming_false_negative_rate(guesses, labels, tf.constant([1.0, 2.0, 0.0, 1.0, 1.0, 1.0]))[1],
    ]


def points_of_a_curve(tf):
    metrics = tf.contrib.metrics
    scores, labels = _scores(tf, (None,))
    metrics.streaming_curve_points(labels, scores, num_thresholds=5, metrics_collections="points")
    return metrics.streaming_curve_points(labels, scores, num_thresholds=4, curve="PR", name="pr")[1]


def precision_and_recall(tf):
    metrics = tf.contrib.metrics
    scores, labels = _scores(tf)
    return [
        metrics.streaming_precision_at_thresholds(scores, labels, [0.2, 0.7])[1],
        metrics.streaming_recall_at_thresholds(scores, labels, [0.2, 0.7])[1],
    ]


def recall_at_a_precision(tf):
    scores, labels = _scores(tf)
    return tf.contrib.metrics.recall_at_precision(labels, scores, 0.6, num_thresholds=6)[1]


def recall_where_a_precision_is_reached(tf):
    scores, labels = _scores(tf)
    return tf.contrib.metrics.recall_at_precision(labels, scores, 0.6, num_thresholds=6, strict_mode=True)[1]


def precision_at_a_recall(tf):
    scores, labels = _scores(tf)
    return tf.contrib.metrics.precision_at_recall(labels, scores, 0.6, num_thresholds=6)[1]


def the_best_f1(tf):
    scores, labels = _scores(tf)
    return tf.contrib.metrics.f1_score(labels, scores, tf.constant([1.0, 2.0, 0.0, 1.0, 1.0, 1.0]), 6)[1]


def at_equal_thresholds(tf):
    scores, labels = _scores(tf)
    return tf.contrib.metrics.precision_recall_at_equal_thresholds(tf.cast(labels, tf.bool), scores, num_thresholds=5)[
        1
    ]


def sensitivity_and_specificity(tf):
    metrics = tf.contrib.metrics
    scores, labels = _scores(tf)
    return [
        metrics.streaming_sensitivity_at_specificity(scores, labels, 0.5, num_thresholds=5)[1],
        metrics.streaming_specificity_at_sensitivity(scores, labels, 0.5, num_thresholds=5)[1],
    ]
