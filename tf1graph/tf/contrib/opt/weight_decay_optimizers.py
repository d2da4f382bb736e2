"""`tf.contrib.opt`: weights that decay beside the gradient's step (Loshchilov and Hutter, 2017)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import resource_variable_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.opt.DecoupledWeightDecayExtension", gone="2.0")
class DecoupledWeightDecayExtension:
    """What a class of optimiser inherits from first, to take a share of each weight off it before its step.

    Args:
      weight_decay: that share, a number or a tensor.
      args, kwargs: of the optimiser.
    """

    def __init__(self, weight_decay: Any, *args: Any, **kwargs: Any):
        self._weight_decay = weight_decay
        self._decaying: set[int] | None = None
        super().__init__(*args, **kwargs)

    def minimize(self, *args: Any, decay_var_list: Iterable[Any] | None = None, **kwargs: Any) -> Any:
        """As `tf.train.Optimizer.minimize`. As in 1.15.5 all variables decay, whatever `decay_var_list` says."""
        return super().minimize(*args, **kwargs)  # type: ignore[misc]

    def apply_gradients(
        self,
        grads_and_vars: Any,
        global_step: Any = None,
        name: str | None = None,
        decay_var_list: Iterable[Any] | None = None,
    ) -> Any:
        """As `tf.train.Optimizer.apply_gradients`; only variables in `decay_var_list` decay, where there are any."""
        self._decaying = {id(variable) for variable in decay_var_list} if decay_var_list else None
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)  # type: ignore[misc]

    def _prepare(self) -> None:
        share = self._weight_decay
        tf.convert_to_tensor(share() if callable(share) else share, name="weight_decay")
        super()._prepare()  # type: ignore[misc]

    def _has_decay(self, var: Any) -> bool:
        return self._decaying is None or id(var) in self._decaying

    def _decay_weights_op(self, var: Any) -> Any:
        if not self._has_decay(var):
            return tf.no_op()
        return var.assign_sub(self._weight_decay * var, self._use_locking)  # type: ignore[attr-defined]

    def _decay_weights_sparse_op(self, var: Any, rows: Any, add: Callable[..., Any]) -> Any:
        if not self._has_decay(var):
            return tf.no_op()
        return add(var, rows, -self._weight_decay * tf.gather(var, rows), self._use_locking)  # type: ignore[attr-defined]

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        with tf.control_dependencies([self._decay_weights_op(var)]):
            return super()._apply_dense(grad, var)  # type: ignore[misc]

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        with tf.control_dependencies([self._decay_weights_op(var)]):
            return super()._resource_apply_dense(grad, var)  # type: ignore[misc]

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        with tf.control_dependencies([self._decay_weights_sparse_op(var, grad.indices, tf.scatter_add)]):
            return super()._apply_sparse(grad, var)  # type: ignore[misc]

    def _resource_scatter_add(self, x: Any, i: Any, v: Any, use_locking: Any = None) -> Any:
        with tf.control_dependencies([resource_variable_ops.resource_scatter_add(x.handle, i, v)]):
            return x.value()

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        with tf.control_dependencies([self._decay_weights_sparse_op(var, indices, self._resource_scatter_add)]):
            return super()._resource_apply_sparse(grad, var, indices)  # type: ignore[misc]


@provide("tf.contrib.opt.extend_with_decoupled_weight_decay", gone="2.0")
def extend_with_decoupled_weight_decay(base_optimizer: type) -> type:
    """The class of optimiser that steps as `base_optimizer` does and decays weights; it takes `weight_decay` first."""
    return type("OptimizerWithDecoupledWeightDecay", (DecoupledWeightDecayExtension, base_optimizer), {})


@provide("tf.contrib.opt.MomentumWOptimizer", today="tf.keras.optimizers.SGD(weight_decay=…)", gone="2.0")
class MomentumWOptimizer(DecoupledWeightDecayExtension, tf.train.MomentumOptimizer):
    """`tf.train.MomentumOptimizer` with decaying weights."""

    def __init__(
        self,
        weight_decay: Any,
        learning_rate: Any,
        momentum: Any,
        use_locking: bool = False,
        name: str = "MomentumW",
        use_nesterov: bool = False,
    ):
        super().__init__(weight_decay, learning_rate, momentum, use_locking, name, use_nesterov)


@provide("tf.contrib.opt.AdamWOptimizer", today="tf.keras.optimizers.AdamW", gone="2.0")
class AdamWOptimizer(DecoupledWeightDecayExtension, tf.train.AdamOptimizer):
    """`tf.train.AdamOptimizer` with decaying weights.

    The decay is not multiplied by the learning rate.
    """

    def __init__(
        self,
        weight_decay: Any,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "AdamW",
    ):
        super().__init__(weight_decay, learning_rate, beta1, beta2, epsilon, use_locking, name)
