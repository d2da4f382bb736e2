"""`tf.contrib.metrics` among the highest predictions, by other names and orders than `tf.metrics`."""


def _classes(tf):
    return tf.placeholder(tf.float32, [4, 6], name="scores"), tf.placeholder(tf.int64, [4, 2], name="below_6")


def recall_of_one_label(tf):
    scores = tf.placeholder(tf.float32, [4, 6], name="scores")
    labels = tf.placeholder(tf.int32, [4], name="below_6")
    return tf.contrib.metrics.streaming_recall_at_k(scores, labels, 2, tf.constant([1.0, 0.0, 2.0, 1.0]))[1]


def sparse_recall_and_precision_at_k(tf):
    metrics = tf.contrib.metrics
    scores, labels = _classes(tf)
    return [
        metrics.streaming_sparse_recall_at_k(scores, labels, 3, class_id=2)[1],
        metrics.streaming_sparse_precision_at_k(scores, labels, 3)[1],
    ]


def average_precision(tf):
    scores, labels = _classes(tf)
    return tf.contrib.metrics.streaming_sparse_average_precision_at_k(scores, labels, 2)[1]


def of_classes_that_are_predicted(tf):
    metrics = tf.contrib.metrics
    scores, labels = _classes(tf)
    _, top = tf.nn.top_k(scores, 3)
    top = tf.cast(top, tf.int64)
    return [
        metrics.streaming_sparse_precision_at_top_k(top, labels)[1],
        metrics.sparse_recall_at_top_k(labels, top, class_id=1, updates_collections="updates")[1],
        metrics.streaming_sparse_average_precision_at_top_k(top, labels, name="ap")[1],
    ]
