"""The four reductions of slices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide

PLACE = "tf.contrib.reduce_slice_ops."
ABOUT: dict[str, Any] = {
    "fidelity": "approximate",
    "gone": "2.0",
    "note": "the same values by core ops, with gradients, which 1.15.5 had none of",
}


@provide(PLACE + "reduce_slice_sum", **ABOUT)
def reduce_slice_sum(data: Any, indices: Any, axis: int, name: str | None = None) -> Any:
    """The sums of slices along an axis, which is as long as there are slices; 0 of an empty slice.

    Args:
      data: a tensor of numbers.
      indices: the slices' beginnings and ends, [slices, 2], an end behind that of the data being that; or a vector
        of the ends of slices that follow each other, [slices + 1].
      axis: a number.
      name: of the ops' scope.
    """
    return _reduce(data, indices, axis, name or "ReduceSliceSum", math_ops.reduce_sum, lambda dtype: 0)


@provide(PLACE + "reduce_slice_prod", **ABOUT)
def reduce_slice_prod(data: Any, indices: Any, axis: int, name: str | None = None) -> Any:
    """The products of slices, 1 of an empty one; see `reduce_slice_sum`."""
    return _reduce(data, indices, axis, name or "ReduceSliceProd", math_ops.reduce_prod, lambda dtype: 1)


@provide(PLACE + "reduce_slice_max", **ABOUT)
def reduce_slice_max(data: Any, indices: Any, axis: int, name: str | None = None) -> Any:
    """The greatest numbers of slices, the least number of the dtype of an empty one; see `reduce_slice_sum`."""
    return _reduce(data, indices, axis, name or "ReduceSliceMax", math_ops.reduce_max, _least)


@provide(PLACE + "reduce_slice_min", **ABOUT)
def reduce_slice_min(data: Any, indices: Any, axis: int, name: str | None = None) -> Any:
    """The least numbers of slices, the greatest number of the dtype of an empty one; see `reduce_slice_sum`."""
    return _reduce(data, indices, axis, name or "ReduceSliceMin", math_ops.reduce_min, _greatest)


def _least(dtype: Any) -> Any:
    return -float("inf") if dtype.is_floating else dtype.min


def _greatest(dtype: Any) -> Any:
    return float("inf") if dtype.is_floating else dtype.max


def _reduce(
    data: Any, indices: Any, axis: int, name: str, reduce: Callable[..., Any], of_nothing: Callable[[Any], Any]
) -> Any:
    with tf.name_scope(name):
        data, indices = tf.convert_to_tensor(data), tf.convert_to_tensor(indices)
        rank = data.shape.ndims
        if rank is None or indices.shape.ndims not in (1, 2):
            raise ValueError(f"The rank of the data must be known, that of the indices 1 or 2, not {indices.shape}.")
        starts, ends = (indices[:-1], indices[1:]) if indices.shape.ndims == 1 else tf.unstack(indices, 2, axis=1)
        axis = axis % rank
        first = tf.transpose(data, [axis, *(place for place in range(rank) if place != axis)])
        places = math_ops.range(tf.shape(first, out_type=indices.dtype)[0])
        is_in = math_ops.logical_and(places >= starts[:, tf.newaxis], places < ends[:, tf.newaxis])
        is_in = tf.reshape(is_in, tf.concat([tf.shape(is_in), [1] * (rank - 1)], 0))
        nothing = tf.constant(of_nothing(data.dtype), data.dtype)
        found = reduce(tf.where_v2(is_in, first[tf.newaxis], nothing), axis=1)
        return tf.transpose(found, [*range(1, axis + 1), 0, *range(axis + 1, rank)])
