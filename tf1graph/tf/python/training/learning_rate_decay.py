"""Decays of learning rates."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.train.polynomial_decay", today="tf.keras.optimizers.schedules.PolynomialDecay")
def polynomial_decay(
    learning_rate: Any,
    global_step: Any,
    decay_steps: Any,
    end_learning_rate: Any = 0.0001,
    power: Any = 1.0,
    cycle: bool = False,
    name: str | None = None,
) -> Any:
    """A scalar that goes from `learning_rate` to `end_learning_rate` in `decay_steps` as (1 - part done) ** `power`.

    Args:
      cycle: whether it starts again, with as many times the steps, when it has come to the end; else it stays there.

    Raises:
      ValueError: `global_step` is None.
    """
    if global_step is None:
        raise ValueError("global_step is required for polynomial_decay.")
    with compat_v1.name_scope(name or "PolynomialDecay") as scope:
        start = ops.convert_to_tensor(learning_rate, name="initial_learning_rate")
        dtype = start.dtype
        end, power = math_ops.cast(end_learning_rate, dtype), math_ops.cast(power, dtype)
        step, steps = math_ops.cast(global_step, dtype), math_ops.cast(decay_steps, dtype)
        if cycle:
            rounds = compat_v1.cond(math_ops.equal(step, 0), lambda: 1.0, lambda: compat_v1.ceil(step / decay_steps))
            steps = math_ops.multiply(steps, rounds)
        else:
            step = math_ops.minimum(step, decay_steps)
        done, span = math_ops.divide(step, steps), start - end
        return math_ops.add(math_ops.multiply(span, math_ops.pow(1 - done, power)), end, name=scope)
