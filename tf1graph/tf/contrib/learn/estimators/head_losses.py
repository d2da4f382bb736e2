"""The losses and metrics of heads."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, ops, weights_broadcast_ops


def weighted(losses: Any, weights: Any) -> tuple[Any, Any]:
    """The mean of losses [batch, n] times weights, and the weighted mean."""
    with tf.name_scope("loss", values=(losses, weights)) as scope:
        if weights is None:
            loss = math_ops.reduce_mean(losses, name=scope)
            return loss, loss
        weights = weights_broadcast_ops.broadcast_weights(weights, losses)
        with tf.name_scope(None, "weighted_loss", (losses, weights)) as name:
            product = math_ops.multiply(losses, weights, name=name)
        loss = math_ops.reduce_mean(product, name=scope)
        total = math_ops.reduce_sum(product)
        weight = math_ops.cast(math_ops.reduce_sum(weights), tf.float32)
        return loss, math_ops.div(total, weight, name="weighted_average_loss")


def _columns(labels: Any, logits: Any) -> tuple[Any, Any]:
    logits, labels = ops.convert_to_tensor(logits), ops.convert_to_tensor(labels)
    if len(labels.get_shape()) == 1:
        labels = array_ops.expand_dims(labels, axis=1)
    if len(logits.get_shape()) == 1:
        logits = array_ops.expand_dims(logits, axis=1)
    logits.get_shape().assert_is_compatible_with(labels.get_shape())
    return labels, logits


def squared(labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
    """The squared difference."""
    with tf.name_scope(None, "mean_squared_loss", (logits, labels)) as name:
        labels, logits = _columns(labels, logits)
        return weighted(math_ops.squared_difference(logits, math_ops.cast(labels, tf.float32), name=name), weights)


def poisson(labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
    """The log-likelihood of counts."""
    with tf.name_scope(None, "_poisson_loss", (logits, labels)) as name:
        labels, logits = _columns(labels, logits)
        return weighted(tf.nn.log_poisson_loss(labels, logits, compute_full_loss=True, name=name), weights)


def of_two_classes(labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
    """The cross entropy of a sigmoid with labels of 0 and 1."""
    with tf.name_scope(None, "log_loss_with_two_classes", (logits, labels)) as name:
        logits = ops.convert_to_tensor(logits)
        labels = math_ops.cast(labels, tf.float32)
        if len(labels.get_shape()) == 1:
            labels = array_ops.expand_dims(labels, axis=1)
        return weighted(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=name), weights)


def of_classes(labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
    """The cross entropy of a softmax with class numbers."""
    with tf.name_scope(None, "softmax_cross_entropy_loss", (logits, labels)) as name:
        labels = ops.convert_to_tensor(labels)
        if not labels.dtype.is_integer:
            raise ValueError(f"Labels dtype should be integer Instead got {labels.dtype}.")
        in_column = len(labels.get_shape()) == 2
        if in_column:
            labels = array_ops.squeeze(labels, axis=(1,))
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)
        return weighted(array_ops.expand_dims(losses, axis=(1,)) if in_column else losses, weights)


def of_labels(labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
    """The cross entropy of sigmoids with labels of 0 and 1 each."""
    with tf.name_scope(None, "sigmoid_cross_entropy_loss", (logits, labels)) as name:
        labels = math_ops.cast(labels, tf.float32)
        return weighted(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=name), weights)


def hinge(labels: Any, logits: Any, weights: Any = None) -> tuple[Any, Any]:
    """The hinge loss of a support vector machine."""
    with tf.name_scope(None, "hinge_loss", (logits, labels)) as name:
        shape = "labels shape should be either [batch_size, 1] or [batch_size]"
        with tf.control_dependencies([tf.Assert(math_ops.less_equal(array_ops.rank(labels), 2), (shape,))]):
            labels = array_ops.reshape(labels, shape=(-1, 1))
        none = tf.losses.Reduction.NONE
        return weighted(tf.losses.hinge_loss(labels=labels, logits=logits, scope=name, reduction=none), weights)


def _float(weights: Any) -> Any:
    if weights is None:
        return None
    with tf.name_scope(None, "float_weights", (weights,)) as name:
        return math_ops.cast(weights, tf.float32, name=name)


def _of_class(values: Any, weights: Any, class_id: int | None) -> tuple[Any, Any]:
    weights = _float(weights)
    if weights is not None:
        weights = weights_broadcast_ops.broadcast_weights(weights, values)
    if class_id is not None:
        weights = None if weights is None else weights[:, class_id]
        values = values[:, class_id]
    return values, weights


def mean(values: Any, weights: Any = None, class_id: int | None = None) -> Any:
    """The running mean of values, of one column of them where `class_id` is given."""
    return tf.metrics.mean(*_of_class(math_ops.cast(values, tf.float32), weights, class_id))


def share(class_ids: Any, weights: Any, class_id: int) -> Any:
    """How many of `class_ids` are `class_id`."""
    same = math_ops.equal(math_ops.cast(class_id, tf.int32), math_ops.cast(class_ids, tf.int32))
    return tf.metrics.mean(tf.where(same, tf.ones_like(class_ids), tf.zeros_like(class_ids)), weights=weights)


def auc(predictions: Any, labels: Any, weights: Any = None, class_id: int | None = None, curve: str = "ROC") -> Any:
    """The area under a curve."""
    predictions = math_ops.cast(predictions, tf.float32)
    if labels.dtype.base_dtype != tf.bool:
        tf.logging.warning("Casting %s labels to bool.", labels.dtype)
        labels = math_ops.cast(labels, tf.bool)
    predictions, weights = _of_class(predictions, weights, class_id)
    labels = labels if class_id is None else labels[:, class_id]
    return tf.metrics.auc(labels, predictions, weights, curve=curve)


def accuracy_at(predictions: Any, labels: Any, weights: Any, threshold: float) -> Any:
    """The accuracy, where predictions from a threshold on are 1."""
    above = math_ops.cast(math_ops.greater_equal(predictions, threshold), tf.float32)
    return tf.metrics.accuracy(labels, above, weights)


def at(metric: Any, predictions: Any, labels: Any, weights: Any, threshold: float) -> Any:
    """A metric at a threshold: `tf.metrics.precision_at_thresholds` or its like."""
    value, update = metric(labels, predictions, (threshold,), _float(weights))
    return array_ops.squeeze(value), array_ops.squeeze(update)
