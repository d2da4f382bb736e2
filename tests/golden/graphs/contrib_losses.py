"""`tf.contrib.losses`, and the metrics of `tf.contrib.metrics`."""


def _pair(tf, *shape):
    return tf.placeholder(tf.float32, shape, name="p"), tf.placeholder(tf.float32, shape, name="l")


def losses_of_pairs(tf):
    losses = tf.contrib.losses
    p, label = _pair(tf, 4, 3)
    p, label = tf.sigmoid(p), tf.sigmoid(label)
    each = tf.constant([1.0, 0.0, 2.0, 1.0])
    return [
        losses.absolute_difference(p, label),
        losses.mean_squared_error(p, label, each),
        losses.log_loss(p, label, tf.reshape(each, [4, 1]), scope="log"),
        losses.hinge_loss(p, label),
        losses.cosine_distance(p, label, 1),
        losses.mean_pairwise_squared_error(p, label),
        losses.mean_pairwise_squared_error(p, label, each),
        losses.get_total_loss(),
    ]


def losses_of_logits(tf):
    losses = tf.contrib.losses
    logits, label = _pair(tf, None, 3)
    number = tf.placeholder(tf.int64, [None], name="below_3")
    label = tf.nn.softmax(label)
    return [
        losses.softmax_cross_entropy(logits, label),
        losses.softmax_cross_entropy(logits, label, 0.5, label_smoothing=0.1),
        losses.sigmoid_cross_entropy(logits, label, label_smoothing=0.2),
        losses.sparse_softmax_cross_entropy(logits, number),
        losses.compute_weighted_loss(tf.square(logits), tf.ones_like(logits)),
        losses.get_total_loss(add_regularization_losses=False, name="all"),
    ]


def the_accuracy_of_a_batch(tf):
    a, b = (tf.placeholder(tf.int32, [6], name="below_2") for _ in range(2))
    accuracy = tf.contrib.metrics.accuracy
    return [accuracy(a, b), accuracy(a, b, tf.constant([1.0, 0.0, 1.0, 1.0, 2.0, 0.0]), name="weighted")]


def metrics_of_many_batches(tf):
    metrics = tf.contrib.metrics
    a, b = (tf.placeholder(tf.int64, [6], name="below_2") for _ in range(2))
    found = [
        metrics.streaming_mean(tf.to_float(a)),
        metrics.streaming_accuracy(a, b),
        metrics.streaming_precision(a, b),
        metrics.streaming_recall(a, b, name="r"),
        metrics.streaming_mean_squared_error(tf.to_float(a), tf.to_float(b)),
        metrics.streaming_mean_iou(a, b, 2),
        metrics.streaming_false_negatives(a, b),
    ]
    return [update for _, update in found]
