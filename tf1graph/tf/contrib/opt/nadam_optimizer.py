"""`tf.contrib.opt.NadamOptimizer`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import gen_training_ops, math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.NadamOptimizer", today="tf.keras.optimizers.Nadam", gone="2.0")
class NadamOptimizer(tf.train.AdamOptimizer):
    """Adam with Nesterov's momentum (Dozat, 2016), without its schedule. The arguments are Adam's."""

    def _numbers(self, dtype: Any) -> list[Any]:
        """The powers of both betas, the rate, both betas and epsilon."""
        powers = self._get_beta_accumulators()
        numbers = (*powers, self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t)
        return [math_ops.cast(number, dtype.base_dtype) for number in numbers]

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        return gen_training_ops.apply_adam(
            var, m, v, *self._numbers(var.dtype), grad, use_locking=self._use_locking, use_nesterov=True
        ).op

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        return gen_training_ops.resource_apply_adam(
            var.handle,
            m.handle,
            v.handle,
            *self._numbers(grad.dtype),
            grad,
            use_locking=self._use_locking,
            use_nesterov=True,
        )

    def _apply_sparse_shared(self, grad: Any, var: Any, indices: Any, scatter_add: Callable[..., Any]) -> Any:
        power1, power2, rate, beta1, beta2, epsilon = self._numbers(var.dtype)
        rate = rate * math_ops.sqrt(1 - power2) / (1 - power1)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        moved = grad * (1 - beta1)
        m_new = tf.assign(m, m * beta1, use_locking=self._use_locking)
        with tf.control_dependencies([m_new]):
            m_new = scatter_add(m, indices, moved)
            ahead = moved + beta1 * tf.gather(m_new, indices)
        squares = grad * grad * (1 - beta2)
        v_new = tf.assign(v, v * beta2, use_locking=self._use_locking)
        with tf.control_dependencies([v_new]):
            v_new = scatter_add(v, indices, squares)
        root = math_ops.sqrt(tf.gather(v_new, indices))
        update = scatter_add(var, indices, -rate * ahead / (root + epsilon))
        return tf.group(update, ahead, v_new)
