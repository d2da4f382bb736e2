"""Summaries of `tf.contrib.layers`: of a tensor, an activation, or all that a collection holds."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.layers.names import layer

KEYS = tf.GraphKeys


@layer("summarize_activation")
def summarize_activation(op: Any) -> Any:
    """A histogram of a layer's output; of a ReLU's also how much of it lies below 0, and of a ReLU6's above 6."""
    kind = op.op.type
    if kind in ("Relu", "Softplus", "Relu6"):
        _share(op, math_ops.less, 0.0, "zeros")
    if kind == "Relu6":
        _share(op, math_ops.greater, 6.0, "sixes")
    return tf.summary.histogram(f"{op.op.name}/activation", op)


def _share(op: Any, compare: Callable[[Any, Any], Any], bound: float, tag: str) -> None:
    before = op.op.inputs[0]
    beyond = compare(before, math_ops.cast(bound, before.dtype))
    share = math_ops.reduce_mean(tf.to_float(beyond))
    tf.summary.scalar(f"{op.op.name}/{tag}", share)


@layer("summarize_tensor")
def summarize_tensor(tensor: Any, tag: str | None = None) -> Any:
    """A scalar summary of a scalar, a histogram of anything else, None of strings and booleans."""
    if tensor.dtype.is_compatible_with(tf.string) or tensor.dtype.base_dtype == tf.bool:
        return None
    summary = tf.summary.scalar if tensor.get_shape().ndims == 0 else tf.summary.histogram
    return summary(tag or f"{tensor.op.name}_summary", tensor)


@layer("summarize_tensors")
def summarize_tensors(tensors: Iterable[Any], summarizer: Callable[[Any], Any] = summarize_tensor) -> list[Any]:
    """What `summarizer` gives of each of `tensors`."""
    return [summarizer(tensor) for tensor in tensors]


@layer("summarize_collection")
def summarize_collection(
    collection: str, name_filter: str | None = None, summarizer: Callable[[Any], Any] = summarize_tensor
) -> list[Any]:
    """What `summarizer` gives of each tensor of a collection whose op's name the expression `name_filter` matches."""
    found = tf.get_collection(collection)
    return summarize_tensors(
        [op for op in found if name_filter is None or re.match(name_filter, op.op.name)], summarizer
    )


@layer("summarize_activations")
def summarize_activations(
    name_filter: str | None = None, summarizer: Callable[[Any], Any] = summarize_activation
) -> list[Any]:
    """`summarize_collection` of the activations."""
    return summarize_collection(KEYS.ACTIVATIONS, name_filter, summarizer)


summarize_variables = functools.partial(summarize_collection, KEYS.GLOBAL_VARIABLES)
summarize_weights = functools.partial(summarize_collection, KEYS.WEIGHTS)
summarize_biases = functools.partial(summarize_collection, KEYS.BIASES)
