"""Moving means: `assign_moving_mean_variance`, `assign_log_moving_mean_exp`, `moving_mean_variance`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, ops
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.distributions.assign_moving_mean_variance", today="tfp.stats.assign_moving_mean_variance", gone="2.0"
)
def assign_moving_mean_variance(
    mean_var: Any, variance_var: Any, value: Any, decay: Any, name: str | None = None
) -> tuple[Any, Any]:
    """The mean and the variance after they moved by `1 - decay` towards `value`.

    Args:
      mean_var, variance_var: floating variables of one dtype.
      value: what is seen, of their shape.
      decay: between 0 and 1.
      name: of the scope.

    Raises:
      TypeError: the variables are of whole numbers, or of two dtypes.
    """
    with (
        compat_v1.name_scope(name, "assign_moving_mean_variance", [variance_var, mean_var, value, decay]),
        ops.colocate_with(variance_var),
        ops.colocate_with(mean_var),
    ):
        dtype = _floating(mean_var, "mean_var.base_dtype")
        if dtype != variance_var.dtype.base_dtype:
            raise TypeError(
                f"mean_var.base_dtype({dtype.name}) != variance_var.base_dtype({variance_var.dtype.base_dtype.name})"
            )
        value = ops.convert_to_tensor(value, dtype=dtype, name="value")
        decay = ops.convert_to_tensor(decay, dtype=dtype, name="decay")
        delta = value - mean_var
        with compat_v1.control_dependencies([delta]):
            mean = compat_v1.assign_add(mean_var, (1.0 - decay) * delta)
            shrunk = (1.0 - decay) * (variance_var - decay * math_ops.square(delta))
            return mean, compat_v1.assign_sub(variance_var, shrunk)


@provide(
    "tf.contrib.distributions.assign_log_moving_mean_exp", today="tfp.stats.assign_log_moving_mean_exp", gone="2.0"
)
def assign_log_moving_mean_exp(log_mean_exp_var: Any, log_value: Any, decay: Any, name: str | None = None) -> Any:
    """The logarithm of a moving mean after it moved by `1 - decay` towards that of `exp(log_value)`.

    Args:
      log_mean_exp_var: a floating variable.
      log_value: what is seen, of its shape.
      decay: between 0 and 1.
      name: of the scope.

    Raises:
      TypeError: the variable is of whole numbers.
    """
    with (
        compat_v1.name_scope(name, "assign_log_moving_mean_exp", [log_mean_exp_var, log_value, decay]),
        ops.colocate_with(log_mean_exp_var),
    ):
        dtype = _floating(log_mean_exp_var, "log_mean_exp_var.base_dtype")
        log_value = ops.convert_to_tensor(log_value, dtype=dtype, name="log_value")
        decay = ops.convert_to_tensor(decay, dtype=dtype, name="decay")
        delta = (log_value - log_mean_exp_var)[array_ops.newaxis, ...]
        kept = math_ops.log(decay) * array_ops.ones_like(delta)
        both = array_ops.concat([kept, delta + math_ops.log1p(-decay)], axis=0)
        return log_mean_exp_var.assign_add(math_ops.reduce_logsumexp(both, axis=0))


@provide("tf.contrib.distributions.moving_mean_variance", today="tfp.stats.moving_mean_variance", gone="2.0")
def moving_mean_variance(
    value: Any, decay: Any, collections: Sequence[str] | None = None, name: str | None = None
) -> tuple[Any, Any]:
    """The moving mean and variance of `value`, in two variables of their own that begin at zero.

    Args:
      value: a floating tensor.
      decay: between 0 and 1.
      collections: of the variables; the global ones where they are None.
      name: of the variables' scope, "moving_mean_variance" where it is None.

    Raises:
      TypeError: `value` is of whole numbers.
    """
    collections = [compat_v1.GraphKeys.GLOBAL_VARIABLES] if collections is None else collections
    with compat_v1.variable_scope(name, "moving_mean_variance", [value, decay]):
        value = ops.convert_to_tensor(value, name="value")
        decay = ops.convert_to_tensor(decay, dtype=_floating(value, "value.base_dtype"), name="decay")
        variance, mean = (
            compat_v1.get_variable(
                called,
                shape=value.shape,
                dtype=value.dtype,
                initializer=compat_v1.zeros_initializer(),
                trainable=False,
                collections=collections,
            )
            for called in ("moving_variance", "moving_mean")
        )
        return assign_moving_mean_variance(mean, variance, value, decay)


def _floating(tensor: Any, name: str) -> Any:
    dtype = tensor.dtype.base_dtype
    if not dtype.is_floating:
        raise TypeError(f"{name}({dtype.name}) does not have float type `dtype`.")
    return dtype
