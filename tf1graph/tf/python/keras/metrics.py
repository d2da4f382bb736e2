"""Metrics: the ones that are functions."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops
from tf1graph.tf.python.keras._tf_keras import accuracy_metrics, backend, base_metric, inside, losses_utils
from tf1graph.tf.python.keras._tf_keras import metrics_utils as today


@inside(base_metric.MeanMetricWrapper)
def update_state(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
    y_true, y_pred = (math_ops.cast(y, self._dtype) for y in (y_true, y_pred))
    (y_true, y_pred), sample_weight = today.ragged_assert_compatible_and_get_flat_values(
        [y_true, y_pred], sample_weight
    )
    y_pred, y_true = losses_utils.squeeze_or_expand_dimensions(y_pred, y_true)
    values = self._fn(y_true, y_pred, **self._fn_kwargs)
    return super(base_metric.MeanMetricWrapper, self).update_state(values, sample_weight=sample_weight)


@inside(accuracy_metrics)
def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Any:
    threshold = math_ops.cast(threshold, y_pred.dtype)
    y_pred = math_ops.cast(y_pred > threshold, y_pred.dtype)
    return backend.mean(math_ops.equal(y_true, y_pred), axis=-1)


@inside(accuracy_metrics)
def categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    right = math_ops.equal(math_ops.argmax(y_true, axis=-1), math_ops.argmax(y_pred, axis=-1))
    return math_ops.cast(right, backend.floatx())


@inside(accuracy_metrics)
def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    y_true = _of_rank_below(y_true, y_pred)
    chosen = math_ops.argmax(y_pred, axis=-1)
    if chosen.dtype != y_true.dtype:
        chosen = math_ops.cast(chosen, y_true.dtype)
    return math_ops.cast(math_ops.equal(y_true, chosen), backend.floatx())


@inside(accuracy_metrics)
def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    right = compat_v1.nn.in_top_k(y_pred, math_ops.argmax(y_true, axis=-1), k)
    return math_ops.cast(right, backend.floatx())


@inside(accuracy_metrics)
def sparse_top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    y_true = math_ops.cast(_of_rank_below(y_true, y_pred), "int32")
    return math_ops.cast(compat_v1.nn.in_top_k(y_pred, y_true, k), backend.floatx())


def _of_rank_below(y_true: Any, y_pred: Any) -> Any:
    """The labels, without a last axis where they have as many as the predictions."""
    ranks = [ops.convert_to_tensor(y).shape.ndims for y in (y_pred, y_true)]
    return array_ops.squeeze(y_true, [-1]) if ranks[0] is not None and ranks[0] == ranks[1] else y_true
