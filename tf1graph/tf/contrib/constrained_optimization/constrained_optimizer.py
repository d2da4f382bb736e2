"""What the optimisers under constraints share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, ops
from tf1graph.tf.names import provide

GATE_OP = tf.train.Optimizer.GATE_OP


@provide(
    "tf.contrib.constrained_optimization.ConstrainedOptimizer",
    fidelity="approximate",
    gone="2.0",
    note="abstract: held by the goldens of those that are built on it",
)
class ConstrainedOptimizer:
    """Base of the optimisers; subclasses write `_minimize_constrained`.

    The arguments of its methods are those of `tf.train.Optimizer.minimize`, with a problem in place of the loss.

    Args:
      optimizer: a `tf.train.Optimizer`, of the model's variables.
    """

    def __init__(self, optimizer: Any):
        self._optimizer = optimizer

    @property
    def optimizer(self) -> Any:
        """The optimiser of the model's variables."""
        return self._optimizer

    def _minimize_constrained(self, minimization_problem: Any, **options: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} has no method `_minimize_constrained`")

    def minimize_constrained(
        self,
        minimization_problem: Any,
        global_step: Any = None,
        var_list: Any = None,
        gate_gradients: int = GATE_OP,
        aggregation_method: int | None = None,
        colocate_gradients_with_ops: bool = False,
        name: str | None = None,
        grad_loss: Any = None,
    ) -> Any:
        """An op that takes a step towards the least loss under the constraints."""
        return _after(
            minimization_problem.pre_train_ops,
            lambda: self._minimize_constrained(
                minimization_problem,
                global_step=global_step,
                var_list=var_list,
                gate_gradients=gate_gradients,
                aggregation_method=aggregation_method,
                colocate_gradients_with_ops=colocate_gradients_with_ops,
                name=name,
                grad_loss=grad_loss,
            ),
        )

    def minimize_unconstrained(
        self,
        minimization_problem: Any,
        global_step: Any = None,
        var_list: Any = None,
        gate_gradients: int = GATE_OP,
        aggregation_method: int | None = None,
        colocate_gradients_with_ops: bool = False,
        name: str | None = None,
        grad_loss: Any = None,
    ) -> Any:
        """An op that takes a step towards the least loss, whatever the constraints."""
        return _after(
            minimization_problem.pre_train_ops,
            lambda: self.optimizer.minimize(
                minimization_problem.objective,
                global_step=global_step,
                var_list=var_list,
                gate_gradients=gate_gradients,
                aggregation_method=aggregation_method,
                colocate_gradients_with_ops=colocate_gradients_with_ops,
                name=name,
                grad_loss=grad_loss,
            ),
        )

    def minimize(
        self,
        minimization_problem: Any,
        unconstrained_steps: int | None = None,
        global_step: Any = None,
        var_list: Any = None,
        gate_gradients: int = GATE_OP,
        aggregation_method: int | None = None,
        colocate_gradients_with_ops: bool = False,
        name: str | None = None,
        grad_loss: Any = None,
    ) -> Any:
        """An op that takes a step under the constraints, or without them in the first steps.

        Args:
          unconstrained_steps: how many steps are taken without constraints; none where it is None.

        Raises:
          ValueError: there are such steps, and no `global_step` to count them by.
        """
        options = {
            "global_step": global_step,
            "var_list": var_list,
            "gate_gradients": gate_gradients,
            "aggregation_method": aggregation_method,
            "colocate_gradients_with_ops": colocate_gradients_with_ops,
            "name": name,
            "grad_loss": grad_loss,
        }
        if unconstrained_steps is None:
            return self.minimize_constrained(minimization_problem, **options)
        if global_step is None:
            raise ValueError("global_step cannot be None if unconstrained_steps is provided")
        steps = ops.convert_to_tensor(unconstrained_steps)
        return tf.cond(
            math_ops.cast(global_step, steps.dtype) < steps,
            true_fn=lambda: self.minimize_unconstrained(minimization_problem, **options),
            false_fn=lambda: self.minimize_constrained(minimization_problem, **options),
        )


def _after(before: Any, build: Callable[[], Any]) -> Any:
    if not before:
        return build()
    with tf.control_dependencies(before):
        return build()


class TwoPlayerOptimizer(ConstrainedOptimizer):
    """One player minimises a sum of the loss and the constraints, the other moves the weights of that sum.

    Args:
      optimizer: of the model's variables.
      constraint_optimizer: of the weights; `optimizer` where it is None.
    """

    _state_name: str

    def __init__(self, optimizer: Any, constraint_optimizer: Any = None):
        super().__init__(optimizer)
        self._constraint_optimizer = constraint_optimizer

    @property
    def constraint_optimizer(self) -> Any:
        """The optimiser of the weights, None where it is the model's."""
        return self._constraint_optimizer

    def _initial_state(self, num_constraints: int) -> Any:
        raise NotImplementedError(f"{type(self).__name__} has no method `_initial_state`")

    def _game(self, state: Any, objective: Any, constraints: Any, proxies: Any) -> tuple[Any, Any]:
        """The loss of the first player, and the gradient of the second's, which goes up."""
        raise NotImplementedError(f"{type(self).__name__} has no method `_game`")

    def _projection_op(self, state: Any, name: str | None = None) -> Any:
        """An op that brings the state back to where it may be."""
        raise NotImplementedError(f"{type(self).__name__} has no method `_projection_op`")

    def _minimize_constrained(
        self, minimization_problem: Any, global_step: Any = None, name: str | None = None, **options: Any
    ) -> Any:
        objective, constraints = minimization_problem.objective, minimization_problem.constraints
        proxies = minimization_problem.proxy_constraints
        proxies = constraints if proxies is None else proxies
        if len({tensor.dtype.base_dtype for tensor in (objective, constraints, proxies)}) > 1:
            raise ValueError("objective, constraints and proxy_constraints must have the same dtype")
        count = minimization_problem.num_constraints
        constraints = tf.reshape(constraints, shape=(count,))
        proxies = tf.reshape(proxies, shape=(count,))
        state = tf.Variable(
            lambda: self._initial_state(count), trainable=False, name=self._state_name, use_resource=True
        )
        loss, gradient = self._game(state, objective, constraints, proxies)
        with tf.control_dependencies(self._update(loss, state, gradient, options)):
            if global_step is None:
                return self._projection_op(state, name=name)
            projected = self._projection_op(state, name="project")
            with ops.colocate_with(global_step):
                counted = tf.assign_add(global_step, 1, name="global_step_increment")
            return tf.group(projected, counted, name=name)

    def _update(self, loss: Any, state: Any, gradient: Any, options: dict[str, Any]) -> list[Any]:
        grads = self.optimizer.compute_gradients(loss, **options)
        of_state = [(-gradient, state)]
        if self.constraint_optimizer is None:
            return [self.optimizer.apply_gradients(grads + of_state, name="update")]
        taken = [grad for grad, _ in grads + of_state if grad is not None]
        with tf.control_dependencies(taken):
            return [
                self.optimizer.apply_gradients(grads, name="update"),
                self.constraint_optimizer.apply_gradients(of_state, name="optimizer_state_update"),
            ]


def project_on_simplex(tensor: Any, scale: Callable[[Any, Any], Any], dimension: int) -> Any:
    """The nearest point without negative numbers whose sums are as `scale` wants them, in at most that many rounds.

    Args:
      scale: of the numbers and of which ones are not 0, what to add to those.
    """

    def goes_on(round_: Any, numbers: Any, inactive: Any, before: Any) -> Any:
        not_done = round_ < dimension
        return math_ops.logical_and(not_done, math_ops.reduce_any(math_ops.not_equal(inactive, before)))

    def step(round_: Any, numbers: Any, inactive: Any, before: Any) -> tuple[Any, ...]:
        round_ += 1
        added = scale(numbers, inactive)
        numbers = numbers + (added * inactive)
        positive = math_ops.cast(numbers > 0, numbers.dtype)
        return round_, numbers * positive, positive, inactive

    first = tf.constant(0)
    ones = tf.ones_like(tensor, dtype=tensor.dtype)
    return tf.while_loop(goes_on, step, step(first, tensor, ones, ones), name="euclidean_projection")[1]
