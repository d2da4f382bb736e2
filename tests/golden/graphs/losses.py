"""`tf.losses`: every loss, with weights of every shape, every reduction, its collection and the total."""


def _pair(tf, shape=(4, 5), labels="labels", predictions="predictions"):
    return tf.placeholder(tf.float32, shape, name=labels), tf.placeholder(tf.float32, shape, name=predictions)


def _column_of_weights(tf):
    return tf.placeholder(tf.float32, [4, 1], name="weights")


def absolute_difference(tf):
    labels, predictions = _pair(tf)
    return [
        tf.losses.absolute_difference(labels, predictions),
        tf.losses.absolute_difference(labels, predictions, weights=2.0, scope="doubled"),
        tf.losses.absolute_difference(labels, predictions, _column_of_weights(tf), loss_collection=None),
    ]


def cosine_distance(tf):
    labels, predictions = (tf.nn.l2_normalize(part, 1) for part in _pair(tf))
    return [
        tf.losses.cosine_distance(labels, predictions, axis=1),
        tf.losses.cosine_distance(labels, predictions, dim=0, weights=[[1.0, 0.0, 2.0, 3.0, 1.0]], scope="columns"),
    ]


def huber_loss(tf):
    labels, predictions = _pair(tf, (None, 5))
    return [
        tf.losses.huber_loss(labels, predictions),
        tf.losses.huber_loss(labels, predictions, delta=0.3, weights=0.5, scope="narrow"),
    ]


def log_loss(tf):
    labels, predictions = (tf.sigmoid(part) for part in _pair(tf))
    return [
        tf.losses.log_loss(labels, predictions),
        tf.losses.log_loss(labels, predictions, weights=_column_of_weights(tf), epsilon=1e-3),
    ]


def mean_pairwise_squared_error(tf):
    labels, predictions = _pair(tf)
    return [
        tf.losses.mean_pairwise_squared_error(labels, predictions),
        tf.losses.mean_pairwise_squared_error(labels, predictions, weights=_column_of_weights(tf), scope="weighted"),
    ]


def mean_pairwise_squared_error_of_unknown_batch(tf):
    labels, predictions = _pair(tf, (None, 5))
    return tf.losses.mean_pairwise_squared_error(labels, predictions, weights=2.0)


def mean_squared_error(tf):
    labels, predictions = _pair(tf)
    return [
        tf.losses.mean_squared_error(labels, predictions),
        tf.losses.mean_squared_error(labels, predictions, weights=_column_of_weights(tf), scope="weighted"),
    ]


def reductions(tf):
    labels, predictions = _pair(tf)
    weights = tf.placeholder(tf.float32, [1, 5], name="weights")
    return [
        tf.losses.mean_squared_error(labels, predictions, weights, reduction=reduction, scope="loss_" + reduction)
        for reduction in tf.losses.Reduction.all()
    ]


def compute_weighted_loss(tf):
    losses = tf.placeholder(tf.float32, [4, 5], name="losses")
    weights = tf.constant([[1], [0], [2], [1]])
    return [
        tf.losses.compute_weighted_loss(losses),
        tf.losses.compute_weighted_loss(losses, weights, "named", "own_collection"),
        tf.losses.compute_weighted_loss(tf.cast(losses, tf.float64), 0.5),
    ]


def no_regularization_loss(tf):
    return [tf.losses.get_regularization_loss(), tf.constant(len(tf.losses.get_regularization_losses()))]


def add_and_get_losses(tf):
    labels, predictions = _pair(tf)
    with tf.variable_scope("outer"):
        tf.losses.mean_squared_error(labels, predictions)
    tf.losses.absolute_difference(labels, predictions)
    tf.losses.add_loss(tf.reduce_sum(predictions))
    tf.get_variable(
        "w", [3], initializer=tf.ones_initializer(), regularizer=lambda weights: 0.1 * tf.nn.l2_loss(weights)
    )
    return [
        tf.losses.get_total_loss(),
        tf.losses.get_total_loss(add_regularization_losses=False, name="plain"),
        tf.losses.get_regularization_loss(),
        tf.add_n(tf.losses.get_losses("outer")),
    ]
