"""Distributions of one-hot vectors and of their relaxations (arXiv:1611.00712)."""

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
    kullback_leibler,
    math_ops,
    nn_ops,
    ops,
    random_ops,
)
from tf1graph.tf.contrib.distributions.bijectors.elementwise import Exp, Sigmoid
from tf1graph.tf.contrib.distributions.logistic import Logistic
from tf1graph.tf.contrib.distributions.scalar import checking, shapes_like
from tf1graph.tf.contrib.distributions.transformed_distribution import TransformedDistribution
from tf1graph.tf.names import provide


class _OfVectors(distribution.Distribution):
    """Of vectors with as many parts as there are logits."""

    _logits: Any
    _probs: Any

    def _settle(self, scope: str, logits: Any, probs: Any, validate_args: bool) -> None:
        self._logits, self._probs = distribution_util.get_logits_and_probs(
            name=scope, logits=logits, probs=probs, validate_args=validate_args, multidimensional=True
        )

    def _measure(self) -> None:
        ndims = self._logits.shape.with_rank_at_least(1).ndims
        if ndims is not None:
            self._batch_rank = ops.convert_to_tensor(ndims - 1, dtype=compat_v1.int32, name="batch_rank")
        else:
            with compat_v1.name_scope(name="batch_rank"):
                self._batch_rank = array_ops.rank(self._logits) - 1
        with compat_v1.name_scope(name="event_size"):
            self._event_size = array_ops.shape(self._logits)[-1]

    @property
    def event_size(self) -> Any:
        """How many parts a vector has, a scalar."""
        return self._event_size

    @property
    def logits(self) -> Any:
        return self._logits

    @property
    def probs(self) -> Any:
        return self._probs

    def _batch_shape_tensor(self) -> Any:
        return array_ops.shape(self.logits)[:-1]

    def _batch_shape(self) -> Any:
        return self.logits.shape[:-1]

    def _event_shape_tensor(self) -> Any:
        return array_ops.shape(self.logits)[-1:]

    def _event_shape(self) -> Any:
        return self.logits.shape.with_rank_at_least(1)[-1:]

    def _broadcast(self, x: Any) -> tuple[Any, Any, Any]:
        """`x` and the logits as matrices, and the shape of what is made of their rows."""
        if self.validate_args:
            near = compat_v1.debugging.assert_near
            checks = [
                check_ops.assert_non_positive(x),
                near(array_ops.zeros([], dtype=self.dtype), math_ops.reduce_logsumexp(x, axis=[-1])),
            ]
            x = control_flow_ops.with_dependencies(checks, x)
        logits = self.logits
        shapes = x.shape, logits.shape
        if not all(shape.is_fully_defined() for shape in shapes) or shapes[0] != shapes[1]:
            logits = array_ops.ones_like(x, dtype=logits.dtype) * logits
            x = array_ops.ones_like(logits, dtype=x.dtype) * x
        shape = array_ops.shape(math_ops.reduce_sum(logits, axis=self._summed_axis))
        logits = array_ops.reshape(logits, [-1, self.event_size])
        return array_ops.reshape(x, [-1, self.event_size]), logits, shape

    _summed_axis: Any = -1


@provide("tf.contrib.distributions.OneHotCategorical", today="tfp.distributions.OneHotCategorical", gone="2.0")
class OneHotCategorical(_OfVectors):
    """One of several classes, as a vector with one 1.

    Args:
      logits: their likeness, [..., classes].
      probs: their probabilities, in place of `logits`.
      dtype: of the vectors.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.
    """

    def __init__(
        self,
        logits: Any = None,
        probs: Any = None,
        dtype: Any = compat_v1.int32,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "OneHotCategorical",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[logits, probs]) as scope:
            self._settle(scope, logits, probs, validate_args)
            self._measure()
        super().__init__(
            dtype=dtype,
            reparameterization_type=distribution.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._logits, self._probs],
            name=scope,
        )

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        shape = array_ops.concat([[n], array_ops.shape(self.logits)], 0)
        logits = self.logits
        matrix = logits if logits.shape.ndims == 2 else array_ops.reshape(logits, [-1, self.event_size])
        draws = array_ops.transpose(compat_v1.multinomial(matrix, n, seed=seed))
        return array_ops.reshape(array_ops.one_hot(draws, self.event_size, dtype=self.dtype), shape)

    def _log_prob(self, x: Any) -> Any:
        x, logits, shape = self._broadcast(x)
        return array_ops.reshape(-nn_ops.softmax_cross_entropy_with_logits(labels=x, logits=logits), shape)

    def _entropy(self) -> Any:
        return -math_ops.reduce_sum(compat_v1.nn.log_softmax(self.logits) * self.probs, axis=-1)

    def _mode(self) -> Any:
        best = math_ops.argmax(self.logits, axis=self._batch_rank)
        mode = array_ops.one_hot(best, self.event_size, dtype=self.dtype)
        mode.set_shape(self.logits.shape)
        return mode

    def _covariance(self) -> Any:
        product = -math_ops.matmul(self.probs[..., None], self.probs[..., None, :])
        return array_ops.matrix_set_diag(product, self._variance())

    def _variance(self) -> Any:
        return self.probs * (1.0 - self.probs)


@kullback_leibler.RegisterKL(OneHotCategorical, OneHotCategorical)
def _kl_of_one_hots(a: Any, b: Any, name: str | None = None) -> Any:
    with compat_v1.name_scope(name, "kl_categorical_categorical", values=[a.logits, b.logits]):
        ratio = compat_v1.nn.softmax(a.logits), compat_v1.nn.log_softmax(a.logits), compat_v1.nn.log_softmax(b.logits)
        return math_ops.reduce_sum(ratio[0] * (ratio[1] - ratio[2]), axis=-1)


@provide("tf.contrib.distributions.ExpRelaxedOneHotCategorical", gone="2.0")
class ExpRelaxedOneHotCategorical(_OfVectors):
    """The logarithm of `RelaxedOneHotCategorical`, which stays exact where that underflows.

    Args:
      temperature: a positive scalar, or one for each example.
      logits, probs, validate_args, allow_nan_stats, name: as of `OneHotCategorical`.
      dtype: of the vectors; that of the logits where it is None.
    """

    _summed_axis = (-1,)

    def __init__(
        self,
        temperature: Any,
        logits: Any = None,
        probs: Any = None,
        dtype: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "ExpRelaxedOneHotCategorical",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[logits, probs, temperature]) as scope:
            self._settle(scope, logits, probs, validate_args)
            if dtype is None:
                dtype = self._logits.dtype
                if not validate_args:
                    temperature = math_ops.cast(temperature, dtype)
            with checking(validate_args, temperature):
                self._temperature = array_ops.identity(temperature, name="temperature")
                self._temperature_2d = array_ops.reshape(temperature, [-1, 1], name="temperature_2d")
            self._measure()
        super().__init__(
            dtype=dtype,
            reparameterization_type=distribution.FULLY_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._logits, self._probs, self._temperature],
            name=scope,
        )

    @property
    def temperature(self) -> Any:
        return self._temperature

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        shape = array_ops.concat([[n], array_ops.shape(self.logits)], 0)
        logits = self.logits * array_ops.ones(shape, dtype=self.dtype)
        logits = array_ops.reshape(logits, [-1, self.event_size])
        uniform = random_ops.random_uniform(
            shape=array_ops.shape(logits),
            minval=np.finfo(self.dtype.as_numpy_dtype).tiny,
            maxval=1.0,
            dtype=self.dtype,
            seed=seed,
        )
        gumbel = -math_ops.log(-math_ops.log(uniform))
        noisy = compat_v1.div(gumbel + logits, self._temperature_2d)
        return array_ops.reshape(compat_v1.nn.log_softmax(noisy), shape)

    def _log_prob(self, x: Any) -> Any:
        x, logits, shape = self._broadcast(x)
        k = math_ops.cast(self.event_size, x.dtype)
        norm = math_ops.lgamma(k) + (k - 1.0) * math_ops.log(self.temperature)
        shares = compat_v1.nn.log_softmax(logits - x * self._temperature_2d)
        total = norm + math_ops.reduce_sum(shares, [-1], keepdims=False)
        return array_ops.reshape(total, shape)


@provide("tf.contrib.distributions.RelaxedOneHotCategorical", gone="2.0")
class RelaxedOneHotCategorical(TransformedDistribution):
    """A softmax of logits with Gumbel's noise: nearly one-hot at a low temperature, and with gradients.

    Args:
      temperature, logits, probs, dtype, validate_args, allow_nan_stats: as of `ExpRelaxedOneHotCategorical`.
      name: of the distribution.
    """

    def __init__(
        self,
        temperature: Any,
        logits: Any = None,
        probs: Any = None,
        dtype: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "RelaxedOneHotCategorical",
    ):
        of_logarithm = ExpRelaxedOneHotCategorical(temperature, logits, probs, dtype, validate_args, allow_nan_stats)
        super().__init__(of_logarithm, Exp(), name=name)


@provide("tf.contrib.distributions.RelaxedBernoulli", today="tfp.distributions.RelaxedBernoulli", gone="2.0")
class RelaxedBernoulli(TransformedDistribution):
    """A sigmoid of a logit with logistic noise: nearly 0 or 1 at a low temperature, and with gradients.

    Args:
      temperature: a positive tensor.
      logits, probs, validate_args, allow_nan_stats, name: as of `tf.distributions.Bernoulli`.
    """

    def __init__(
        self,
        temperature: Any,
        logits: Any = None,
        probs: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "RelaxedBernoulli",
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[logits, probs, temperature]) as scope:
            with checking(validate_args, temperature):
                self._temperature = array_ops.identity(temperature, name="temperature")
            self._logits, self._probs = distribution_util.get_logits_and_probs(
                logits=logits, probs=probs, validate_args=validate_args
            )
            super().__init__(
                distribution=Logistic(
                    self._logits / self._temperature,
                    1.0 / self._temperature,
                    validate_args=validate_args,
                    allow_nan_stats=allow_nan_stats,
                    name=scope + "/Logistic",
                ),
                bijector=Sigmoid(validate_args=validate_args),
                validate_args=validate_args,
                name=scope,
            )
        self._parameters = parameters

    @staticmethod
    def _param_shapes(sample_shape: Any) -> dict[str, Any]:
        return shapes_like(sample_shape, "logits")

    @property
    def temperature(self) -> Any:
        return self._temperature

    @property
    def logits(self) -> Any:
        return self._logits

    @property
    def probs(self) -> Any:
        return self._probs
