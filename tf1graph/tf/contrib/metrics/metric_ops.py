"""Metrics over many batches: those of `tf.metrics`, with the predictions first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, metrics_impl
from tf1graph.tf.names import provide


def _streaming(core: str, *arguments: str, name: str = "") -> Callable[..., Any]:
    """A function of `tf.metrics` under the name `streaming_…`, whose `arguments` go by place in this order."""

    def metric(*args: Any, **kwargs: Any) -> Any:
        if len(args) > len(arguments):
            raise TypeError(f"{metric.__name__}() takes {len(arguments)} arguments by place, and was given {len(args)}")
        given = dict(zip(arguments, args, strict=False))
        return getattr(tf.metrics, core)(**given, **kwargs)

    metric.__name__ = metric.__qualname__ = name or f"streaming_{core}"
    metric.__doc__ = f"""`tf.metrics.{core}`, with its arguments in this order: {", ".join(arguments)}."""
    row = provide(f"tf.contrib.metrics.{metric.__name__}", today=f"tf.compat.v1.metrics.{core}", gone="2.0")
    return row(metric)


ENDING = ("weights", "metrics_collections", "updates_collections", "name")
PAIR = ("predictions", "labels")
FIRST = (*PAIR, *ENDING)
AT_K = (*PAIR, "k", "class_id", *ENDING)
THRESHOLDS = ("weights", "num_thresholds", "metrics_collections", "updates_collections")

streaming_mean = _streaming("mean", "values", *ENDING)
streaming_mean_tensor = _streaming("mean_tensor", "values", *ENDING)
streaming_accuracy = _streaming("accuracy", *FIRST)
streaming_precision = _streaming("precision", *FIRST)
streaming_recall = _streaming("recall", *FIRST)
streaming_true_positives = _streaming("true_positives", *FIRST)
streaming_true_negatives = _streaming("true_negatives", *FIRST)
streaming_false_positives = _streaming("false_positives", *FIRST)
streaming_false_negatives = _streaming("false_negatives", *FIRST)
streaming_mean_absolute_error = _streaming("mean_absolute_error", *FIRST)
streaming_mean_squared_error = _streaming("mean_squared_error", *FIRST)
streaming_root_mean_squared_error = _streaming("root_mean_squared_error", *FIRST)
streaming_mean_iou = _streaming("mean_iou", *PAIR, "num_classes", *ENDING)
streaming_mean_relative_error = _streaming("mean_relative_error", *PAIR, "normalizer", *ENDING)
streaming_auc = _streaming("auc", *PAIR, *THRESHOLDS, "curve", "name")
streaming_precision_at_thresholds = _streaming("precision_at_thresholds", *PAIR, "thresholds", *ENDING)
streaming_recall_at_thresholds = _streaming("recall_at_thresholds", *PAIR, "thresholds", *ENDING)
streaming_specificity_at_sensitivity = _streaming(
    "specificity_at_sensitivity", *PAIR, "sensitivity", *THRESHOLDS, "name"
)
streaming_sensitivity_at_specificity = _streaming(
    "sensitivity_at_specificity", *PAIR, "specificity", *THRESHOLDS, "name"
)
streaming_percentage_less = _streaming(
    "percentage_below", "values", "threshold", *ENDING, name="streaming_percentage_less"
)
streaming_sparse_recall_at_k = _streaming("recall_at_k", *AT_K, name="streaming_sparse_recall_at_k")
streaming_sparse_precision_at_k = _streaming("precision_at_k", *AT_K, name="streaming_sparse_precision_at_k")
streaming_sparse_average_precision_at_k = _streaming(
    "average_precision_at_k", *PAIR, "k", *ENDING, name="streaming_sparse_average_precision_at_k"
)


def publish(value: Any, update: Any, metrics_collections: Any, updates_collections: Any) -> tuple[Any, Any]:
    """A metric's value and its update, put into the collections that its caller names."""
    if metrics_collections:
        tf.add_to_collections(metrics_collections, value)
    if updates_collections:
        tf.add_to_collections(updates_collections, update)
    return value, update


@provide("tf.contrib.metrics.streaming_recall_at_k", today="tf.compat.v1.metrics.recall_at_k", gone="2.0")
def streaming_recall_at_k(
    predictions: Any,
    labels: Any,
    k: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The share of examples whose one label is among the `k` highest predictions, over all batches.

    Args:
      predictions: [batch, classes].
      labels: [batch], integers.
    """
    found = math_ops.cast(tf.nn.in_top_k(predictions, labels, k), tf.float32)
    return streaming_mean(found, weights, metrics_collections, updates_collections, name or f"recall_at_{k}")


def _at_top_k(metric: str, class_id: int | None, name: str | None, values: tuple[Any, ...], **given: Any) -> Any:
    """`metrics_impl.<metric>_at_top_k` in a scope that tells the class."""
    default = f"{metric}_at_k" + ("" if class_id is None else f"_class{class_id}")
    with tf.name_scope(name, default, values) as scope:
        return getattr(metrics_impl, f"{metric}_at_top_k")(class_id=class_id, name=scope, **given)


@provide("tf.contrib.metrics.streaming_sparse_precision_at_top_k", gone="2.0")
def streaming_sparse_precision_at_top_k(
    top_k_predictions: Any,
    labels: Any,
    class_id: int | None = None,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The precision of the classes that are predicted, over all batches.

    Args:
      top_k_predictions: [..., k], the highest classes, int64.
      labels: [..., labels], int64, dense or sparse.
      class_id: the class that counts; all where it is None.
    """
    return _at_top_k(
        "precision",
        class_id,
        name,
        (top_k_predictions, labels, weights),
        labels=labels,
        predictions_idx=top_k_predictions,
        weights=weights,
        metrics_collections=metrics_collections,
        updates_collections=updates_collections,
    )


@provide("tf.contrib.metrics.sparse_recall_at_top_k", gone="2.0")
def sparse_recall_at_top_k(
    labels: Any,
    top_k_predictions: Any,
    class_id: int | None = None,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The recall of the classes that are predicted, over all batches: `streaming_sparse_precision_at_top_k`'s other."""
    return _at_top_k(
        "recall",
        class_id,
        name,
        (top_k_predictions, labels, weights),
        labels=labels,
        predictions_idx=top_k_predictions,
        weights=weights,
        metrics_collections=metrics_collections,
        updates_collections=updates_collections,
    )


@provide("tf.contrib.metrics.streaming_sparse_average_precision_at_top_k", gone="2.0")
def streaming_sparse_average_precision_at_top_k(
    top_k_predictions: Any,
    labels: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The mean average precision of the classes predicted, over all batches.

    Args:
      top_k_predictions: [..., k], the highest classes, int64, the best first.
      labels: [..., labels], int64, dense or sparse.
    """
    return metrics_impl._streaming_sparse_average_precision_at_top_k(
        predictions_idx=top_k_predictions,
        labels=labels,
        weights=weights,
        metrics_collections=metrics_collections,
        updates_collections=updates_collections,
        name=name,
    )


@provide("tf.contrib.metrics.streaming_mean_cosine_distance", gone="2.0")
def streaming_mean_cosine_distance(
    predictions: Any,
    labels: Any,
    dim: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """The mean cosine distance of vectors of length one, over all batches.

    Args:
      dim: the axis of the vectors.
    """
    predictions, labels, weights = metrics_impl._remove_squeezable_dimensions(predictions, labels, weights)
    predictions.shape.assert_is_compatible_with(labels.shape)
    products = math_ops.reduce_sum(math_ops.multiply(predictions, labels), axis=[dim], keepdims=True)
    value, update = streaming_mean(products, weights, None, None, name or "mean_cosine_distance")
    return publish(
        math_ops.subtract(1.0, value), math_ops.subtract(1.0, update), metrics_collections, updates_collections
    )


@provide("tf.contrib.metrics.aggregate_metrics", gone="2.0")
def aggregate_metrics(*value_update_tuples: tuple[Any, Any]) -> tuple[list[Any], list[Any]]:
    """The values of metrics as one list, and their updates as another.

    Raises:
      ValueError: there are none.
    """
    if not value_update_tuples:
        raise ValueError("Expected at least one value_tensor/update_op pair")
    values, updates = zip(*value_update_tuples, strict=True)
    return [*values], [*updates]


@provide("tf.contrib.metrics.aggregate_metric_map", gone="2.0")
def aggregate_metric_map(names_to_tuples: dict[str, tuple[Any, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of named metrics as one dictionary, and their updates as another."""
    values = {name: value for name, (value, _) in names_to_tuples.items()}
    return values, {name: update for name, (_, update) in names_to_tuples.items()}
