"""Initialisers of `tf.contrib.layers`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import dtypes
from tf1graph.tf.contrib.layers.names import layer
from tf1graph.tf.python.ops import random_ops


@layer("xavier_initializer", "xavier_initializer_conv2d", today="tf.compat.v1.glorot_uniform_initializer")
def xavier_initializer(uniform: bool = True, seed: int | None = None, dtype: Any = None) -> Callable[..., Any]:
    """Glorot's initialiser: `variance_scaling_initializer` of factor 1 over the mean of inputs and outputs.

    Args:
      uniform: draw from a uniform distribution, not a truncated normal one.
      seed, dtype: as `variance_scaling_initializer` takes them.
    """
    return variance_scaling_initializer(1.0, "FAN_AVG", uniform, seed, dtype)


@layer("variance_scaling_initializer", today="tf.compat.v1.variance_scaling_initializer")
def variance_scaling_initializer(
    factor: float = 2.0,
    mode: str = "FAN_IN",
    uniform: bool = False,
    seed: int | None = None,
    dtype: Any = None,
) -> Callable[..., Any]:
    """An initialiser whose values have the variance `factor / n`, so that a layer keeps its input's scale.

    A truncated normal's deviation is widened by a rounded 1.3, not by today's 1 / 0.8796², so the two agree
    to a percent only.

    Args:
      factor: the variance times `n`.
      mode: what `n` is: `FAN_IN` the inputs of a unit, `FAN_OUT` its outputs, `FAN_AVG` their mean.
      uniform: draw from a uniform distribution, not a truncated normal one.
      seed: of the op.
      dtype: a floating dtype; float32 where it is None.

    Raises:
      TypeError: the dtype is not floating, or the mode is none of the three.
    """
    dtype = dtypes.float32 if dtype is None else dtypes.as_dtype(dtype)
    if not dtype.is_floating:
        raise TypeError("Cannot create initializer for non-floating point type.")
    if mode not in ("FAN_IN", "FAN_OUT", "FAN_AVG"):
        raise TypeError(f"Unknown mode {mode} [FAN_IN, FAN_OUT, FAN_AVG]")

    def initialize(shape: Any, dtype: Any = dtype, partition_info: Any = None) -> Any:
        del partition_info
        if not dtype.is_floating:
            raise TypeError("Cannot create initializer for non-floating point type.")
        fan_in, fan_out = fans_of(shape)
        n = {"FAN_IN": fan_in, "FAN_OUT": fan_out, "FAN_AVG": (fan_in + fan_out) / 2.0}[mode]
        if uniform:
            limit = math.sqrt(3.0 * factor / n)
            return random_ops.random_uniform(shape, -limit, limit, dtype, seed=seed)
        return random_ops.truncated_normal(shape, 0.0, math.sqrt(1.3 * factor / n), dtype, seed=seed)

    return initialize


def fans_of(shape: Any) -> tuple[float, float]:
    """How many inputs and outputs a unit has whose weights have `shape` [..., in, out]."""
    if not shape:
        return 1.0, 1.0
    receptive = math.prod(float(size) for size in shape[:-2])
    fan_in = float(shape[-2]) if len(shape) > 1 else float(shape[-1])
    return receptive * fan_in, receptive * float(shape[-1])
