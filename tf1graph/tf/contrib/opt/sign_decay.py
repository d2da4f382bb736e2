"""`tf.contrib.opt`'s decays of the sign that `AddSignOptimizer` and `PowerSignOptimizer` take."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide

PLACE = "tf.contrib.opt.python.training.sign_decay"


def _steps(kind: str, global_step: Any, decay_steps: int) -> Any:
    """The step, `decay_steps` at most."""
    if global_step is None:
        raise ValueError(f"global_step is required for {kind}_decay.")
    return math_ops.minimum(global_step, decay_steps)


def _cosine(fraction: Any) -> Any:
    return 0.5 * (1.0 + math_ops.cos(tf.constant(math.pi) * fraction))


@provide(f"{PLACE}.get_linear_decay_fn", gone="2.0")
def get_linear_decay_fn(decay_steps: int) -> Callable[[Any], Any]:
    """A function of the global step that falls from 1 to 0 in `decay_steps`."""

    def linear_decay_fn(global_step: Any) -> Any:
        step = _steps("linear", global_step, decay_steps)
        left = math_ops.cast(decay_steps, tf.int32) - math_ops.cast(step, tf.int32)
        share = math_ops.cast(left, tf.float32) / math_ops.cast(decay_steps, tf.float32)
        return math_ops.maximum(0.0, share)

    return linear_decay_fn


@provide(f"{PLACE}.get_cosine_decay_fn", gone="2.0")
def get_cosine_decay_fn(
    decay_steps: int, num_periods: float = 0.5, zero_after: float | None = None
) -> Callable[[Any], Any]:
    """A function of the global step that is a cosine of `num_periods`; 0 after `zero_after` periods."""

    def cosine_decay_fn(global_step: Any) -> Any:
        step = _steps("cosine", global_step, decay_steps)
        done = math_ops.cast(step, tf.float32) / math_ops.cast(decay_steps, tf.float32)
        fraction = 2.0 * num_periods * done
        decayed = _cosine(fraction)
        if zero_after is None:
            return decayed
        return tf.where(math_ops.greater_equal(fraction, 2 * zero_after), 0.0, decayed)

    return cosine_decay_fn


@provide(f"{PLACE}.get_restart_decay_fn", gone="2.0")
def get_restart_decay_fn(
    decay_steps: int, num_periods: int = 1, zero_after: float | None = None
) -> Callable[[Any], Any]:
    """A function of the global step that falls as a half cosine, `num_periods` times; 0 after `zero_after` of them."""

    def restart_decay_fn(global_step: Any) -> Any:
        step = _steps("cosine", global_step, decay_steps)
        place = math_ops.mod(num_periods * math_ops.cast(step, tf.float32), decay_steps)
        decayed = _cosine(place / math_ops.cast(decay_steps, tf.float32))
        if zero_after is None:
            return decayed
        periods = math_ops.cast(num_periods * step, tf.float32) / math_ops.cast(decay_steps, tf.float32)
        return tf.where(math_ops.greater_equal(periods, zero_after), 0.0, decayed)

    return restart_decay_fn
