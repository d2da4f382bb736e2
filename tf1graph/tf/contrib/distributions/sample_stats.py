"""Statistics of samples: `percentile`."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    clip_ops,
    compat_v1,
    control_flow_ops,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.names import provide

ROUND = {"lower": math_ops.ceil, "higher": math_ops.floor, "nearest": math_ops.round}  # from the top down


@provide("tf.contrib.distributions.percentile", today="tfp.stats.percentile", gone="2.0")
def percentile(
    x: Any,
    q: Any,
    axis: Any = None,
    interpolation: str | None = None,
    keep_dims: bool = False,
    validate_args: bool = False,
    name: str | None = None,
) -> Any:
    """The number of `x` below which `q` percent of it lie.

    Args:
      x: a tensor.
      q: a scalar between 0 and 100.
      axis: over which, known when the graph is built; over all where it is None.
      interpolation: "lower", "higher" or "nearest" number; the nearest where it is None.
      keep_dims: whether the axes stay, with the size 1.
      validate_args: whether arguments are checked when the graph runs.
      name: of the scope.

    Raises:
      ValueError: another interpolation, or axes that are not known or not there.
    """
    interpolation = interpolation or "nearest"
    if interpolation not in ROUND:
        raise ValueError(f"Argument 'interpolation' must be in {sorted(ROUND)}.  Found {interpolation}")
    with compat_v1.name_scope(name or "percentile", values=[x, q]):
        x = ops.convert_to_tensor(x, name="x")
        q = math_ops.cast(q, compat_v1.float64, name="q")
        if q.shape.ndims not in (0, None):
            raise ValueError(f"Expected argument 'x' to have ndims 0.  Found tensor {q}")
        if validate_args:
            checks = [
                check_ops.assert_rank(q, 0),
                check_ops.assert_greater_equal(q, math_ops.cast(0.0, compat_v1.float64)),
                check_ops.assert_less_equal(q, math_ops.cast(100.0, compat_v1.float64)),
            ]
            q = control_flow_ops.with_dependencies(checks, q)
        if axis is None:
            axes = None
            y = array_ops.reshape(x, [-1])
        else:
            axes = _known_axes(axis, x.shape.ndims)
            y = _with_last(x, axes)
        part = 1.0 - q / 100.0
        count = math_ops.cast(array_ops.shape(y)[-1], compat_v1.float64)
        index = ROUND[interpolation]((count - 1) * part)
        count = array_ops.shape(y)[-1]
        index = clip_ops.clip_by_value(math_ops.cast(index, compat_v1.int32), 0, count - 1)
        ordered, _ = compat_v1.nn.top_k(y, k=array_ops.shape(y)[-1])
        found = ordered[..., index]
        found.set_shape(y.shape[:-1])
        if keep_dims:
            if axes is None:
                ndims = array_ops.rank(x) if x.shape.ndims is None else x.shape.ndims
                found *= array_ops.ones(array_ops.ones(shape=[ndims], dtype=compat_v1.int32), dtype=x.dtype)
            else:
                for place in sorted(axes):
                    found = array_ops.expand_dims(found, axis=place)
        return found


def _known_axes(axis: Any, ndims: Any) -> list[int]:
    axis = ops.convert_to_tensor(axis, name="axis")
    check_ops.assert_integer(axis)
    known = tensor_util.constant_value(axis)
    if known is None:
        raise ValueError(f"Expected argument 'axis' to be statically available.  Found: {axis}")
    if not ndims:
        raise ValueError("Expected argument 'x' to have statically defined 'ndims', 1 at least.")
    axes = [int(place) for place in np.atleast_1d(known)]
    for place in axes:
        if not -ndims <= place < ndims:
            raise ValueError(f"dim {place} not in the interval [{-ndims}, {ndims - 1}].")
    return [place % ndims for place in axes]


def _with_last(x: Any, axes: list[int]) -> Any:
    """`x` with `axes` flattened into its last one."""
    front = sorted(set(range(x.shape.ndims)).difference(axes))
    moved = array_ops.transpose(x, perm=front + axes)
    if x.shape.is_fully_defined():
        sizes = x.shape.as_list()
        shape = [sizes[place] for place in front] + [np.prod([sizes[place] for place in axes])]
    else:
        shape = array_ops.concat([array_ops.shape(moved)[: len(front)], [-1]], axis=0)
    return array_ops.reshape(moved, shape=shape)
