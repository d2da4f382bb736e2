"""`tf.contrib.opt.AdamGSOptimizer` and `LazyAdamGSOptimizer`: Adam that counts by the global step."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.opt.lazy_adam_optimizer import LazyAdamOptimizer
from tf1graph.tf.names import provide


class ByGlobalStep:
    """Of Adam, the powers of both betas by the global step, where it has variables for them.

    Args:
      global_step: the variable; the optimiser does not count it on before `apply_gradients` is told to.
      The others are Adam's.
    """

    def __init__(
        self,
        global_step: Any = 0,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "Adam",
    ):
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)  # type: ignore[call-arg]
        self._global_step = global_step

    def _create_slots(self, var_list: Any) -> None:
        for variable in var_list:
            for slot in ("m", "v"):
                self._zeros_slot(variable, slot, self._name)  # type: ignore[attr-defined]

    def _prepare(self) -> None:
        super()._prepare()  # type: ignore[misc]
        self._steps = math_ops.cast(tf.identity(self._global_step) + 1, tf.float32)

    def _get_beta_accumulators(self) -> tuple[Any, Any]:
        return tuple(math_ops.pow(beta, self._steps) for beta in (self._beta1_t, self._beta2_t))  # type: ignore

    def _finish(self, update_ops: list[Any], name_scope: str) -> Any:
        return tf.group(*update_ops, name=name_scope)


@provide("tf.contrib.opt.AdamGSOptimizer", gone="2.0")
class AdamGSOptimizer(ByGlobalStep, tf.train.AdamOptimizer):
    """`tf.train.AdamOptimizer` that counts by the global step."""


@provide("tf.contrib.opt.LazyAdamGSOptimizer", gone="2.0")
class LazyAdamGSOptimizer(ByGlobalStep, LazyAdamOptimizer):
    """`LazyAdamOptimizer` that counts by the global step."""
