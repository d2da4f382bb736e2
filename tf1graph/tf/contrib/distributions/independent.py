"""`Independent`: the last axes of a batch as an event."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    distribution,
    kullback_leibler,
    math_ops,
    ops,
    tensor_shape,
    tensor_util,
)
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.Independent", today="tfp.distributions.Independent", gone="2.0")
class Independent(distribution.Distribution):
    """The distribution of several independent draws together.

    Args:
      distribution: that of the draws, whose batch they are.
      reinterpreted_batch_ndims: how many of the last axes of its batch make an event; all but the first where None.
      validate_args: whether arguments are checked when the graph runs.
      name: of the distribution; "Independent" before that of `distribution` where it is None.

    Raises:
      ValueError: its batch has fewer axes.
    """

    def __init__(
        self,
        distribution: Any,
        reinterpreted_batch_ndims: Any = None,
        validate_args: bool = False,
        name: str | None = None,
    ):
        parameters = dict(locals())
        name = name or "Independent" + distribution.name
        self._distribution = distribution
        with compat_v1.name_scope(name) as scope:
            if reinterpreted_batch_ndims is None:
                ndims = distribution.batch_shape.ndims
                if ndims is None:
                    ndims = array_ops.shape(distribution.batch_shape_tensor())[0]
                    reinterpreted_batch_ndims = math_ops.maximum(0, ndims - 1)
                else:
                    reinterpreted_batch_ndims = np.maximum(0, ndims - 1)
            count = ops.convert_to_tensor(
                reinterpreted_batch_ndims, dtype=compat_v1.int32, name="reinterpreted_batch_ndims"
            )
            self._known = tensor_util.constant_value(count)
            self._reinterpreted_batch_ndims = count if self._known is None else self._known
            super().__init__(
                dtype=distribution.dtype,
                reparameterization_type=distribution.reparameterization_type,
                validate_args=validate_args,
                allow_nan_stats=distribution.allow_nan_stats,
                parameters=parameters,
                graph_parents=[count, *distribution._graph_parents],
                name=scope,
            )
            self._runtime_assertions = self._checks(count)

    @property
    def distribution(self) -> Any:
        """The distribution of the draws."""
        return self._distribution

    @property
    def reinterpreted_batch_ndims(self) -> Any:
        return self._reinterpreted_batch_ndims

    def _batch_shape_tensor(self) -> Any:
        with self._checked():
            shape, kept = self._cut()
            return shape[:kept]

    def _batch_shape(self) -> Any:
        shape = self.distribution.batch_shape
        if self._known is None or shape.ndims is None:
            return tensor_shape.TensorShape(None)
        return shape[: shape.ndims - self._known]

    def _event_shape_tensor(self) -> Any:
        with self._checked():
            shape, kept = self._cut()
            return array_ops.concat([shape[kept:], self.distribution.event_shape_tensor()], axis=0)

    def _event_shape(self) -> Any:
        shape = self.distribution.batch_shape
        if self._known is None or shape.ndims is None:
            return tensor_shape.TensorShape(None)
        return shape[shape.ndims - self._known :].concatenate(self.distribution.event_shape)

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        with self._checked():
            return self.distribution.sample(sample_shape=n, seed=seed)

    def _log_prob(self, x: Any) -> Any:
        with self._checked():
            return self._summed(self.distribution.log_prob(x))

    def _entropy(self) -> Any:
        with self._checked():
            return self._summed(self.distribution.entropy())

    def _mean(self) -> Any:
        with self._checked():
            return self.distribution.mean()

    def _variance(self) -> Any:
        with self._checked():
            return self.distribution.variance()

    def _stddev(self) -> Any:
        with self._checked():
            return self.distribution.stddev()

    def _mode(self) -> Any:
        with self._checked():
            return self.distribution.mode()

    def _checked(self) -> Any:
        return compat_v1.control_dependencies(self._runtime_assertions)

    def _batch_of(self) -> tuple[Any, Any]:
        shape = self.distribution.batch_shape_tensor()
        known = compat_v1.dimension_value(shape.shape.with_rank_at_least(1)[0])
        return shape, array_ops.shape(shape)[0] if known is None else known

    def _cut(self) -> tuple[Any, Any]:
        """The shape of the batch of the draws, and how many of its axes stay."""
        shape, ndims = self._batch_of()
        return shape, ndims - self.reinterpreted_batch_ndims

    def _checks(self, count: Any) -> list[Any]:
        ndims = self.distribution.batch_shape.ndims
        if ndims is not None and self._known is not None:
            if self._known > ndims:
                raise ValueError(
                    f"reinterpreted_batch_ndims({self._known}) cannot exceed distribution.batch_ndims({ndims})"
                )
            return []
        if not self.validate_args:
            return []
        words = "reinterpreted_batch_ndims cannot exceed distribution.batch_ndims"
        return [check_ops.assert_less_equal(count, self._batch_of()[1], message=words)]

    def _summed(self, statistic: Any) -> Any:
        axes = math_ops.range(self._reinterpreted_batch_ndims) if self._known is None else np.arange(self._known)
        return math_ops.reduce_sum(statistic, axis=-1 - axes)


@kullback_leibler.RegisterKL(Independent, Independent)
def _kl_of_independents(a: Any, b: Any, name: str = "kl_independent") -> Any:
    p, q = a.distribution, b.distribution
    if not (a.event_shape.is_fully_defined() and b.event_shape.is_fully_defined()):
        raise NotImplementedError("KL between Independents whose event shapes are not known is not supported.")
    if a.event_shape != b.event_shape:
        raise ValueError("Event shapes do not match.")
    if p.event_shape != q.event_shape:
        raise NotImplementedError("KL between Independents with different event shapes not supported.")
    count = a.event_shape.ndims - p.event_shape.ndims
    axes = [-i - 1 for i in range(count)]
    return math_ops.reduce_sum(kullback_leibler.kl_divergence(p, q, name=name), axis=axes)
