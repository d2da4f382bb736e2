"""Metrics: the ones that are functions, and areas under curves."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops
from tf1graph.tf.python.keras._tf_keras import (
    accuracy_metrics,
    backend,
    base_metric,
    confusion_metrics,
    inside,
    losses_utils,
    metrics_utils,
)


@inside(base_metric.MeanMetricWrapper)
def update_state(self: Any, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
    y_true, y_pred = (math_ops.cast(y, self._dtype) for y in (y_true, y_pred))
    (y_true, y_pred), sample_weight = metrics_utils.ragged_assert_compatible_and_get_flat_values(
        [y_true, y_pred], sample_weight
    )
    y_pred, y_true = losses_utils.squeeze_or_expand_dimensions(y_pred, y_true)
    values = self._fn(y_true, y_pred, **self._fn_kwargs)
    return super(base_metric.MeanMetricWrapper, self).update_state(values, sample_weight=sample_weight)


@inside(metrics_utils, name="binary_matches")  # by which `BinaryAccuracy` counts
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


@inside(confusion_metrics.AUC)
def interpolate_pr_auc(self: Any) -> Any:
    """The area under precision over recall, interpolated by counts."""
    last, tp = self.num_thresholds - 1, self.true_positives
    gained = tp[:last] - tp[1:]
    said = tp + self.false_positives
    more = said[:last] - said[1:]
    slope = compat_v1.div_no_nan(gained, math_ops.maximum(more, 0), name="prec_slope")
    intercept = tp[1:] - math_ops.multiply(slope, said[1:])
    both = math_ops.logical_and(said[:last] > 0, said[1:] > 0)
    ratio = compat_v1.div_no_nan(said[:last], math_ops.maximum(said[1:], 0), name="recall_relative_ratio")
    ratio = array_ops.where(both, ratio, array_ops.ones_like(said[1:]))
    steps = slope * (gained + intercept * math_ops.log(ratio))
    true = math_ops.maximum(tp[1:] + self.false_negatives[1:], 0)
    increments = compat_v1.div_no_nan(steps, true, name="pr_auc_increment")
    return math_ops.reduce_sum(increments, name="interpolate_pr_auc")


@inside(confusion_metrics.Precision, name="result")
def precision(self: Any) -> Any:
    """The share of those said to be positive that are."""
    return _share(self, self.true_positives + self.false_positives)


@inside(confusion_metrics.Recall, name="result")
def recall(self: Any) -> Any:
    """The share of the positive that are said to be."""
    return _share(self, self.true_positives + self.false_negatives)


def _share(metric: Any, of: Any) -> Any:
    found = compat_v1.div_no_nan(metric.true_positives, of)
    return found[0] if len(metric.thresholds) == 1 else found


@inside(confusion_metrics.AUC)
def result(self: Any) -> Any:
    """The area under the curve."""
    of, ways = metrics_utils.AUCCurve, metrics_utils.AUCSummationMethod
    if self.curve == of.PR and self.summation_method == ways.INTERPOLATION:
        return self.interpolate_pr_auc()
    tp, last = self.true_positives, self.num_thresholds - 1
    x = y = compat_v1.div_no_nan(tp, tp + self.false_negatives)
    if self.curve == of.ROC:
        x = compat_v1.div_no_nan(self.false_positives, self.false_positives + self.true_negatives)
    else:
        y = compat_v1.div_no_nan(tp, tp + self.false_positives)
    if self.summation_method == ways.INTERPOLATION:
        heights = (y[:last] + y[1:]) / 2.0
    else:
        choose = math_ops.minimum if self.summation_method == ways.MINORING else math_ops.maximum
        heights = choose(y[:last], y[1:])
    return math_ops.reduce_sum(math_ops.multiply(x[:last] - x[1:], heights), name=self.name)
