"""Confusion matrices."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, math_ops, seen_by
from tf1graph.tf._private import confusion_matrix as today


@seen_by(today, "array_ops", "scatter_nd")
def add_at(indices: Any, updates: Any, shape: Any, name: str | None = None) -> Any:
    """A matrix of `shape` (int64) with `updates` added at `indices`: 1.15.5 added a sparse tensor to zeros."""
    before_cast = shape.op.inputs[0] if shape.op.type == "Cast" else shape
    counted = compat_v1.SparseTensor(indices, updates, shape)
    zeros = compat_v1.zeros(math_ops.cast(before_cast, compat_v1.int32), updates.dtype)
    return compat_v1.sparse_add(zeros, counted)
