"""Metrics over many batches of how predictions go with labels: covariance, correlation, kappa; and counts."""

from __future__ import annotations

from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf._private import math_ops, metrics_impl, weights_broadcast_ops
from tf1graph.tf.contrib.metrics.metric_ops import publish
from tf1graph.tf.names import provide


@provide("tf.contrib.metrics.streaming_covariance", gone="2.0")
def streaming_covariance(
    predictions: Any,
    labels: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The unbiased sample covariance of two tensors of one shape over all batches, and the update.

    It is NaN before there are two values.
    """
    with tf.variable_scope(name, "covariance", (predictions, labels, weights)):
        predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(predictions, labels, weights)
        predictions.shape.assert_is_compatible_with(labels.shape)
        number, *means, comoment = (
            metrics_impl.metric_variable([], tf.float32, name=variable)
            for variable in ("count", "mean_prediction", "mean_label", "comoment")
        )
        weighted = [predictions, labels]
        if weights is None:
            batch_number = math_ops.cast(tf.size(labels), tf.float32)
        else:
            weights = weights_broadcast_ops.broadcast_weights(weights, labels)
            batch_number = math_ops.reduce_sum(weights)
            weighted = [math_ops.multiply(values, weights) for values in weighted]
        new_number = tf.assign_add(number, batch_number)
        old_number = new_number - batch_number
        batch_means, old_means = [], []
        for mean, values in zip(means, weighted, strict=True):
            batch_mean = tf.div_no_nan(math_ops.reduce_sum(values), batch_number)
            move = tf.div_no_nan((batch_mean - mean) * batch_number, new_number)
            old_means.append(tf.assign_add(mean, move) - move)
            batch_means.append(batch_mean)
        residuals = (predictions - batch_means[0]) * (labels - batch_means[1])
        batch_comoment = math_ops.reduce_sum(residuals if weights is None else residuals * weights)
        move = batch_comoment + (old_means[0] - batch_means[0]) * (old_means[1] - batch_means[1]) * (
            old_number * batch_number / new_number
        )
        new_comoment = tf.assign_add(comoment, move)

        def covariance(name: str) -> Any:
            too_few = math_ops.less_equal(number, 1.0)
            return tf.where(too_few, float("nan"), math_ops.truediv(comoment, number - 1), name=name)

        value = covariance("covariance")
        with tf.control_dependencies([new_comoment]):
            update = covariance("update_op")
    return publish(value, update, metrics_collections, updates_collections)


@provide("tf.contrib.metrics.streaming_pearson_correlation", gone="2.0")
def streaming_pearson_correlation(
    predictions: Any,
    labels: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Pearson's correlation of two tensors of one shape over all batches, and the update."""
    with tf.variable_scope(name, "pearson_r", (predictions, labels, weights)):
        predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(predictions, labels, weights)
        predictions.shape.assert_is_compatible_with(labels.shape)
        if weights is not None:
            weights = weights_broadcast_ops.broadcast_weights(weights, labels)
        both = streaming_covariance(predictions, labels, weights, name="covariance")
        first = streaming_covariance(predictions, predictions, weights, name="variance_predictions")
        second = streaming_covariance(labels, labels, weights, name="variance_labels")
        value, update = (
            math_ops.truediv(both[i], math_ops.multiply(math_ops.sqrt(first[i]), math_ops.sqrt(second[i])), name=name)
            for i, name in enumerate(("pearson_r", "update_op"))
        )
    return publish(value, update, metrics_collections, updates_collections)


@provide("tf.contrib.metrics.cohen_kappa", gone="2.0")
def cohen_kappa(
    labels: Any,
    predictions_idx: Any,
    num_classes: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Cohen's kappa of predicted classes and labels over all batches, float64, and the update.

    Args:
      labels: [batch] or [batch, 1].
      predictions_idx: the predicted classes.

    Raises:
      ValueError: there are fewer than two classes.
    """
    if num_classes < 2:
        raise ValueError(f"`num_classes` must be >= 2.Found: {num_classes}")
    with tf.variable_scope(name, "cohen_kappa", (labels, predictions_idx, weights)):
        labels.shape.with_rank_at_most(2)
        if labels.shape.ndims == 2:
            labels = tf.squeeze(labels, axis=[-1])
        predictions_idx, labels, weights = metrics_impl._remove_squeezable_dimensions(
            predictions=predictions_idx, labels=labels, weights=weights
        )
        predictions_idx.shape.assert_is_compatible_with(labels.shape)
        dtype = tf.int64 if weights is None or weights.dtype.is_integer else tf.float32
        sums = [metrics_impl.metric_variable((num_classes,), dtype, name=part) for part in ("po", "pe_row", "pe_col")]
        table = tf.confusion_matrix(
            labels, predictions_idx, num_classes=num_classes, weights=weights, dtype=dtype, name="counts_in_table"
        )
        agreed = tf.diag_part(table)
        additions = [agreed, math_ops.reduce_sum(table, axis=0), math_ops.reduce_sum(table, axis=1)]
        updates = [tf.assign_add(total, addition) for total, addition in zip(sums, additions, strict=True)]

        def kappa(sums: list[Any], name: str) -> Any:
            agreed, rows, columns = sums
            observed = math_ops.reduce_sum(agreed)
            total = math_ops.reduce_sum(rows)
            expected = math_ops.reduce_sum(
                tf.div_no_nan(math_ops.cast(rows * columns, tf.float64), math_ops.cast(total, tf.float64))
            )
            observed, expected, total = (math_ops.cast(part, tf.float64) for part in (observed, expected, total))
            return metrics_impl._safe_scalar_div(observed - expected, total - expected, name=name)

        return publish(kappa(sums, "value"), kappa(updates, "update_op"), metrics_collections, updates_collections)


@provide("tf.contrib.metrics.count", gone="2.0")
def count(
    values: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """How many values, or the sum of their weights, over all batches, float32; and the update."""
    with tf.variable_scope(name, "count", (values, weights)):
        total = metrics_impl.metric_variable([], tf.float32, name="count")
        if weights is None:
            number = math_ops.cast(tf.size(values), tf.float32)
        else:
            values = math_ops.cast(values, tf.float32)
            values, _, weights = metrics_impl._remove_squeezable_dimensions(
                predictions=values, labels=None, weights=weights
            )
            weights = weights_broadcast_ops.broadcast_weights(math_ops.cast(weights, tf.float32), values)
            number = math_ops.reduce_sum(weights)
        with tf.control_dependencies([values]):
            update = tf.assign_add(total, number)
        return publish(metrics_impl._aggregate_variable(total, metrics_collections), update, None, updates_collections)


class PrecisionRecallData(NamedTuple):
    """At each threshold: the counts, the precision and the recall, and the threshold itself."""

    tp: Any
    fp: Any
    tn: Any
    fn: Any
    precision: Any
    recall: Any
    thresholds: Any


@provide("tf.contrib.metrics.precision_recall_at_equal_thresholds", gone="2.0")
def precision_recall_at_equal_thresholds(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    num_thresholds: int | None = None,
    use_locking: bool | None = None,
    name: str | None = None,
) -> tuple[PrecisionRecallData, Any]:
    """Counts, precision and recall at thresholds evenly over [0, 1], over all batches, and the update.

    In each batch it takes memory for the predictions alone, not for each threshold.

    Args:
      labels: Boolean.
      predictions: in [0, 1].
      num_thresholds: 201 where it is None.
      use_locking: of the updates; yes where it is None.

    Raises:
      TypeError: the labels are not Boolean.
    """
    number = 201 if num_thresholds is None else num_thresholds
    locking = use_locking is None or use_locking
    weights = 1.0 if weights is None else weights
    tf.assert_type(labels, tf.bool)
    with tf.variable_scope(name, "precision_recall_at_equal_thresholds", (labels, predictions, weights)):
        checks = [
            check(predictions, math_ops.cast(bound, dtype=predictions.dtype), message="predictions must be in [0, 1]")
            for check, bound in ((tf.assert_greater_equal, 0.0), (tf.assert_less_equal, 1.0))
        ]
        with tf.control_dependencies(checks):
            predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(
                predictions=predictions, labels=labels, weights=weights
            )
        predictions.shape.assert_is_compatible_with(labels.shape)
        is_true = math_ops.cast(labels, tf.float64)
        weights = math_ops.cast(weights, tf.float64)
        true, false = is_true * weights, (1.0 - is_true) * weights
        predictions, true, false = (tf.reshape(values, [-1]) for values in (predictions, true, false))
        places = math_ops.cast(tf.floor(predictions * (number - 1)), tf.int32)
        with tf.name_scope("variables"):
            buckets = [
                metrics_impl.metric_variable([number], tf.float64, name=f"{key}_buckets") for key in ("tp", "fp")
            ]
        with tf.name_scope("update_op"):
            updates = [
                tf.scatter_add(bucket, places, values, use_locking=locking)
                for bucket, values in zip(buckets, (true, false), strict=True)
            ]
        tp, fp = (tf.cumsum(bucket, reverse=True, name=key) for bucket, key in zip(buckets, ("tp", "fp"), strict=True))
        tn, fn = fp[0] - fp, tp[0] - tp
        epsilon = tf.convert_to_tensor(1e-7, dtype=tf.float64)
        precision = tp / math_ops.maximum(epsilon, tp + fp)
        recall = tp / math_ops.maximum(epsilon, tp + fn)
        found = [math_ops.cast(part, predictions.dtype) for part in (tp, fp, tn, fn, precision, recall)]
        thresholds = math_ops.cast(tf.lin_space(0.0, 1.0, number), predictions.dtype)
        return PrecisionRecallData._make((*found, thresholds)), tf.group(*updates)
