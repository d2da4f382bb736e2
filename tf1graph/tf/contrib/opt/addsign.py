"""`tf.contrib.opt.AddSignOptimizer` and `PowerSignOptimizer` (Bello et al., 2017)."""

from __future__ import annotations

import math
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import gen_training_ops, math_ops
from tf1graph.tf.names import provide


class SignOptimizer(tf.train.Optimizer):
    """Steps that are longer where a gradient has the sign of its moving mean.

    A subclass names its op of dense gradients, its number beside the rate and beta, and what the signs make of it.
    """

    _op = ""
    _number_name = ""

    def __init__(
        self, learning_rate: Any, number: Any, beta: Any, sign_decay_fn: Any, use_locking: bool, name: str
    ) -> None:
        super().__init__(use_locking, name)
        self._lr, self._beta, self._number = learning_rate, beta, number
        self._sign_decay_fn = sign_decay_fn

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        """Apply the gradients; the sign's decay goes by `global_step`."""
        if self._sign_decay_fn is not None:
            self._sign_decay_t = tf.convert_to_tensor(self._sign_decay_fn(global_step), name="sign_decay")
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _create_slots(self, var_list: Any) -> None:
        for variable in var_list:
            self._zeros_slot(variable, "m", self._name)

    def _prepare(self) -> None:
        self._lr_t = tf.convert_to_tensor(self._lr, name="learning_rate")
        self._beta_t = tf.convert_to_tensor(self._beta, name="beta")
        self._number_t = tf.convert_to_tensor(self._number, name=self._number_name)
        if self._sign_decay_fn is None:
            self._sign_decay_t = tf.convert_to_tensor(1.0, name="sign_decay")

    def _numbers(self, dtype: Any) -> list[Any]:
        """The rate, the subclass's number, the sign's decay and beta."""
        numbers = (self._lr_t, self._number_t, self._sign_decay_t, self._beta_t)
        return [math_ops.cast(number, dtype.base_dtype) for number in numbers]

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        apply = getattr(gen_training_ops, f"apply_{self._op}")
        m = self.get_slot(var, "m")
        return apply(var, m, *self._numbers(var.dtype), grad, use_locking=self._use_locking).op

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        apply = getattr(gen_training_ops, f"resource_apply_{self._op}")
        m = self.get_slot(var, "m")
        return apply(var.handle, m.handle, *self._numbers(var.dtype), grad, use_locking=self._use_locking)

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        rate, number, decay, beta = self._numbers(var.dtype)
        base = self._base(var.dtype)
        m = self.get_slot(var, "m")
        m_new = tf.assign(m, m * beta + grad * (1 - beta), use_locking=self._use_locking)
        sign = tf.sign(grad.values)
        agreement = tf.gather(tf.sign(m_new), grad.indices) * sign
        factor = self._factor(base, number, decay, agreement)
        update = tf.scatter_sub(var, grad.indices, rate * factor * grad.values, use_locking=self._use_locking)
        return tf.group(update, m_new)

    def _base(self, dtype: Any) -> Any:
        """What the number is the power of, where it is one."""
        return None

    def _factor(self, base: Any, number: Any, decay: Any, agreement: Any) -> Any:
        """By what a gradient's rows are multiplied.

        Args:
          decay: of the sign.
          agreement: 1 where gradient and mean have one sign, -1 where they do not.
        """
        raise NotImplementedError


@provide("tf.contrib.opt.AddSignOptimizer", gone="2.0")
class AddSignOptimizer(SignOptimizer):
    """Gradients multiplied by `alpha` plus the product of their sign and that of their moving mean.

    Args:
      beta: decay of the mean.
      sign_decay_fn: the weight of the signs by the global step, such as `get_linear_decay_fn` gives; 1 where it is
        None.
    """

    _op, _number_name = "add_sign", "alpha"

    def __init__(
        self,
        learning_rate: Any = 0.1,
        alpha: Any = 1.0,
        beta: Any = 0.9,
        sign_decay_fn: Any = None,
        use_locking: bool = False,
        name: str = "AddSignOptimizer",
    ):
        super().__init__(learning_rate, alpha, beta, sign_decay_fn, use_locking, name)

    def _factor(self, base: Any, number: Any, decay: Any, agreement: Any) -> Any:
        return number + decay * agreement


@provide("tf.contrib.opt.PowerSignOptimizer", gone="2.0")
class PowerSignOptimizer(SignOptimizer):
    """Gradients multiplied by `base` to the power of the product of their sign and that of their moving mean.

    Args:
      beta: decay of the mean.
      sign_decay_fn: the weight of the signs by the global step, such as `get_linear_decay_fn` gives; 1 where it is
        None.
    """

    _op, _number_name = "power_sign", "logbase"

    def __init__(
        self,
        learning_rate: Any = 0.1,
        base: float = math.e,
        beta: Any = 0.9,
        sign_decay_fn: Any = None,
        use_locking: bool = False,
        name: str = "PowerSignOptimizer",
    ):
        super().__init__(learning_rate, math.log(base), beta, sign_decay_fn, use_locking, name)

    def _base(self, dtype: Any) -> Any:
        return math_ops.cast(math.e, dtype.base_dtype)

    def _factor(self, base: Any, number: Any, decay: Any, agreement: Any) -> Any:
        return math_ops.pow(base, number * decay * agreement)
