"""Distributions of whole numbers: `Poisson`, `Geometric`, `Binomial`, `NegativeBinomial`."""

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
    random_ops,
)
from tf1graph.tf.contrib.distributions.scalar import OfNumbers, checking
from tf1graph.tf.names import provide


class _OfWholeNumbers(OfNumbers):
    def _declare(self, scope: str, parents: list[Any], parameters: Any, validate_args: bool, nan: bool) -> None:
        super().__init__(
            dtype=parents[0].dtype,
            reparameterization_type=distribution.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=nan,
            parameters=parameters,
            graph_parents=parents,
            name=scope,
        )

    def _whole(self, x: Any) -> Any:
        return distribution_util.embed_check_nonnegative_integer_form(x) if self.validate_args else x


class _OfTrials(_OfWholeNumbers):
    _logits: Any
    _probs: Any

    @property
    def logits(self) -> Any:
        return self._logits

    @property
    def probs(self) -> Any:
        return self._probs


@provide("tf.contrib.distributions.Poisson", today="tfp.distributions.Poisson", gone="2.0")
class Poisson(_OfWholeNumbers):
    """Poisson's distribution.

    Args:
      rate: the mean, a positive tensor.
      log_rate: its logarithm, in place of it.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.

    Raises:
      ValueError: both are given, or neither.
      TypeError: they are not floating.
    """

    def __init__(
        self,
        rate: Any = None,
        log_rate: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Poisson",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[rate]) as scope:
            if (rate is None) == (log_rate is None):
                raise ValueError("Must specify exactly one of `rate` and `log_rate`.")
            called = "rate" if log_rate is None else "log_rate"
            given = ops.convert_to_tensor(rate if log_rate is None else log_rate, name=called)
            if not given.dtype.is_floating:
                raise TypeError(f"{called}.dtype ({given.dtype.name}) is a not a float-type.")
            if log_rate is None:
                with checking(validate_args, given):
                    self._rate = array_ops.identity(given, name="rate")
                    self._log_rate = math_ops.log(given, name="log_rate")
            else:
                self._rate, self._log_rate = math_ops.exp(given, name="rate"), given
        self._declare(scope, [self._rate], parameters, validate_args, allow_nan_stats)

    @property
    def rate(self) -> Any:
        return self._rate

    @property
    def log_rate(self) -> Any:
        return self._log_rate

    def _parameters_of_batch(self) -> tuple[Any, ...]:
        return (self._rate,)

    def _log_prob(self, x: Any) -> Any:
        x = self._whole(x)
        return x * self.log_rate - math_ops.lgamma(1.0 + x) - self.rate

    def _log_cdf(self, x: Any) -> Any:
        return math_ops.log(self.cdf(x))

    def _cdf(self, x: Any) -> Any:
        return math_ops.igammac(1.0 + self._whole(x), self.rate)

    def _mean(self) -> Any:
        return array_ops.identity(self.rate)

    def _variance(self) -> Any:
        return array_ops.identity(self.rate)

    def _mode(self) -> Any:
        return math_ops.floor(self.rate)

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        return random_ops.random_poisson(self.rate, [n], dtype=self.dtype, seed=seed)


@provide("tf.contrib.distributions.Geometric", today="tfp.distributions.Geometric", gone="2.0")
class Geometric(_OfTrials):
    """How often one fails before a success.

    Args:
      logits, probs: of a success, one of them.
      validate_args, allow_nan_stats, name: as of `Poisson`.
    """

    def __init__(
        self,
        logits: Any = None,
        probs: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Geometric",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[logits, probs]) as scope:
            self._logits, self._probs = distribution_util.get_logits_and_probs(
                logits, probs, validate_args=validate_args, name=scope
            )
            with checking(validate_args, self._probs):
                self._probs = array_ops.identity(self._probs, name="probs")
        self._declare(scope, [self._probs, self._logits], parameters, validate_args, allow_nan_stats)

    def _parameters_of_batch(self) -> tuple[Any, ...]:
        return (self._probs,)

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        tiny = np.finfo(self.dtype.as_numpy_dtype).tiny
        shape = array_ops.concat([[n], array_ops.shape(self._probs)], 0)
        draws = random_ops.random_uniform(shape, minval=tiny, maxval=1.0, seed=seed, dtype=self.dtype)
        return math_ops.floor(math_ops.log(draws) / math_ops.log1p(-self.probs))

    def _cdf(self, x: Any) -> Any:
        x = self._floored(x)
        below = x < 0.0
        return compat_v1.where(below, array_ops.zeros_like(x), -math_ops.expm1((1.0 + x) * math_ops.log1p(-self.probs)))

    def _log_prob(self, x: Any) -> Any:
        x = self._floored(x)
        probs = self.probs * array_ops.ones_like(x)
        safe = compat_v1.where(math_ops.equal(x, 0.0), array_ops.zeros_like(probs), probs)
        return x * math_ops.log1p(-safe) + math_ops.log(probs)

    def _floored(self, x: Any) -> Any:
        x = self._whole(x) if self.validate_args else math_ops.floor(x)
        return x * array_ops.ones_like(self.probs)

    def _entropy(self) -> Any:
        probs = self._probs
        if self.validate_args:
            words = "Entropy is undefined when logits = inf or probs = 1."
            check = check_ops.assert_less(probs, compat_v1.constant(1.0, probs.dtype), message=words)
            probs = control_flow_ops.with_dependencies([check], probs)
        return compat_v1.nn.softplus(self.logits) / probs - self.logits

    def _mean(self) -> Any:
        return math_ops.exp(-self.logits)

    def _variance(self) -> Any:
        return self._mean() / self.probs

    def _mode(self) -> Any:
        return array_ops.zeros(self.batch_shape_tensor(), dtype=self.dtype)


class _OfCounts(_OfTrials):
    _total_count: Any

    @property
    def total_count(self) -> Any:
        return self._total_count

    def _parameters_of_batch(self) -> tuple[Any, ...]:
        return self._total_count, self._probs


@provide("tf.contrib.distributions.Binomial", today="tfp.distributions.Binomial", gone="2.0")
class Binomial(_OfCounts):
    """How many of `total_count` trials succeed; 1.15.5 draws no samples of it.

    Args:
      total_count: a floating tensor.
      logits, probs: of a success, one of them.
      validate_args, allow_nan_stats, name: as of `Poisson`.
    """

    def __init__(
        self,
        total_count: Any,
        logits: Any = None,
        probs: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Binomial",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[total_count, logits, probs]) as scope:
            total_count = ops.convert_to_tensor(total_count, name="total_count")
            if validate_args:
                checks = [
                    check_ops.assert_non_negative(total_count, message="total_count must be non-negative."),
                    distribution_util.assert_integer_form(
                        total_count, message="total_count cannot contain fractional components."
                    ),
                ]
                total_count = control_flow_ops.with_dependencies(checks, total_count)
            self._total_count = total_count
            self._logits, self._probs = distribution_util.get_logits_and_probs(
                logits=logits, probs=probs, validate_args=validate_args, name=scope
            )
        self._declare(scope, [self._probs, self._logits, self._total_count], parameters, validate_args, allow_nan_stats)

    def _log_prob(self, counts: Any) -> Any:
        seen = self._valid(counts)
        successes = seen * math_ops.log(self.probs)
        unnormalized = successes + (self.total_count - seen) * math_ops.log1p(-self.probs)
        seen = self._valid(counts)
        ways = math_ops.lgamma(1.0 + self.total_count - seen) + math_ops.lgamma(1.0 + seen)
        return unnormalized - (ways - math_ops.lgamma(1.0 + self.total_count))

    def _prob(self, counts: Any) -> Any:
        return math_ops.exp(self._log_prob(counts))

    def _cdf(self, counts: Any) -> Any:
        counts, probs = self._valid(counts), self.probs
        shapes = counts.shape, probs.shape
        if not (all(shape.is_fully_defined() for shape in shapes) and shapes[0].is_compatible_with(shapes[1])):
            probs += array_ops.zeros_like(counts)
            counts += array_ops.zeros_like(self.probs)
        total = self.total_count
        ones = array_ops.ones_like(total - counts)
        is_all = math_ops.equal(counts, total)
        rest = compat_v1.where_v2(is_all, ones, total - counts)
        return compat_v1.where_v2(is_all, ones, math_ops.betainc(a=rest, b=counts + 1, x=1 - probs))

    def _mean(self) -> Any:
        return self.total_count * self.probs

    def _variance(self) -> Any:
        return self._mean() * (1.0 - self.probs)

    def _mode(self) -> Any:
        return math_ops.floor((1.0 + self.total_count) * self.probs)

    def _valid(self, counts: Any) -> Any:
        if not self.validate_args:
            return counts
        counts = self._whole(counts)
        words = "counts are not less than or equal to n."
        check = check_ops.assert_less_equal(counts, self.total_count, message=words)
        return control_flow_ops.with_dependencies([check], counts)


@provide("tf.contrib.distributions.NegativeBinomial", today="tfp.distributions.NegativeBinomial", gone="2.0")
class NegativeBinomial(_OfCounts):
    """How often one succeeds before the `total_count`-th failure.

    Args:
      total_count: a positive floating tensor.
      logits, probs: of a success, one of them.
      validate_args, allow_nan_stats, name: as of `Poisson`.
    """

    def __init__(
        self,
        total_count: Any,
        logits: Any = None,
        probs: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "NegativeBinomial",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[total_count, logits, probs]) as scope:
            self._logits, self._probs = distribution_util.get_logits_and_probs(
                logits, probs, validate_args=validate_args, name=scope
            )
            with checking(validate_args, total_count):
                self._total_count = array_ops.identity(total_count)
        self._declare(scope, [self._probs, self._total_count, self._logits], parameters, validate_args, allow_nan_stats)

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        rate = random_ops.random_gamma(
            shape=[n], alpha=self.total_count, beta=math_ops.exp(-self.logits), dtype=self.dtype, seed=seed
        )
        seed = distribution_util.gen_new_seed(seed, "negative_binom")
        return random_ops.random_poisson(rate, shape=[], dtype=self.dtype, seed=seed)

    def _cdf(self, x: Any) -> Any:
        return math_ops.betainc(self.total_count, 1.0 + self._whole(x), math_ops.sigmoid(-self.logits))

    def _log_prob(self, x: Any) -> Any:
        seen = self._whole(x)
        failures = self.total_count * math_ops.log_sigmoid(-self.logits)
        unnormalized = failures + seen * math_ops.log_sigmoid(self.logits)
        seen = self._whole(x)
        ways = -math_ops.lgamma(self.total_count + seen) + math_ops.lgamma(1.0 + seen)
        return unnormalized - (ways + math_ops.lgamma(self.total_count))

    def _mean(self) -> Any:
        return self.total_count * math_ops.exp(self.logits)

    def _mode(self) -> Any:
        total = self.total_count
        lowered = compat_v1.where_v2(total > 1.0, total - 1.0, array_ops.zeros_like(total))
        return math_ops.floor(lowered * math_ops.exp(self.logits))

    def _variance(self) -> Any:
        return self._mean() / math_ops.sigmoid(-self.logits)
