"""What an evaluation found: its metrics' ops before, its summaries after."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.estimator.model_fn import LOSS_METRIC_KEY


def add_loss_metric(metrics: dict[str, Any], loss: Any) -> dict[str, Any]:
    """The metrics, and the mean of the loss.

    Raises:
      ValueError: there is one of that name already.
    """
    if LOSS_METRIC_KEY in metrics:
        raise ValueError(
            f'Metric with name "{LOSS_METRIC_KEY}" is not allowed, because Estimator already defines a default metric '
            "with the same name."
        )
    metrics[LOSS_METRIC_KEY] = tf.metrics.mean(loss)
    return metrics


def split_metrics(metrics: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """One op that updates all metrics, and the values by name."""
    ordered = sorted(metrics.items())
    return tf.group(*[update for _, (_, update) in ordered]), {name: value for name, (value, _) in ordered}


def write_results(folder: str, results: dict[str, Any], step: int, shows_arrays: bool = True) -> None:
    """Log the results and write them as summaries of `step` into `folder`; a serialized summary becomes a part.

    Args:
      shows_arrays: whether the log has the values of what is no number; else, as contrib.learn's, its type.
    """
    shown = [
        f"{name} = {value!s}"
        if shows_arrays or isinstance(value, (float, int, np.float32, np.int32, np.int64))
        else f"Type of {name} = {type(value)}"
        for name, value in sorted(results.items())
        if not (shows_arrays and isinstance(value, bytes))
    ]
    tf.logging.info("Saving dict for global step %d: %s", step, ", ".join(shown))
    summary = tf.Summary()
    for name, value in results.items():
        if value is not None and name != tf.GraphKeys.GLOBAL_STEP:
            _add(summary, name, value)
    _write(folder, summary, step)


def write_checkpoint_path(folder: str, path: str, step: int) -> None:
    """Log and write as a summary which checkpoint was evaluated."""
    tag = "checkpoint_path"
    tf.logging.info("Saving '%s' summary for global step %d: %s", tag, step, path)
    _write(folder, tf.Summary(value=[tf.Summary.Value(tag=tag, tensor=tf.make_tensor_proto(path, tf.string))]), step)


def _add(summary: Any, name: str, value: Any) -> None:
    if isinstance(value, (np.float32, float, np.int64, np.int32, int)):
        summary.value.add(tag=name, simple_value=float(value))
    elif isinstance(value, bytes):
        try:
            parts = tf.Summary.FromString(value)
        except Exception:  # of protobuf, whose class for it has moved
            tf.logging.warn("Skipping summary for %s, cannot parse string to Summary.", name)
            return
        for place, part in enumerate(parts.value):
            part.tag = f"{name}/{place}"
        summary.value.extend(parts.value)
    elif isinstance(value, np.ndarray):
        summary.value.add(tag=name, node_name=name, tensor=tf.make_tensor_proto(value))
        tf.logging.info(
            "Summary for np.ndarray is not visible in Tensorboard by default. Consider using a Tensorboard plugin for "
            "visualization (see https://github.com/tensorflow/tensorboard-plugin-example/blob/master/README.md for "
            "more information)."
        )
    else:
        tf.logging.warn(
            "Skipping summary for %s, must be a float, np.float32, np.int64, np.int32 or int or np.ndarray or a "
            "serialized string of Summary.",
            name,
        )


def _write(folder: str, summary: Any, step: int) -> None:
    writer = tf.summary.FileWriterCache.get(folder)
    writer.add_summary(summary, step)
    writer.flush()
