"""Losses that want their arguments named, their gradient, and `top_k`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gradient
from tf1graph.tf.names import provide


def named_only(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, which refuses a first argument without a name: `logits` stood first before TensorFlow 1.0.

    Today's function takes it for the labels, and gives a wrong loss without a word.
    """

    @functools.wraps(function)
    def refuse(_sentinel: Any = None, labels: Any = None, logits: Any = None, *more: Any, **named: Any) -> Any:
        if _sentinel is not None:
            raise ValueError(f"Only call `{function.__name__}` with named arguments (labels=..., logits=..., ...)")
        if labels is None or logits is None:
            raise ValueError("Both labels and logits must be provided.")
        return function(labels, logits, *more, **named)

    own = inspect.signature(function)
    first = inspect.Parameter("_sentinel", inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None)
    rest = [p if p.default is not p.empty else p.replace(default=None) for p in own.parameters.values()]
    refuse.__signature__ = own.replace(parameters=[first, *rest])  # type: ignore[attr-defined]
    return refuse


@provide("tf.nn.softmax_cross_entropy_with_logits", today="tf.nn.softmax_cross_entropy_with_logits")
@named_only
def softmax_cross_entropy_with_logits(
    labels: Any, logits: Any, dim: int = -1, name: str | None = None, axis: int | None = None
) -> Any:
    """The cross entropy [...] of `logits` [..., classes] under the probabilities `labels`, which get no gradient.

    Raises:
      ValueError: an argument without a name, or one of the two left out; `axis`, since `dim` has a default.
    """
    return compat_v1.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name, axis=axis)


@provide("tf.nn.sparse_softmax_cross_entropy_with_logits", today="tf.nn.sparse_softmax_cross_entropy_with_logits")
@named_only
def sparse_softmax_cross_entropy_with_logits(labels: Any, logits: Any, name: str | None = None) -> Any:
    """The cross entropy [...] of `logits` [..., classes] for the classes `labels` [...], int32 or int64.

    Raises:
      ValueError: an argument without a name, one of the two left out, or shapes that do not fit.
    """
    return compat_v1.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


@provide("tf.nn.sigmoid_cross_entropy_with_logits", today="tf.nn.sigmoid_cross_entropy_with_logits")
@named_only
def sigmoid_cross_entropy_with_logits(labels: Any, logits: Any, name: str | None = None) -> Any:
    """The cross entropy, element by element, of `logits` for the probabilities `labels` of the same shape.

    Raises:
      ValueError: an argument without a name, one of the two left out, or shapes that differ.
    """
    return compat_v1.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


@gradient("SparseSoftmaxCrossEntropyWithLogits")
def sparse_softmax_grad(op: Any, grad: Any, _: Any) -> Any:
    """Today's can be differentiated once more; TensorFlow 1's could not, and had a node that says so."""
    slopes = array_ops.prevent_gradient(
        op.outputs[1],
        message="Currently there is no way to take the second derivative of sparse_softmax_cross_entropy_with_logits "
        "due to the fused implementation's interaction with tf.gradients()",
    )
    return array_ops.expand_dims(grad, -1) * slopes, None


@provide("tf.nn.top_k", "tf.math.top_k", today="tf.math.top_k")
def top_k(input: Any, k: int = 1, sorted: bool = True, name: str | None = None) -> Any:
    """The `k` largest entries along the last axis and their indices; `name` is the fourth argument, as it was."""
    return compat_v1.nn.top_k(input, k, sorted, name=name)
