"""`MixtureSameFamily`: one of a batch of distributions, by chance."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, distribution, math_ops
from tf1graph.tf.contrib.distributions.mixture import mask_of, padded
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.MixtureSameFamily", today="tfp.distributions.MixtureSameFamily", gone="2.0")
class MixtureSameFamily(distribution.Distribution):
    """One of the last axis of a batch of distributions, by chance.

    Args:
      mixture_distribution: a `Categorical` that says which.
      components_distribution: a distribution whose batch ends with the components.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      ValueError: they do not fit together.
    """

    def __init__(
        self,
        mixture_distribution: Any,
        components_distribution: Any,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "MixtureSameFamily",
    ):
        parameters = dict(locals())
        mixture, components = mixture_distribution, components_distribution
        with compat_v1.name_scope(name) as scope:
            self._mixture_distribution, self._components_distribution = mixture, components
            event = components.event_shape_tensor()
            known = compat_v1.dimension_value(event.shape[0])
            self._event_ndims = array_ops.shape(event)[0] if known is None else known
            if not mixture.dtype.is_integer:
                raise ValueError(f"`mixture_distribution.dtype` ({mixture.dtype.name}) is not over integers")
            if mixture.event_shape.ndims:
                raise ValueError("`mixture_distribution` must have scalar `event_dim`s")
            of_mixture, of_components = mixture.batch_shape, components.batch_shape.with_rank_at_least(1)[:-1]
            known = of_mixture.is_fully_defined() and of_components.is_fully_defined()
            if known and of_mixture.ndims != 0 and of_mixture != of_components:
                raise ValueError(
                    f"`mixture_distribution.batch_shape` (`{of_mixture.as_list()}`) is not compatible with "
                    f"`components_distribution.batch_shape` (`{of_components.as_list()}`)"
                )
            count = compat_v1.dimension_value(mixture.logits.shape.with_rank_at_least(1)[-1])
            other = compat_v1.dimension_value(components.batch_shape.with_rank_at_least(1)[-1])
            if count is not None and other is not None and count != other:
                raise ValueError(
                    f"`mixture_distribution components` ({count}) does not equal "
                    f"`components_distribution.batch_shape[-1]` ({other})"
                )
            self._num_components = array_ops.shape(mixture.logits)[-1] if count is None else count
            super().__init__(
                dtype=components.dtype,
                reparameterization_type=distribution.NOT_REPARAMETERIZED,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                parameters=parameters,
                graph_parents=mixture._graph_parents + components._graph_parents,
                name=scope,
            )

    @property
    def mixture_distribution(self) -> Any:
        return self._mixture_distribution

    @property
    def components_distribution(self) -> Any:
        return self._components_distribution

    def _batch_shape_tensor(self) -> Any:
        return self.components_distribution.batch_shape_tensor()[:-1]

    def _batch_shape(self) -> Any:
        return self.components_distribution.batch_shape.with_rank_at_least(1)[:-1]

    def _event_shape_tensor(self) -> Any:
        return self.components_distribution.event_shape_tensor()

    def _event_shape(self) -> Any:
        return self.components_distribution.event_shape

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        # 1.15.5 passes the seed over
        x = self.components_distribution.sample(n)
        mask = mask_of(self.mixture_distribution.sample(n), self._num_components, x.dtype)
        return math_ops.reduce_sum(x * self._padded(mask), axis=-1 - self._event_ndims)

    def _log_prob(self, x: Any) -> Any:
        return self._mixed(self.components_distribution.log_prob(self._pad_sample_dims(x)))

    def _log_cdf(self, x: Any) -> Any:
        return self._mixed(self.components_distribution.log_cdf(self._pad_sample_dims(x)))

    def _mixed(self, of_components: Any) -> Any:
        log_probs = compat_v1.nn.log_softmax(self.mixture_distribution.logits, axis=-1)
        return math_ops.reduce_logsumexp(of_components + log_probs, axis=-1)

    def _mean(self) -> Any:
        probs = self._padded(self.mixture_distribution.probs)
        return math_ops.reduce_sum(probs * self.components_distribution.mean(), axis=-1 - self._event_ndims)

    def _variance(self) -> Any:
        probs = self._padded(self.mixture_distribution.probs)
        axis = -1 - self._event_ndims
        within = math_ops.reduce_sum(probs * self.components_distribution.variance(), axis=axis)
        means = self.components_distribution.mean()
        apart = math_ops.squared_difference(means, self._pad_sample_dims(self._mean()))
        return within + math_ops.reduce_sum(probs * apart, axis=axis)

    def _covariance(self) -> Any:
        if self.event_shape.ndims != 1:
            raise NotImplementedError("covariance is not implemented")
        probs = self._padded(self._padded(self.mixture_distribution.probs))
        within = math_ops.reduce_sum(probs * self.components_distribution.covariance(), axis=-3)
        means = self.components_distribution.mean()
        apart = means - self._pad_sample_dims(self._mean())
        apart = apart[..., array_ops.newaxis, :] * apart[..., array_ops.newaxis]
        return within + math_ops.reduce_sum(probs * apart, axis=-3)

    def _padded(self, x: Any) -> Any:
        return padded(x, self, self.mixture_distribution, self._event_shape().ndims)

    def _pad_sample_dims(self, x: Any) -> Any:
        """`x` with an axis for the components before those of its event."""
        with compat_v1.name_scope("pad_sample_dims", values=[x]):
            ndims = array_ops.rank(x) if x.shape.ndims is None else x.shape.ndims
            shape = array_ops.shape(x)
            cut = ndims - self._event_ndims
            return array_ops.reshape(x, shape=array_ops.concat([shape[:cut], [1], shape[cut:]], axis=0))
