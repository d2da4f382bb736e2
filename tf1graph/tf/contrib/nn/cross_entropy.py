"""Cross entropies that take logits first, as TensorFlow did before 1.0."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import nn_impl, nn_ops
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.nn.deprecated_flipped_softmax_cross_entropy_with_logits",
    today="tf.nn.softmax_cross_entropy_with_logits",
    gone="2.0",
)
def deprecated_flipped_softmax_cross_entropy_with_logits(
    logits: Any, labels: Any, dim: int = -1, name: str | None = None
) -> Any:
    """`tf.nn.softmax_cross_entropy_with_logits`, without a gradient for the labels."""
    return nn_ops.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)


@provide(
    "tf.contrib.nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits",
    today="tf.nn.sparse_softmax_cross_entropy_with_logits",
    gone="2.0",
)
def deprecated_flipped_sparse_softmax_cross_entropy_with_logits(
    logits: Any, labels: Any, name: str | None = None
) -> Any:
    """`tf.nn.sparse_softmax_cross_entropy_with_logits`."""
    return nn_ops.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


@provide(
    "tf.contrib.nn.deprecated_flipped_sigmoid_cross_entropy_with_logits",
    today="tf.nn.sigmoid_cross_entropy_with_logits",
    gone="2.0",
)
def deprecated_flipped_sigmoid_cross_entropy_with_logits(logits: Any, targets: Any, name: str | None = None) -> Any:
    """`tf.nn.sigmoid_cross_entropy_with_logits`."""
    return nn_impl.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits, name=name)
