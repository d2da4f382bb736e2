"""The steps of Keras' optimisers."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, math_ops
from tf1graph.tf.python.keras._tf_keras import backend, inside
from tf1graph.tf.python.keras._tf_keras import optimizer_v2 as today

OptimizerV2 = today.OptimizerV2


@inside(OptimizerV2, name="_decayed_lr")
def decayed_learning_rate(self: Any, var_dtype: Any) -> Any:
    """The rate of the step to come; the decay is a variable, which a program may set."""
    rate = self._get_hyper("learning_rate", var_dtype)
    if isinstance(rate, today.learning_rate_schedule.LearningRateSchedule):
        rate = math_ops.cast(rate(math_ops.cast(self.iterations, var_dtype)), var_dtype)
    if self._initial_decay > 0.0:
        step = math_ops.cast(self.iterations, var_dtype)
        rate = rate / (1.0 + self._get_hyper("decay", var_dtype) * step)
    return rate


@inside(OptimizerV2)
def get_gradients(self: Any, loss: Any, params: Any) -> list[Any]:
    """The gradients, clipped in the scope in which they are taken."""
    params = compat_v1.nest.flatten(params)
    with backend.get_graph().as_default(), backend.name_scope(f"{self._name}/gradients"):
        gradients = compat_v1.gradients(loss, params)
        for gradient, param in zip(gradients, params, strict=True):
            if gradient is None:
                raise ValueError(f"Variable {param} has `None` for gradient: no op between it and the loss has one.")
        if self.clipnorm is not None:
            gradients = [compat_v1.clip_by_norm(gradient, self.clipnorm) for gradient in gradients]
        if self.clipvalue is not None:
            gradients = [compat_v1.clip_by_value(g, -self.clipvalue, self.clipvalue) for g in gradients]
    return gradients


@inside(OptimizerV2)
def apply_gradients(
    self: Any, grads_and_vars: Any, name: str | None = None, experimental_aggregate_gradients: bool = True
) -> Any:
    """Update the variables and count the step.

    Raises:
      ValueError: no variable has a gradient.
    """
    del experimental_aggregate_gradients  # of several replicas
    pairs = [(gradient, variable) for gradient, variable in grads_and_vars if gradient is not None]
    if not pairs:
        raise ValueError(f"No gradients provided for any variable: {[v.name for _, v in grads_and_vars]}.")
    variables = [variable for _, variable in pairs]
    with backend.name_scope(self._name):
        with compat_v1.init_scope():
            self._create_all_weights(variables)
        state = self._prepare(variables)
        updates = []
        with backend.name_scope(name or self._name):
            for gradient, variable in pairs:
                with backend.name_scope(f"update_{variable.op.name}"), compat_v1.colocate_with(variable):
                    updates.append(_update(self, gradient, variable, state))
            with compat_v1.control_dependencies(updates):
                return self.iterations.assign_add(1).op


def _update(self: Any, gradient: Any, variable: Any, state: Any) -> Any:
    if isinstance(gradient, compat_v1.IndexedSlices):
        if variable.constraint is not None:
            raise RuntimeError("Cannot use a constraint function on a sparse variable.")
        about = {"apply_state": state} if "apply_state" in self._sparse_apply_args else {}
        apply = self._resource_apply_sparse_duplicate_indices
        return apply(gradient.values, variable, gradient.indices, **about)
    about = {"apply_state": state} if "apply_state" in self._dense_apply_args else {}
    update = self._resource_apply_dense(gradient, variable, **about)
    if variable.constraint is None:
        return update
    with compat_v1.control_dependencies([update]):
        return variable.assign(variable.constraint(variable))
