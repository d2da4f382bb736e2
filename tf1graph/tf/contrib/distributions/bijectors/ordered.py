"""`Ordered`: vectors whose numbers grow, as vectors of any numbers."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import (
    array_ops,
    bijector_impl,
    check_ops,
    control_flow_ops,
    math_ops,
    tensor_shape,
)
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.bijectors.Ordered", today="tfp.bijectors.Ordered", gone="2.0")
class Ordered(bijector_impl.Bijector):
    """The first of growing numbers [..., n] and the logarithms of the steps between them."""

    def __init__(self, validate_args: bool = False, name: str = "ordered"):
        super().__init__(forward_min_event_ndims=1, validate_args=validate_args, name=name)

    def _forward_event_shape(self, input_shape: Any) -> Any:
        return input_shape if _last(input_shape) is None else tensor_shape.TensorShape([input_shape[-1]])

    def _forward_event_shape_tensor(self, input_shape: Any) -> Any:
        return input_shape[-1][..., array_ops.newaxis]

    def _inverse_event_shape(self, output_shape: Any) -> Any:
        size = _last(output_shape)
        if size is not None and size <= 1:
            raise ValueError(f"output_shape[-1] = {size} <= 1")
        return self._forward_event_shape(output_shape)

    def _inverse_event_shape_tensor(self, output_shape: Any) -> Any:
        if self.validate_args:
            check = check_ops.assert_greater(output_shape[-1], 1, message="Need last dimension greater than 1.")
            output_shape = control_flow_ops.with_dependencies([check], output_shape)
        return output_shape[-1][..., array_ops.newaxis]

    def _forward(self, x: Any) -> Any:
        x = self._valid(x)
        first = x[..., 0, array_ops.newaxis]
        return array_ops.concat([first, math_ops.log(_steps(x))], axis=-1)

    def _inverse(self, y: Any) -> Any:
        first = y[..., 0, array_ops.newaxis]
        return math_ops.cumsum(array_ops.concat([first, math_ops.exp(y[..., 1:])], axis=-1), axis=-1)

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        return math_ops.reduce_sum(y[..., 1:], axis=-1)

    def _forward_log_det_jacobian(self, x: Any) -> Any:
        return -math_ops.reduce_sum(math_ops.log(_steps(self._valid(x))), axis=-1)

    def _valid(self, x: Any) -> Any:
        if not self.validate_args:
            return x
        words = "Forward transformation input must be strictly increasing."
        return control_flow_ops.with_dependencies([check_ops.assert_positive(_steps(x), message=words)], x)


def _steps(x: Any) -> Any:
    return x[..., 1:] - x[..., :-1]


def _last(shape: Any) -> Any:
    return None if shape.ndims is None else shape[-1]
