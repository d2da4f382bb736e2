"""Metrics over many batches: those of `tf.metrics`, with the predictions first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


def _streaming(core: str, *arguments: str) -> Callable[..., Any]:
    """A function of `tf.metrics` under the name `streaming_…`, whose `arguments` go by place in this order."""

    def metric(*args: Any, **kwargs: Any) -> Any:
        given = dict(zip(arguments, args, strict=False))
        return getattr(tf.metrics, core)(**given, **kwargs)

    metric.__name__ = metric.__qualname__ = f"streaming_{core}"
    metric.__doc__ = f"""`tf.metrics.{core}`, with its arguments in this order: {", ".join(arguments)}."""
    row = provide(f"tf.contrib.metrics.{metric.__name__}", today=f"tf.compat.v1.metrics.{core}", gone="2.0")
    return row(metric)


ENDING = ("weights", "metrics_collections", "updates_collections", "name")
FIRST = ("predictions", "labels", *ENDING)

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
streaming_mean_iou = _streaming("mean_iou", "predictions", "labels", "num_classes", *ENDING)
streaming_mean_relative_error = _streaming("mean_relative_error", "predictions", "labels", "normalizer", *ENDING)
