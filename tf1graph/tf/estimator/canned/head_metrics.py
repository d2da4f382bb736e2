"""Metrics of heads."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import weights_broadcast_ops
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys

Metric = tuple[Any, Any]


def summary_key(head_name: str | None, key: str) -> str:
    """The key of a metric or a summary, with the head's name behind it."""
    return f"{key}/{head_name}" if head_name else key


def _as_floats(values: Any, weights: Any, name: str) -> tuple[Any, Any]:
    values = tf.to_float(values, name=name)
    if weights is not None:
        weights = weights_broadcast_ops.broadcast_weights(weights, values)
    return values, weights


def labels_mean(labels: Any, weights: Any = None, name: str | None = None) -> Metric:
    """The mean of labels that are 0 or 1."""
    with tf.name_scope(name, "labels_mean", (labels, weights)) as scope:
        labels, weights = _as_floats(labels, weights, "labels")
        return tf.metrics.mean(labels, weights=weights, name=scope)


def predictions_mean(predictions: Any, weights: Any = None, name: str | None = None) -> Metric:
    """The mean of the predictions."""
    with tf.name_scope(name, "predictions_mean", (predictions, weights)) as scope:
        predictions, weights = _as_floats(predictions, weights, "predictions")
        return tf.metrics.mean(predictions, weights=weights, name=scope)


def accuracy_baseline(mean: Metric) -> Metric:
    """The accuracy of who always says the more frequent label, of which `mean` is the mean."""
    with tf.name_scope(None, "accuracy_baseline", mean):
        value, update = mean
        return tf.maximum(value, 1.0 - value, name="value"), tf.maximum(update, 1 - update, name="update_op")


def auc(labels: Any, predictions: Any, weights: Any = None, curve: str = "ROC", name: str | None = None) -> Metric:
    """The area under a curve."""
    with tf.name_scope(name, "auc", (predictions, labels, weights)) as scope:
        predictions, weights = _as_floats(predictions, weights, "predictions")
        return tf.metrics.auc(labels=labels, predictions=predictions, weights=weights, curve=curve, name=scope)


def accuracy_at(labels: Any, predictions: Any, weights: Any, threshold: float, name: str | None = None) -> Metric:
    """The accuracy where a prediction of at least `threshold` means 1."""
    values = (predictions, labels, weights, threshold)
    with tf.name_scope(name, f"accuracy_at_{threshold}", values) as scope:
        chosen = tf.to_float(tf.greater_equal(predictions, threshold))
        return tf.metrics.accuracy(labels=labels, predictions=chosen, weights=weights, name=scope)


def _at_one(kind: str, labels: Any, predictions: Any, weights: Any, threshold: float, name: str | None) -> Metric:
    values = (predictions, labels, weights, threshold)
    with tf.name_scope(name, f"{kind}_at_{threshold}", values) as scope:
        value, update = getattr(tf.metrics, f"{kind}_at_thresholds")(
            labels=labels, predictions=predictions, thresholds=(threshold,), weights=weights, name=scope
        )
        return tf.squeeze(value), tf.squeeze(update)


def precision_at(labels: Any, predictions: Any, weights: Any, threshold: float, name: str | None = None) -> Metric:
    """The precision where a prediction of at least `threshold` means 1."""
    return _at_one("precision", labels, predictions, weights, threshold, name)


def recall_at(labels: Any, predictions: Any, weights: Any, threshold: float, name: str | None = None) -> Metric:
    """The recall where a prediction of at least `threshold` means 1."""
    return _at_one("recall", labels, predictions, weights, threshold, name)


def at_thresholds(
    head_name: str | None, thresholds: Any, labels: Any, predictions: Any, weights: Any
) -> dict[str, Metric]:
    """Accuracy, precision and recall at each of the thresholds, by their keys."""
    found = {}
    for threshold in thresholds:
        for pattern, metric in (
            (MetricKeys.ACCURACY_AT_THRESHOLD, accuracy_at),
            (MetricKeys.PRECISION_AT_THRESHOLD, precision_at),
            (MetricKeys.RECALL_AT_THRESHOLD, recall_at),
        ):
            key = pattern % threshold
            found[summary_key(head_name, key)] = metric(labels, predictions, weights, threshold, name=key)
    return found
