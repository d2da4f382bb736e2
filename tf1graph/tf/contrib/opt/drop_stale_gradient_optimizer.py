"""`tf.contrib.opt.DropStaleGradientOptimizer`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import gen_array_ops, gen_math_ops, math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.DropStaleGradientOptimizer", gone="2.0")
class DropStaleGradientOptimizer(tf.train.Optimizer):
    """An optimiser that drops gradients that were computed too many steps ago, for asynchronous training.

    Args:
      opt: makes the steps.
      staleness: how many steps the global step may have gone on meanwhile.
    """

    def __init__(self, opt: Any, staleness: int, use_locking: bool = False, name: str = "DropStaleGradient"):
        super().__init__(use_locking, name)
        self._opt, self._staleness = opt, staleness

    def compute_gradients(self, loss: Any, *args: Any, **kwargs: Any) -> Any:
        """Those of `opt`; the global step of that time is kept."""
        with tf.colocate_with(loss):
            self._local_step = tf.train.get_global_step() + 0
        with tf.control_dependencies([self._local_step]):
            loss = gen_array_ops.identity(loss)
            return self._opt.compute_gradients(loss, *args, **kwargs)

    def get_slot(self, *args: Any, **kwargs: Any) -> Any:
        """That of `opt`."""
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args: Any, **kwargs: Any) -> Any:
        """Those of `opt`."""
        return self._opt.get_slot_names(*args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """The op of a step, where the gradients are new enough; it gives the number of those dropped so far."""
        with tf.colocate_with(global_step):
            dropped = tf.get_variable("stale_counter", [], initializer=tf.zeros_initializer(), trainable=False)

        def accept() -> Any:
            step = self._opt.apply_gradients(grads_and_vars, global_step=global_step, name=name)
            with tf.control_dependencies([step]):
                return gen_array_ops.identity(0.0)

        gradients = [
            gradient if isinstance(gradient, tf.Tensor) else gradient.op
            for gradient, _ in grads_and_vars
            if gradient is not None
        ]
        with tf.control_dependencies(gradients), tf.colocate_with(global_step):
            staleness = gen_array_ops.reshape(global_step - self._local_step, shape=())
        fresh = gen_math_ops.less_equal(staleness, self._staleness)
        update = dropped.assign_add(tf.cond(fresh, accept, lambda: gen_array_ops.identity(1.0)))
        tf.summary.scalar("Gradient staleness percentage", dropped / math_ops.cast(global_step + 1, tf.float32))
        return update
