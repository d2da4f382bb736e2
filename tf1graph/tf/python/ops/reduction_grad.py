"""Gradients of reductions: TensorFlow 1 worked out by nodes how often what is left was repeated."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    dtypes,
    gradient,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.python.ops.broadcasting import once_a_graph


@gradient("Sum")
def sum_grad(op: Any, grad: Any) -> Any:
    tensor, axes = op.inputs
    sizes = tensor.shape.as_list() if tensor.shape.ndims is not None else None
    known_axes = tensor_util.constant_value(axes)
    if sizes is not None and known_axes is not None:
        if np.array_equal(known_axes, np.arange(len(sizes))):
            grad = array_ops.reshape(grad, np.ones(len(sizes), np.int32))
            shape = array_ops.shape(tensor) if None in sizes else compat_v1.constant(sizes, dtypes.int32)
            return array_ops.tile(grad, shape), None
        if None not in sizes:
            kept, repeats = _reduced(tuple(sizes), tuple(np.ravel(known_axes).tolist()))
            return array_ops.tile(array_ops.reshape(grad, kept), repeats), None
    shape = array_ops.shape(tensor)
    with ops.colocate_with(shape):
        kept = math_ops.reduced_shape(shape, axes)
        repeats = _divide_sizes(shape, kept)
    return array_ops.tile(array_ops.reshape(grad, kept), repeats), None


@gradient("Mean")
def mean_grad(op: Any, grad: Any) -> Any:
    total = sum_grad(op, grad)[0]
    before, after = op.inputs[0].shape, op.outputs[0].shape
    if before.is_fully_defined() and after.is_fully_defined():
        count = compat_v1.constant(before.num_elements() // max(after.num_elements(), 1), total.dtype)
    else:
        shapes = array_ops.shape(op.inputs[0]), array_ops.shape(op.outputs[0])
        count = _divide_sizes(*(math_ops.reduce_prod(shape) for shape in shapes))
    return math_ops.truediv(total, math_ops.cast(count, total.dtype)), None


@gradient("Max", "Min")
def min_or_max_grad(op: Any, grad: Any) -> Any:
    tensor, axes = op.inputs
    kept = math_ops.reduced_shape(array_ops.shape(tensor), axes)
    extreme = array_ops.reshape(op.outputs[0], kept)
    grad = array_ops.reshape(grad, kept)
    chosen = math_ops.cast(math_ops.equal(extreme, tensor), grad.dtype)
    count = array_ops.reshape(math_ops.reduce_sum(chosen, axes), kept)
    return math_ops.divide(chosen, count) * grad, None


@gradient("Prod")
def prod_grad(op: Any, grad: Any) -> Any:
    """Each element's share is the product of the others, by two running products from both ends: no division."""
    tensor, axes = op.inputs
    shape = array_ops.shape(tensor)
    axes = array_ops.reshape(axes, [-1])
    kept = math_ops.reduced_shape(shape, op.inputs[1])
    repeats = _divide_sizes(shape, kept)
    grad = array_ops.tile(array_ops.reshape(grad, kept), repeats)
    with compat_v1.device("/cpu:0"):
        rank = array_ops.rank(tensor)
        reduced = math_ops.cast((axes + rank) % rank, dtypes.int32)
        other = compat_v1.setdiff1d(math_ops.range(0, rank), reduced)[0]
        order = array_ops.concat([reduced, other], 0)
        sizes = [math_ops.reduce_prod(array_ops.gather(shape, part)) for part in (reduced, other)]
    in_order = array_ops.transpose(tensor, order)
    shape_in_order = array_ops.shape(in_order)
    matrix = array_ops.reshape(in_order, tuple(sizes))
    before = math_ops.cumprod(matrix, axis=0, exclusive=True)
    after = math_ops.cumprod(matrix, axis=0, exclusive=True, reverse=True)
    share = array_ops.reshape(math_ops.conj(before) * math_ops.conj(after), shape_in_order)
    return array_ops.reshape(grad * array_ops.transpose(share, array_ops.invert_permutation(order)), shape), None


@gradient("Cumprod")
def cumprod_grad(op: Any, grad: Any) -> Any:
    x, axis = op.inputs
    exclusive, reverse = op.get_attr("exclusive"), op.get_attr("reverse")
    products = math_ops.cumprod(x, axis, exclusive=exclusive, reverse=reverse)
    return math_ops.cumsum(products * grad, axis, exclusive=exclusive, reverse=not reverse) / x, None


def _divide_sizes(whole: Any, part: Any) -> Any:
    return whole // math_ops.maximum(part, 1)


def _reduced(sizes: tuple[int, ...], axes: tuple[int, ...]) -> tuple[Any, Any]:
    """What is left of `sizes` when `axes` are reduced to ones, and how often each axis was repeated, as vectors."""
    left = np.array(sizes, np.int32)
    left[list(axes)] = 1
    seen = once_a_graph("_tf1graph_reduced_shapes")
    if (sizes, axes) not in seen:  # TensorFlow 1 let nodes work this out, and kept it for the graph
        math_ops.reduced_shape(sizes, axes)
        _divide_sizes(sizes, tuple(left.tolist()))
        seen.add((sizes, axes))
    return left, np.array(sizes, np.int32) // np.maximum(left, 1)
