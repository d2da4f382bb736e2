"""Gradients of ops on shapes: today's work out what is known of the shapes, TensorFlow 1's left it to nodes."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    array_grad,
    array_ops,
    compat_v1,
    dtypes,
    gen_array_ops,
    gradient,
    inside,
    math_ops,
    ops,
    tensor_util,
)

SLICE_MASKS = ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask")


@gradient("Reshape")
def reshape_grad(op: Any, grad: Any) -> Any:
    return array_ops.reshape(grad, array_ops.shape(op.inputs[0])), None


@gradient("StridedSlice")
def strided_slice_grad(op: Any, grad: Any) -> Any:
    tensor, begin, end, strides = op.inputs
    shape = array_ops.shape(tensor, out_type=begin.dtype)
    masks = {mask: op.get_attr(mask) for mask in SLICE_MASKS}
    return gen_array_ops.strided_slice_grad(shape, begin, end, strides, grad, **masks), None, None, None


@gradient("Gather")
def gather_grad(op: Any, grad: Any) -> Any:
    params, indices = op.inputs
    shape = _shape_of_params(params)
    return _slices(grad, indices, array_ops.expand_dims(array_ops.size(indices), 0), shape), None


@gradient("GatherV2")
def gather_v2_grad(op: Any, grad: Any) -> Any:
    params, indices, axis = op.inputs
    shape = _shape_of_params(params)
    size = array_ops.expand_dims(array_ops.size(indices), 0)
    batch_dims = int(op.get_attr("batch_dims"))
    if batch_dims < 0:
        batch_dims += indices.shape.ndims
    if tensor_util.constant_value(axis) == 0:
        return _slices(grad, indices, size, shape), None, None
    outer, inner = shape[:axis], shape[axis:][1:]
    values_shape = array_ops.concat([outer, [-1], inner], 0)
    values_rank, axis_rank = array_ops.size(values_shape), array_ops.size(outer)
    before = math_ops.range(batch_dims)
    between = math_ops.range(batch_dims, axis_rank)
    after = math_ops.range(axis_rank + 1, values_rank)
    values = array_ops.reshape(grad, values_shape)
    values = array_ops.transpose(values, array_ops.concat([before, [axis_rank], between, after], 0))
    result = array_grad._BatchGatherGrad(shape, values, indices, batch_dims, shape[axis])
    back = array_ops.concat([before, between + 1, [batch_dims], after], 0)
    return array_ops.transpose(result, back), None, None


def _shape_of_params(params: Any) -> Any:
    with ops.colocate_with(params):  # int64 first: the table may lie where no kernel gives int32
        return math_ops.cast(array_ops.shape(params, out_type=dtypes.int64), dtypes.int32)


def _slices(grad: Any, indices: Any, size: Any, shape: Any) -> Any:
    values = array_ops.reshape(grad, array_ops.concat([size, shape[1:]], 0))
    return compat_v1.IndexedSlices(values, array_ops.reshape(indices, size), shape)


@inside(array_grad, "_GetBatchIndices")
def batch_indices(shape: Any, indices: Any, batch_dims: int) -> Any:
    """`indices` into a table of `shape` whose first `batch_dims` axes were put together with the next."""
    dtype = indices.dtype.base_dtype
    rank, found = indices.shape.ndims, indices
    shape = math_ops.cast(shape, dtype)
    stride = array_ops.ones((), dtype)
    for axis in range(batch_dims, 0, -1):
        size = shape[axis - 1]
        stride *= shape[axis]
        start, step = array_ops.zeros((), dtype), array_ops.ones((), dtype)
        offsets = math_ops.range(start, size, step) * stride
        found += array_ops.reshape(offsets, compat_v1.stack([1] * (axis - 1) + [size] + [1] * (rank - axis), 0))
    return found


@gradient("BroadcastTo")
def broadcast_to_grad(op: Any, grad: Any) -> Any:
    tensor, shape = op.inputs
    small = array_ops.shape(tensor)
    axes = gen_array_ops.broadcast_gradient_args(shape, small)[1]
    return array_ops.reshape(math_ops.reduce_sum(grad, axes, keepdims=True), small), None


@gradient("ExtractImagePatches")
def extract_image_patches_grad(op: Any, grad: Any) -> Any:
    """The gradient of each pixel is the sum over the patches it went to: the product with a sparse matrix."""
    images = array_ops.shape(op.inputs[0], out_type=dtypes.int64)
    batch, rows, columns, channels = images[0], images[1], images[2], images[3]
    numbered = 1 + rows * columns  # zero is the padding
    pixels = array_ops.reshape(math_ops.range(1, numbered, dtype=dtypes.int64), (1, rows, columns, 1))
    attributes = [op.get_attr(name) for name in ("ksizes", "strides", "rates", "padding")]
    patches = gen_array_ops.extract_image_patches(pixels, *attributes)
    out = array_ops.shape(op.outputs[0], out_type=dtypes.int64)
    rows_out, columns_out = out[1], out[2]
    _, height, width, _ = attributes[0]
    count = rows_out * columns_out * height * width
    places = array_ops.reshape(math_ops.range(count, dtype=dtypes.int64), (1, rows_out, columns_out, height * width))
    pairs = array_ops.concat([array_ops.expand_dims(patches, -1), array_ops.expand_dims(places, -1)], -1)
    pairs = array_ops.reshape(pairs, (-1, 2))
    ones = array_ops.ones([count], grad.dtype)
    matrix = compat_v1.SparseTensor(pairs, ones, (numbered, count))
    matrix = compat_v1.sparse.slice(matrix, (1, 0), (numbered - 1, count))
    grad = array_ops.reshape(grad, (batch, rows_out, columns_out, height, width, channels))
    grad = array_ops.reshape(array_ops.transpose(grad, (1, 2, 3, 4, 0, 5)), (-1, batch * channels))
    total = compat_v1.sparse_tensor_dense_matmul(matrix, grad)
    total = array_ops.reshape(total, (rows, columns, batch, channels))
    return array_ops.transpose(total, (2, 0, 1, 3))
