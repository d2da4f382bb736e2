"""Ops that got an argument before `name`, which was the last positional one."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1
from tf1graph.tf.names import provide


@provide("tf.scatter_nd", "tf.manip.scatter_nd", today="tf.scatter_nd")
def scatter_nd(indices: Any, updates: Any, shape: Any, name: str | None = None) -> Any:
    """Zeros of `shape` with the `updates` [..., rest] added at the `indices` [..., k], which name k axes each."""
    return compat_v1.scatter_nd(indices, updates, shape, name=name)


@provide("tf.tensor_scatter_add", "tf.tensor_scatter_nd_add", today="tf.tensor_scatter_nd_add")
def tensor_scatter_add(tensor: Any, indices: Any, updates: Any, name: str | None = None) -> Any:
    """`tensor` with the `updates` added at the `indices`, as `tf.scatter_nd` takes them."""
    return compat_v1.tensor_scatter_nd_add(tensor, indices, updates, name=name)


@provide("tf.tensor_scatter_sub", "tf.tensor_scatter_nd_sub", today="tf.tensor_scatter_nd_sub")
def tensor_scatter_sub(tensor: Any, indices: Any, updates: Any, name: str | None = None) -> Any:
    """`tensor` with the `updates` subtracted at the `indices`, as `tf.scatter_nd` takes them."""
    return compat_v1.tensor_scatter_nd_sub(tensor, indices, updates, name=name)
