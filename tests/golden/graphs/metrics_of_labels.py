"""`tf.metrics` of labels: accuracy, precision, intersection; run is the update, with the value it would be a race."""


def _booleans(tf, shape=(6,)):
    labels = tf.placeholder(tf.int64, shape, name="labels_below_2")
    return labels, tf.placeholder(tf.int64, shape, name="predictions_below_2")


def mean_iou(tf):
    labels = tf.placeholder(tf.int64, [8], name="labels_below_3")
    predictions = tf.placeholder(tf.int64, [8], name="predictions_below_3")
    return tf.metrics.mean_iou(labels, predictions, 3)[1]


def mean_iou_with_weights(tf):
    labels = tf.placeholder(tf.int64, [2, 4], name="labels_below_3")
    predictions = tf.placeholder(tf.int64, [2, 4], name="predictions_below_3")
    return tf.metrics.mean_iou(labels, predictions, 3, weights=tf.constant([[1.0, 0.0, 2.0, 1.0]] * 2))[1]


def mean_per_class_accuracy(tf):
    labels = tf.placeholder(tf.int64, [8], name="labels_below_3")
    predictions = tf.placeholder(tf.int64, [8], name="predictions_below_3")
    return tf.metrics.mean_per_class_accuracy(labels, predictions, 3)[1]


def precision_and_recall(tf):
    labels, predictions = _booleans(tf)
    return [tf.metrics.precision(labels, predictions)[1], tf.metrics.recall(labels, predictions)[1]]


def precision_and_recall_with_weights(tf):
    labels, predictions = _booleans(tf, (None,))
    weights = tf.constant([1.0, 0.0, 2.0])
    return [
        tf.metrics.precision(labels, predictions, weights)[1],
        tf.metrics.recall(labels, predictions, weights, name="r")[1],
    ]


def positives_and_negatives(tf):
    labels, predictions = _booleans(tf)
    return [
        tf.metrics.true_positives(labels, predictions)[1],
        tf.metrics.true_negatives(labels, predictions)[1],
        tf.metrics.false_positives(labels, predictions)[1],
        tf.metrics.false_negatives(labels, predictions)[1],
    ]


def confusion_matrix(tf):
    labels = tf.placeholder(tf.int64, [8], name="labels_below_3")
    predictions = tf.placeholder(tf.int64, [8], name="predictions_below_3")
    return [
        tf.confusion_matrix(labels, predictions),
        tf.confusion_matrix(labels, predictions, 3, name="named"),
        tf.math.confusion_matrix(labels, predictions, 3, dtype=tf.float32, weights=tf.constant([0.5] * 8)),
    ]
