"""`VectorDiffeomixture`: vectors under an affine map that is drawn between two, by quadrature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    control_flow_ops,
    distribution,
    distribution_util,
    math_ops,
    ops,
)
from tf1graph.tf.contrib.distributions.bijectors.affine import AffineLinearOperator
from tf1graph.tf.contrib.distributions.diffeomixture_scales import (
    add_operators,
    interpolate_loc,
    interpolate_scale,
    plus,
    shapes_of_mixture,
)
from tf1graph.tf.contrib.distributions.quadrature import quadrature_scheme_softmaxnormal_quantiles
from tf1graph.tf.contrib.distributions.scalar import check_scalar, joined
from tf1graph.tf.contrib.distributions.scale import linalg, parents_of
from tf1graph.tf.names import provide

ONLY_TWO = "Currently only bimixtures are supported; "


@provide("tf.contrib.distributions.VectorDiffeomixture", today="tfp.distributions.VectorDiffeomixture", gone="2.0")
class VectorDiffeomixture(distribution.Distribution):
    """The distribution of `scale · z + loc` where both lie between two, at a place that is logistic-normal.

    Args:
      mix_loc: the mean of that place before its sigmoid, [..., 1].
      temperature: what both it and the standard deviation, which is 1, are divided by.
      distribution: of `z`, scalar and without a batch.
      loc: two tensors [..., size]; None, and each None, stand for zero.
      scale: two linear operators.
      quadrature_size: how many points stand for the distribution of the place.
      quadrature_fn: gives them and their weights, of a mean, a standard deviation, their number and `validate_args`.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      ValueError: there are fewer than two scales, another number of places, a `distribution` that is not scalar; or
        a scale that is not known to be positive definite, with `validate_args`.
      TypeError: the dtypes differ.
      NotImplementedError: there are more than two scales.
    """

    def __init__(
        self,
        mix_loc: Any,
        temperature: Any,
        distribution: Any,
        loc: Sequence[Any] | None = None,
        scale: Sequence[Any] | None = None,
        quadrature_size: int = 8,
        quadrature_fn: Callable[..., Any] = quadrature_scheme_softmaxnormal_quantiles,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "VectorDiffeomixture",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[mix_loc, temperature]) as scope:
            scales = _checked_scales(scale, validate_args)
            dtype = scales[0].dtype.base_dtype
            given = [None] * len(scales) if loc is None else loc
            if len(given) != len(scales):
                raise ValueError("loc/scale must be same-length lists (or same-length list-like objects).")
            locs = [
                None if place is None else ops.convert_to_tensor(place, dtype=dtype, name=f"loc{k}")
                for k, place in enumerate(given)
            ]
            self._endpoint_affine = _affine(locs, scales, validate_args, "endpoint_affine")
            if len(scales) != 2:
                raise NotImplementedError(f"{ONLY_TWO}len(scale)={len(scales)} is not 2.")
            mix_loc = ops.convert_to_tensor(mix_loc, dtype=dtype, name="mix_loc")
            temperature = ops.convert_to_tensor(temperature, dtype=dtype, name="temperature")
            self._grid, probs = quadrature_fn(mix_loc / temperature, 1.0 / temperature, quadrature_size, validate_args)
            self._mixture_distribution = compat_v1.distributions.Categorical(
                logits=math_ops.log(probs), validate_args=validate_args, allow_nan_stats=allow_nan_stats
            )
            checks = check_scalar(distribution, dtype, validate_args)
            if checks:
                self._grid = control_flow_ops.with_dependencies(checks, self._grid)
            self._distribution = distribution
            between = interpolate_loc(self._grid, locs), interpolate_scale(self._grid, scales)
            self._interpolated_affine = _affine(*between, validate_args, "interpolated_affine")
            self._shapes = shapes_of_mixture(self._grid, self._endpoint_affine)
            super().__init__(
                dtype=dtype,
                reparameterization_type=compat_v1.distributions.FULLY_REPARAMETERIZED,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                parameters=parameters,
                graph_parents=[
                    *distribution._graph_parents,
                    *(place for place in locs if place is not None),
                    *(parent for operator in scales for parent in parents_of(operator)),
                ],
                name=scope,
            )

    @property
    def mixture_distribution(self) -> Any:
        """Which point is drawn."""
        return self._mixture_distribution

    @property
    def distribution(self) -> Any:
        """That of the numbers before the map."""
        return self._distribution

    @property
    def grid(self) -> Any:
        """The points [..., 2, quadrature_size]."""
        return self._grid

    @property
    def endpoint_affine(self) -> list[Any]:
        """The two maps."""
        return self._endpoint_affine

    @property
    def interpolated_affine(self) -> list[Any]:
        """The map of each point."""
        return self._interpolated_affine

    def _batch_shape(self) -> Any:
        return self._shapes[0]

    def _batch_shape_tensor(self) -> Any:
        return self._shapes[1]

    def _event_shape(self) -> Any:
        return self._shapes[2]

    def _event_shape_tensor(self) -> Any:
        return self._shapes[3]

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        x = self.distribution.sample(
            sample_shape=joined([n], self.batch_shape_tensor(), self.event_shape_tensor()), seed=seed
        )
        first, second = (affine.forward(x) for affine in self.endpoint_affine)
        batch_size, mix_batch_size = (
            _size(of.batch_shape, of.batch_shape_tensor) for of in (self, self.mixture_distribution)
        )
        pick = distribution_util.pick_vector
        none, rest = np.zeros(0, np.int32), np.full(1, -1, np.int32)
        which = self.mixture_distribution.sample(
            sample_shape=joined([n], pick(self.is_scalar_batch(), none, [batch_size // mix_batch_size])),
            seed=distribution_util.gen_new_seed(seed, "vector_diffeomixture"),
        )
        which = array_ops.reshape(which, shape=joined([n], pick(self.is_scalar_batch(), none, rest)))
        # the points of all batches lie in one row
        stride = _size(self.grid.shape.with_rank_at_least(2)[-2:], lambda: array_ops.shape(self.grid)[-2:])
        places = math_ops.range(start=0, limit=batch_size * stride, delta=stride, dtype=which.dtype)
        weight = array_ops.gather(array_ops.reshape(self.grid, shape=[-1]), which + places)
        if self.batch_shape.is_fully_defined():
            shape = [-1, *self.batch_shape.as_list(), 1]
        else:
            shape = array_ops.concat(([-1], self.batch_shape_tensor(), [1]), axis=0)
        weight = array_ops.reshape(weight, shape=shape)
        return weight * (first - second) + second

    def _log_prob(self, x: Any) -> Any:
        z = compat_v1.stack([affine.inverse(x) for affine in self.interpolated_affine], axis=-1)
        log_prob = math_ops.reduce_sum(self.distribution.log_prob(z), axis=-2)
        log_dets = [
            affine.forward_log_det_jacobian(x, event_ndims=array_ops.rank(self.event_shape_tensor()))
            for affine in self.interpolated_affine
        ]
        log_weights = self.mixture_distribution.logits - compat_v1.stack(log_dets, axis=-1)
        return math_ops.reduce_logsumexp(log_weights + log_prob, axis=-1)

    def _mean(self) -> Any:
        weights = self._weights_of_points()
        mean = self._mean_before_map()
        total = None
        for k, affine in enumerate(self.interpolated_affine):
            total = plus(total, weights[..., k] * affine.forward(mean))
        return total

    def _covariance(self) -> Any:
        return plus(self._mean_of_covariances(), self._covariance_of_means())

    def _variance(self) -> Any:
        return plus(self._mean_of_covariances(diagonal_only=True), self._covariance_of_means(diagonal_only=True))

    def _mean_of_covariances(self, diagonal_only: bool = False) -> Any:
        weights = self.mixture_distribution.probs
        of_identity = diagonal = full = None
        for k, affine in enumerate(self.interpolated_affine):
            scale = affine.scale
            if isinstance(scale, linalg.LinearOperatorScaledIdentity):
                weight = weights[..., k, array_ops.newaxis]
                of_identity = plus(of_identity, weight * math_ops.square(scale.multiplier))
            elif isinstance(scale, linalg.LinearOperatorDiag):
                weight = weights[..., k, array_ops.newaxis]
                diagonal = plus(diagonal, weight * math_ops.square(scale.diag_part()))
            else:
                weight = weights[..., k, array_ops.newaxis, array_ops.newaxis]
                x = weight * scale.matmul(scale.to_dense(), adjoint_arg=True)
                full = plus(full, array_ops.matrix_diag_part(x) if diagonal_only else x)
        variance = self.distribution.variance()
        if of_identity is not None:
            of_identity *= variance
        if diagonal is not None:
            diagonal *= variance[..., array_ops.newaxis]
        if full is not None:
            full *= variance[..., array_ops.newaxis]
        if not diagonal_only:
            return self._as_matrix(of_identity, diagonal, full)
        found = plus(diagonal, full)
        if found is None and of_identity is not None:
            ones = array_ops.ones(self.event_shape_tensor(), dtype=self.dtype)
            return of_identity[..., array_ops.newaxis] * ones
        return plus(found, of_identity)

    def _as_matrix(self, of_identity: Any, diagonal: Any, full: Any) -> Any:
        positive = True if all(affine.scale.is_positive_definite for affine in self.endpoint_affine) else None
        operators = []
        if diagonal is not None:
            operators.append(linalg.LinearOperatorDiag(diag=diagonal, is_positive_definite=positive))
        if full is not None:
            operators.append(linalg.LinearOperatorFullMatrix(matrix=full, is_positive_definite=positive))
        if of_identity is not None:
            rows = self.event_shape_tensor()[0]
            operators.append(
                linalg.LinearOperatorScaledIdentity(
                    num_rows=rows, multiplier=of_identity, is_positive_definite=positive
                )
            )
        return add_operators(operators).to_dense()

    def _covariance_of_means(self, diagonal_only: bool = False) -> Any:
        weights = self._weights_of_points()
        if not diagonal_only:
            weights = weights[..., array_ops.newaxis, :]
        mean = self._mean_before_map()
        total = None
        of_all = self._mean()
        for k, affine in enumerate(self.interpolated_affine):
            mapped = affine.forward(mean)
            weight = weights[..., k]
            apart = mapped - of_all
            total = plus(total, weight * (math_ops.square(apart) if diagonal_only else _outer_square(apart)))
        return total

    def _mean_before_map(self) -> Any:
        shape = joined(self.batch_shape_tensor(), self.event_shape_tensor())
        mean = self.distribution.mean()
        mean = array_ops.reshape(mean, shape=array_ops.ones_like(shape, dtype=compat_v1.int32))
        mean = array_ops.tile(mean, multiples=shape)
        mean.set_shape(self.batch_shape.concatenate(self.event_shape))
        return mean

    def _weights_of_points(self) -> Any:
        weights = self.mixture_distribution.probs
        count = compat_v1.dimension_value(weights.shape.with_rank_at_least(1)[-1])
        if count is None:
            count = array_ops.shape(weights)[-1]
        ndims = self.event_shape.ndims
        if ndims is None:
            ndims = array_ops.shape(self.event_shape_tensor())[0]
        batch_shape = self.mixture_distribution.batch_shape_tensor()
        ones = array_ops.ones([ndims], dtype=compat_v1.int32)
        return array_ops.reshape(weights, shape=array_ops.concat([batch_shape, ones, [count]], axis=0))


def _checked_scales(scale: Sequence[Any] | None, validate_args: bool) -> list[Any]:
    if not scale or len(scale) < 2:
        raise ValueError(
            "Must specify list (or list-like object) of scale LinearOperators, one for each component with "
            "num_component >= 2."
        )
    dtype = scale[0].dtype.base_dtype
    for k, operator in enumerate(scale):
        if validate_args and not operator.is_positive_definite:
            raise ValueError(f"scale[{k}].is_positive_definite = {operator.is_positive_definite} != True")
        if operator.dtype.base_dtype != dtype:
            raise TypeError(
                f'dtype mismatch; scale[{k}].base_dtype="{operator.dtype.base_dtype.name}" != "{dtype.name}"'
            )
    return list(scale)


def _affine(locs: Sequence[Any], scales: Sequence[Any], validate_args: bool, name: str) -> list[Any]:
    return [
        AffineLinearOperator(shift=loc, scale=scale, validate_args=validate_args, name=f"{name}_{k}")
        for k, (loc, scale) in enumerate(zip(locs, scales, strict=True))
    ]


def _size(shape: Any, tensor: Callable[[], Any]) -> Any:
    size = shape.num_elements()
    return math_ops.reduce_prod(tensor()) if size is None else size


def _outer_square(x: Any) -> Any:
    return x[..., :, array_ops.newaxis] * x[..., array_ops.newaxis, :]
