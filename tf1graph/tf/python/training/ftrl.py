"""Ftrl."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, ftrl, inside, ops

Optimizer = ftrl.FtrlOptimizer


@inside(Optimizer, "_create_slots")
def create_slots(self: Any, var_list: Any) -> None:
    """Make both accumulators of each variable; the first starts from a constant that lies outside its scope."""
    for variable in var_list:
        with ops.colocate_with(variable):
            start = compat_v1.constant(self._initial_accumulator_value, variable.dtype.base_dtype, variable.shape)
            self._get_or_make_slot(variable, start, "accum", self._accum_name or self._name)
            self._zeros_slot(variable, "linear", self._linear_name or self._name)


@inside(Optimizer, "_prepare")
def prepare(self: Any) -> None:
    """Turn the settings into tensors; today's adds a term for `beta`, which TensorFlow 1 did not have."""
    self._learning_rate_tensor = ops.convert_to_tensor(self._learning_rate, name="learning_rate")
    self._l1_regularization_strength_tensor = ops.convert_to_tensor(
        self._l1_regularization_strength, name="l1_regularization_strength"
    )
    self._adjusted_l2_regularization_strength_tensor = ops.convert_to_tensor(
        self._l2_regularization_strength, name="l2_regularization_strength"
    )
    self._l2_shrinkage_regularization_strength_tensor = ops.convert_to_tensor(
        self._l2_shrinkage_regularization_strength, name="l2_shrinkage_regularization_strength"
    )
    self._learning_rate_power_tensor = ops.convert_to_tensor(self._learning_rate_power, name="learning_rate_power")
