"""Maps of numbers: `Exp`, `PowerTransform`, `Sigmoid`, `Softplus`, `Softsign`, `Square`, `AbsoluteValue`, `Gumbel`."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import (
    bijector_impl,
    check_ops,
    compat_v1,
    control_flow_ops,
    distribution_util,
    math_ops,
    ops,
    tensor_util,
)
from tf1graph.tf.names import provide

softplus = compat_v1.nn.softplus


@provide("tf.contrib.distributions.bijectors.PowerTransform", today="tfp.bijectors.PowerTransform", gone="2.0")
class PowerTransform(bijector_impl.Bijector):
    """`(1 + x · power) ** (1 / power)`; exp where `power` is 0, a constant that is not negative."""

    def __init__(self, power: float = 0.0, validate_args: bool = False, name: str = "power_transform"):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        with self._name_scope("init", values=[power]):
            self._power = tensor_util.constant_value(ops.convert_to_tensor(power, name="power"))
        if self._power is None or self._power < 0:
            raise ValueError("`power` must be a non-negative TF constant.")
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    @property
    def power(self) -> Any:
        return self._power

    def _forward(self, x: Any) -> Any:
        x = self._valid_x(x)
        return math_ops.exp(x if self.power == 0.0 else math_ops.log1p(x * self.power) / self.power)

    def _inverse(self, y: Any) -> Any:
        y = self._valid_y(y)
        if self.power == 0.0:
            return math_ops.log(y)
        return math_ops.expm1(math_ops.log(y) * self.power) / self.power

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        return (self.power - 1.0) * math_ops.log(self._valid_y(y))

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        x = self._valid_x(x)
        return x if self.power == 0.0 else (1.0 / self.power - 1.0) * math_ops.log1p(x * self.power)

    def _valid_x(self, x: Any) -> Any:
        if not self.validate_args or self.power == 0.0:
            return x
        words = f"Forward transformation input must be at least {-1.0 / self.power}."
        check = check_ops.assert_non_negative(1.0 + self.power * x, message=words)
        return control_flow_ops.with_dependencies([check], x)

    def _valid_y(self, y: Any) -> Any:
        if not self.validate_args:
            return y
        check = check_ops.assert_positive(y, message="Inverse transformation input must be greater than 0.")
        return control_flow_ops.with_dependencies([check], y)


@provide("tf.contrib.distributions.bijectors.Exp", today="tfp.bijectors.Exp", gone="2.0")
class Exp(PowerTransform):
    """The exponential function."""

    def __init__(self, validate_args: bool = False, name: str = "exp"):
        super().__init__(validate_args=validate_args, name=name)


@provide("tf.contrib.distributions.bijectors.Sigmoid", today="tfp.bijectors.Sigmoid", gone="2.0")
class Sigmoid(bijector_impl.Bijector):
    """The sigmoid."""

    def __init__(self, validate_args: bool = False, name: str = "sigmoid"):
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    def _forward(self, x: Any) -> Any:
        return math_ops.sigmoid(x)

    def _inverse(self, y: Any) -> Any:
        return math_ops.log(y) - math_ops.log1p(-y)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        return -math_ops.log(y) - math_ops.log1p(-y)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return -softplus(-x) - softplus(x)


@provide("tf.contrib.distributions.bijectors.Softplus", today="tfp.bijectors.Softplus", gone="2.0")
class Softplus(bijector_impl.Bijector):
    """`softplus(x / hinge_softness) · hinge_softness`; that of 1 where it is None."""

    def __init__(self, hinge_softness: Any = None, validate_args: bool = False, name: str = "softplus"):
        with compat_v1.name_scope(name, values=[hinge_softness]):
            softness = hinge_softness
            if softness is not None:
                softness = ops.convert_to_tensor(softness, name="hinge_softness")
            if validate_args:
                zero = ops.convert_to_tensor(0, dtype=softness.dtype)
                check = check_ops.assert_none_equal(zero, softness, message="hinge_softness must be non-zero")
                softness = control_flow_ops.with_dependencies([check], softness)
            self._hinge_softness = softness
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    @property
    def hinge_softness(self) -> Any:
        return self._hinge_softness

    def _softness(self, like: Any) -> Any:
        return math_ops.cast(self.hinge_softness, like.dtype)

    def _forward(self, x: Any) -> Any:
        if self.hinge_softness is None:
            return softplus(x)
        softness = self._softness(x)
        return softness * softplus(x / softness)

    def _inverse(self, y: Any) -> Any:
        if self.hinge_softness is None:
            return distribution_util.softplus_inverse(y)
        softness = self._softness(y)
        return softness * distribution_util.softplus_inverse(y / softness)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        y = y if self.hinge_softness is None else y / self._softness(y)
        return -math_ops.log(-math_ops.expm1(-y))

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        x = x if self.hinge_softness is None else x / self._softness(x)
        return -softplus(-x)


@provide("tf.contrib.distributions.bijectors.Softsign", today="tfp.bijectors.Softsign", gone="2.0")
class Softsign(bijector_impl.Bijector):
    """`x / (1 + |x|)`."""

    def __init__(self, validate_args: bool = False, name: str = "softsign"):
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    def _forward(self, x: Any) -> Any:
        return x / (1.0 + math_ops.abs(x))

    def _inverse(self, y: Any) -> Any:
        y = self._valid_y(y)
        return y / (1.0 - math_ops.abs(y))

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return -2.0 * math_ops.log1p(math_ops.abs(x))

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        y = self._valid_y(y)
        return -2.0 * math_ops.log1p(-math_ops.abs(y))

    def _valid_y(self, y: Any) -> Any:
        if not self.validate_args:
            return y
        checks = [
            check_ops.assert_greater(
                y,
                math_ops.cast(-1, dtype=y.dtype.base_dtype),
                message="Inverse transformation input must be greater than -1.",
            ),
            check_ops.assert_less(
                y,
                math_ops.cast(1, dtype=y.dtype.base_dtype),
                message="Inverse transformation input must be less than 1.",
            ),
        ]
        return control_flow_ops.with_dependencies(checks, y)


@provide("tf.contrib.distributions.bijectors.Square", today="tfp.bijectors.Square", gone="2.0")
class Square(bijector_impl.Bijector):
    """The square of numbers that are not negative."""

    def __init__(self, validate_args: bool = False, name: str = "square"):
        self._name = name
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    def _forward(self, x: Any) -> Any:
        return math_ops.square(self._valid(x))

    def _inverse(self, y: Any) -> Any:
        return math_ops.sqrt(self._valid(y))

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return np.log(2.0) + math_ops.log(self._valid(x))

    def _valid(self, t: Any) -> Any:
        if not self.validate_args:
            return t
        check = check_ops.assert_non_negative(t, message="All elements must be non-negative.")
        return control_flow_ops.with_dependencies([check], t)


@provide("tf.contrib.distributions.bijectors.AbsoluteValue", today="tfp.bijectors.AbsoluteValue", gone="2.0")
class AbsoluteValue(bijector_impl.Bijector):
    """The absolute value, whose inverse is a pair."""

    def __init__(self, validate_args: bool = False, name: str = "absolute_value"):
        self._graph_parents: list[Any] = []
        self._name = name
        with self._name_scope("init"):
            super().__init__(
                forward_min_event_ndims=0, is_constant_jacobian=True, validate_args=validate_args, name=name
            )

    @property
    def _is_injective(self) -> bool:
        return False

    def _forward(self, x: Any) -> Any:
        return math_ops.abs(x)

    def _inverse(self, y: Any) -> Any:
        y = self._valid(y, y)
        return -y, y

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        zeros = self._valid(y, compat_v1.constant(0.0, dtype=y.dtype))
        return zeros, zeros

    def _valid(self, y: Any, then: Any) -> Any:
        if not self.validate_args:
            return then
        return control_flow_ops.with_dependencies(
            [check_ops.assert_non_negative(y, message="Argument y was negative")], then
        )


@provide("tf.contrib.distributions.bijectors.Gumbel", today="tfp.bijectors.GumbelCDF", gone="2.0")
class Gumbel(bijector_impl.Bijector):
    """The distribution function of Gumbel's distribution, with a place and a scale."""

    def __init__(self, loc: Any = 0.0, scale: Any = 1.0, validate_args: bool = False, name: str = "gumbel"):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        with self._name_scope("init", values=[loc, scale]):
            self._loc = ops.convert_to_tensor(loc, name="loc")
            self._scale = ops.convert_to_tensor(scale, name="scale")
            check_ops.assert_same_float_dtype([self._loc, self._scale])
            if validate_args:
                check = check_ops.assert_positive(self._scale, message="Argument scale was not positive")
                self._scale = control_flow_ops.with_dependencies([check], self._scale)
        super().__init__(validate_args=validate_args, forward_min_event_ndims=0, name=name)

    @property
    def loc(self) -> Any:
        return self._loc

    @property
    def scale(self) -> Any:
        return self._scale

    def _forward(self, x: Any) -> Any:
        return math_ops.exp(-math_ops.exp(-((x - self.loc) / self.scale)))

    def _inverse(self, y: Any) -> Any:
        return self.loc - self.scale * math_ops.log(-math_ops.log(self._valid_y(y)))

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        y = self._valid_y(y)
        return math_ops.log(self.scale / (-math_ops.log(y) * y))

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        z = (x - self.loc) / self.scale
        return -z - math_ops.exp(-z) - math_ops.log(self.scale)

    def _valid_y(self, y: Any) -> Any:
        if not self.validate_args:
            return y
        words = "Inverse transformation input must be greater than 0."
        positive = check_ops.assert_non_negative(y, message=words)
        words = "Inverse transformation input must be less than or equal to 1."
        at_most_one = check_ops.assert_less_equal(y, compat_v1.constant(1.0, y.dtype), message=words)
        return control_flow_ops.with_dependencies([positive, at_most_one], y)
