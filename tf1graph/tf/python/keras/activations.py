"""Activations that became one op since."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops
from tf1graph.tf.python.keras._tf_keras import activations, backend, inside

SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


@inside(backend)
def elu(x: Any, alpha: float = 1.0) -> Any:
    """`x` where it is positive, else `alpha * (exp(x) - 1)`."""
    unscaled = compat_v1.nn.elu(x)
    return unscaled if alpha == 1 else array_ops.where(x > 0, unscaled, alpha * unscaled)


@inside(activations)
def softmax(x: Any, axis: int = -1) -> Any:
    """One op for a matrix; of more axes, the exponentials divided by their sum."""
    rank = backend.ndim(x)
    if rank == 2:
        return compat_v1.nn.softmax(x)
    if rank < 2:
        raise ValueError(f"Cannot apply softmax to a tensor that is 1D. Received input: {x}")
    exponentials = math_ops.exp(x - math_ops.reduce_max(x, axis=axis, keepdims=True))
    return exponentials / math_ops.reduce_sum(exponentials, axis=axis, keepdims=True)


@inside(activations)
def selu(x: Any) -> Any:
    """The scaled exponential linear unit, from the unit that is not scaled."""
    return SELU_SCALE * elu(x, SELU_ALPHA)
