"""`tf.metrics` of the first k of a ranking; run is the update, with the value it would be a race."""


def precision_and_recall_at_k(tf):
    labels = tf.placeholder(tf.int64, [4, 2], name="labels_below_6")
    scores = tf.placeholder(tf.float32, [4, 6], name="scores")
    return [tf.metrics.precision_at_k(labels, scores, 3)[1], tf.metrics.recall_at_k(labels, scores, 3, class_id=2)[1]]


def precision_and_recall_at_top_k(tf):
    labels = tf.placeholder(tf.int64, [4, 2], name="labels_below_6")
    top = tf.nn.top_k(tf.placeholder(tf.float32, [4, 6], name="scores"), 3)[1]
    top = tf.cast(top, tf.int64)
    return [tf.metrics.precision_at_top_k(labels, top, 3)[1], tf.metrics.recall_at_top_k(labels, top, 3, name="r")[1]]


def average_precision_at_k(tf):
    labels = tf.placeholder(tf.int64, [4, 2], name="labels_below_6")
    scores = tf.placeholder(tf.float32, [4, 6], name="scores")
    return tf.metrics.average_precision_at_k(labels, scores, 3)[1]


def precision_at_k_with_weights_and_a_class(tf):
    labels = tf.placeholder(tf.int64, [4], name="labels_below_6")
    scores = tf.placeholder(tf.float32, [4, 6], name="scores")
    return tf.metrics.precision_at_k(labels, scores, 2, class_id=1, weights=tf.constant([1.0, 0.0, 2.0, 1.0]))[1]
