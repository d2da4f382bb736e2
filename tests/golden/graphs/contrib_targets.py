"""The targets of models before there were heads."""


def regression(tf):
    target = tf.contrib.layers.regression_target(label_name="y", weight_column_name="w")
    logits, labels = tf.placeholder(tf.float32, [4, 1]), tf.placeholder(tf.float32, [4])
    features = {"w": tf.placeholder(tf.float32, [4, 1])}
    measured = target.get_eval_ops(features, logits, labels, {"mean": _mean(tf)})
    return target.training_loss(logits, labels, features), target.loss(logits, labels, features), measured["mean"][1]


def _mean(tf):
    return lambda predictions, labels, weights=None: tf.contrib.metrics.streaming_mean(predictions, weights)


def classes(tf):
    target = tf.contrib.layers.multi_class_target(n_classes=3)
    logits, labels = tf.placeholder(tf.float32, [4, 3]), tf.placeholder(tf.int64, [4, 1], name="below_3")
    metrics = {("right", "classes"): tf.contrib.metrics.streaming_accuracy}
    measured = target.get_eval_ops({}, logits, tf.squeeze(labels, 1), metrics)
    probabilities = target.logits_to_predictions(logits, proba=True)
    return target.training_loss(logits, labels, {}), probabilities, measured["right"][1], measured["loss"][1]


def two_classes(tf):
    target = tf.contrib.slim.multi_class_target(2, weight_column_name="w")
    logits, labels = tf.placeholder(tf.float32, [4, 1]), tf.placeholder(tf.int64, [4, 1], name="below_2")
    features = {"w": tf.placeholder(tf.float32, [4, 1])}
    measured = target.get_eval_ops(features, logits, labels, {})
    return [target.loss(logits, labels, features), *(measured[name][1] for name in sorted(measured))]


def margins(tf):
    target = tf.contrib.slim.binary_svm_target()
    logits, labels = tf.placeholder(tf.float32, [4, 1]), tf.placeholder(tf.int32, [4], name="below_2")
    return target.training_loss(logits, labels, {}), target.logits_to_predictions(logits)
