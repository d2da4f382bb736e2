"""Metrics over many batches that compare predictions with thresholds: rates, curves, precision and recall, F1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, metrics_impl, weights_broadcast_ops
from tf1graph.tf.contrib.metrics.metric_ops import publish
from tf1graph.tf.names import provide

EPSILON = 1e-7
COUNTS = {"tp": "true_positives", "fn": "false_negatives", "tn": "true_negatives", "fp": "false_positives"}


def _spread(number: int) -> list[float]:
    """Thresholds evenly over [0, 1], the first just below and the last just above."""
    return [0.0 - EPSILON, *((i + 1) * 1.0 / (number - 1) for i in range(number - 2)), 1.0 + EPSILON]


def _counts_at(
    predictions: Any, labels: Any, thresholds: Sequence[float], weights: Any = None, counted: str = "tp fn tn fp"
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The variables that count, at each threshold, what `counted` names, and their updates."""
    predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(predictions, labels, weights)
    predictions.shape.assert_is_compatible_with(labels.shape)
    rows = len(thresholds)
    column = tf.reshape(predictions, [-1, 1])
    truth = tf.reshape(math_ops.cast(labels, tf.bool), [1, -1])
    length = column.shape.as_list()[0]
    if length is None:
        length = tf.shape(column)[0]
    limits = tf.tile(tf.expand_dims(tf.constant(thresholds), [1]), tf.stack([1, length]))
    sides = {"p": math_ops.greater(tf.tile(tf.transpose(column), [rows, 1]), limits)}
    if {"fn", "tn"} & {*counted.split()}:
        sides["n"] = math_ops.logical_not(sides["p"])
    is_true = tf.tile(truth, [rows, 1])
    is_false = math_ops.logical_not(is_true) if {"fp", "tn"} & {*counted.split()} else None
    factors = None
    if weights is not None:
        broadcast = weights_broadcast_ops.broadcast_weights(math_ops.cast(weights, tf.float32), predictions)
        factors = tf.tile(tf.reshape(broadcast, [1, -1]), [rows, 1])
        limits.shape.assert_is_compatible_with(factors.shape)
    values, updates = {}, {}
    for key, name in COUNTS.items():
        if key not in counted.split():
            continue
        values[key] = metrics_impl.metric_variable([rows], tf.float32, name=name)
        label_wanted = is_true if key in ("tp", "fn") else is_false
        hits = math_ops.cast(math_ops.logical_and(label_wanted, sides[key[1]]), tf.float32)
        if factors is not None:
            hits *= factors
        updates[key] = tf.assign_add(values[key], math_ops.reduce_sum(hits, 1))
    return values, updates


def _count(key: str) -> Callable[..., Any]:
    """The function `streaming_…_at_thresholds` that counts what `key` means."""

    def metric(predictions: Any, labels: Any, thresholds: Sequence[float], weights: Any = None) -> tuple[Any, Any]:
        values, updates = _counts_at(predictions, labels, thresholds, weights, key)
        return values[key], updates[key]

    metric.__name__ = metric.__qualname__ = f"streaming_{COUNTS[key]}_at_thresholds"
    metric.__doc__ = f"""The {COUNTS[key].replace("_", " ")} at each threshold over all batches, and the update."""
    return provide(f"tf.contrib.metrics.{metric.__name__}", gone="2.0")(metric)


streaming_true_positives_at_thresholds = _count("tp")
streaming_false_negatives_at_thresholds = _count("fn")
streaming_true_negatives_at_thresholds = _count("tn")
streaming_false_positives_at_thresholds = _count("fp")


def _rate_at_thresholds(wrong: str, right: str, kind: str) -> Callable[..., Any]:
    """`streaming_<kind>_rate_at_thresholds`: the count `wrong` over it and `right`."""

    def metric(
        predictions: Any,
        labels: Any,
        thresholds: Sequence[float],
        weights: Any = None,
        metrics_collections: Any = None,
        updates_collections: Any = None,
        name: str | None = None,
    ) -> tuple[Any, Any]:
        with tf.variable_scope(name, f"{kind}_rate_at_thresholds", (predictions, labels, weights)):
            values, updates = _counts_at(predictions, labels, thresholds, weights, f"{wrong} {right}")
            value, update = (
                tf.div(counts[wrong], EPSILON + counts[wrong] + counts[right], name=f"{wrong}r_{which}")
                for counts, which in ((values, "value"), (updates, "update_op"))
            )
            return publish(value, update, metrics_collections, updates_collections)

    metric.__name__ = metric.__qualname__ = f"streaming_{kind}_rate_at_thresholds"
    metric.__doc__ = f"""The {kind.replace("_", " ")} rate at each threshold over all batches, and the update."""
    return provide(f"tf.contrib.metrics.{metric.__name__}", gone="2.0")(metric)


streaming_false_positive_rate_at_thresholds = _rate_at_thresholds("fp", "tn", "false_positive")
streaming_false_negative_rate_at_thresholds = _rate_at_thresholds("fn", "tp", "false_negative")


def _rate(wrong: str, right: str, kind: str) -> Callable[..., Any]:
    """`streaming_<kind>_rate`: of predictions that are true or false themselves."""

    def metric(
        predictions: Any,
        labels: Any,
        weights: Any = None,
        metrics_collections: Any = None,
        updates_collections: Any = None,
        name: str | None = None,
    ) -> tuple[Any, Any]:
        with tf.variable_scope(name, f"{kind}_rate", (predictions, labels, weights)):
            predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(
                predictions=math_ops.cast(predictions, tf.bool), labels=math_ops.cast(labels, tf.bool), weights=weights
            )
            count_wrong, count_right = (
                getattr(tf.metrics, COUNTS[key])(labels=labels, predictions=predictions, weights=weights)
                for key in (wrong, right)
            )
            value, update = (
                tf.where(math_ops.greater(bad + good, 0), tf.div(bad, bad + good), 0, which)
                for bad, good, which in zip(count_wrong, count_right, ("value", "update_op"), strict=True)
            )
            return publish(value, update, metrics_collections, updates_collections)

    metric.__name__ = metric.__qualname__ = f"streaming_{kind}_rate"
    metric.__doc__ = f"""The {kind.replace("_", " ")} rate over all batches, and the update."""
    return provide(f"tf.contrib.metrics.{metric.__name__}", gone="2.0")(metric)


streaming_false_positive_rate = _rate("fp", "tn", "false_positive")
streaming_false_negative_rate = _rate("fn", "tp", "false_negative")


@provide("tf.contrib.metrics.streaming_curve_points", gone="2.0")
def streaming_curve_points(
    labels: Any = None,
    predictions: Any = None,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    curve: str = "ROC",
    name: str | None = None,
) -> tuple[Any, Any]:
    """The points of a curve over all batches, [thresholds, 2], and the update.

    Args:
      curve: `ROC`, false positive rate and recall, or `PR`, recall and precision.

    Raises:
      ValueError: it is another curve.
    """
    with tf.variable_scope(name, "curve_points", (labels, predictions, weights)):
        if curve not in ("ROC", "PR"):
            raise ValueError(f"curve must be either ROC or PR, {curve} unknown")
        values, updates = _counts_at(predictions, labels, _spread(num_thresholds), weights)
        tp, fn, tn, fp = (values[key] for key in ("tp", "fn", "tn", "fp"))
        small = 1e-6
        recall = tf.div(tp + small, tp + fn + small)
        if curve == "ROC":
            points = [tf.div(fp, fp + tn + small), recall]
        else:
            points = [recall, tf.div(tp + small, tp + fp + small)]
        return publish(tf.stack(points, axis=1), tf.group(*updates.values()), metrics_collections, updates_collections)


@provide("tf.contrib.metrics.recall_at_precision", gone="2.0")
def recall_at_precision(
    labels: Any,
    predictions: Any,
    precision: float,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
    strict_mode: bool = False,
) -> tuple[Any, Any]:
    """The recall at the threshold whose precision is nearest to `precision`, over all batches, and the update.

    Args:
      strict_mode: whether the precision must be reached; the recall is 0 where it never is.

    Raises:
      ValueError: `precision` is outside [0, 1].
    """
    if not 0 <= precision <= 1:
        raise ValueError("`precision` must be in the range [0, 1].")

    def compute(counts: dict[str, Any], name: str) -> Any:
        tp, fp, fn = counts["tp"], counts["fp"], counts["fn"]
        precisions = tf.div(tp, tp + fp + EPSILON)
        if strict_mode:
            at = tf.argmax(tf.div(1.0, precisions - precision + EPSILON), 0, output_type=tf.int32)
            return tf.cond(
                precisions[at] >= precision, lambda: tf.div(tp[at], tp[at] + fn[at] + EPSILON, name), lambda: 0.0
            )
        at = tf.argmin(math_ops.abs(precisions - precision), 0, output_type=tf.int32)
        return tf.div(tp[at], tp[at] + fn[at] + EPSILON, name)

    with tf.variable_scope(name, "recall_at_precision", (predictions, labels, weights)):
        values, updates = _counts_at(predictions, labels, _spread(num_thresholds), weights)
        return publish(
            compute(values, "value"), compute(updates, "update_op"), metrics_collections, updates_collections
        )


@provide("tf.contrib.metrics.precision_at_recall", gone="2.0")
def precision_at_recall(
    labels: Any,
    predictions: Any,
    target_recall: float,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The precision at the highest threshold that reaches a recall, over all batches, and the update.

    Raises:
      ValueError: `target_recall` is outside [0, 1].
    """
    if not 0 <= target_recall <= 1:
        raise ValueError("`target_recall` must be in the range [0, 1].")

    def compute(counts: dict[str, Any], name: str) -> Any:
        tp, fp, fn = counts["tp"], counts["fp"], counts["fn"]
        recalls = tf.div(tp, tp + fn + EPSILON)
        reached = math_ops.cast(math_ops.greater_equal(recalls, target_recall), tf.int64)
        at = math_ops.reduce_sum(reached) - 1
        return tf.div(tp[at] + EPSILON, tp[at] + fp[at] + EPSILON, name)

    with tf.variable_scope(name, "precision_at_recall", (predictions, labels, weights)):
        values, updates = _counts_at(predictions, labels, _spread(num_thresholds), weights)
        return publish(
            compute(values, "value"), compute(updates, "update_op"), metrics_collections, updates_collections
        )


@provide("tf.contrib.metrics.f1_score", gone="2.0")
def f1_score(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    num_thresholds: int = 200,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The best F1 score of all thresholds, over all batches, and the update."""

    def compute(counts: dict[str, Any], name: str) -> Any:
        tp, fp, fn = counts["tp"], counts["fp"], counts["fn"]
        precision = tf.div(tp, EPSILON + tp + fp, name=f"precision_{name}")
        recall = tf.div(tp, EPSILON + tp + fn, name=f"recall_{name}")
        return math_ops.reduce_max(2.0 * precision * recall / (precision + recall + EPSILON))

    with tf.variable_scope(name, "f1", (labels, predictions, weights)):
        predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(
            predictions=predictions, labels=labels, weights=weights
        )
        values, updates = metrics_impl._confusion_matrix_at_thresholds(
            labels, predictions, _spread(num_thresholds), weights, includes=("tp", "fp", "fn")
        )
        return publish(compute(values, "value"), compute(updates, "update"), metrics_collections, updates_collections)
