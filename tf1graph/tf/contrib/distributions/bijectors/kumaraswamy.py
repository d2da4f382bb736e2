"""`Kumaraswamy`: the inverse of that distribution's distribution function."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, bijector_impl, check_ops, control_flow_ops, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.bijectors.Kumaraswamy", today="tfp.bijectors.KumaraswamyCDF", gone="2.0")
class Kumaraswamy(bijector_impl.Bijector):
    """`(1 - (1 - x) ** (1 / concentration0)) ** (1 / concentration1)` of numbers between 0 and 1.

    Args:
      concentration1, concentration0: positive tensors that broadcast.
      validate_args: whether they, and what is mapped, are checked when the graph runs.
      name: of the bijector.
    """

    def __init__(
        self,
        concentration1: Any = None,
        concentration0: Any = None,
        validate_args: bool = False,
        name: str = "kumaraswamy",
    ):
        self._graph_parents: list[Any] = []
        self._name = name
        self._validate_args = validate_args
        with self._name_scope("init", values=[concentration1, concentration0]):
            self._concentration1 = self._positive(concentration1, "concentration1")
            self._concentration0 = self._positive(concentration0, "concentration0")
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    @property
    def concentration1(self) -> Any:
        return self._concentration1

    @property
    def concentration0(self) -> Any:
        return self._concentration0

    def _forward(self, x: Any) -> Any:
        x = self._valid(x)
        rest = math_ops.exp(math_ops.log1p(-x) / self.concentration0)
        return math_ops.exp(math_ops.log1p(-rest) / self.concentration1)

    def _inverse(self, y: Any) -> Any:
        y = self._valid(y)
        return math_ops.exp(math_ops.log1p(-((1 - y**self.concentration1) ** self.concentration0)))

    def _inverse_log_det_jacobian(self, y: Any) -> Any:
        y = self._valid(y)
        a, b = self.concentration1, self.concentration0
        logs = math_ops.log(a) + math_ops.log(b) + (a - 1) * math_ops.log(y)
        return logs + (b - 1) * math_ops.log1p(-(y**a))

    def _positive(self, given: Any, name: str) -> Any:
        given = ops.convert_to_tensor(given, name=name)
        if not self._validate_args:
            return given
        check = check_ops.assert_positive(given, message="Concentration parameter must be positive.")
        return control_flow_ops.with_dependencies([check], given)

    def _valid(self, x: Any) -> Any:
        if not self.validate_args:
            return x
        is_positive = check_ops.assert_non_negative(x, message="sample must be non-negative")
        one = array_ops.ones([], self.concentration0.dtype)
        is_small = check_ops.assert_less_equal(x, one, message="sample must be no larger than `1`.")
        return control_flow_ops.with_dependencies([is_positive, is_small], x)
