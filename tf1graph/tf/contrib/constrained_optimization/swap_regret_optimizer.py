"""Optimisation by a matrix whose columns are distributions over the loss and the constraints."""

from __future__ import annotations

import math
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, ops
from tf1graph.tf.contrib.constrained_optimization.constrained_optimizer import TwoPlayerOptimizer, project_on_simplex
from tf1graph.tf.names import provide

PLACE = "tf.contrib.constrained_optimization."
CLOSE, ROUNDS = 1e-6, 100  # how near the eigenvector is come to, and in how many rounds at most


class _SwapRegretOptimizer(TwoPlayerOptimizer):
    _state_name = "swap_regret_optimizer_state"

    def _stochastic_matrix(self, state: Any) -> Any:
        return state

    def _game(self, state: Any, objective: Any, constraints: Any, proxies: Any) -> tuple[Any, Any]:
        zero_first = tf.concat((tf.zeros((1,), dtype=constraints.dtype), constraints), axis=0)
        loss_first = tf.concat((tf.expand_dims(objective, 0), proxies), axis=0)
        distribution = math_ops.abs(_eigenvector(self._stochastic_matrix(state)))
        distribution /= math_ops.reduce_sum(distribution)
        loss = tf.tensordot(math_ops.cast(distribution, loss_first.dtype), loss_first, 1)
        column = tf.expand_dims(math_ops.cast(zero_first, distribution.dtype), 1)
        return loss, tf.matmul(column, tf.expand_dims(distribution, 0))


def _eigenvector(matrix: Any) -> Any:
    """The vector that a matrix leaves as it is, of length 1, found by applying the matrix again and again."""

    def goes_on(round_: Any, vector: Any, before: Any) -> Any:
        not_done = round_ < ROUNDS
        return math_ops.logical_and(not_done, tf.norm(vector - before) > CLOSE)

    def step(round_: Any, vector: Any, before: Any) -> tuple[Any, ...]:
        round_ += 1
        applied = tf.matmul(matrix, tf.expand_dims(vector, 1))[:, 0]
        applied /= tf.norm(applied)
        return round_, applied, vector

    first = tf.constant(0)
    vector = tf.ones_like(matrix[:, 0])
    vector /= tf.norm(vector)
    return tf.while_loop(goes_on, step, step(first, vector, vector), name="power_method")[1]


@provide(PLACE + "AdditiveSwapRegretOptimizer", gone="2.0")
class AdditiveSwapRegretOptimizer(_SwapRegretOptimizer):
    """The loss and the constraints weighted by what a matrix leaves as it is, to which gradients are added.

    Args:
      optimizer: of the model's variables.
      constraint_optimizer: of the matrix; `optimizer` where it is None.
    """

    def _initial_state(self, num_constraints: int) -> Any:
        size = num_constraints + 1
        return tf.concat((tf.ones((1, size)), tf.zeros((size - 1, size))), axis=0)

    def _projection_op(self, state: Any, name: str | None = None) -> Any:
        with ops.colocate_with(state):
            projected = project_on_simplex(state, _scale, state.get_shape().as_list()[0])
            return tf.assign(state, projected, name=name)


def _scale(matrix: Any, inactive: Any) -> Any:
    lacking = 1.0 - math_ops.reduce_sum(matrix, axis=0, keepdims=True)
    return lacking / math_ops.maximum(1.0, math_ops.reduce_sum(inactive, axis=0, keepdims=True))


@provide(PLACE + "MultiplicativeSwapRegretOptimizer", gone="2.0")
class MultiplicativeSwapRegretOptimizer(_SwapRegretOptimizer):
    """The same with the logarithm of the matrix, which gradients multiply so.

    Args:
      optimizer: of the model's variables.
      constraint_optimizer: of the matrix; `optimizer` where it is None.
      minimum_multiplier_radius: no element of the matrix is below that, divided by one more than the constraints.
      initial_multiplier_radius: those of the constraints are at first that, divided so; the minimum where it is None.

    Raises:
      ValueError: the minimum is not between 0 and 1, or above the initial value.
    """

    def __init__(
        self,
        optimizer: Any,
        constraint_optimizer: Any = None,
        minimum_multiplier_radius: float = 1e-3,
        initial_multiplier_radius: float | None = None,
    ):
        super().__init__(optimizer, constraint_optimizer)
        if not 0.0 < minimum_multiplier_radius < 1.0:
            raise ValueError("minimum_multiplier_radius must be in the range (0,1)")
        if initial_multiplier_radius is None:
            initial_multiplier_radius = minimum_multiplier_radius
        elif initial_multiplier_radius < minimum_multiplier_radius:
            raise ValueError("initial_multiplier_radius must be in the range [minimum_multiplier_radius,1]")
        self._minimum, self._initial = minimum_multiplier_radius, initial_multiplier_radius

    def _initial_state(self, num_constraints: int) -> Any:
        size = num_constraints + 1
        one, zero = math.log(1.0 - self._initial * (size - 1) / size), math.log(self._initial / size)
        rows = ((one, 1), (zero, size - 1))
        return tf.concat([tf.constant(log, dtype=tf.float32, shape=(count, size)) for log, count in rows], axis=0)

    def _stochastic_matrix(self, state: Any) -> Any:
        return math_ops.exp(state)

    def _projection_op(self, state: Any, name: str | None = None) -> Any:
        with ops.colocate_with(state):
            size = state.get_shape().as_list()[0]
            least = math_ops.log(self._minimum / tf.to_float(size))
            logs = state - math_ops.reduce_max(state, axis=0, keepdims=True)
            logs = logs - math_ops.log(math_ops.reduce_sum(math_ops.exp(logs), axis=0, keepdims=True))
            return tf.assign(state, math_ops.maximum(logs, least), name=name)
