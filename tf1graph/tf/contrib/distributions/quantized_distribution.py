"""`QuantizedDistribution`: a distribution rounded up to whole numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution,
    distribution_util,
    math_ops,
    ops,
)
from tf1graph.tf.names import provide

where = compat_v1.where


@provide("tf.contrib.distributions.QuantizedDistribution", today="tfp.distributions.QuantizedDistribution", gone="2.0")
class QuantizedDistribution(distribution.Distribution):
    """The next whole number above a draw of `distribution`, but not below `low` nor above `high`.

    Args:
      distribution: of the draws; it needs a distribution function.
      low, high: whole numbers of its dtype, or None.
      validate_args: whether arguments are checked when the graph runs.
      name: of the distribution.
    """

    def __init__(
        self,
        distribution: Any,
        low: Any = None,
        high: Any = None,
        validate_args: bool = False,
        name: str = "QuantizedDistribution",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[low, high]) as scope:
            self._dist = distribution
            low = None if low is None else ops.convert_to_tensor(low, name="low")
            high = None if high is None else ops.convert_to_tensor(high, name="high")
            check_ops.assert_same_float_dtype(tensors=[distribution, low, high])
            self._validate_args = validate_args
            checks = []
            if validate_args and low is not None and high is not None:
                checks.append(check_ops.assert_less(low, high, message="low must be strictly less than high."))
            with compat_v1.control_dependencies(checks):
                self._low = None if low is None else self._whole(low)
                self._high = None if high is None else self._whole(high)
        super().__init__(
            dtype=distribution.dtype,
            reparameterization_type=compat_v1.distributions.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=distribution.allow_nan_stats,
            parameters=parameters,
            graph_parents=[
                *distribution._graph_parents,
                *(bound for bound in (self._low, self._high) if bound is not None),
            ],
            name=scope,
        )

    @property
    def distribution(self) -> Any:
        """The distribution of the draws."""
        return self._dist

    @property
    def low(self) -> Any:
        return self._low

    @property
    def high(self) -> Any:
        return self._high

    def _batch_shape_tensor(self) -> Any:
        return self.distribution.batch_shape_tensor()

    def _batch_shape(self) -> Any:
        return self.distribution.batch_shape

    def _event_shape_tensor(self) -> Any:
        return self.distribution.event_shape_tensor()

    def _event_shape(self) -> Any:
        return self.distribution.event_shape

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        with compat_v1.name_scope("transform"):
            n = ops.convert_to_tensor(n, name="n")
            draws = self.distribution.sample(n, seed=seed)
            ones = array_ops.ones_like(draws)
            found = math_ops.ceil(draws)
            if self._low is not None:
                found = where(found < self._low, self._low * ones, found)
            if self._high is not None:
                found = where(found > self._high, self._high * ones, found)
            return found

    def _log_prob(self, y: Any) -> Any:
        y = self._whole(y)
        try:
            above, above_before = self.log_survival_function(y), self.log_survival_function(y - 1)
            below, below_before = self.log_cdf(y), self.log_cdf(y - 1)
            # of the two differences the one of the smaller numbers, which is the more exact
            big = where(above < below, above_before, below)
            return _log_difference(big, where(above < below, above, below_before))
        except NotImplementedError:
            return _log_difference(self.log_cdf(y), self.log_cdf(y - 1))

    def _prob(self, y: Any) -> Any:
        y = self._whole(y)
        try:
            above, above_before = self.survival_function(y), self.survival_function(y - 1)
            below, below_before = self.cdf(y), self.cdf(y - 1)
            return where(above < below, above_before - above, below - below_before)
        except NotImplementedError:
            return self.cdf(y) - self.cdf(y - 1)

    def _log_cdf(self, y: Any) -> Any:
        return self._bounded(self.distribution.log_cdf, math_ops.floor(y), _minus_infinity, array_ops.zeros_like)

    def _cdf(self, y: Any) -> Any:
        return self._bounded(self.distribution.cdf, math_ops.floor(y), array_ops.zeros_like, array_ops.ones_like)

    def _log_survival_function(self, y: Any) -> Any:
        function = self.distribution.log_survival_function
        return self._bounded(function, math_ops.ceil(y), array_ops.zeros_like, _minus_infinity)

    def _survival_function(self, y: Any) -> Any:
        function = self.distribution.survival_function
        return self._bounded(function, math_ops.ceil(y), array_ops.ones_like, array_ops.zeros_like)

    def _bounded(self, function: Any, j: Any, below: Any, above: Any) -> Any:
        """The function at `j`, with what it is beyond the bounds."""
        found = function(j)
        j += array_ops.zeros_like(found)
        if self._low is not None:
            beyond = below(found) if below is _minus_infinity else None
            is_below = j < self._low
            found = where(is_below, below(found) if beyond is None else beyond, found)
        if self._high is not None:
            beyond = above(found) if above is _minus_infinity else None
            is_above = j >= self._high
            found = where(is_above, above(found) if beyond is None else beyond, found)
        return found

    def _whole(self, value: Any) -> Any:
        with compat_v1.name_scope("check_integer", values=[value]):
            value = ops.convert_to_tensor(value, name="value")
            if not self.validate_args:
                return value
            check = distribution_util.assert_integer_form(value, message="value has non-integer components.")
            return control_flow_ops.with_dependencies([check], value)


def _minus_infinity(like: Any) -> Any:
    return -np.inf * array_ops.ones_like(like)


def _log_difference(big: Any, small: Any) -> Any:
    """The logarithm of `exp(big) - exp(small)`."""
    with compat_v1.name_scope("logsum_expbig_minus_expsmall", values=[small, big]):
        return math_ops.log(1.0 - math_ops.exp(small - big)) + big
