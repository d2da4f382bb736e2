"""`tf.contrib.layers.scale_gradient`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import function
from tf1graph.tf.contrib.layers.names import layer


def _gradient(op: Any, grad: Any) -> list[Any]:
    return [grad * op.inputs[1], None]


def _shape(op: Any) -> list[Any]:
    return [op.inputs[0].shape]


@layer(
    "scale_gradient",
    fidelity="approximate",
    note="the same function; the end of its op's name, which tells of the function's content, is another",
)
def scale_gradient(inputs: Any, gradient_multiplier: Any) -> Any:
    """`inputs`, whose gradient is multiplied by a tensor.

    Args:
      gradient_multiplier: of a shape that can be brought to that of the inputs.
    """
    return _scaled(inputs, gradient_multiplier)


def _identity(inputs: Any, gradient_multiplier: Any) -> Any:
    return inputs


_identity.__name__ = scale_gradient.__name__  # by which a graph knows the function
_scaled = function.Defun(python_grad_func=_gradient, shape_func=_shape)(_identity)
