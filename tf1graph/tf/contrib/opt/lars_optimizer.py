"""`tf.contrib.opt.LARSOptimizer`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import gen_training_ops, math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.LARSOptimizer", gone="2.0")
class LARSOptimizer(tf.train.Optimizer):
    """Momentum whose rate each layer scales by the norms of its weights and gradients (You et al., 2017).

    Args:
      weight_decay: added to the gradient, times the weights.
      eeta: the scale's factor.
      epsilon: added to the scale's denominator.
      skip_list: parts of names of variables that are neither scaled nor decayed.

    Raises:
      ValueError: the momentum or the decay is negative.
    """

    def __init__(
        self,
        learning_rate: Any,
        momentum: Any = 0.9,
        weight_decay: Any = 0.0001,
        eeta: Any = 0.001,
        epsilon: Any = 0.0,
        name: str = "LARSOptimizer",
        skip_list: Sequence[str] | None = None,
        use_nesterov: bool = False,
    ):
        for argument, number in (("momentum", momentum), ("weight_decay", weight_decay)):
            if number < 0.0:
                raise ValueError(f"{argument} should be positive: {number}")
        super().__init__(use_locking=False, name=name)
        self._learning_rate, self._momentum = learning_rate, momentum
        self._weight_decay, self._eeta, self._epsilon = weight_decay, eeta, epsilon
        self._skip_list, self._use_nesterov = skip_list, use_nesterov

    def _create_slots(self, var_list: Any) -> None:
        for variable in var_list:
            self._zeros_slot(variable, "momentum", self._name)

    def compute_lr(self, grad: Any, var: Any) -> tuple[Any, Any]:
        """The scaled rate of a variable, and its gradient with the decay."""
        if self._skip_list is not None and any(part in var.name for part in self._skip_list):
            return self._learning_rate, grad
        norm, gradient_norm = tf.norm(var, ord=2), tf.norm(grad, ord=2)
        # the inner choice is made after the outer condition, as in 1.15.5
        is_some = math_ops.greater(norm, 0)
        ratio = tf.where(
            is_some,
            tf.where(
                math_ops.greater(gradient_norm, 0),
                self._eeta * norm / (gradient_norm + self._weight_decay * norm + self._epsilon),
                1.0,
            ),
            1.0,
        )
        return self._learning_rate * ratio, grad + self._weight_decay * var

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        rate, grad = self.compute_lr(grad, var)
        momentum = self.get_slot(var, "momentum")
        one = math_ops.cast(1.0, var.dtype.base_dtype)
        return gen_training_ops.apply_momentum(
            var, momentum, one, grad * rate, self._momentum, use_locking=False, use_nesterov=self._use_nesterov
        )

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        rate, grad = self.compute_lr(grad, var)
        momentum = self.get_slot(var, "momentum")
        one = math_ops.cast(1.0, var.dtype.base_dtype)
        return gen_training_ops.resource_apply_momentum(
            var.handle,
            momentum.handle,
            one,
            grad * rate,
            self._momentum,
            use_locking=False,
            use_nesterov=self._use_nesterov,
        )

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        rate, momentum = (math_ops.cast(number, var.dtype.base_dtype) for number in self._tensors)
        return gen_training_ops.sparse_apply_momentum(
            var,
            self.get_slot(var, "momentum"),
            rate,
            grad.values,
            grad.indices,
            momentum,
            use_locking=self._use_locking,
            use_nesterov=self._use_nesterov,
        ).op

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        rate, momentum = (math_ops.cast(number, grad.dtype) for number in self._tensors)
        return gen_training_ops.resource_sparse_apply_momentum(
            var.handle,
            self.get_slot(var, "momentum").handle,
            rate,
            grad,
            indices,
            momentum,
            use_locking=self._use_locking,
            use_nesterov=self._use_nesterov,
        )

    def _prepare(self) -> None:
        self._tensors = [
            tf.convert_to_tensor(number() if callable(number) else number, name=name)
            for name, number in (("learning_rate", self._learning_rate), ("momentum", self._momentum))
        ]
