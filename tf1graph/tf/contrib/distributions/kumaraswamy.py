"""`Kumaraswamy`: a distribution of numbers between 0 and 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution,
    math_ops,
    ops,
    special_math_ops,
)
from tf1graph.tf.contrib.distributions.bijectors import kumaraswamy
from tf1graph.tf.contrib.distributions.scalar import broadcast_shape_of
from tf1graph.tf.contrib.distributions.transformed_distribution import TransformedDistribution
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.Kumaraswamy", today="tfp.distributions.Kumaraswamy", gone="2.0")
class Kumaraswamy(TransformedDistribution):
    """The distribution whose distribution function is `1 - (1 - x ** concentration1) ** concentration0`.

    Args:
      concentration1, concentration0: positive tensors that broadcast.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.
    """

    def __init__(
        self,
        concentration1: Any = None,
        concentration0: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Kumaraswamy",
    ):
        with compat_v1.name_scope(name, values=[concentration1, concentration0]) as scope:
            concentration1 = ops.convert_to_tensor(concentration1, name="concentration1")
            concentration0 = ops.convert_to_tensor(concentration0, name="concentration0")
        dtype = concentration1.dtype
        super().__init__(
            distribution=compat_v1.distributions.Uniform(
                low=array_ops.zeros([], dtype=dtype),
                high=array_ops.ones([], dtype=dtype),
                allow_nan_stats=allow_nan_stats,
            ),
            bijector=kumaraswamy.Kumaraswamy(concentration1, concentration0, validate_args=validate_args),
            batch_shape=broadcast_shape_of(concentration1, concentration0),
            name=scope,
        )
        self._reparameterization_type = distribution.FULLY_REPARAMETERIZED

    @property
    def concentration1(self) -> Any:
        return self.bijector.concentration1

    @property
    def concentration0(self) -> Any:
        return self.bijector.concentration0

    def _entropy(self) -> Any:
        a, b = self.concentration1, self.concentration0
        entropy = 1 - 1.0 / a + (1 - 1.0 / b) * _harmonic_number(b)
        return entropy + math_ops.log(a) + math_ops.log(b)

    def _moment(self, n: int) -> Any:
        total = self.concentration1 + self.concentration0
        a, b = (
            array_ops.ones_like(total, dtype=self.dtype) * concentration
            for concentration in (self.concentration1, self.concentration0)
        )
        beta = compat_v1.stack([1 + n / a, b], -1)
        return math_ops.exp(math_ops.log(b) + special_math_ops.lbeta(beta))

    def _mean(self) -> Any:
        return self._moment(1)

    def _variance(self) -> Any:
        return self._moment(2) - math_ops.square(self._moment(1))

    def _mode(self) -> Any:
        a, b = self.concentration1, self.concentration0
        mode = ((a - 1) / (a * b - 1)) ** (1.0 / a)
        if self.allow_nan_stats:
            nan = np.array(np.nan, dtype=self.dtype.as_numpy_dtype)
            nan = compat_v1.fill(self.batch_shape_tensor(), nan, name="nan")
            return compat_v1.where_v2((a > 1.0) & (b > 1.0), mode, nan)
        checks = [
            check_ops.assert_less(
                array_ops.ones([], dtype=concentration.dtype),
                concentration,
                message=f"Mode undefined for {name} <= 1.",
            )
            for name, concentration in (("concentration1", a), ("concentration0", b))
        ]
        return control_flow_ops.with_dependencies(checks, mode)


def _harmonic_number(x: Any) -> Any:
    one = array_ops.ones([], dtype=x.dtype)
    return math_ops.digamma(x + one) - math_ops.digamma(one)
