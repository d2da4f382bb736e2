"""Functions of the backend, node for node."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, compat_v1, math_ops
from tf1graph.tf.layers.base import name_counts
from tf1graph.tf.python.keras._tf_keras import backend, inside


@inside(backend)
def get_default_graph_uid_map() -> Any:
    """How many names of each kind were given in the default graph: its `tf.layers` and cells count with them."""
    return backend.PER_GRAPH_OBJECT_NAME_UIDS.setdefault(compat_v1.get_default_graph(), name_counts())


@inside(backend)
def resize_images(
    x: Any, height_factor: int, width_factor: int, data_format: str, interpolation: str = "nearest"
) -> Any:
    """Pictures made larger by whole factors, their new size worked out by nodes."""
    axes = {"channels_first": (2, 3), "channels_last": (1, 2)}.get(data_format)
    if axes is None:
        raise ValueError(f"Invalid `data_format` argument: {data_format}")
    first = data_format == "channels_first"
    rows, columns = axes
    before = backend.int_shape(x)
    size = array_ops.shape(x)[rows : columns + 1]
    size *= compat_v1.constant(np.array([height_factor, width_factor], dtype="int32"))
    if first:
        x = backend.permute_dimensions(x, [0, 2, 3, 1])
    methods = {"nearest": "nearest", "bilinear": "bilinear"}
    if interpolation not in methods:
        raise ValueError('interpolation should be one of "nearest" or "bilinear".')
    x = backend.tf.image.resize(x, size, method=methods[interpolation])
    if first:
        x = backend.permute_dimensions(x, [0, 3, 1, 2])
    height = None if before[rows] is None else before[rows] * height_factor
    width = None if before[columns] is None else before[columns] * width_factor
    x.set_shape((None, None, height, width) if first else (None, height, width, None))
    return x


@inside(backend)
def clip(x: Any, min_value: Any, max_value: Any) -> Any:
    """`x` between two bounds, an upper one of None being infinity."""
    upper = np.inf if max_value is None else max(max_value, min_value)
    bounds = [backend._constant_to_tensor(bound, x.dtype.base_dtype) for bound in (min_value, upper)]
    return compat_v1.clip_by_value(x, *bounds)


@inside(backend)
def sqrt(x: Any) -> Any:
    """The root of `x`, and 0 below 0."""
    bounds = [backend._constant_to_tensor(bound, x.dtype.base_dtype) for bound in (0.0, np.inf)]
    return math_ops.sqrt(compat_v1.clip_by_value(x, *bounds))


@inside(backend)
def batch_dot(x: Any, y: Any, axes: Any = None) -> Any:
    """The products of the samples of `x` and `y` [batch, ...] over an axis of each; of rank 2 at least."""
    axes = (axes, axes) if isinstance(axes, int) else axes
    rank_x, rank_y = backend.ndim(x), backend.ndim(y)
    axes = [rank_x - 1, rank_y - 2] if axes is None else axes
    missing = abs(rank_x - rank_y)
    if rank_x > rank_y:
        y = _with_ones(y, missing)
    elif rank_y > rank_x:
        x = _with_ones(x, missing)
    if backend.ndim(x) == 2 and backend.ndim(y) == 2:
        left = x if axes[0] == axes[1] else array_ops.transpose(x, [1, 0])
        out = math_ops.reduce_sum(math_ops.multiply(left, y), axes[0] if axes[0] == axes[1] else axes[1])
    else:
        adjoint_x = None if axes[0] == backend.ndim(x) - 1 else True
        adjoint_y = True if axes[1] == backend.ndim(y) - 1 else None
        out = math_ops.matmul(x, y, adjoint_a=adjoint_x, adjoint_b=adjoint_y)
    if missing:
        at = rank_x + rank_y - 3 if rank_x > rank_y else rank_x - 1
        out = array_ops.squeeze(out, list(range(at, at + missing)))
    return array_ops.expand_dims(out, 1) if backend.ndim(out) == 1 else out


def _with_ones(x: Any, count: int) -> Any:
    return array_ops.reshape(x, array_ops.concat([array_ops.shape(x), [1] * count], axis=0))


@inside(backend.RandomGenerator)
def make_legacy_seed(self: Any) -> int | None:
    """The seed that the layer was given, the same at each call: today's counts up."""
    return self._seed
