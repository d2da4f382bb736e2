"""`Reshape`: events in another shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    array_ops,
    bijector_impl,
    check_ops,
    compat_v1,
    control_flow_ops,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.bijectors.Reshape", today="tfp.bijectors.Reshape", gone="2.0")
class Reshape(bijector_impl.Bijector):
    """Events of one shape as events of another.

    Args:
      event_shape_out, event_shape_in: vectors of whole numbers, of which one may be -1.
      validate_args: whether shapes that are not known before are checked when the graph runs.
      name: of the bijector; "reshape" where it is None.

    Raises:
      TypeError: a shape is not of whole numbers.
      ValueError: it is no vector, or holds two -1 or a number below; what is mapped has another shape.
    """

    def __init__(
        self,
        event_shape_out: Any,
        event_shape_in: Any = (-1,),
        validate_args: bool = False,
        name: str | None = None,
    ):
        with compat_v1.name_scope(name, "reshape", values=[event_shape_out, event_shape_in]):
            self._event_shape_out = _whole(event_shape_out, "event_shape_out")
            self._event_shape_in = _whole(event_shape_in, "event_shape_in")
            shapes = (self._event_shape_out, self._event_shape_in)
            self._assertions = [check for shape in shapes for check in _checks(shape, validate_args)]
            super().__init__(
                forward_min_event_ndims=0,
                is_constant_jacobian=True,
                validate_args=validate_args,
                name=name or "reshape",
            )

    def _forward(self, x: Any) -> Any:
        with self._checked():
            return self._reshape(x, self._event_shape_in, self._event_shape_out)

    def _inverse(self, y: Any) -> Any:
        with self._checked():
            return self._reshape(y, self._event_shape_out, self._event_shape_in)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        with self._checked():
            return compat_v1.constant(0.0, dtype=y.dtype)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return self._inverse_log_det_jacobian(x)

    def _forward_event_shape(self, input_shape: Any) -> Any:
        with self._checked():
            return self.forward(_anything(input_shape)).shape

    def _inverse_event_shape(self, output_shape: Any) -> Any:
        with self._checked():
            return self.inverse(_anything(output_shape)).shape

    def _forward_event_shape_tensor(self, input_shape: Any) -> Any:
        with self._checked():
            return array_ops.shape(self.forward(_anything(input_shape)))

    def _inverse_event_shape_tensor(self, output_shape: Any) -> Any:
        with self._checked():
            return array_ops.shape(self.inverse(_anything(output_shape)))

    def _checked(self) -> Any:
        return compat_v1.control_dependencies(self._assertions)

    def _reshape(self, x: Any, from_shape: Any, to_shape: Any) -> Any:
        known_event_ndims = compat_v1.dimension_value(from_shape.shape.with_rank_at_least(1)[0])
        event_ndims = array_ops.shape(from_shape)[0]
        known_ndims, ndims = x.shape.ndims, array_ops.rank(x)
        event_shape = None
        if known_event_ndims is not None and known_ndims is not None:
            event_shape = x.shape.with_rank_at_least(known_event_ndims)[known_ndims - known_event_ndims :]
        if event_shape is None or not event_shape.is_fully_defined():
            seen, known = array_ops.shape(x)[ndims - event_ndims :], None
        else:
            seen = known = np.array(event_shape.as_list(), np.int32)
        wanted = tensor_util.constant_value(from_shape)
        if known is not None and wanted is not None:
            if not np.equal(known[wanted >= 0], wanted[wanted >= 0]).all():
                raise ValueError(f"Input `event_shape` does not match `event_shape_in` ({known} vs {wanted}).")
        elif self.validate_args:
            given = array_ops.reshape(from_shape >= 0, [-1])
            sizes = [compat_v1.boolean_mask(shape, given) for shape in (seen, from_shape)]
            check = check_ops.assert_equal(*sizes, message="Input `event_shape` does not match `event_shape_in`.")
            x = control_flow_ops.with_dependencies([check], x)
        before = array_ops.shape(x)
        ndims = array_ops.rank(x) if known_ndims is None else known_ndims
        before = before[: ndims - math_ops.abs(event_ndims)]
        if known_ndims is None or known_event_ndims != known_ndims:
            to_shape = array_ops.concat([before, to_shape], axis=0)
        return array_ops.reshape(x, to_shape)


def _whole(shape: Any, name: str) -> Any:
    return ops.convert_to_tensor(shape, name=name, preferred_dtype=compat_v1.int32)


def _anything(shape: Any) -> Any:
    return array_ops.zeros(dtype=compat_v1.float32, shape=shape)


def _checks(shape: Any, validate_args: bool) -> list[Any]:
    """The checks that wait for the graph to run; what is known is checked at once."""
    if not shape.dtype.is_integer:
        raise TypeError(f"{shape} dtype ({shape.dtype.name}) should be `int`-like.")
    checks = []
    ndims = array_ops.rank(shape)
    known = tensor_util.constant_value(ndims)
    if known is not None and known > 1:
        raise ValueError(f"`{shape}` rank ({known}) should be <= 1.")
    if validate_args:
        checks.append(check_ops.assert_less_equal(ndims, 1, message=f"`{shape}` rank should be <= 1."))
    if validate_args and not tensor_util.constant_value_as_shape(shape).is_fully_defined():
        unknown = math_ops.reduce_sum(math_ops.cast(math_ops.equal(shape, -1), compat_v1.int32))
        words = f"`{shape}` elements must have at most one `-1`."
        checks.append(check_ops.assert_less_equal(unknown, 1, message=words))
        words = f"`{shape}` elements must be either positive integers or `-1`."
        checks.append(check_ops.assert_greater_equal(shape, -1, message=words))
    return checks
