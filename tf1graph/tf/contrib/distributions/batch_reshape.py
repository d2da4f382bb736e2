"""`BatchReshape`: a batch of distributions in another shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    check_ops,
    compat_v1,
    distribution,
    math_ops,
    ops,
    tensor_shape,
    tensor_util,
)
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.BatchReshape", today="tfp.distributions.BatchReshape", gone="2.0")
class BatchReshape(distribution.Distribution):
    """The distributions of a batch, in another shape.

    Args:
      distribution: with a batch.
      batch_shape: the new shape, a vector of whole numbers; one may be -1.
      validate_args: whether shapes that are not known before are checked when the graph runs.
      allow_nan_stats: whether a statistic that is not defined is NaN, and no error.
      name: of the distribution; "BatchReshape" before that of `distribution` where it is None.

    Raises:
      ValueError: the shape is no vector, is of another size, or holds a number below 1 that is not -1.
    """

    def __init__(
        self,
        distribution: Any,
        batch_shape: Any,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str | None = None,
    ):
        parameters = dict(locals())
        self._distribution = distribution
        with compat_v1.name_scope(name or "BatchReshape" + distribution.name, values=[batch_shape]) as scope:
            given = ops.convert_to_tensor(batch_shape, dtype=compat_v1.int32, name="batch_shape")
            self._given_shape = given
            self._known_shape = _known_shape(distribution, given)
            self._full_shape, self._assertions = _complete(
                distribution.batch_shape_tensor(), given, self._known_shape, validate_args
            )
            super().__init__(
                dtype=distribution.dtype,
                reparameterization_type=distribution.reparameterization_type,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                parameters=parameters,
                graph_parents=[given, *distribution._graph_parents],
                name=scope,
            )

    @property
    def distribution(self) -> Any:
        """The distribution with the batch as it was."""
        return self._distribution

    def _batch_shape_tensor(self) -> Any:
        with compat_v1.control_dependencies(self._assertions):
            return array_ops.identity(self._full_shape)

    def _batch_shape(self) -> Any:
        return self._known_shape

    def _event_shape_tensor(self) -> Any:
        with compat_v1.control_dependencies(self._assertions):
            return array_ops.identity(self.distribution.event_shape_tensor())

    def _event_shape(self) -> Any:
        return self.distribution.event_shape

    def _sample_n(self, n: Any, seed: int | None = None) -> Any:
        with compat_v1.control_dependencies(self._assertions):
            x = self.distribution.sample(sample_shape=n, seed=seed)
            shape = array_ops.concat([[n], self._given_shape, self.event_shape_tensor()], axis=0)
            return array_ops.reshape(x, shape)

    def _log_prob(self, x: Any) -> Any:
        return self._of(self.distribution.log_prob, x)

    def _prob(self, x: Any) -> Any:
        return self._of(self.distribution.prob, x)

    def _log_cdf(self, x: Any) -> Any:
        return self._of(self.distribution.log_cdf, x)

    def _cdf(self, x: Any) -> Any:
        return self._of(self.distribution.cdf, x)

    def _log_survival_function(self, x: Any) -> Any:
        return self._of(self.distribution.log_survival_function, x)

    def _survival_function(self, x: Any) -> Any:
        return self._of(self.distribution.survival_function, x)

    def _entropy(self) -> Any:
        return self._statistic(self.distribution.entropy, [], tensor_shape.TensorShape([]))

    def _mean(self) -> Any:
        return self._statistic_of_event(self.distribution.mean)

    def _mode(self) -> Any:
        return self._statistic_of_event(self.distribution.mode)

    def _stddev(self) -> Any:
        return self._statistic_of_event(self.distribution.stddev)

    def _variance(self) -> Any:
        return self._statistic_of_event(self.distribution.variance)

    def _covariance(self) -> Any:
        shape, known = self.event_shape_tensor(), self.event_shape
        return self._statistic(self.distribution.covariance, [shape, shape], known.concatenate(known))

    def _statistic_of_event(self, statistic: Callable[[], Any]) -> Any:
        with compat_v1.control_dependencies(self._assertions):
            shape = self._event_shape_tensor()
        return self._statistic(statistic, [shape], self.event_shape)

    def _statistic(self, statistic: Callable[[], Any], shapes: list[Any], known: Any) -> Any:
        """A statistic of the distribution, whose shape behind the batch is `shapes`, `known` before the graph runs."""
        with compat_v1.control_dependencies(self._assertions):
            shape = array_ops.concat([self._given_shape, *shapes], axis=0)
            found = array_ops.reshape(statistic(), shape)
            if self.batch_shape.ndims is not None and self.event_shape.ndims is not None:
                found.set_shape(found.shape.merge_with(self.batch_shape.concatenate(known)))
            return found

    def _of(self, function: Callable[[Any], Any], x: Any) -> Any:
        """A function of the distribution at `x`, whose batch has the new shape."""
        with compat_v1.control_dependencies(self._assertions + self._checks(x)):
            ndims, event_ndims, batch_ndims = self._ndims(x)
            sample_ndims = ndims - batch_ndims - event_ndims
            known = x.shape[:sample_ndims] if isinstance(sample_ndims, int) else tensor_shape.TensorShape(None)
            samples = np.int32(known.as_list()) if known.is_fully_defined() else array_ops.shape(x)[:sample_ndims]
            shape = [samples, self.distribution.batch_shape_tensor(), self.event_shape_tensor()]
            found = function(array_ops.reshape(x, array_ops.concat(shape, axis=0)))
            found = array_ops.reshape(found, array_ops.concat([samples, self._given_shape], axis=0))
            if known.ndims is not None and self.batch_shape.ndims is not None:
                found.set_shape(found.shape.merge_with(known.concatenate(self.batch_shape)))
            return found

    def _ndims(self, x: Any) -> tuple[Any, Any, Any]:
        """How many axes `x`, the event and the batch have."""
        ndims, event_ndims, batch_ndims = x.shape.ndims, self.event_shape.ndims, self.batch_shape.ndims
        return (
            array_ops.rank(x) if ndims is None else ndims,
            array_ops.size(self.event_shape_tensor()) if event_ndims is None else event_ndims,
            array_ops.size(self._given_shape) if batch_ndims is None else batch_ndims,
        )

    def _checks(self, x: Any) -> list[Any]:
        """The checks, when the graph runs, that batch and event of `x` are this distribution's.

        Raises:
          NotImplementedError: it is known that they are not.
        """
        words = "Broadcasting is not supported; "
        with compat_v1.name_scope(name="validate_sample_arg", values=[x]):
            ndims, event_ndims, batch_ndims = self._ndims(x)
            expected_ndims = batch_ndims + event_ndims
            checks = []
            if isinstance(ndims, int) and isinstance(expected_ndims, int):
                if ndims < expected_ndims:
                    raise NotImplementedError(
                        f"{words}too few batch and event dims (expected at least {expected_ndims}, saw {ndims})."
                    )
            elif self.validate_args:
                checks = [
                    check_ops.assert_greater_equal(
                        ndims,
                        expected_ndims,
                        message=f"{words}too few batch and event dims.",
                        name="assert_batch_and_event_ndims_large_enough",
                    )
                ]
            if self.batch_shape.is_fully_defined() and self.event_shape.is_fully_defined():
                expected = np.int32(self.batch_shape.concatenate(self.event_shape).as_list())
            else:
                expected = array_ops.concat([self.batch_shape_tensor(), self.event_shape_tensor()], axis=0)
            sample_ndims = ndims - expected_ndims
            if isinstance(sample_ndims, int) and x.shape[sample_ndims:].is_fully_defined():
                seen = np.int32(x.shape[sample_ndims:].as_list())
            else:
                sample_ndims = math_ops.maximum(sample_ndims, 0)
                seen = array_ops.shape(x)[sample_ndims:]
            if isinstance(expected, np.ndarray) and isinstance(seen, np.ndarray):
                if (expected != seen).any():
                    raise NotImplementedError(
                        f"{words}unexpected batch and event shape (expected {expected}, saw {seen})."
                    )
                return checks
            if not self.validate_args:
                return []
            with compat_v1.control_dependencies(checks):
                message, name = f"{words}unexpected batch and event shape.", "assert_batch_and_event_shape_same"
                return [check_ops.assert_equal(expected, seen, message=message, name=name)]


def _known_shape(distribution: Any, shape: Any) -> Any:
    """The new shape as far as it is known."""
    if shape.shape.ndims not in (None, 1):
        raise ValueError(f"`batch_shape` must be a vector (saw rank: {shape.shape.ndims}).")
    known = tensor_util.constant_value_as_shape(shape)
    size, own = known.num_elements(), distribution.batch_shape.num_elements()
    if size is not None and own is not None and size != own:
        raise ValueError(f"`batch_shape` size ({size}) must match `distribution.batch_shape` size ({own}).")
    if known.ndims is not None and any(size is not None and size < 1 for size in known.as_list()):
        raise ValueError("`batch_shape` elements must be >=-1.")
    return known


def _complete(old: Any, new: Any, known: Any, validate_args: bool) -> tuple[Any, list[Any]]:
    """The new shape with the number that stands for -1, and the checks of it when the graph runs."""
    if known.is_fully_defined():
        return np.int32(known.as_list()), []
    with compat_v1.name_scope(None, "calculate_reshape", [old, new]):
        size = math_ops.reduce_prod(old)
        is_open = math_ops.equal(new, -1)
        rest = size // math_ops.maximum(1, -math_ops.reduce_prod(new))
        shape = compat_v1.where_v2(is_open, compat_v1.fill(array_ops.shape(new), rest), new)
        if not validate_args:
            return shape, []
        return shape, [
            check_ops.assert_rank(old, 1, message="Original shape must be a vector."),
            check_ops.assert_rank(new, 1, message="New shape must be a vector."),
            check_ops.assert_less_equal(
                compat_v1.count_nonzero(is_open, dtype=compat_v1.int32),
                1,
                message="At most one dimension can be unknown.",
            ),
            check_ops.assert_positive(shape, message="Shape elements must be >=-1."),
            check_ops.assert_equal(math_ops.reduce_prod(shape), size, message="Shape sizes do not match."),
        ]
