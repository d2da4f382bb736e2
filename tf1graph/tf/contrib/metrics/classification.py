"""Metrics of one batch of labels."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.metrics.accuracy", gone="2.0")
def accuracy(predictions: Any, labels: Any, weights: Any = None, name: str | None = None) -> Any:
    """The share of predictions that are their label, weighted where there are weights.

    Raises:
      ValueError: the labels are no integers, Booleans or strings, or the dtypes differ.
    """
    if not (labels.dtype.is_integer or labels.dtype in (tf.bool, tf.string)):
        raise ValueError(f"Labels should have bool, integer, or string dtype, not {labels.dtype!r}")
    if not labels.dtype.is_compatible_with(predictions.dtype):
        raise ValueError(
            "Dtypes of predictions and labels should match. "
            f"Given: predictions ({predictions.dtype!r}) and labels ({labels.dtype!r})"
        )
    with tf.name_scope(name, "accuracy", values=[predictions, labels]):
        correct = math_ops.cast(math_ops.equal(predictions, labels), tf.float32)
        if weights is None:
            return math_ops.reduce_mean(correct)
        correct = math_ops.multiply(correct, weights)
        counted = math_ops.multiply(weights, tf.ones_like(correct))
        return tf.div(math_ops.reduce_sum(correct), math_ops.reduce_sum(counted))
