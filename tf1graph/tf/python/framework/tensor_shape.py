"""Shapes by their rank, which `tensorflow.python.framework.tensor_shape` of 1.15.5 still made."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1


def scalar() -> Any:
    """The shape []."""
    return compat_v1.TensorShape([])


def vector(length: int | None) -> Any:
    """The shape [length]."""
    return compat_v1.TensorShape([length])


def matrix(rows: int | None, cols: int | None) -> Any:
    """The shape [rows, cols]."""
    return compat_v1.TensorShape([rows, cols])
