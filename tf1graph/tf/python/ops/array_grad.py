"""Gradients of ops on shapes: today's work out what is known of the shapes, TensorFlow 1's left it to nodes."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, gen_array_ops, gradient

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
