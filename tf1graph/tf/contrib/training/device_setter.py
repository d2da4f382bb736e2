"""`tf.contrib.training`: which parameter server holds which variable."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.names import provide


@provide("tf.contrib.training.RandomStrategy", gone="2.0")
class RandomStrategy:
    """For `tf.train.replica_device_setter`: a task by chance, always the same for an op's name and the seed.

    Args:
      num_ps_tasks: how many tasks there are.
      seed: draws another assignment.
    """

    def __init__(self, num_ps_tasks: int, seed: int = 0):
        self._num_tasks, self._seed = num_ps_tasks, seed

    def __call__(self, op: Any) -> int:
        digest = hashlib.md5(f"{op.name}_{self._seed}".encode()).hexdigest()
        return int(digest, 16) % self._num_tasks


@provide("tf.contrib.training.GreedyLoadBalancingStrategy", gone="2.0")
class GreedyLoadBalancingStrategy:
    """For `tf.train.replica_device_setter`: the task that carries least so far.

    Args:
      num_tasks: how many tasks there are.
      load_fn: what an op weighs, such as `byte_size_load_fn`.
    """

    def __init__(self, num_tasks: int, load_fn: Callable[[Any], float]):
        self._load_fn, self._loads = load_fn, np.zeros(num_tasks)

    def __call__(self, op: Any) -> Any:
        task = np.argmin(self._loads)
        self._loads[task] += self._load_fn(op)
        return task


@provide("tf.contrib.training.byte_size_load_fn", gone="2.0")
def byte_size_load_fn(op: Any) -> int:
    """The bytes of an op's only output, which for a variable are those of its value.

    Raises:
      ValueError: the op has another number of outputs, or its shape is not known.
    """
    if len(op.outputs) != 1:
        raise ValueError(f"Op {op} must have a single output")
    (output,) = op.outputs
    shape = output.shape
    if not shape.is_fully_defined():  # a variable that knows its shape later says it in its attribute
        shape = tf.TensorShape(op.get_attr("shape"))
    shape.assert_is_fully_defined()
    return int(shape.num_elements() * output.dtype.size)
