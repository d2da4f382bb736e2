"""A softplus of another steepness, with a ceiling."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, function, gen_array_ops, math_ops, ops
from tf1graph.tf.names import provide


@provide("tf.contrib.nn.scaled_softplus", today="alpha * tf.nn.softplus(x / alpha)", gone="2.0")
def scaled_softplus(x: Any, alpha: Any, clip: Any = None, name: str | None = None) -> Any:
    """`alpha * softplus(x / alpha)`, at most `clip`; the gradient is made of the result, so that less is kept.

    Args:
      x: a floating tensor.
      alpha: how soft, of a shape that broadcasts to that of `x`.
      clip: the ceiling, likewise; there is none where it is None.
      name: of the scope.
    """
    with compat_v1.name_scope(name, "scaled_softplus", [x, alpha, *([] if clip is None else [clip])]):
        x = ops.convert_to_tensor(x, name="x")
        alpha = ops.convert_to_tensor(alpha, dtype=x.dtype, name="alpha")
        y = alpha * compat_v1.nn.softplus(x / alpha)
        if clip is None:
            return _with_gradient(y, x, alpha)
        clip = ops.convert_to_tensor(clip, dtype=x.dtype, name="clip")
        return _with_gradient(math_ops.minimum(y, clip), x, alpha, clip)


def _with_gradient(y: Any, *inputs: Any) -> Any:
    """`y` by a function of the graph that has a gradient of its own."""
    dtype = y.dtype
    infix = "" if len(inputs) == 2 else "clip_"

    def forward(y: Any, x: Any, alpha: Any) -> Any:
        return y

    def forward_clipped(y: Any, x: Any, alpha: Any, clip: Any) -> Any:
        return y

    declare = function.Defun(
        *[dtype] * (1 + len(inputs)),
        func_name=f"ScaledSoftplusHelper_{infix}{dtype.name}",
        shape_func=lambda op: [op.inputs[0].shape],
        python_grad_func=_gradients,
    )
    return declare(forward if len(inputs) == 2 else forward_clipped)(y, *inputs)


def _gradients(op: Any, grad: Any) -> Any:
    y, x, alpha, *clip = op.inputs
    with compat_v1.control_dependencies([grad]):
        y = array_ops.identity(y)
    of_clip = []
    if clip:
        below = math_ops.cast(y < clip[0], grad.dtype)
        of_clip = [_summed_to(grad * (1.0 - below), clip[0])]
        grad *= below
    y /= alpha
    shrunk = math_ops.exp(-y)
    of_x = 1.0 - shrunk
    of_alpha = y * shrunk - of_x * math_ops.log(of_x + 1e-8)
    return [None, _summed_to(grad * of_x, x), _summed_to(grad * of_alpha, alpha), *of_clip]


def _summed_to(grad: Any, like: Any) -> Any:
    shape, shape_of_grad = array_ops.shape(like), array_ops.shape(grad)
    axes, _ = gen_array_ops.broadcast_gradient_args(shape, shape_of_grad)
    return array_ops.reshape(math_ops.reduce_sum(grad, axes), shape)
