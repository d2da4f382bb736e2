"""What distributions of numbers have in common."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, check_ops, compat_v1, distribution, tensor_shape


class OfNumbers(distribution.Distribution):
    """A distribution of numbers, whose batch is that of its parameters together."""

    def _parameters_of_batch(self) -> tuple[Any, ...]:
        raise NotImplementedError

    def _batch_shape_tensor(self) -> Any:
        first, *rest = (array_ops.shape(parameter) for parameter in self._parameters_of_batch())
        for shape in rest:
            first = compat_v1.broadcast_dynamic_shape(first, shape)
        return first

    def _batch_shape(self) -> Any:
        first, *rest = (parameter.shape for parameter in self._parameters_of_batch())
        for shape in rest:
            first = compat_v1.broadcast_static_shape(first, shape)
        return first

    def _event_shape_tensor(self) -> Any:
        return compat_v1.constant([], dtype=compat_v1.int32)

    def _event_shape(self) -> Any:
        return tensor_shape.TensorShape([])


class OfLocAndScale(OfNumbers):
    """A distribution of numbers with a place and a scale."""

    def __init__(
        self, loc: Any, scale: Any, validate_args: bool, allow_nan_stats: bool, name: str, parameters: dict[str, Any]
    ):
        with (
            compat_v1.name_scope(name, values=[loc, scale]) as scope,
            checking(validate_args, scale),
        ):
            self._loc = array_ops.identity(loc, name="loc")
            self._scale = array_ops.identity(scale, name="scale")
            check_ops.assert_same_float_dtype([self._loc, self._scale])
        super().__init__(
            dtype=self._scale.dtype,
            reparameterization_type=distribution.FULLY_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._loc, self._scale],
            name=scope,
        )

    @property
    def loc(self) -> Any:
        return self._loc

    @property
    def scale(self) -> Any:
        return self._scale

    def _parameters_of_batch(self) -> tuple[Any, ...]:
        return self._loc, self._scale

    def _z(self, x: Any) -> Any:
        with compat_v1.name_scope("standardize", values=[x]):
            return (x - self.loc) / self.scale


def checking(validate_args: bool, *positive: Any) -> Any:
    """A context whose ops wait until all numbers are seen to be positive, where they are to be checked."""
    checks = [check_ops.assert_positive(parameter) for parameter in positive] if validate_args else []
    return compat_v1.control_dependencies(checks)
