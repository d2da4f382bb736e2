"""`tf.contrib.opt.AdaMaxOptimizer`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import gen_training_ops, math_ops, resource_variable_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.AdaMaxOptimizer", today="tf.keras.optimizers.Adamax", gone="2.0")
class AdaMaxOptimizer(tf.train.AdamOptimizer):
    """Adam whose second moment is the maximum of the gradients' sizes (Kingma and Ba, 2014, section 7).

    The arguments are those of `tf.train.AdamOptimizer`.
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "AdaMax",
    ):
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _get_beta_accumulators(self) -> Any:
        return self._get_non_slot_variable("beta1_power", graph=tf.get_default_graph())

    def _create_slots(self, var_list: Any) -> None:
        first = min(var_list, key=lambda variable: variable.name)
        self._create_non_slot_variable(initial_value=self._beta1, name="beta1_power", colocate_with=first)
        for variable in var_list:
            self._zeros_slot(variable, "m", self._name)
            self._zeros_slot(variable, "v", self._name)

    def _numbers(self, dtype: Any) -> list[Any]:
        """The power of beta1, the rate, both betas and epsilon."""
        power = self._get_beta_accumulators()
        numbers = (power, self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t)
        return [math_ops.cast(number, dtype.base_dtype) for number in numbers]

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        numbers = self._numbers(var.dtype)
        return gen_training_ops.apply_ada_max(var, m, v, *numbers, grad, use_locking=self._use_locking).op

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        return gen_training_ops.resource_apply_ada_max(
            var.handle, m.handle, v.handle, *self._numbers(grad.dtype), grad, use_locking=self._use_locking
        )

    def _apply_rows(self, grad: Any, var: Any, rows: Any, add: Callable[..., Any], put: Callable[..., Any]) -> Any:
        power, rate, beta1, beta2, epsilon = self._numbers(var.dtype)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        m_rows = tf.gather(m, rows) * beta1 + grad * (1 - beta1)
        with tf.control_dependencies([m_rows]):
            m_new = put(m, rows, m_rows)
        v_rows = math_ops.maximum(tf.gather(v, rows) * beta2, math_ops.abs(grad))
        with tf.control_dependencies([v_rows]):
            v_new = put(v, rows, v_rows)
        step = -rate / (1 - power) * (m_rows / (v_rows + epsilon))
        with tf.control_dependencies([step]):
            update = add(var, rows, step)
        return tf.group(update, m_new, v_new)

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        locking = {"use_locking": self._use_locking}
        return self._apply_rows(
            grad.values,
            var,
            grad.indices,
            lambda variable, rows, values: tf.scatter_add(variable, rows, values, **locking),
            lambda variable, rows, values: tf.scatter_update(variable, rows, values, **locking),
        )

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        def put(variable: Any, rows: Any, values: Any) -> Any:
            with tf.control_dependencies(
                [resource_variable_ops.resource_scatter_update(variable.handle, rows, values)]
            ):
                return variable.value()

        return self._apply_rows(grad, var, indices, self._resource_scatter_add, put)

    def _finish(self, update_ops: list[Any], name_scope: str) -> Any:
        with tf.control_dependencies(update_ops):
            power = self._get_beta_accumulators()
            with tf.colocate_with(power):
                update = power.assign(power * self._beta1_t, use_locking=self._use_locking)
        return tf.group(*update_ops, update, name=name_scope)
