"""Checks of order."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, check_ops, compat_v1, inside, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.is_non_decreasing", "tf.math.is_non_decreasing", "tf.debugging.is_non_decreasing")
@inside(check_ops)
def is_non_decreasing(x: Any, name: str | None = None) -> Any:
    """Whether no element of `x` is smaller than the one before it, a bool scalar; true of fewer than two.

    1.15.5 took differences, and could not tell of unsigned integers.
    """
    with compat_v1.name_scope(name, "is_non_decreasing", [x]):
        steps = _steps_of(x)
        zero = ops.convert_to_tensor(0, dtype=steps.dtype)
        return math_ops.reduce_all(math_ops.less_equal(zero, steps))


@provide("tf.is_strictly_increasing", "tf.math.is_strictly_increasing", "tf.debugging.is_strictly_increasing")
@inside(check_ops)
def is_strictly_increasing(x: Any, name: str | None = None) -> Any:
    """Whether each element of `x` is larger than the one before it, a bool scalar; true of fewer than two."""
    with compat_v1.name_scope(name, "is_strictly_increasing", [x]):
        steps = _steps_of(x)
        zero = ops.convert_to_tensor(0, dtype=steps.dtype)
        return math_ops.reduce_all(math_ops.less(zero, steps))


def _steps_of(x: Any) -> Any:
    x = array_ops.reshape(x, [-1])
    if not check_ops.is_numeric_tensor(x):
        raise TypeError(f"Expected x to be numeric, instead found: {x}")
    short = math_ops.less(array_ops.size(x), 2)
    last = array_ops.shape(x) - 1

    def steps() -> Any:
        return array_ops.strided_slice(x, [1], [1] + last) - array_ops.strided_slice(x, [0], last)  # noqa: RUF005

    return compat_v1.cond(short, lambda: ops.convert_to_tensor([], dtype=x.dtype), steps)
