"""`tf.contrib.slim.nets.vgg`: the nets A, D and E of Oxford's VGG (arXiv:1409.1556)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import arg_scope
from tf1graph.tf.contrib.slim.nets.scopes import End, dense_end, ends, regularized
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.nets.vgg."
WIDTHS = (64, 128, 256, 512, 512)


@provide(PLACE + "vgg_arg_scope", gone="2.0")
def vgg_arg_scope(weight_decay: float = 0.0005) -> Any:
    """The argument scope that the nets were trained with."""
    return regularized(weight_decay, tf.zeros_initializer(), padding="SAME")


@provide(PLACE + "vgg_a", gone="2.0")
def vgg_a(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.5,
    spatial_squeeze: bool = True,
    scope: Any = "vgg_a",
) -> End:
    """The logits [N, num_classes] of pictures [N, 224, 224, 3] by 11 layers, and the net's parts by name.

    Args:
      spatial_squeeze: whether to leave out the logits' two axes of size 1; not for larger pictures.
    """
    given = (inputs, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope)
    return _vgg((1, 1, 2, 2, 2), "vgg_a", [layers.conv2d, layers.max_pool2d], *given)


@provide(PLACE + "vgg_16", PLACE + "vgg_d", gone="2.0")
def vgg_16(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.5,
    spatial_squeeze: bool = True,
    scope: Any = "vgg_16",
) -> End:
    """`vgg_a` with 16 layers."""
    given = (inputs, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope)
    return _vgg((2, 2, 3, 3, 3), "vgg_16", [layers.conv2d, layers.fully_connected, layers.max_pool2d], *given)


@provide(PLACE + "vgg_19", PLACE + "vgg_e", gone="2.0")
def vgg_19(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.5,
    spatial_squeeze: bool = True,
    scope: Any = "vgg_19",
) -> End:
    """`vgg_a` with 19 layers."""
    given = (inputs, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope)
    return _vgg((2, 2, 4, 4, 4), "vgg_19", [layers.conv2d, layers.fully_connected, layers.max_pool2d], *given)


def _vgg(
    repetitions: Sequence[int],
    default_scope: str,
    collected: list[Any],
    inputs: Any,
    num_classes: int,
    is_training: Any,
    keep_prob: float,
    spatial_squeeze: bool,
    scope: Any,
) -> End:
    with variable_scope.variable_scope(scope, default_scope, [inputs]) as sc:
        # TensorFlow 1 named the collection of the largest of the three by another scope than the others'
        place = sc.name if default_scope == "vgg_19" else sc.original_name_scope
        collection = place + "_end_points"
        with arg_scope(collected, outputs_collections=collection):
            net = inputs
            for number, (count, width) in enumerate(zip(repetitions, WIDTHS, strict=True), 1):
                net = layers.repeat(net, count, layers.conv2d, width, [3, 3], scope=f"conv{number}")
                net = layers.max_pool2d(net, [2, 2], scope=f"pool{number}")
            net = dense_end(net, 7, (4096, 4096), num_classes, is_training, keep_prob)
            return ends(net, collection, sc.name, spatial_squeeze)


vgg_d, vgg_e = vgg_16, vgg_19
for _net in (vgg_a, vgg_16, vgg_19):
    _net.default_image_size = 224  # type: ignore[attr-defined]
