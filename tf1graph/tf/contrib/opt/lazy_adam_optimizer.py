"""`tf.contrib.opt.LazyAdamOptimizer`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.LazyAdamOptimizer", gone="2.0")
class LazyAdamOptimizer(tf.train.AdamOptimizer):
    """Adam that leaves the moments of rows alone whose gradient a sparse step does not have.

    Faster than `tf.train.AdamOptimizer` on embeddings, and another algorithm. The arguments are the same.
    """

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        dtype = var.dtype.base_dtype
        powers = [math_ops.cast(power, dtype) for power in self._get_beta_accumulators()]
        rate, beta1, beta2, epsilon = (
            math_ops.cast(number, dtype) for number in (self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t)
        )
        rate = rate * math_ops.sqrt(1 - powers[1]) / (1 - powers[0])
        rows, locking = grad.indices, {"use_locking": self._use_locking}
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        m_new = tf.scatter_update(m, rows, beta1 * tf.gather(m, rows) + (1 - beta1) * grad.values, **locking)
        squares = beta2 * tf.gather(v, rows) + (1 - beta2) * math_ops.square(grad.values)
        v_new = tf.scatter_update(v, rows, squares, **locking)
        m_rows, v_rows = tf.gather(m_new, rows), tf.gather(v_new, rows)
        scale = math_ops.sqrt(v_rows) + epsilon
        step = rate * m_rows / scale
        return tf.group(tf.scatter_sub(var, rows, step, **locking), m_new, v_new)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        dtype = var.dtype.base_dtype
        powers = [math_ops.cast(power, dtype) for power in self._get_beta_accumulators()]
        rate, beta1, beta2, epsilon = (
            math_ops.cast(number, dtype) for number in (self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t)
        )
        rate = rate * math_ops.sqrt(1 - powers[1]) / (1 - powers[0])
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        m_rows = beta1 * tf.gather(m, indices) + (1 - beta1) * grad
        m_update = tf.raw_ops.ResourceScatterUpdate(resource=m.handle, indices=indices, updates=m_rows)
        v_rows = beta2 * tf.gather(v, indices) + (1 - beta2) * math_ops.square(grad)
        v_update = tf.raw_ops.ResourceScatterUpdate(resource=v.handle, indices=indices, updates=v_rows)
        step = rate * m_rows / (math_ops.sqrt(v_rows) + epsilon)
        update = tf.raw_ops.ResourceScatterSub(resource=var.handle, indices=indices, updates=step)
        return tf.group(update, m_update, v_update)
