"""`Ftrl` without `beta`, which came later."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, original
from tf1graph.tf.python.keras._tf_keras import api, inside, optimizer_v2

Ftrl = api.optimizers.Ftrl
RATES = ("learning_rate_power", "l1_regularization_strength", "l2_regularization_strength")


@inside(Ftrl, name="__init__")
def start(self: Any, *args: Any, **kwargs: Any) -> None:
    original(Ftrl.__init__)(self, *args, **kwargs)
    del self._hyper["beta"]


@inside(Ftrl, name="get_config")
def get_config(self: Any) -> dict[str, Any]:
    config = optimizer_v2.OptimizerV2.get_config(self)
    hyper = {name: self._serialize_hyperparameter(name) for name in ("learning_rate", *RATES)}
    config.update(decay=self._initial_decay, initial_accumulator_value=self._initial_accumulator_value, **hyper)
    config["l2_shrinkage_regularization_strength"] = self._l2_shrinkage_regularization_strength
    return config


@inside(Ftrl, name="_prepare_local")
def prepare(self: Any, var_device: str, var_dtype: Any, apply_state: Any) -> None:
    optimizer_v2.OptimizerV2._prepare_local(self, var_device, var_dtype, apply_state)
    shrinkage = self._l2_shrinkage_regularization_strength
    apply_state[(var_device, var_dtype)].update(
        {name: array_ops.identity(self._get_hyper(name, var_dtype)) for name in RATES},
        l2_shrinkage_regularization_strength=math_ops.cast(shrinkage, var_dtype),
    )


@inside(Ftrl, name="_resource_apply_dense")
def apply_dense(self: Any, grad: Any, var: Any, apply_state: Any = None) -> Any:
    return _apply(self, "ResourceApplyFtrl", var, apply_state, grad=grad)


@inside(Ftrl, name="_resource_apply_sparse")
def apply_sparse(self: Any, grad: Any, var: Any, indices: Any, apply_state: Any = None) -> Any:
    return _apply(self, "ResourceSparseApplyFtrl", var, apply_state, grad=grad, indices=indices)


def _apply(self: Any, op: str, var: Any, apply_state: Any, **gradient: Any) -> Any:
    place = var.device, var.dtype.base_dtype
    rates = (apply_state or {}).get(place) or self._fallback_apply_state(*place)
    more = {}
    if self._l2_shrinkage_regularization_strength > 0:
        op, more = op + "V2", {"l2_shrinkage": rates["l2_shrinkage_regularization_strength"]}
    return getattr(compat_v1.raw_ops, op)(
        var=var.handle,
        accum=self.get_slot(var, "accumulator").handle,
        linear=self.get_slot(var, "linear").handle,
        lr=rates["lr_t"],
        l1=rates["l1_regularization_strength"],
        l2=rates["l2_regularization_strength"],
        lr_power=rates["learning_rate_power"],
        use_locking=self._use_locking,
        **gradient,
        **more,
    )
