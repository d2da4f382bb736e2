"""`tf.contrib.opt`: tasks that share variables and train in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import clip_ops, math_ops
from tf1graph.tf.names import provide

WRAPPED = ("_apply_dense", "_resource_apply_dense", "_apply_sparse", "_resource_apply_sparse")


def _is_zero(gradient: Any) -> Any:
    return math_ops.equal(tf.count_nonzero(gradient), 0)


def _unless_zero(apply: Callable[..., Any]) -> Callable[..., Any]:
    """`apply`, which does nothing where the gradient is zero."""

    def wrapped(grad: Any, *args: Any, **kwargs: Any) -> Any:
        def step() -> Any:
            with tf.control_dependencies([apply(grad, *args, **kwargs)]):
                return tf.no_op()

        return tf.cond(_is_zero(grad), tf.no_op, step)

    return wrapped


@provide("tf.contrib.opt.MultitaskOptimizerWrapper", gone="2.0")
class MultitaskOptimizerWrapper:
    """An optimiser that leaves a variable and its slots as they are where its gradient is all zeros.

    So a task that a batch does not train does not move by its momentum.

    Args:
      opt: a `tf.train.Optimizer`, which is changed.

    Raises:
      TypeError: it is none.
    """

    def __init__(self, opt: Any):
        if not isinstance(opt, tf.train.Optimizer):
            raise TypeError("Supplied optimizer must be an instance of tf.train.Optimizer")
        self._opt = opt
        for name in WRAPPED:
            setattr(opt, name, _unless_zero(getattr(opt, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opt, name)


@provide("tf.contrib.opt.clip_gradients_by_global_norm", gone="2.0")
def clip_gradients_by_global_norm(
    gradients_variables: Iterable[tuple[Any, Any]], clip_norm: float = 20.0
) -> tuple[list[tuple[Any, Any]], Any]:
    """Pairs with their gradients clipped to a global norm, and that norm, in which gradients of zeros do not count."""
    gradients, variables = zip(*gradients_variables, strict=True)

    def shrunk(gradient: Any) -> Any:
        if gradient is None:
            return None
        return tf.cond(_is_zero(gradient), lambda: tf.zeros([], dtype=gradient.dtype), lambda: gradient)

    norm = tf.global_norm([shrunk(gradient) for gradient in gradients])
    clipped, _ = clip_ops.clip_by_global_norm(gradients, clip_norm, use_norm=norm)
    return list(zip(clipped, variables, strict=True)), norm
