"""Metrics of Keras that several heads keep: means with weights, and what is measured at thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import weights_broadcast_ops
from tf1graph.tf.estimator.canned.metric_keys import MetricKeys


def broadcast(values: Any, weights: Any) -> tuple[Any, Any]:
    """The values as floats, and the weights in their shape."""
    values = tf.to_float(values)
    return values, weights_broadcast_ops.broadcast_weights(weights, values)


def update_with_broadcast_weights(metric: Any, values: Any, weights: Any) -> None:
    """Let a mean take in `values`, with the weights in their shape."""
    values, weights = broadcast(values, weights)
    metric.update_state(values=values, sample_weight=weights)


def keys_at(thresholds: Sequence[float], head: Any) -> list[tuple[str, str, str]]:
    """The keys of accuracy, precision and recall at each threshold."""
    patterns = (
        MetricKeys.ACCURACY_AT_THRESHOLD,
        MetricKeys.PRECISION_AT_THRESHOLD,
        MetricKeys.RECALL_AT_THRESHOLD,
    )
    return [tuple(head._summary_key(pattern % threshold) for pattern in patterns) for threshold in thresholds]


def at_thresholds(thresholds: Sequence[float], head: Any) -> dict[str, Any]:
    """New metrics: accuracy, precision and recall at each threshold."""
    metrics, found = tf.keras.metrics, {}
    for threshold, (accuracy, precision, recall) in zip(thresholds, keys_at(thresholds, head), strict=True):
        found[accuracy] = metrics.BinaryAccuracy(name=accuracy, threshold=threshold)
        found[precision] = metrics.Precision(name=precision, thresholds=threshold)
        found[recall] = metrics.Recall(name=recall, thresholds=threshold)
    return found
