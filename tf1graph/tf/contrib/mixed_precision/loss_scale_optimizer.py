"""An optimiser around another, whose loss is scaled."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.mixed_precision.LossScaleOptimizer", gone="2.0")
class LossScaleOptimizer(tf.train.Optimizer):
    """Scales the loss, and its gradients back; leaves a step out whose gradients are not finite.

    Args:
      opt: the optimiser that takes the steps.
      loss_scale_manager: says by how much.
    """

    def __init__(self, opt: Any, loss_scale_manager: Any):
        self._opt, self._loss_scale_manager = opt, loss_scale_manager

    def compute_gradients(
        self,
        loss: Any,
        var_list: Any = None,
        gate_gradients: int = tf.train.Optimizer.GATE_OP,
        aggregation_method: Any = None,
        colocate_gradients_with_ops: bool = False,
        grad_loss: Any = None,
    ) -> list[tuple[Any, Any]]:
        """The gradients of the loss, as of any optimiser; `loss` may be a function that gives it."""
        scale = self._loss_scale_manager.get_loss_scale()
        value = loss() if callable(loss) else loss
        found = self._opt.compute_gradients(
            value * tf.cast(scale, value.dtype.base_dtype),
            var_list=var_list,
            gate_gradients=gate_gradients,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops,
            grad_loss=grad_loss,
        )
        inverse = tf.reciprocal(scale)
        return [
            (gradient if gradient is None else gradient * tf.cast(inverse, gradient.dtype.base_dtype), variable)
            for gradient, variable in found
        ]

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """The op that takes the step if all gradients are finite, and brings the scale up to date."""
        pairs = list(grads_and_vars)
        finite = tf.reduce_all([tf.reduce_all(tf.is_finite(gradient)) for gradient, _ in pairs])
        applied = tf.cond(finite, lambda: self._opt.apply_gradients(pairs, global_step, name), tf.no_op)
        return tf.group(applied, self._loss_scale_manager.update_loss_scale(finite))
