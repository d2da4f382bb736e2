"""`tf.contrib.opt.VariableClippingOptimizer`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import clip_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.VariableClippingOptimizer", gone="2.0")
class VariableClippingOptimizer(tf.train.Optimizer):
    """An optimiser that clips the norm of variables after each step.

    Args:
      opt: makes the steps.
      vars_to_clip_dims: the variables, each with the axes over which its norm is taken.
      max_norm: what it may be at most.
      colocate_clip_ops_with_vars: whether it is clipped where the variable is.
    """

    def __init__(
        self,
        opt: Any,
        vars_to_clip_dims: Mapping[Any, Sequence[int]],
        max_norm: float,
        use_locking: bool = False,
        colocate_clip_ops_with_vars: bool = False,
        name: str = "VariableClipping",
    ):
        super().__init__(use_locking, name)
        self._opt, self._max_norm = opt, max_norm
        self._axes = {variable: axes[:] for variable, axes in vars_to_clip_dims.items()}
        self._colocate = colocate_clip_ops_with_vars

    def compute_gradients(self, *args: Any, **kwargs: Any) -> Any:
        """Those of `opt`."""
        return self._opt.compute_gradients(*args, **kwargs)

    def get_slot(self, *args: Any, **kwargs: Any) -> Any:
        """That of `opt`."""
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args: Any, **kwargs: Any) -> Any:
        """Those of `opt`."""
        return self._opt.get_slot_names(*args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """The op of a step with the clipping behind it."""
        with tf.name_scope(name, self._name) as scope:
            step = self._opt.apply_gradients(grads_and_vars, global_step=global_step)
            clipped = []
            with tf.control_dependencies([step]):
                for gradient, variable in grads_and_vars:
                    if gradient is None or variable not in self._axes:
                        continue
                    with tf.name_scope("clip_" + variable.op.name):
                        if isinstance(gradient, tf.IndexedSlices):
                            clipped.append(self._clip_rows(gradient, variable))
                        else:
                            clipped.append(self._clip(variable))
            return tf.group(step, *clipped, name=scope)

    def _clip(self, variable: Any) -> Any:
        with self._perhaps_at(variable):
            value = variable.read_value()
            change = value - clip_ops.clip_by_norm(value, self._max_norm, self._axes[variable])
        with tf.colocate_with(variable):
            return variable.assign_sub(change, use_locking=self._use_locking)

    def _clip_rows(self, gradient: Any, variable: Any) -> Any:
        """Clip only the rows that had a gradient, where a norm does not go over rows."""
        axes = self._axes[variable]
        if 0 in axes:
            tf.logging.warning(
                "Clipping norm across dims %s for %s is inefficient when including sparse dimension 0.",
                axes,
                variable.op.name,
            )
            return self._clip(variable)
        with tf.colocate_with(variable):
            rows = tf.gather(variable, gradient.indices)
        with self._perhaps_at(variable):
            clipped = clip_ops.clip_by_norm(rows, self._max_norm, axes)
            change = tf.IndexedSlices(rows - clipped, gradient.indices, gradient.dense_shape)
        with tf.colocate_with(variable):
            return variable.scatter_sub(change, use_locking=self._use_locking)

    def _perhaps_at(self, variable: Any) -> AbstractContextManager[Any]:
        return tf.colocate_with(variable) if self._colocate else nullcontext()
