"""Distributions of one value: `Deterministic`, `VectorDeterministic`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution,
    math_ops,
    ops,
    tensor_shape,
    tensor_util,
)
from tf1graph.tf.names import provide


class _Certain(distribution.Distribution):
    def __init__(
        self,
        loc: Any,
        atol: Any,
        rtol: Any,
        is_vector: bool,
        validate_args: bool,
        allow_nan_stats: bool,
        name: str,
    ):
        parameters = dict(locals())
        with compat_v1.name_scope(name, values=[loc, atol, rtol]) as scope:
            loc = ops.convert_to_tensor(loc, name="loc")
            if is_vector and validate_args:
                words = "Argument loc must be at least rank 1."
                if loc.shape.ndims is None:
                    check = check_ops.assert_rank_at_least(loc, 1, message=words)
                    loc = control_flow_ops.with_dependencies([check], loc)
                elif loc.shape.ndims < 1:
                    raise ValueError(words)
            self._loc = loc
            super().__init__(
                dtype=loc.dtype,
                reparameterization_type=distribution.NOT_REPARAMETERIZED,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                parameters=parameters,
                graph_parents=[loc],
                name=scope,
            )
            self._atol, self._rtol = self._tolerance(atol), self._tolerance(rtol)
            self._slack = self._atol if rtol is None else self._atol + self._rtol * math_ops.abs(loc)

    @property
    def loc(self) -> Any:
        return self._loc

    @property
    def atol(self) -> Any:
        return self._atol

    @property
    def rtol(self) -> Any:
        return self._rtol

    def _tolerance(self, given: Any) -> Any:
        if given is None:
            return ops.convert_to_tensor(0, dtype=self.loc.dtype)
        tolerance = ops.convert_to_tensor(given, dtype=self.loc.dtype)
        if not self.validate_args:
            return tolerance
        check = check_ops.assert_non_negative(tolerance, message="Argument 'tol' must be non-negative")
        return control_flow_ops.with_dependencies([check], tolerance)

    def _entropy(self) -> Any:
        return array_ops.zeros(self.batch_shape_tensor(), dtype=self.dtype)

    def _mean(self) -> Any:
        return array_ops.identity(self.loc)

    def _variance(self) -> Any:
        return array_ops.zeros_like(self.loc)

    def _mode(self) -> Any:
        return self.mean()

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        known = tensor_util.constant_value(ops.convert_to_tensor(n))
        if known is not None and self.loc.shape.ndims is not None:
            repeats = [known] + [1] * self.loc.shape.ndims
        else:
            repeats = array_ops.concat(([n], array_ops.ones_like(array_ops.shape(self.loc))), axis=0)
        return array_ops.tile(self.loc[array_ops.newaxis, ...], multiples=repeats)


@provide("tf.contrib.distributions.Deterministic", today="tfp.distributions.Deterministic", gone="2.0")
class Deterministic(_Certain):
    """The number `loc`.

    Args:
      loc: a tensor.
      atol, rtol: how far from it, and from it in parts of it, a number still counts as it; 0 where they are None.
      validate_args: whether arguments are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution.
    """

    def __init__(
        self,
        loc: Any,
        atol: Any = None,
        rtol: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "Deterministic",
    ):
        super().__init__(loc, atol, rtol, False, validate_args, allow_nan_stats, name)

    def _batch_shape_tensor(self) -> Any:
        return array_ops.shape(self.loc)

    def _batch_shape(self) -> Any:
        return self.loc.shape

    def _event_shape_tensor(self) -> Any:
        return compat_v1.constant([], dtype=compat_v1.int32)

    def _event_shape(self) -> Any:
        return tensor_shape.TensorShape([])

    def _prob(self, x: Any) -> Any:
        return math_ops.cast(math_ops.abs(x - self.loc) <= self._slack, dtype=self.dtype)

    def _cdf(self, x: Any) -> Any:
        return math_ops.cast(x >= self.loc - self._slack, dtype=self.dtype)


@provide("tf.contrib.distributions.VectorDeterministic", today="tfp.distributions.VectorDeterministic", gone="2.0")
class VectorDeterministic(_Certain):
    """The vector `loc`; arguments as of `Deterministic`."""

    def __init__(
        self,
        loc: Any,
        atol: Any = None,
        rtol: Any = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = "VectorDeterministic",
    ):
        super().__init__(loc, atol, rtol, True, validate_args, allow_nan_stats, name)

    def _batch_shape_tensor(self) -> Any:
        return array_ops.shape(self.loc)[:-1]

    def _batch_shape(self) -> Any:
        return self.loc.shape[:-1]

    def _event_shape_tensor(self) -> Any:
        return array_ops.shape(self.loc)[-1]

    def _event_shape(self) -> Any:
        return self.loc.shape[-1:]

    def _prob(self, x: Any) -> Any:
        if self.validate_args:
            is_vector = check_ops.assert_rank_at_least(x, 1)
            own = self.event_shape_tensor()
            size = array_ops.gather(array_ops.shape(x), array_ops.rank(x) - 1)
            words = "Argument 'x' not defined in the same space R^k as this distribution"
            fits = check_ops.assert_equal(own, size, message=words)
            with compat_v1.control_dependencies([is_vector]), compat_v1.control_dependencies([fits]):
                x = array_ops.identity(x)
        near = math_ops.reduce_all(math_ops.abs(x - self.loc) <= self._slack, axis=-1)
        return math_ops.cast(near, dtype=self.dtype)
