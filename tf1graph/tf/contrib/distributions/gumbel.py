"""Gumbel's distribution, which 1.15.5 left out of what it published."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, math_ops, random_ops
from tf1graph.tf.contrib.distributions.scalar import OfLocAndScale


class _Gumbel(OfLocAndScale):
    """The distribution whose distribution function is `exp(-exp(-(x - loc) / scale))`.

    Args:
      loc, scale: tensors that broadcast.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.
    """

    def __init__(
        self, loc: Any, scale: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Gumbel"
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
        return -math_ops.log(-math_ops.log(uniform)) * self.scale + self.loc

    def _log_prob(self, x: Any) -> Any:
        z = self._z(x)
        return -z - math_ops.exp(-z) - math_ops.log(self.scale)

    def _log_cdf(self, x: Any) -> Any:
        return -math_ops.exp(-self._z(x))

    def _cdf(self, x: Any) -> Any:
        return math_ops.exp(-math_ops.exp(-self._z(x)))

    def _entropy(self) -> Any:
        return 1 + math_ops.log(self.scale * array_ops.ones_like(self.loc)) + np.euler_gamma

    def _mean(self) -> Any:
        return self.loc + self.scale * np.euler_gamma

    def _stddev(self) -> Any:
        return self.scale * array_ops.ones_like(self.loc) * math.pi / math.sqrt(6)

    def _mode(self) -> Any:
        return self.loc * array_ops.ones_like(self.scale)
