"""`tf.contrib.opt.MovingAverageOptimizer`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import saveable_object_util
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.MovingAverageOptimizer", gone="2.0")
class MovingAverageOptimizer(tf.train.Optimizer):
    """An optimiser that also keeps moving averages of what it trains, and saves these in the variables' place.

    Args:
      opt: makes the steps.
      average_decay, num_updates: of `tf.train.ExponentialMovingAverage`.
      sequential_update: whether the averages are taken after the step, not beside it.
    """

    def __init__(
        self, opt: Any, average_decay: float = 0.9999, num_updates: Any = None, sequential_update: bool = True
    ):
        self._optimizer = opt
        self._ema = tf.train.ExponentialMovingAverage(average_decay, num_updates=num_updates)
        self._sequential_update = sequential_update
        self._swapped: dict[str, str] | None = None  # each name to the other of variable and average

    def compute_gradients(self, *args: Any, **kwargs: Any) -> Any:
        """Those of `opt`."""
        return self._optimizer.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """The op of a step and of the averages."""
        step = self._optimizer.apply_gradients(grads_and_vars, global_step=global_step, name=name)
        trained = [variable for gradient, variable in grads_and_vars if gradient is not None]
        with tf.control_dependencies([step] if self._sequential_update else []):
            averages = self._ema.apply(trained)
        self._swapped = {}
        for variable in trained:
            pair = variable.op.name, self._ema.average(variable).op.name
            self._swapped.update((pair, pair[::-1]))
        return tf.group(step, averages, name="train_with_avg")

    def swapping_saver(self, var_list: Any = None, name: str = "swapping_saver", **kwargs: Any) -> Any:
        """A `tf.train.Saver` that saves the averages under the variables' names and the other way round.

        Args:
          var_list: a list or a dictionary by name; all variables where it is None.
          kwargs: of `tf.train.Saver`.

        Raises:
          RuntimeError: no gradients were applied before.
          ValueError: `var_list` holds one of variable and average alone.
        """
        if self._swapped is None:
            raise RuntimeError("Must call apply_gradients or minimize before creating the swapping_saver")
        if var_list is None:
            var_list = tf.global_variables()
        if not isinstance(var_list, dict):
            var_list = saveable_object_util.op_list_to_dict(var_list)
        tensors: dict[str, Any] = {}
        for key, saved in var_list.items():
            parts = saved if isinstance(saved, list) or type(saved).__name__ == "PartitionedVariable" else None
            tensors.update({key: saved} if parts is None else {part.op.name: part for part in parts})
        swapped = {
            key: [self._other(tensors, part.op.name, part) for part in saved]
            if isinstance(saved, list)
            else self._other(tensors, key, saved)
            for key, saved in var_list.items()
        }
        return tf.train.Saver(swapped, name=name, **kwargs)

    def _other(self, tensors: dict[str, Any], name: str, tensor: Any) -> Any:
        """What is saved under `name`: its other where it has one, else `tensor`."""
        other = (self._swapped or {}).get(name)
        if other is None:
            return tensor
        if other not in tensors:
            raise ValueError(
                f"Variable to swap {other} is not part of variables to save. This breaks MovingAverageOptimizer."
            )
        return tensors[other]
