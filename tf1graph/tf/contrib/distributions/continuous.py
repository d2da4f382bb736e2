"""Continuous distributions of numbers: `Cauchy`, `HalfNormal`, `InverseGamma`, `Chi2` and others."""

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
    random_ops,
    special_math,
)
from tf1graph.tf.contrib.distributions.scalar import OfLocAndScale, OfNumbers, checking, shapes_like
from tf1graph.tf.names import provide

softplus = compat_v1.nn.softplus


@provide("tf.contrib.distributions.Cauchy", today="tfp.distributions.Cauchy", gone="2.0")
class Cauchy(OfLocAndScale):
    """Cauchy's distribution, which has no mean.

    Args:
      loc, scale: tensors that broadcast.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.
    """

    def __init__(
        self, loc: Any, scale: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Cauchy"
    ):
        super().__init__(loc, scale, validate_args, allow_nan_stats, name, dict(locals()))

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        shape = array_ops.concat([[n], self.batch_shape_tensor()], 0)
        return self._quantile(
            random_ops.random_uniform(shape=shape, minval=0.0, maxval=1.0, dtype=self.dtype, seed=seed)
        )

    def _log_prob(self, x: Any) -> Any:
        unnormalized = -math_ops.log1p(math_ops.square(self._z(x)))
        return unnormalized - (np.log(np.pi) + math_ops.log(self.scale))

    def _cdf(self, x: Any) -> Any:
        return math_ops.atan(self._z(x)) / np.pi + 0.5

    def _log_cdf(self, x: Any) -> Any:
        return math_ops.log1p(2 / np.pi * math_ops.atan(self._z(x))) - np.log(2)

    def _entropy(self) -> Any:
        entropy = np.log(4 * np.pi) + math_ops.log(self.scale)
        return entropy * array_ops.ones_like(self.loc)

    def _quantile(self, p: Any) -> Any:
        return self.loc + self.scale * math_ops.tan(np.pi * (p - 0.5))

    def _mode(self) -> Any:
        return self.loc * array_ops.ones_like(self.scale)

    def _mean(self) -> Any:
        return self._undefined("mean")

    def _stddev(self) -> Any:
        return self._undefined("stddev")

    def _undefined(self, what: str) -> Any:
        if not self.allow_nan_stats:
            raise ValueError(f"`{what}` is undefined for Cauchy distribution.")
        return compat_v1.fill(self.batch_shape_tensor(), self.dtype.as_numpy_dtype(np.nan))


@provide("tf.contrib.distributions.HalfNormal", today="tfp.distributions.HalfNormal", gone="2.0")
class HalfNormal(OfNumbers):
    """The absolute value of what is normal around zero.

    Args:
      scale: a positive tensor.
      validate_args, allow_nan_stats, name: as of `Cauchy`.
    """

    def __init__(self, scale: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "HalfNormal"):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[scale]) as scope, checking(validate_args, scale):
            self._scale = array_ops.identity(scale, name="scale")
        super().__init__(
            dtype=self._scale.dtype,
            reparameterization_type=distribution.FULLY_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._scale],
            name=scope,
        )

    @staticmethod
    def _param_shapes(sample_shape: Any) -> dict[str, Any]:
        return shapes_like(sample_shape, "scale")

    @property
    def scale(self) -> Any:
        return self._scale

    def _parameters_of_batch(self) -> tuple[Any, ...]:
        return (self._scale,)

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        shape = array_ops.concat([[n], self.batch_shape_tensor()], 0)
        draws = random_ops.random_normal(shape=shape, mean=0.0, stddev=1.0, dtype=self.dtype, seed=seed)
        return math_ops.abs(draws * self.scale)

    def _prob(self, x: Any) -> Any:
        height = np.sqrt(2) / self.scale / np.sqrt(np.pi)
        density = height * math_ops.exp(-0.5 * (x / self.scale) ** 2)
        return density * math_ops.cast(x >= 0, self.dtype)

    def _cdf(self, x: Any) -> Any:
        return math_ops.erf(compat_v1.nn.relu(x) / self.scale / np.sqrt(2.0))

    def _entropy(self) -> Any:
        return 0.5 * math_ops.log(np.pi * self.scale**2.0 / 2.0) + 0.5

    def _mean(self) -> Any:
        return self.scale * np.sqrt(2.0) / np.sqrt(np.pi)

    def _quantile(self, p: Any) -> Any:
        return np.sqrt(2.0) * self.scale * special_math.erfinv(p)

    def _mode(self) -> Any:
        return array_ops.zeros(self.batch_shape_tensor())

    def _variance(self) -> Any:
        return self.scale**2.0 * (1.0 - 2.0 / np.pi)


@provide("tf.contrib.distributions.InverseGamma", today="tfp.distributions.InverseGamma", gone="2.0")
class InverseGamma(OfNumbers):
    """One divided by what is of a gamma distribution.

    Args:
      concentration, rate: positive tensors that broadcast.
      validate_args, allow_nan_stats, name: as of `Cauchy`.
    """

    def __init__(
        self,
        concentration: Any,
        rate: Any,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "InverseGamma",
    ):
        parameters = dict(locals())
        with (
            compat_v1.name_scope(name, values=[concentration, rate]) as scope,
            checking(validate_args, concentration, rate),
        ):
            self._concentration = array_ops.identity(concentration, name="concentration")
            self._rate = array_ops.identity(rate, name="rate")
            check_ops.assert_same_float_dtype([self._concentration, self._rate])
        super().__init__(
            dtype=self._concentration.dtype,
            reparameterization_type=distribution.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._concentration, self._rate],
            name=scope,
        )

    @staticmethod
    def _param_shapes(sample_shape: Any) -> dict[str, Any]:
        return shapes_like(sample_shape, "concentration", "rate")

    @property
    def concentration(self) -> Any:
        return self._concentration

    @property
    def rate(self) -> Any:
        return self._rate

    def _parameters_of_batch(self) -> tuple[Any, ...]:
        return self._concentration, self._rate

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        return 1.0 / random_ops.random_gamma(
            shape=[n], alpha=self.concentration, beta=self.rate, dtype=self.dtype, seed=seed
        )

    def _log_prob(self, x: Any) -> Any:
        x = self._valid(x)
        unnormalized = -(1.0 + self.concentration) * math_ops.log(x) - self.rate / x
        return unnormalized - (math_ops.lgamma(self.concentration) - self.concentration * math_ops.log(self.rate))

    def _cdf(self, x: Any) -> Any:
        return math_ops.igammac(self.concentration, self.rate / self._valid(x))

    def _entropy(self) -> Any:
        entropy = self.concentration + math_ops.log(self.rate) + math_ops.lgamma(self.concentration)
        return entropy - (1.0 + self.concentration) * math_ops.digamma(self.concentration)

    def _mean(self) -> Any:
        mean = self.rate / (self.concentration - 1.0)
        return self._where_defined(mean, 1.0, "mean", array_ops.ones)

    def _variance(self) -> Any:
        squared = math_ops.square(self.rate)
        distance = math_ops.squared_difference(self.concentration, 1.0)
        variance = squared / distance / (self.concentration - 2.0)
        return self._where_defined(variance, 2.0, "variance", lambda _, dtype: compat_v1.constant(2.0, dtype=dtype))

    def _mode(self) -> Any:
        return self.rate / (1.0 + self.concentration)

    def _where_defined(self, statistic: Any, least: float, what: str, as_tensor: Any) -> Any:
        if self.allow_nan_stats:
            nan = np.array(np.nan, dtype=self.dtype.as_numpy_dtype())
            nan = compat_v1.fill(self.batch_shape_tensor(), nan, name="nan")
            return compat_v1.where_v2(self.concentration > least, statistic, nan)
        words = f"{what} undefined when any concentration <= {least:.0f}"
        check = check_ops.assert_less(as_tensor([], self.dtype), self.concentration, message=words)
        return control_flow_ops.with_dependencies([check], statistic)

    def _valid(self, x: Any) -> Any:
        check_ops.assert_same_float_dtype(tensors=[x], dtype=self.dtype)
        if not self.validate_args:
            return x
        return control_flow_ops.with_dependencies([check_ops.assert_positive(x)], x)


@provide("tf.contrib.distributions.InverseGammaWithSoftplusConcentrationRate", gone="2.0")
class InverseGammaWithSoftplusConcentrationRate(InverseGamma):
    """`InverseGamma` of the softplus of both."""

    def __init__(
        self,
        concentration: Any,
        rate: Any,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "InverseGammaWithSoftplusConcentrationRate",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[concentration, rate]) as scope:
            super().__init__(
                concentration=softplus(concentration, name="softplus_concentration"),
                rate=softplus(rate, name="softplus_rate"),
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                name=scope,
            )
        self._parameters = parameters


@provide("tf.contrib.distributions.Chi2", today="tfp.distributions.Chi2", gone="2.0")
class Chi2(compat_v1.distributions.Gamma):
    """The chi-squared distribution.

    Args:
      df: the degrees of freedom, a positive tensor.
      validate_args, allow_nan_stats, name: as of `Cauchy`.
    """

    def __init__(self, df: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Chi2"):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[df]) as scope:
            with checking(validate_args, df):
                self._df = array_ops.identity(df, name="df")
            super().__init__(
                concentration=0.5 * self._df,
                rate=compat_v1.constant(0.5, dtype=self._df.dtype),
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                name=scope,
            )
        self._parameters = parameters

    @staticmethod
    def _param_shapes(sample_shape: Any) -> dict[str, Any]:
        return shapes_like(sample_shape, "df")

    @property
    def df(self) -> Any:
        return self._df


@provide("tf.contrib.distributions.Chi2WithAbsDf", gone="2.0")
class Chi2WithAbsDf(Chi2):
    """`Chi2` of the absolute value of `df`, without its fraction."""

    def __init__(self, df: Any, validate_args: bool = False, allow_nan_stats: bool = True, name: str = "Chi2WithAbsDf"):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[df]) as scope:
            super().__init__(
                df=math_ops.floor(math_ops.abs(df, name="abs_df"), name="floor_abs_df"),
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                name=scope,
            )
        self._parameters = parameters
