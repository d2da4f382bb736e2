"""Statistics of samples: `auto_correlation`, `percentile`."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    clip_ops,
    compat_v1,
    control_flow_ops,
    distribution_util,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.names import provide

ROUND = {"lower": math_ops.ceil, "higher": math_ops.floor, "nearest": math_ops.round}  # from the top down


@provide("tf.contrib.distributions.auto_correlation", today="tfp.stats.auto_correlation", gone="2.0")
def auto_correlation(
    x: Any,
    axis: int = -1,
    max_lags: Any = None,
    center: bool = True,
    normalize: bool = True,
    name: str = "auto_correlation",
) -> Any:
    """How much numbers along an axis go with those after them, at each distance.

    Args:
      x: a floating or complex tensor.
      axis: along which, a number.
      max_lags: the greatest distance; that of the first number to the last where it is None.
      center: whether the mean is taken off first.
      normalize: whether the result is divided by that of the distance 0.
      name: of the scope.

    Returns:
      A tensor like `x` but for `axis`, which has a place for each distance from 0 on.

    Raises:
      TypeError: `x` is of whole numbers.
    """
    with compat_v1.name_scope(name, values=[x]):
        x = ops.convert_to_tensor(x, name="x")
        rank = distribution_util.prefer_static_rank(x)
        turns = rank - 1 - (rank + axis if axis < 0 else axis)
        turned = distribution_util.rotate_transpose(x, turns)
        if center:
            turned -= math_ops.reduce_mean(turned, axis=-1, keepdims=True)
        length = distribution_util.prefer_static_shape(turned)[-1]
        product = _products_at_distances(turned, length, x.dtype)
        known = turned.shape.is_fully_defined()
        if max_lags is None:
            max_lags = length - 1
        else:
            max_lags = ops.convert_to_tensor(max_lags, name="max_lags")
            given = tensor_util.constant_value(max_lags)
            known = known and given is not None
            max_lags = min(length - 1, given) if known else math_ops.minimum(length - 1, max_lags)
        product = product[..., : max_lags + 1]
        if known:
            product.set_shape([*turned.shape.as_list()[:-1], min(length, max_lags + 1)])
        length = math_ops.cast(length, x.dtype.real_dtype)
        max_lags = math_ops.cast(max_lags, x.dtype.real_dtype)
        counts = math_ops.cast(length - math_ops.range(0.0, max_lags + 1.0), x.dtype)
        found = product / counts
        if normalize:
            found /= found[..., :1]
        return distribution_util.rotate_transpose(found, -turns)


def _products_at_distances(x: Any, length: Any, dtype: Any) -> Any:
    """The sums of products along the last axis, by Fourier's transform of twice as many numbers, a power of two."""
    count = math_ops.cast(length, np.float64)
    target = math_ops.pow(np.float64(2.0), math_ops.ceil(math_ops.log(count * 2) / np.log(2.0)))
    padding = math_ops.cast(target - count, np.int32)
    padded = distribution_util.pad(x, axis=-1, back=True, count=padding)
    if not dtype.is_complex:
        if not dtype.is_floating:
            raise TypeError(f"Argument x must have either float or complex dtype found: {dtype}")
        padded = math_ops.complex(padded, dtype.real_dtype.as_numpy_dtype(0.0))
    spectrum = compat_v1.fft(padded)
    return math_ops.cast(compat_v1.ifft(spectrum * math_ops.conj(spectrum)), dtype)


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
