"""Optimisation by Lagrange multipliers, which are moved by a gradient."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, ops
from tf1graph.tf.contrib.constrained_optimization.constrained_optimizer import TwoPlayerOptimizer, project_on_simplex
from tf1graph.tf.names import provide


@provide("tf.contrib.constrained_optimization.AdditiveExternalRegretOptimizer", gone="2.0")
class AdditiveExternalRegretOptimizer(TwoPlayerOptimizer):
    """The loss and the constraints times Lagrange multipliers: what is minimised in the model and maximised in them.

    Args:
      optimizer: of the model's variables.
      constraint_optimizer: of the multipliers; `optimizer` where it is None.
      maximum_multiplier_radius: the multipliers' sum is not above that; it has no bound where it is None.

    Raises:
      ValueError: the bound is not positive.
    """

    _state_name = "external_regret_optimizer_state"

    def __init__(
        self, optimizer: Any, constraint_optimizer: Any = None, maximum_multiplier_radius: float | None = None
    ):
        super().__init__(optimizer, constraint_optimizer)
        if maximum_multiplier_radius and maximum_multiplier_radius <= 0.0:
            raise ValueError("maximum_multiplier_radius must be strictly positive")
        self._radius = maximum_multiplier_radius

    def _initial_state(self, num_constraints: int) -> Any:
        return tf.zeros((num_constraints,), dtype=tf.float32)

    def _game(self, state: Any, objective: Any, constraints: Any, proxies: Any) -> tuple[Any, Any]:
        loss = objective + tf.tensordot(math_ops.cast(state, proxies.dtype), proxies, 1)
        return loss, math_ops.cast(constraints, state.dtype)

    def _projection_op(self, state: Any, name: str | None = None) -> Any:
        with ops.colocate_with(state):
            if self._radius:
                projected = project_on_simplex(state, self._scale, state.get_shape().as_list()[0])
            else:
                projected = math_ops.maximum(state, 0.0)
            return tf.assign(state, projected, name=name)

    def _scale(self, multipliers: Any, inactive: Any) -> Any:
        excess = self._radius - math_ops.reduce_sum(multipliers)
        return math_ops.minimum(0.0, excess / math_ops.maximum(1.0, math_ops.reduce_sum(inactive)))
