"""`tf.contrib.metrics`: the area under a curve with its bounds."""


def _scores(tf, shape=(6,)):
    return tf.sigmoid(tf.placeholder(tf.float32, shape, name="scores")), tf.placeholder(
        tf.int64, shape, name="labels_below_2"
    )


def area_with_bounds(tf):
    scores, labels = _scores(tf)
    _, update = tf.contrib.metrics.auc_with_confidence_intervals(labels, scores)
    return update
