"""The logistic distribution."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, compat_v1, math_ops, random_ops
from tf1graph.tf.contrib.distributions.scalar import OfLocAndScale
from tf1graph.tf.names import provide

softplus = compat_v1.nn.softplus


@provide("tf.contrib.distributions.Logistic", today="tfp.distributions.Logistic", gone="2.0")
class Logistic(OfLocAndScale):
    """The distribution whose distribution function is the sigmoid of `(x - loc) / scale`.

    Args:
      loc, scale: tensors that broadcast.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.
    """

    def __init__(
        self,
        loc: Any,
        scale: Any,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Logistic",
    ):
        super().__init__(loc, scale, validate_args, allow_nan_stats, name, dict(locals()))

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        uniform = random_ops.random_uniform(
            shape=array_ops.concat([[n], self.batch_shape_tensor()], 0),
            minval=np.finfo(self.dtype.as_numpy_dtype).tiny,
            maxval=1.0,
            dtype=self.dtype,
            seed=seed,
        )
        draws = math_ops.log(uniform) - math_ops.log1p(-1.0 * uniform)
        return draws * self.scale + self.loc

    def _log_prob(self, x: Any) -> Any:
        return self._log_unnormalized_prob(x) - self._log_normalization()

    def _log_cdf(self, x: Any) -> Any:
        return -softplus(-self._z(x))

    def _cdf(self, x: Any) -> Any:
        return math_ops.sigmoid(self._z(x))

    def _log_survival_function(self, x: Any) -> Any:
        return -softplus(self._z(x))

    def _survival_function(self, x: Any) -> Any:
        return math_ops.sigmoid(-self._z(x))

    def _log_unnormalized_prob(self, x: Any) -> Any:
        z = self._z(x)
        return -z - 2.0 * softplus(-z)

    def _log_normalization(self) -> Any:
        return math_ops.log(self.scale)

    def _entropy(self) -> Any:
        return 2 + math_ops.log(self.scale * array_ops.ones_like(self.loc))

    def _mean(self) -> Any:
        return self.loc * array_ops.ones_like(self.scale)

    def _stddev(self) -> Any:
        return self.scale * array_ops.ones_like(self.loc) * math.pi / math.sqrt(3)

    def _mode(self) -> Any:
        return self._mean()
