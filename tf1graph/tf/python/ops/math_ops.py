"""Arithmetic on tensors."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    dtypes,
    gen_math_ops,
    indexed_slices,
    inside,
    math_ops,
    metrics_impl,
    ops,
    seen_by,
    tensor_shape,
)
from tf1graph.tf.names import provide


@provide("tf.add", "tf.math.add", today="tf.add")
@inside(math_ops)
def add(x: Any, y: Any, name: str | None = None) -> Any:
    """`x + y`, as the op `Add`: only the operator `+` wrote `AddV2`."""
    return gen_math_ops.add(x, y, name)


@provide("tf.math.xdivy", today="tf.math.xdivy")
@inside(math_ops)
def xdivy(x: Any, y: Any, name: str | None = None) -> Any:
    """`x / y`, zero where `x` is zero: one op without a scope."""
    return gen_math_ops.xdivy(x, y, name)


@inside(math_ops)
def reduced_shape(input_shape: Any, axes: Any) -> Any:
    """The shape that is left of `input_shape` [rank] when `axes` are reduced to ones, worked out by nodes."""
    input_shape = math_ops.cast(input_shape, compat_v1.int32)
    axes = math_ops.cast(axes, compat_v1.int32)
    rank = array_ops.size(input_shape)
    axes = (axes + rank) % rank
    axes_shape = array_ops.shape(axes)
    stitched = [math_ops.range(rank), axes], [input_shape, compat_v1.fill(axes_shape, 1)]
    return compat_v1.dynamic_stitch(*stitched)


@inside(math_ops, "_ReductionDims")
def reduction_axes(x: Any, axis: Any) -> Any:
    """The axes that a reduction of `x` reduces, all without `axis`: only a tensor's rank is known beforehand."""
    if axis is not None:
        return axis
    rank = x.shape.ndims if isinstance(x, compat_v1.Tensor) else None
    if isinstance(x, compat_v1.SparseTensor):
        rank = compat_v1.dimension_value(x.dense_shape.shape[0])
    return (
        math_ops.range(0, array_ops.rank(x)) if rank is None else compat_v1.constant(np.arange(rank), compat_v1.int32)
    )


@provide("tf.saturate_cast", "tf.dtypes.saturate_cast", today="tf.saturate_cast")
@inside(math_ops)
def saturate_cast(value: Any, dtype: Any, name: str | None = None) -> Any:
    """`value` as `dtype`, its limits put for what lies beyond them."""
    with compat_v1.name_scope(name, "saturate_cast", [value]) as scope:
        value = ops.convert_to_tensor(value, name="value")
        dtype = dtypes.as_dtype(dtype).base_dtype
        if value.dtype.min < dtype.min:
            value = gen_math_ops.maximum(value, ops.convert_to_tensor(dtype.min, dtype=value.dtype, name="min"))
        if value.dtype.max > dtype.max:
            value = gen_math_ops.minimum(value, ops.convert_to_tensor(dtype.max, dtype=value.dtype, name="max"))
        return math_ops.cast(value, dtype, name=scope)


@provide("tf.angle", "tf.math.angle", today="tf.math.angle")
@inside(math_ops)
def angle(input: Any, name: str | None = None) -> Any:
    """The argument of complex numbers, in radians; of a real number zero, though it be negative."""
    with compat_v1.name_scope(name, "Angle", [input]) as scope:
        input = ops.convert_to_tensor(input, name="input")
        if input.dtype.is_complex:
            return gen_math_ops.angle(input, Tout=input.dtype.real_dtype, name=scope)
        return array_ops.zeros_like(input)


@inside(math_ops)
def count_nonzero_v2(
    input: Any, axis: Any = None, keepdims: Any = None, dtype: Any = dtypes.int64, name: str | None = None
) -> Any:
    """What `tf.count_nonzero` calls: of bools too it asks whether they differ from zero."""
    with compat_v1.name_scope(name, "count_nonzero", [input]):
        input = ops.convert_to_tensor(input, name="input")
        different = gen_math_ops.not_equal(input, array_ops.zeros([], input.dtype))
        count = math_ops.reduce_sum(math_ops.cast(different, dtypes.int64), axis=axis, keepdims=bool(keepdims))
        return math_ops.cast(count, dtype)


@seen_by(metrics_impl, "math_ops", "divide")
def div(x: Any, y: Any, name: str | None = None) -> Any:
    """`x / y`: the metrics came to call it `truediv` later."""
    return compat_v1.div(x, y, name)


@inside(math_ops)
def reduce_logsumexp(input_tensor: Any, axis: Any = None, keepdims: Any = False, name: str | None = None) -> Any:
    """What `tf.reduce_logsumexp` calls: the logarithm of the sum of exponentials over `axis`, or all axes."""
    keepdims = bool(keepdims)
    input_tensor = ops.convert_to_tensor(input_tensor)
    with compat_v1.name_scope(name, "ReduceLogSumExp", [input_tensor]):
        largest = compat_v1.reduce_max(input_tensor, axis=axis, keepdims=True)
        finite = gen_math_ops.is_finite(largest)
        largest = compat_v1.stop_gradient(compat_v1.where(finite, largest, array_ops.zeros_like(largest)))
        shifted = gen_math_ops.exp(gen_math_ops.sub(input_tensor, largest))
        result = gen_math_ops.log(compat_v1.reduce_sum(shifted, axis, keepdims=keepdims))
        if not keepdims:
            largest = array_ops.reshape(largest, array_ops.shape(result))
        return math_ops._may_reduce_to_scalar(keepdims, axis, gen_math_ops.add(result, largest))


@provide("tf.accumulate_n", "tf.math.accumulate_n", today="tf.add_n")
@inside(math_ops)
def accumulate_n(inputs: Any, shape: Any = None, tensor_dtype: Any = None, name: str | None = None) -> Any:
    """The sum of the tensors `inputs`, by one op that need not hold them all at once; today's is `AddN`.

    Raises:
      ValueError: `inputs` are no list of tensors of one dtype and shape.
      TypeError: `tensor_dtype` is not theirs.
    """
    message = "inputs must be a list of at least one Tensor with the same dtype and shape"
    if not inputs or not isinstance(inputs, list | tuple):
        raise ValueError(message)
    inputs = indexed_slices.convert_n_to_tensor_or_indexed_slices(inputs)
    if any(not isinstance(x, compat_v1.Tensor) or x.dtype != inputs[0].dtype for x in inputs):
        raise ValueError(message)
    shape = tensor_shape.as_shape(shape)
    for tensor in inputs:
        shape = shape.merge_with(tensor.shape)
    if tensor_dtype is not None and tensor_dtype != inputs[0].dtype:
        raise TypeError(f"tensor_dtype is {tensor_dtype}, but input is of type {inputs[0].dtype}")
    if len(inputs) == 1:
        return inputs[0] if name is None else compat_v1.identity(inputs[0], name=name)
    return gen_math_ops.accumulate_nv2(inputs, name=name, shape=shape)


@inside(math_ops, "_unsorted_segment_N")
def unsorted_segment_count(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """How many rows of `data` each segment gets, 1 for none, as a tensor that `data` can be divided by."""
    ones = array_ops.ones(array_ops.shape_internal(segment_ids), data.dtype)
    count = gen_math_ops.unsorted_segment_sum(ones, segment_ids, num_segments)
    count = array_ops.reshape(count, [num_segments] + [1] * (data.shape.ndims - segment_ids.shape.ndims))
    return gen_math_ops.maximum(count, 1)


@provide("tf.tensordot", "tf.linalg.tensordot", today="tf.tensordot")
@inside(math_ops)
def tensordot(a: Any, b: Any, axes: Any, name: str | None = None) -> Any:
    """The sum of products of `a` and `b` over `axes`, by one matrix product.

    TensorFlow 1 always transposed first; today's leaves a transpose out that would move nothing.

    Args:
      a, b: tensors of one dtype.
      axes: how many last axes of `a` meet the first of `b`, or a pair of lists of axes, or a tensor [2, k].
      name: of the scope and the result.
    """
    with compat_v1.name_scope(name, "Tensordot", [a, b, axes]) as scope:
        a, b = ops.convert_to_tensor(a, name="a"), ops.convert_to_tensor(b, name="b")
        axes_a, axes_b = _axes_of(a, axes)
        matrix_a, free_a, known_a = _as_matrix(a, axes_a, axes_last=True)
        matrix_b, free_b, known_b = _as_matrix(b, axes_b, axes_last=False)
        product = math_ops.matmul(matrix_a, matrix_b)
        if isinstance(free_a, list) and isinstance(free_b, list):
            return array_ops.reshape(product, free_a + free_b, name=scope)
        free_a, free_b = (ops.convert_to_tensor(free, compat_v1.int32) for free in (free_a, free_b))
        result = array_ops.reshape(product, array_ops.concat([free_a, free_b], 0), name=scope)
        if known_a is not None and known_b is not None:
            result.set_shape(known_a + known_b)
        return result


def _axes_of(a: Any, axes: Any) -> tuple[Any, Any]:
    rank = a.shape.ndims
    if isinstance(axes, int):
        if axes < 0:
            raise ValueError("'axes' must be at least 0.")
        if rank is None:
            last = math_ops.range(array_ops.rank(a) - axes, array_ops.rank(a), dtype=compat_v1.int32)
            return last, math_ops.range(axes, dtype=compat_v1.int32)
        if axes > rank:
            raise ValueError(f"'axes' must not be larger than the number of dimensions of tensor {a}.")
        return list(range(rank - axes, rank)), list(range(axes))
    if not isinstance(axes, list | tuple):
        axes = ops.convert_to_tensor(axes, name="axes", dtype=compat_v1.int32)
        return axes[0], axes[1]
    if len(axes) != 2:
        raise ValueError("'axes' must be an integer or have length 2.")
    axes_a, axes_b = ([part] if isinstance(part, int) else part for part in axes)
    if len(axes_a) != len(axes_b):
        raise ValueError(f"Different number of contraction axes 'a' and 'b', {len(axes_a)} != {len(axes_b)}.")
    return axes_a, axes_b


def _as_matrix(tensor: Any, axes: Any, axes_last: bool) -> tuple[Any, Any, list[int | None] | None]:
    """`tensor` as a matrix of its free axes by `axes`, the sizes of the free axes, and what of them is known."""
    rank = tensor.shape.ndims
    by_list = rank is not None and isinstance(axes, list | tuple)
    known = None
    if by_list:
        axes = [axis % rank for axis in axes]
        free = [axis for axis in range(rank) if axis not in axes]
        sizes = tensor.shape.as_list()
        known = [sizes[axis] for axis in free]
        if tensor.shape.is_fully_defined():
            lengths = math.prod(known), math.prod(sizes[axis] for axis in axes)
            order, shape = (free + axes, lengths) if axes_last else (axes + free, lengths[::-1])
            return array_ops.reshape(array_ops.transpose(tensor, order), list(shape)), known, known
        axes = ops.convert_to_tensor(axes, dtype=compat_v1.int32, name="axes")
        free = ops.convert_to_tensor(free, dtype=compat_v1.int32, name="free")
        shape = array_ops.shape(tensor)
    else:
        shape, rank = array_ops.shape(tensor), array_ops.rank(tensor)
        axes = ops.convert_to_tensor(axes, dtype=compat_v1.int32, name="axes")
        axes = compat_v1.where(gen_math_ops.greater_equal(axes, 0), axes, axes + rank)
        free = compat_v1.setdiff1d(math_ops.range(rank), axes)[0]
    free_sizes, axes_sizes = compat_v1.gather(shape, free), compat_v1.gather(shape, axes)
    free_count, axes_count = math_ops.reduce_prod(free_sizes), math_ops.reduce_prod(axes_sizes)
    if axes_last:
        order = array_ops.concat([free, axes], 0)
        matrix_shape = compat_v1.stack([free_count, axes_count])
    else:
        order = array_ops.concat([axes, free], 0)
        matrix_shape = compat_v1.stack([axes_count, free_count])
    return array_ops.reshape(array_ops.transpose(tensor, order), matrix_shape), free_sizes, known


@inside(math_ops)
def mod(x: Any, y: Any, name: str | None = None) -> Any:
    """`x % y` with the sign of `y`, under the name of the op."""
    return gen_math_ops.floor_mod(x, y, name)
