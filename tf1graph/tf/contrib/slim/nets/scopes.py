"""What the nets of `tf.contrib.slim.nets` have in common: regularised weights, fully connected ends as convolutions."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import arg_scope
from tf1graph.tf.contrib.layers import utils

End = tuple[Any, dict[str, Any]]  # a net's output, and its parts by name


def regularized(weight_decay: float, biases_initializer: Any, **conv: Any) -> Any:
    """An argument scope with ReLU, weights decayed by their squares, and arguments for convolutions alone."""
    decay = layers.l2_regularizer(weight_decay)
    with (
        arg_scope(
            [layers.conv2d, layers.fully_connected],
            activation_fn=tf.nn.relu,
            weights_regularizer=decay,
            biases_initializer=biases_initializer,
        ),
        arg_scope([layers.conv2d], **conv) as scope,
    ):
        return scope


def dense_end(
    net: Any,
    window: int,
    widths: tuple[int, int],
    num_classes: int,
    is_training: Any,
    keep_prob: float,
    **last: Any,
) -> Any:
    """Two wide layers with dropout, and the logits; the first sees windows of `window` pixels.

    Args:
      widths: of the two layers.
      last: more arguments for the layer of the logits.
    """
    sizes = zip((6, 7), widths, ([window, window], [1, 1]), ("VALID", None), strict=True)
    for number, width, kernel, padding in sizes:
        padded = {"padding": padding} if padding else {}
        net = layers.conv2d(net, width, kernel, scope=f"fc{number}", **padded)
        net = layers.dropout(net, keep_prob, is_training=is_training, scope=f"dropout{number}")
    return layers.conv2d(net, num_classes, [1, 1], activation_fn=None, normalizer_fn=None, scope="fc8", **last)


def ends(net: Any, collection: str, scope: str, spatial_squeeze: bool) -> End:
    """The logits, without their two axes of size 1 where that is wanted, and all parts that were collected."""
    found = utils.convert_collection_to_dict(collection)
    if spatial_squeeze:
        net = array_ops.squeeze(net, [1, 2], name="fc8/squeezed")
        found[scope + "/fc8"] = net
    return net, found
