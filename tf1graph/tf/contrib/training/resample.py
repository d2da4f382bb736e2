"""`tf.contrib.training`: rows of a batch repeated or left out by chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, moving_averages
from tf1graph.tf.names import provide


@provide("tf.contrib.training.resample_at_rate", gone="2.0")
def resample_at_rate(
    inputs: Sequence[Any], rates: Any, scope: str | None = None, seed: int | None = None, back_prop: bool = False
) -> list[Any]:
    """The rows of each of `inputs`, each as often as a Poisson draw of its rate says.

    Args:
      inputs: tensors of the same number of rows.
      rates: [rows], the mean number of copies.
      back_prop: whether gradients go through the choice of rows.
    """
    with tf.name_scope(scope, default_name="resample_at_rate", values=[*inputs, rates]):
        rates = tf.convert_to_tensor(rates, name="rates")
        counts = math_ops.cast(tf.random_poisson(rates, (), rates.dtype, seed=seed), tf.int32)
        rows = _repeated_range(counts)
        if not back_prop:
            rows = tf.stop_gradient(rows)
        return [tf.gather(rows_of, rows) for rows_of in inputs]


def _repeated_range(counts: Any) -> Any:
    """0 as often as `counts[0]` says, then 1 as often as `counts[1]` says, and so on: int32."""
    with tf.name_scope(None, "repeat_range", [counts]) as scope:
        counts = tf.convert_to_tensor(counts, name="counts")
        size = tf.shape(counts)[0]
        parts = tf.TensorArray(tf.int32, size, infer_shape=False)
        parts, written = tf.while_loop(
            lambda _, i: i < size,
            lambda parts, i: (parts.write(i, tf.fill(counts[i : i + 1], i)), i + 1),
            loop_vars=[parts, 0],
        )
        return tf.cond(written > 0, parts.concat, lambda: tf.zeros([0], tf.int32), name=scope)


@provide("tf.contrib.training.weighted_resample", gone="2.0")
def weighted_resample(
    inputs: list[Any],
    weights: Any,
    overall_rate: float,
    scope: str | None = None,
    mean_decay: float = 0.999,
    seed: int | None = None,
) -> tuple[list[Any], Any]:
    """The rows of each of `inputs`, drawn at a rate proportional to their weight, and the rates of those drawn.

    Args:
      inputs: tensors of the same number of rows.
      weights: [rows].
      overall_rate: the mean rate, by the moving mean of the weights.
      mean_decay: of that moving mean, a local variable.
    """
    with tf.name_scope(scope, "weighted_resample", inputs) as scope_here:
        with tf.variable_scope(scope, "estimate_mean", inputs):
            mean = tf.get_local_variable(
                "estimated_mean", initializer=math_ops.cast(0, weights.dtype), dtype=weights.dtype
            )
            batch_mean = math_ops.reduce_mean(weights)
            mean = moving_averages.assign_moving_average(mean, batch_mean, mean_decay)
        rates = weights * overall_rate / mean
        rates_drawn, *drawn = resample_at_rate([rates, *inputs], rates, scope=scope_here, seed=seed)
        return drawn, rates_drawn
