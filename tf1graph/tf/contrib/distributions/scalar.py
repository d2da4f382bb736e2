"""What distributions of numbers have in common."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, check_ops, compat_v1, distribution, ops, tensor_shape, tensor_util


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

    @staticmethod
    def _param_shapes(sample_shape: Any) -> dict[str, Any]:
        return shapes_like(sample_shape, "loc", "scale")

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


def shapes_like(sample_shape: Any, *parameters: str) -> dict[str, Any]:
    """The shapes of parameters of which a draw has the shape `sample_shape`: that shape, as a vector."""
    return dict.fromkeys(parameters, ops.convert_to_tensor(sample_shape, dtype=compat_v1.int32))


def checking(validate_args: bool, *positive: Any) -> Any:
    """A context whose ops wait until all numbers are seen to be positive, where they are to be checked."""
    checks = [check_ops.assert_positive(parameter) for parameter in positive] if validate_args else []
    return compat_v1.control_dependencies(checks)


def broadcast_shape_of(*tensors: Any) -> Any:
    """The shape that tensors have together: a list of numbers where it is known, else a tensor."""
    shape = tensors[0].shape
    for tensor in tensors[1:]:
        shape = compat_v1.broadcast_static_shape(shape, tensor.shape)
    if shape.is_fully_defined():
        return shape.as_list()
    shape = array_ops.shape(tensors[0])
    for tensor in tensors[1:]:
        shape = compat_v1.broadcast_dynamic_shape(shape, array_ops.shape(tensor))
    return shape


def check_scalar(of: Any, dtype: Any, validate_args: bool) -> list[Any]:
    """The checks, when the graph runs, that a distribution is of single numbers; what is known is checked at once.

    Raises:
      TypeError: it is of another dtype.
      ValueError: it is known not to be scalar; or not to be reparameterized, with `validate_args`.
    """
    if of.dtype != dtype:
        raise TypeError(f'dtype mismatch; distribution.dtype="{of.dtype.name}" is not "{dtype.name}"')
    if validate_args and of.reparameterization_type != distribution.FULLY_REPARAMETERIZED:
        raise ValueError(
            "Base distribution should be reparameterized or be a function of non-trainable variables; "
            f'distribution.reparameterization_type = "{of.reparameterization_type}" != "FULLY_REPARAMETERIZED".'
        )
    checks = []
    with compat_v1.name_scope(name="check_distribution"):
        for name in ("is_scalar_event", "is_scalar_batch"):
            is_scalar = getattr(of, name)()
            known = static_value(is_scalar)
            words = f"distribution must be scalar; distribution.{name}=False is not True"
            if known is not None and not known:
                raise ValueError(words)
            if known is None and validate_args:
                checks.append(check_ops.assert_equal(is_scalar, True, message=words))
    return checks


def static_value(x: Any) -> Any:
    """What `x` is, where that is known; a number that is no tensor is made one, as in 1.15.5."""
    return tensor_util.constant_value(ops.convert_to_tensor(x))


def joined(*vectors: Any) -> Any:
    """Vectors one after the other: a list where all are known, else a tensor."""
    values = [static_value(vector) for vector in vectors]
    if any(value is None for value in values):
        return array_ops.concat(vectors, axis=0)
    return [number for value in values for number in value]
