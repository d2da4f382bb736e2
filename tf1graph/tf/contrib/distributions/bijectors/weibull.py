"""`Weibull`: the distribution function of that distribution, which 1.15.5 left out of what it published."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import bijector_impl, check_ops, compat_v1, control_flow_ops, math_ops, ops


class Weibull(bijector_impl.Bijector):
    """`1 - exp(-(x / scale) ** concentration)` of numbers that are not negative.

    Args:
      scale, concentration: positive tensors that broadcast.
      validate_args: whether they, and what is mapped, are checked when the graph runs.
      name: of the bijector.
    """

    def __init__(self, scale: Any = 1.0, concentration: Any = 1.0, validate_args: bool = False, name: str = "weibull"):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        with self._name_scope("init", values=[scale, concentration]):
            self._scale = ops.convert_to_tensor(scale, name="scale")
            self._concentration = ops.convert_to_tensor(concentration, name="concentration")
            check_ops.assert_same_float_dtype([self._scale, self._concentration])
            if validate_args:
                self._scale = _positive(self._scale, "scale")
                self._concentration = _positive(self._concentration, "concentration")
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    @property
    def scale(self) -> Any:
        return self._scale

    @property
    def concentration(self) -> Any:
        return self._concentration

    def _forward(self, x: Any) -> Any:
        x = self._valid_x(x)
        return -math_ops.expm1(-((x / self.scale) ** self.concentration))

    def _inverse(self, y: Any) -> Any:
        y = self._valid_y(y)
        return self.scale * (-math_ops.log1p(-y)) ** (1 / self.concentration)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        y = self._valid_y(y)
        logs = -math_ops.log1p(-y) + (1 / self.concentration - 1) * math_ops.log(-math_ops.log1p(-y))
        return logs + math_ops.log(self.scale / self.concentration)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        x = self._valid_x(x)
        logs = -((x / self.scale) ** self.concentration) + (self.concentration - 1) * math_ops.log(x)
        return logs + math_ops.log(self.concentration) + -self.concentration * math_ops.log(self.scale)

    def _valid_x(self, x: Any) -> Any:
        if not self.validate_args:
            return x
        check = check_ops.assert_non_negative(x, message="Forward transformation input must be at least 0.")
        return control_flow_ops.with_dependencies([check], x)

    def _valid_y(self, y: Any) -> Any:
        if not self.validate_args:
            return y
        words = "Inverse transformation input must be greater than 0."
        positive = check_ops.assert_non_negative(y, message=words)
        words = "Inverse transformation input must be less than or equal to 1."
        at_most_one = check_ops.assert_less_equal(y, compat_v1.constant(1.0, y.dtype), message=words)
        return control_flow_ops.with_dependencies([positive, at_most_one], y)


def _positive(given: Any, name: str) -> Any:
    check = check_ops.assert_positive(given, message=f"Argument {name} was not positive")
    return control_flow_ops.with_dependencies([check], given)
