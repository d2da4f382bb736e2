"""Points and weights that stand for a distribution: the schemes of quadrature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    distribution_util,
    gen_math_ops,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.contrib.distributions.bijectors.elementwise import Exp
from tf1graph.tf.contrib.distributions.bijectors.vectors import SoftmaxCentered
from tf1graph.tf.contrib.distributions.transformed_distribution import TransformedDistribution
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.quadrature_scheme_lognormal_gauss_hermite", gone="2.0")
def quadrature_scheme_lognormal_gauss_hermite(
    loc: Any, scale: Any, quadrature_size: int, validate_args: bool = False, name: str | None = None
) -> tuple[Any, Any]:
    """The points [..., quadrature_size] and the weights of Gauß and Hermite's quadrature.

    1.15.5 gives the points of the normal distribution, not their exponentials.

    Args:
      loc, scale: of the normal distribution, floating tensors.
      quadrature_size: how many points.
      validate_args: is passed over.
      name: of the scope.
    """
    with compat_v1.name_scope(name, "vector_diffeomixture_quadrature_gauss_hermite", [loc, scale]):
        grid, probs = _hermite(quadrature_size, loc.dtype)
        grid = loc[..., array_ops.newaxis] + np.sqrt(2.0) * scale[..., array_ops.newaxis] * grid
        return grid, probs


@provide("tf.contrib.distributions.quadrature_scheme_lognormal_quantiles", gone="2.0")
def quadrature_scheme_lognormal_quantiles(
    loc: Any, scale: Any, quadrature_size: int, validate_args: bool = False, name: str | None = None
) -> tuple[Any, Any]:
    """The points [..., quadrature_size] between the quantiles of the log-normal distribution, and equal weights.

    Args:
      loc, scale: of the normal distribution, floating tensors.
      quadrature_size: how many points.
      validate_args: whether arguments are checked when the graph runs.
      name: of the scope.
    """
    with compat_v1.name_scope(name, "quadrature_scheme_lognormal_quantiles", [loc, scale]):
        lognormal = TransformedDistribution(
            distribution=compat_v1.distributions.Normal(loc=loc, scale=scale),
            bijector=Exp(),
            validate_args=validate_args,
        )
        grid = _middles(_quantiles(lognormal, quadrature_size))
        grid.set_shape(lognormal.batch_shape.concatenate([quadrature_size]))
        return grid, _equal_weights(quadrature_size, lognormal.dtype)


@provide(
    "tf.contrib.distributions.quadrature_scheme_softmaxnormal_gauss_hermite",
    fidelity="approximate",
    gone="2.0",
    note="what 1.15.5 meant: its own stops with an AttributeError, whatever it is given",
)
def quadrature_scheme_softmaxnormal_gauss_hermite(
    normal_loc: Any, normal_scale: Any, quadrature_size: int, validate_args: bool = False, name: str | None = None
) -> tuple[Any, Any]:
    """The points [..., 2, quadrature_size] and the weights of Gauß and Hermite's quadrature of a logistic-normal.

    Args:
      normal_loc, normal_scale: of the normal distribution, tensors [..., 1].
      quadrature_size: how many points.
      validate_args: is passed over.
      name: of the scope.

    Raises:
      ValueError: `normal_scale` is a number.
      NotImplementedError: its last axis is not 1.
    """
    scope = "quadrature_scheme_softmaxnormal_gauss_hermite"
    with compat_v1.name_scope(name, scope, [normal_loc, normal_scale]):
        loc, scale = _mixing(normal_loc, normal_scale)
        grid, probs = _hermite(quadrature_size, loc.dtype.base_dtype)
        points = loc[..., array_ops.newaxis] + np.sqrt(2.0) * scale[..., array_ops.newaxis] * grid
        return _softmax(-distribution_util.pad(points, axis=-2, front=True), axis=-2), probs


@provide("tf.contrib.distributions.quadrature_scheme_softmaxnormal_quantiles", gone="2.0")
def quadrature_scheme_softmaxnormal_quantiles(
    normal_loc: Any, normal_scale: Any, quadrature_size: int, validate_args: bool = False, name: str | None = None
) -> tuple[Any, Any]:
    """The points [..., 2, quadrature_size] between the quantiles of a logistic-normal, and equal weights.

    Arguments as of `quadrature_scheme_softmaxnormal_gauss_hermite`.
    """
    with compat_v1.name_scope(name, "softmax_normal_grid_and_probs", [normal_loc, normal_scale]):
        loc, scale = _mixing(normal_loc, normal_scale)
        normal = compat_v1.distributions.Normal(loc=loc, scale=scale)
        batch = normal.batch_shape.with_rank_at_least(1)
        count = compat_v1.dimension_value(batch[-1])
        shape = batch[:-1].concatenate([None if count is None else count + 1])
        edges = _quantiles(normal, quadrature_size, lambda x: SoftmaxCentered().forward(x))
        edges.set_shape(shape.concatenate([quadrature_size + 1]))
        grid = _middles(edges)
        grid.set_shape(shape.concatenate([quadrature_size]))
        return grid, _equal_weights(quadrature_size, normal.dtype)


def _mixing(normal_loc: Any, normal_scale: Any) -> tuple[Any, Any]:
    loc = ops.convert_to_tensor(normal_loc, name="normal_loc")
    scale = ops.convert_to_tensor(normal_scale, dtype=loc.dtype.base_dtype, name="normal_scale")
    if scale.shape.ndims == 0:
        raise ValueError("Mixing params must be a (batch of) vector; normal_scale.rank=0 is not at least one.")
    size = compat_v1.dimension_value(scale.shape.with_rank_at_least(1)[-1])
    if size != 1:
        raise NotImplementedError(f"Currently only bimixtures are supported; normal_scale.shape[-1]={size} is not 1.")
    return loc, scale


def _softmax(x: Any, axis: int) -> Any:
    with compat_v1.name_scope(None, "softmax", [x, axis]):
        x = ops.convert_to_tensor(x, name="x")
        ndims = array_ops.rank(x, name="ndims") if x.shape.ndims is None else x.shape.ndims
        place = ops.convert_to_tensor(axis, dtype=compat_v1.int32, name="axis")
        place = int(ndims + tensor_util.constant_value(place))
    return compat_v1.nn.softmax(x, axis=place)


def _hermite(size: int, dtype: Any) -> tuple[Any, Any]:
    """The points of Gauß and Hermite, an array, and their weights, a tensor whose sum is 1."""
    kind = dtype.as_numpy_dtype
    grid, probs = (part.astype(kind) for part in np.polynomial.hermite.hermgauss(deg=size))
    probs /= np.linalg.norm(probs, ord=1, axis=0, keepdims=True)
    return grid, ops.convert_to_tensor(probs, name="probs", dtype=dtype)


def _quantiles(of: Any, size: int, then: Callable[[Any], Any] = lambda x: x) -> Any:
    """`size + 1` quantiles [..., size + 1] of a batch of distributions, between 0 and 1, mapped by `then`."""
    ndims = of.batch_shape.ndims
    if ndims is None:
        ndims = array_ops.shape(of.batch_shape_tensor())[0]
    zero = array_ops.zeros([], dtype=of.dtype)
    edges = gen_math_ops.lin_space(zero, 1.0, size + 3, name="LinSpace")[1:-1]
    ones = array_ops.ones([ndims], dtype=compat_v1.int32)
    edges = array_ops.reshape(edges, shape=array_ops.concat([[-1], ones], axis=0))
    found = then(of.quantile(edges))
    return array_ops.transpose(found, array_ops.concat([math_ops.range(1, 1 + ndims), [0]], axis=0))


def _middles(edges: Any) -> Any:
    """The points [..., size] between the edges [..., size + 1]."""
    return (edges[..., :-1] + edges[..., 1:]) / 2.0


def _equal_weights(size: int, dtype: Any) -> Any:
    """So many weights whose sum is 1."""
    return compat_v1.fill(dims=[size], value=1.0 / math_ops.cast(size, dtype))
