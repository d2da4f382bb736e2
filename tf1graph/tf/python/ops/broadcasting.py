"""What the gradients of a broadcasting op take back: TensorFlow 1 reduced by nodes what 2.x works out itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tf1graph.tf._private import array_ops, compat_v1, dtypes, gen_array_ops, gen_nn_ops, math_ops

# How many floats the wheels' Sum adds at once. It keeps three partial sums of that many columns each, where
# TensorFlow 1 added row to row; BiasAddGrad still does, to the bit. Where a bias' gradient is all but zero, Adam
# makes a whole step of the last bit's sign: with Sum the CNN tutorial's loss is 4e-5 off at the third step.
PACKET = 8


class Side(NamedTuple):
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

    def sum(self, grad: Any) -> Any:
        """Like `reduce`, by `Sum` always."""
        return array_ops.reshape(math_ops.reduce_sum(grad, self.axes), self.shape) if self.reduced else grad

    def is_bias_of(self, grad: Any) -> bool:
        """Whether the input is a vector, repeated along every axis of `grad` but the last, that Sum would round."""
        if not isinstance(grad, compat_v1.Tensor) or grad.dtype != dtypes.float32 or self.known.ndims != 1:
            return False
        size = compat_v1.dimension_value(self.known[0])
        several = grad.shape.ndims is not None and grad.shape.ndims > 1
        return several and size == compat_v1.dimension_value(grad.shape[-1]) and (size or 0) >= PACKET


def same_known_shape(x: Any, y: Any, grad: Any) -> bool:
    if not isinstance(grad, compat_v1.Tensor):  # IndexedSlices
        return False
    shape = x.shape
    return (
        shape.is_fully_defined()
        and y.shape.is_fully_defined()
        and grad.shape.is_fully_defined()
        and (shape.as_list() == y.shape.as_list() == grad.shape.as_list())
    )


def sides(x: Any, y: Any, grad: Any) -> tuple[Side, Side]:
    """For both inputs of a broadcasting op, what reduces its gradient; known shapes cost nodes only once a graph."""
    known = isinstance(grad, compat_v1.Tensor) and x.shape.is_fully_defined() and y.shape.is_fully_defined()
    if not known:
        shape_x = array_ops.shape_internal(x, optimize=False)
        shape_y = array_ops.shape_internal(y, optimize=False)
        axes_x, axes_y = gen_array_ops.broadcast_gradient_args(shape_x, shape_y)
        return Side(shape_x, axes_x, True, x.shape), Side(shape_y, axes_y, True, y.shape)
    shape_x, shape_y = tuple(x.shape.as_list()), tuple(y.shape.as_list())
    seen = once_a_graph("_tf1graph_broadcast_pairs")
    if (shape_x, shape_y) not in seen:  # TensorFlow 1 let an op work the axes out, and kept them for the graph
        gen_array_ops.broadcast_gradient_args(_vector(shape_x), _vector(shape_y))
        seen.add((shape_x, shape_y))
    to = tuple(grad.shape.as_list()) if grad.shape.is_fully_defined() else None
    axes_x, axes_y = _reduction_axes(shape_x, shape_y), _reduction_axes(shape_y, shape_x)
    return (
        Side(_vector(shape_x), axes_x, shape_x != to, x.shape),
        Side(_vector(shape_y), axes_y, shape_y != to, y.shape),
    )


def _sum_of_rows(grad: Any, axes: Any) -> Any:
    """The sum of `grad` over all axes but the last, as TensorFlow 1's Sum rounded it, under the name that had."""
    with compat_v1.name_scope("Sum") as scope:
        if not isinstance(axes, compat_v1.Tensor):
            compat_v1.constant(axes, dtypes.int32, name="reduction_indices")
        return gen_nn_ops.bias_add_grad(grad, name=scope)


def plain_sides(x: Any, y: Any) -> tuple[Side, Side]:
    """For both inputs what reduces its gradient, as most ops did it: nodes each time, whatever is known."""
    shape_x, shape_y = array_ops.shape(x), array_ops.shape(y)
    axes_x, axes_y = gen_array_ops.broadcast_gradient_args(shape_x, shape_y)
    return Side(shape_x, axes_x, True, x.shape), Side(shape_y, axes_y, True, y.shape)


def reduce_both(x: Any, y: Any, grad_x: Callable[[], Any], grad_y: Callable[[], Any]) -> tuple[Any, Any]:
    """The gradients of `x` and `y` where `grad_x()` and `grad_y()` are those of the broadcast inputs."""
    side_x, side_y = plain_sides(x, y)
    return side_x.sum(grad_x()), side_y.sum(grad_y())


def _vector(shape: tuple[int, ...]) -> Any:
    return np.array(shape, np.int32)  # an empty tuple would be taken for floats first, at the cost of a node


def once_a_graph(name: str) -> set[Any]:
    """A set that lives as long as the default graph."""
    graph = compat_v1.get_default_graph()
    if not hasattr(graph, name):  # the process's own default graph has attributes, and no `__dict__`
        setattr(graph, name, set())
    return getattr(graph, name)


def _reduction_axes(shape: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """The axes along which `shape` is repeated when it is broadcast with `other`."""
    rank = max(len(shape), len(other))
    mine = (1,) * (rank - len(shape)) + shape
    theirs = (1,) * (rank - len(other)) + other
    return tuple(i for i in range(rank) if mine[i] == 1 and (theirs[i] != 1 or i < rank - len(shape)))
