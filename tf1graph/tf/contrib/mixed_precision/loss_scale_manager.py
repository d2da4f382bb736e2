"""By how much a loss is scaled."""

from __future__ import annotations

import abc
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide

PLACE = "tf.contrib.mixed_precision."


@provide(PLACE + "LossScaleManager", gone="2.0")
class LossScaleManager(abc.ABC):
    """Base: says by how much the loss is scaled, and learns from each step whether its gradients were finite."""

    @abc.abstractmethod
    def get_loss_scale(self) -> Any:
        """The scale."""

    @abc.abstractmethod
    def update_loss_scale(self, finite_grads: Any) -> Any:
        """The op that is run after a step whose gradients were finite or not."""


@provide(PLACE + "FixedLossScaleManager", gone="2.0")
class FixedLossScaleManager(LossScaleManager):
    """A scale that stays.

    Raises:
      ValueError: it is below one.
    """

    def __init__(self, loss_scale: float):
        if loss_scale < 1:
            raise ValueError("loss scale must be at least 1.")
        self._loss_scale = tf.convert_to_tensor(loss_scale, dtype=tf.float32)

    def get_loss_scale(self) -> Any:
        return self._loss_scale

    def update_loss_scale(self, finite_grads: Any) -> Any:
        return tf.no_op()


@provide(PLACE + "ExponentialUpdateLossScaleManager", gone="2.0")
class ExponentialUpdateLossScaleManager(LossScaleManager):
    """A scale that rises while gradients are finite, and falls when they are not.

    Args:
      init_loss_scale: at the start.
      incr_every_n_steps: after how many good steps it rises.
      decr_every_n_nan_or_inf: after how many bad ones it falls.
      incr_ratio, decr_ratio: by how much.
    """

    def __init__(
        self,
        init_loss_scale: float,
        incr_every_n_steps: int,
        decr_every_n_nan_or_inf: int = 2,
        incr_ratio: float = 2,
        decr_ratio: float = 0.8,
    ):
        self._rises_after, self._falls_after = incr_every_n_steps, decr_every_n_nan_or_inf
        self._incr_ratio, self._decr_ratio = incr_ratio, decr_ratio
        start = tf.convert_to_tensor(init_loss_scale, tf.float32)
        self._loss_scale = tf.Variable(name="loss_scale", initial_value=start, dtype=tf.float32, trainable=False)
        self._good_steps = tf.Variable(name="good_steps", initial_value=0, dtype=tf.int32, trainable=False)
        self._bad_steps = tf.Variable(name="bad_steps", initial_value=0, dtype=tf.int32, trainable=False)

    def get_loss_scale(self) -> Any:
        return self._loss_scale

    def _set(self, scale: Any) -> Any:
        assigned = tf.assign(self._loss_scale, scale)
        return tf.group(assigned, tf.group(tf.assign(self._good_steps, 0), tf.assign(self._bad_steps, 0)))

    def update_loss_scale(self, finite_grads: Any) -> Any:
        def rise() -> Any:
            return self._set(
                tf.cond(
                    tf.is_finite(self._loss_scale * self._incr_ratio),
                    lambda: self._loss_scale * self._incr_ratio,
                    lambda: self._loss_scale,
                )
            )

        def fall() -> Any:
            return self._set(math_ops.maximum(1.0, self._loss_scale * self._decr_ratio))

        def good() -> Any:
            enough = self._good_steps + 1 >= self._rises_after
            return tf.cond(enough, rise, lambda: tf.assign_add(self._good_steps, 1).op)

        def bad() -> Any:
            enough = self._bad_steps + 1 >= self._falls_after
            return tf.cond(
                enough, fall, lambda: tf.group(tf.assign_add(self._bad_steps, 1), tf.assign(self._good_steps, 0))
            )

        return tf.cond(finite_grads, good, bad)
