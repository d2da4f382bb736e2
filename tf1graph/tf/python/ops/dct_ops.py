"""Discrete cosine transforms."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import dct_ops, math_ops, ops, seen_by


@seen_by(dct_ops, "_ops", "convert_to_tensor")
def as_tensor(value: Any, dtype: Any = None) -> Any:
    """`value` as a tensor, but for the zero that TensorFlow 1 left to the op that takes it."""
    return value if isinstance(value, float) else ops.convert_to_tensor(value, dtype)


@seen_by(dct_ops, "_math", "sqrt")
def sqrt(value: float) -> Any:
    """The root as a node, where today's is a number."""
    return math_ops.sqrt(value)
