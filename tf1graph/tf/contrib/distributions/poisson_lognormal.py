"""Poisson's distribution whose rate is log-normal, by quadrature: `PoissonLogNormalQuadratureCompound`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    compat_v1,
    distribution,
    distribution_util,
    math_ops,
    ops,
    random_ops,
    tensor_shape,
)
from tf1graph.tf.contrib.distributions.discrete import Poisson
from tf1graph.tf.contrib.distributions.quadrature import quadrature_scheme_lognormal_quantiles
from tf1graph.tf.contrib.distributions.scalar import joined
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.distributions.PoissonLogNormalQuadratureCompound",
    today="tfp.distributions.PoissonLogNormalQuadratureCompound",
    gone="2.0",
)
class PoissonLogNormalQuadratureCompound(distribution.Distribution):
    """Poisson's distribution whose rate is itself drawn, from a log-normal distribution of a few points.

    Args:
      loc, scale: of the logarithm of the rate, tensors that broadcast.
      quadrature_size: how many points stand for that distribution.
      quadrature_fn: gives them and their weights, of `loc`, `scale`, their number and `validate_args`.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      TypeError: points and weights are of two dtypes.
    """

    def __init__(
        self,
        loc: Any,
        scale: Any,
        quadrature_size: int = 8,
        quadrature_fn: Callable[..., Any] = quadrature_scheme_lognormal_quantiles,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "PoissonLogNormalQuadratureCompound",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[loc, scale]) as scope:
            if loc is not None:
                loc = ops.convert_to_tensor(loc, name="loc")
            if scale is not None:
                scale = ops.convert_to_tensor(scale, dtype=None if loc is None else loc.dtype, name="scale")
            grid, probs = quadrature_fn(loc, scale, quadrature_size, validate_args)
            if grid.dtype.base_dtype != probs.dtype.base_dtype:
                raise TypeError(
                    f"Quadrature grid dtype ({grid.dtype.name}) does not match quadrature probs dtype "
                    f"({probs.dtype.name})."
                )
            self._distribution = Poisson(log_rate=grid, validate_args=validate_args, allow_nan_stats=allow_nan_stats)
            self._mixture_distribution = compat_v1.distributions.Categorical(
                logits=math_ops.log(probs), validate_args=validate_args, allow_nan_stats=allow_nan_stats
            )
            self._loc, self._scale = loc, scale
            self._quadrature_size = quadrature_size
            super().__init__(
                dtype=grid.dtype,
                reparameterization_type=distribution.NOT_REPARAMETERIZED,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                parameters=parameters,
                graph_parents=[loc, scale],
                name=scope,
            )

    @property
    def mixture_distribution(self) -> Any:
        """Which point is drawn."""
        return self._mixture_distribution

    @property
    def distribution(self) -> Any:
        """That of each point."""
        return self._distribution

    @property
    def loc(self) -> Any:
        return self._loc

    @property
    def scale(self) -> Any:
        return self._scale

    @property
    def quadrature_size(self) -> int:
        return self._quadrature_size

    def _batch_shape_tensor(self) -> Any:
        shape = self.distribution.batch_shape_tensor()
        return compat_v1.broadcast_dynamic_shape(shape, array_ops.shape(self.mixture_distribution.logits))[:-1]

    def _batch_shape(self) -> Any:
        logits = self.mixture_distribution.logits
        return compat_v1.broadcast_static_shape(self.distribution.batch_shape, logits.shape)[:-1]

    def _event_shape(self) -> Any:
        return tensor_shape.TensorShape([])

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        batch_size = self.batch_shape.num_elements()
        if batch_size is None:
            batch_size = math_ops.reduce_prod(self.batch_shape_tensor())
        pick = distribution_util.pick_vector
        none, rest = np.zeros(0, np.int32), np.full(1, -1, np.int32)
        which = self.mixture_distribution.sample(
            sample_shape=joined([n], pick(self.mixture_distribution.is_scalar_batch(), [batch_size], none)),
            seed=distribution_util.gen_new_seed(seed, "poisson_lognormal_quadrature_compound"),
        )
        which = array_ops.reshape(which, shape=joined([n], pick(self.is_scalar_batch(), none, rest)))
        # the rates of all batches lie in one row
        size = self.quadrature_size
        which += math_ops.range(start=0, limit=batch_size * size, delta=size, dtype=which.dtype)
        rate = array_ops.gather(array_ops.reshape(self.distribution.rate, shape=[-1]), which)
        rate = array_ops.reshape(rate, shape=joined([n], self.batch_shape_tensor()))
        return random_ops.random_poisson(lam=rate, shape=[], dtype=self.dtype, seed=seed)

    def _log_prob(self, x: Any) -> Any:
        of_points = self.distribution.log_prob
        both = self.mixture_distribution.logits + of_points(x[..., array_ops.newaxis])
        return math_ops.reduce_logsumexp(both, axis=-1)

    def _mean(self) -> Any:
        both = self.mixture_distribution.logits + self.distribution.log_rate
        return math_ops.exp(math_ops.reduce_logsumexp(both, axis=-1))

    def _variance(self) -> Any:
        return math_ops.exp(self._log_variance())

    def _stddev(self) -> Any:
        return math_ops.exp(0.5 * self._log_variance())

    def _log_variance(self) -> Any:
        """Of the mean of the points' variances plus the variance of their means."""
        apart = self.distribution.mean() - self._mean()[..., array_ops.newaxis]
        parts = compat_v1.stack([self.distribution.log_rate, 2.0 * math_ops.log(math_ops.abs(apart))], axis=-1)
        weights = self.mixture_distribution.logits[..., array_ops.newaxis]
        return math_ops.reduce_logsumexp(weights + parts, axis=[-2, -1])
