"""Gradients of arithmetic: TensorFlow 1 reduced a broadcast by nodes where 2.x works the shapes out itself."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    dtypes,
    gen_array_ops,
    gen_math_ops,
    gen_nn_ops,
    gradient,
    math_ops,
    tensor_util,
)

# How many floats the wheels' Sum adds at once. It keeps three partial sums of that many columns each, where
# TensorFlow 1 added row to row; BiasAddGrad still does, to the bit. Where a bias' gradient is all but zero, Adam
# makes a whole step of the last bit's sign: with Sum the CNN tutorial's loss is 4e-5 off at the third step.
PACKET = 8


class _Side(NamedTuple):
    """How the gradient of a broadcasting op becomes that of one of its two inputs."""

    shape: Any
    axes: Any
    reduced: bool
    known: Any  # the input's TensorShape

    def reduce(self, grad: Any) -> Any:
        if not self.reduced:
            return grad
        total = _sum_of_rows(grad, self.axes) if self.is_bias_of(grad) else math_ops.reduce_sum(grad, self.axes)
        return array_ops.reshape(total, self.shape)

    def is_bias_of(self, grad: Any) -> bool:
        """Whether the input is a vector, repeated along every axis of `grad` but the last, that Sum would round."""
        if not isinstance(grad, compat_v1.Tensor) or grad.dtype != dtypes.float32 or self.known.ndims != 1:
            return False
        size = compat_v1.dimension_value(self.known[0])
        several = grad.shape.ndims is not None and grad.shape.ndims > 1
        return several and size == compat_v1.dimension_value(grad.shape[-1]) and (size or 0) >= PACKET


@gradient("Add", "AddV2")
def add_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    if _same_known_shape(x, y, grad):
        return grad, grad
    side_x, side_y = _sides(x, y, grad)
    return side_x.reduce(grad), side_y.reduce(grad)


@gradient("Sub")
def sub_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    if _same_known_shape(x, y, grad):
        return grad, -grad
    side_x, side_y = _sides(x, y, grad)
    return side_x.reduce(grad), side_y.reduce(-grad)


@gradient("Mul")
def mul_grad(op: Any, grad: Any) -> Any:
    x, y = op.inputs
    if _same_known_shape(x, y, grad) and grad.dtype in (dtypes.int32, dtypes.float32):
        return gen_math_ops.mul(grad, y), gen_math_ops.mul(grad, x)
    side_x, side_y = _sides(x, y, grad)
    x, y = math_ops.conj(x), math_ops.conj(y)
    return side_x.reduce(gen_math_ops.mul(grad, y)), side_y.reduce(gen_math_ops.mul(x, grad))


@gradient("Sum")
def sum_grad(op: Any, grad: Any) -> Any:
    tensor, axes = op.inputs
    sizes = tensor.shape.as_list() if tensor.shape.ndims is not None else None
    known_axes = tensor_util.constant_value(axes)
    if sizes is not None and known_axes is not None:
        if np.array_equal(known_axes, np.arange(len(sizes))):
            grad = array_ops.reshape(grad, [1] * len(sizes))
            shape = array_ops.shape(tensor) if None in sizes else compat_v1.constant(sizes, dtypes.int32)
            return array_ops.tile(grad, shape), None
        if None not in sizes:
            kept, repeats = _reduced(tuple(sizes), tuple(np.ravel(known_axes).tolist()))
            return array_ops.tile(array_ops.reshape(grad, kept), repeats), None
    shape = array_ops.shape(tensor)
    with compat_v1.colocate_with(shape):
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


@gradient("MatMul")
def matmul_grad(op: Any, grad: Any) -> Any:
    # 2.x writes the attributes grad_a and grad_b besides, which no TensorFlow 1 reads
    ta, tb = op.get_attr("transpose_a"), op.get_attr("transpose_b")
    a, b = math_ops.conj(op.inputs[0]), math_ops.conj(op.inputs[1])
    matmul = gen_math_ops.mat_mul
    if not ta and not tb:
        return matmul(grad, b, transpose_b=True), matmul(a, grad, transpose_a=True)
    if not ta:
        return matmul(grad, b), matmul(grad, a, transpose_a=True)
    if not tb:
        return matmul(b, grad, transpose_b=True), matmul(a, grad)
    return (
        matmul(b, grad, transpose_a=True, transpose_b=True),
        matmul(grad, a, transpose_a=True, transpose_b=True),
    )


def _same_known_shape(x: Any, y: Any, grad: Any) -> bool:
    if not isinstance(grad, compat_v1.Tensor):  # IndexedSlices
        return False
    shape = x.shape
    return (
        shape.is_fully_defined()
        and y.shape.is_fully_defined()
        and grad.shape.is_fully_defined()
        and (shape.as_list() == y.shape.as_list() == grad.shape.as_list())
    )


def _sides(x: Any, y: Any, grad: Any) -> tuple[_Side, _Side]:
    """For both inputs of a broadcasting op, what reduces its gradient; known shapes cost nodes only once a graph."""
    known = isinstance(grad, compat_v1.Tensor) and x.shape.is_fully_defined() and y.shape.is_fully_defined()
    if not known:
        shape_x = array_ops.shape_internal(x, optimize=False)
        shape_y = array_ops.shape_internal(y, optimize=False)
        axes_x, axes_y = gen_array_ops.broadcast_gradient_args(shape_x, shape_y)
        return _Side(shape_x, axes_x, True, x.shape), _Side(shape_y, axes_y, True, y.shape)
    shape_x, shape_y = tuple(x.shape.as_list()), tuple(y.shape.as_list())
    seen = _once_a_graph("_tf1graph_broadcast_pairs")
    if (shape_x, shape_y) not in seen:  # TensorFlow 1 let an op work the axes out, and kept them for the graph
        gen_array_ops.broadcast_gradient_args(_vector(shape_x), _vector(shape_y))
        seen.add((shape_x, shape_y))
    to = tuple(grad.shape.as_list()) if grad.shape.is_fully_defined() else None
    axes_x, axes_y = _reduction_axes(shape_x, shape_y), _reduction_axes(shape_y, shape_x)
    return (
        _Side(_vector(shape_x), axes_x, shape_x != to, x.shape),
        _Side(_vector(shape_y), axes_y, shape_y != to, y.shape),
    )


def _sum_of_rows(grad: Any, axes: Any) -> Any:
    """The sum of `grad` over all axes but the last, as TensorFlow 1's Sum rounded it, under the name that had."""
    with compat_v1.name_scope("Sum") as scope:
        if not isinstance(axes, compat_v1.Tensor):
            compat_v1.constant(axes, dtypes.int32, name="reduction_indices")
        return gen_nn_ops.bias_add_grad(grad, name=scope)


def _vector(shape: tuple[int, ...]) -> Any:
    return np.array(shape, np.int32)  # an empty tuple would be taken for floats first, at the cost of a node


def _divide_sizes(whole: Any, part: Any) -> Any:
    return whole // math_ops.maximum(part, 1)


def _reduced(sizes: tuple[int, ...], axes: tuple[int, ...]) -> tuple[Any, Any]:
    """What is left of `sizes` when `axes` are reduced to ones, and how often each axis was repeated, as vectors."""
    left = np.array(sizes, np.int32)
    left[list(axes)] = 1
    seen = _once_a_graph("_tf1graph_reduced_shapes")
    if (sizes, axes) not in seen:  # TensorFlow 1 let nodes work this out, and kept it for the graph
        math_ops.reduced_shape(sizes, axes)
        _divide_sizes(sizes, tuple(left.tolist()))
        seen.add((sizes, axes))
    return left, np.array(sizes, np.int32) // np.maximum(left, 1)


def _once_a_graph(name: str) -> set[Any]:
    """A set that lives as long as the default graph."""
    return compat_v1.get_default_graph().__dict__.setdefault(name, set())


def _reduction_axes(shape: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """The axes along which `shape` is repeated when it is broadcast with `other`."""
    rank = max(len(shape), len(other))
    mine = (1,) * (rank - len(shape)) + shape
    theirs = (1,) * (rank - len(other)) + other
    return tuple(i for i in range(rank) if mine[i] == 1 and (theirs[i] != 1 or i < rank - len(shape)))
