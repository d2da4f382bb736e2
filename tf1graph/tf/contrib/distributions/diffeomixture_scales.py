"""Linear operators and places between two of them, as `VectorDiffeomixture` mixes them."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, linear_operator_addition, tensor_shape
from tf1graph.tf.contrib.distributions.scale import linalg


def plus(x: Any, y: Any) -> Any:
    """The sum of those of two that are not None."""
    if x is None or y is None:
        return y if x is None else x
    return x + y


def interpolate_loc(grid: Any, loc: list[Any]) -> list[Any]:
    """The places [..., size] between two, None for zero, at each of the points `grid` [..., 2, points]."""
    points = _points(grid)
    with compat_v1.name_scope("interpolate_loc", values=[grid, loc]):
        if loc[0] is None and loc[1] is None:
            return [None] * points
        weights = grid[..., array_ops.newaxis, :, :]
        first, second = (None if place is None else place[..., array_ops.newaxis] for place in loc)
        if first is None:
            found = weights[..., 1, :] * second
        elif second is None:
            found = weights[..., 0, :] * first
        else:
            apart = first - second
            found = weights[..., 0, :] * apart + second
        return [found[..., k] for k in range(points)]


def interpolate_scale(grid: Any, scale: list[Any]) -> list[Any]:
    """The sums of two operators, weighted by each of the points `grid` [..., 2, points]."""
    points = _points(grid)
    with compat_v1.name_scope("interpolate_scale", values=[grid]):
        return [add_operators([scaled(grid[..., k, q], of) for k, of in enumerate(scale)]) for q in range(points)]


def add_operators(operators: list[Any]) -> Any:
    """The sum of linear operators, as one."""
    return linear_operator_addition.add_operators(operators)[0]


def scaled(weight: Any, operator: Any) -> Any:
    """The operator times `weight` [...].

    Raises:
      NotImplementedError: it is neither an identity nor diagonal nor a lower triangle.
    """
    known = {
        "is_non_singular": operator.is_non_singular,
        "is_self_adjoint": operator.is_self_adjoint,
        "is_positive_definite": operator.is_positive_definite,
    }
    with compat_v1.name_scope("linop_scale", values=[weight]):
        if isinstance(operator, linalg.LinearOperatorIdentity | linalg.LinearOperatorScaledIdentity):
            if isinstance(operator, linalg.LinearOperatorScaledIdentity):
                weight *= operator.multiplier
            rows = operator.range_dimension_tensor()
            return linalg.LinearOperatorScaledIdentity(num_rows=rows, multiplier=weight, **known)
        if isinstance(operator, linalg.LinearOperatorDiag):
            return linalg.LinearOperatorDiag(diag=weight[..., array_ops.newaxis] * operator.diag_part(), **known)
        if isinstance(operator, linalg.LinearOperatorLowerTriangular):
            weight = weight[..., array_ops.newaxis, array_ops.newaxis]
            return linalg.LinearOperatorLowerTriangular(tril=weight * operator.to_dense(), **known)
    raise NotImplementedError(f"Unsupported Linop type ({type(operator).__name__})")


def shapes_of_mixture(grid: Any, endpoints: list[Any]) -> tuple[Any, Any, Any, Any]:
    """The shape of the batch and that of an event, each as known before the graph runs and as a tensor."""
    with compat_v1.name_scope(name="determine_batch_event_shapes"):
        batch = (grid.shape[:-2], array_ops.shape(grid)[:-2])
        event: Any = None
        for affine in endpoints:
            shift, scale = affine.shift, affine.scale
            if shift is not None:
                batch = _broadcast(batch, shift.shape[:-1], lambda shift=shift: array_ops.shape(shift)[:-1])
                event = _broadcast(event, shift.shape[-1:], lambda shift=shift: array_ops.shape(shift)[-1:])
            if scale is not None:
                batch = _broadcast(batch, scale.batch_shape, scale.batch_shape_tensor)
                size = tensor_shape.TensorShape([scale.range_dimension])
                rows = scale.range_dimension_tensor
                event = _broadcast(event, size, lambda rows=rows: rows()[array_ops.newaxis])
        return *batch, *event


def _broadcast(shape: Any, known: Any, tensor: Any) -> Any:
    if shape is None:
        return known, tensor()
    return compat_v1.broadcast_static_shape(shape[0], known), compat_v1.broadcast_dynamic_shape(shape[1], tensor())


def _points(grid: Any) -> int:
    count = compat_v1.dimension_value(grid.shape.with_rank_at_least(1)[-1])
    if count is None:
        raise ValueError("Num quadrature grid points must be known prior to graph execution.")
    return count
