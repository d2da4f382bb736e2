"""`tf.contrib.slim.nets.alexnet`: AlexNet in one column, of 2014 (arXiv:1404.5997)."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import arg_scope
from tf1graph.tf.contrib.slim.nets.scopes import End, dense_end, ends, regularized
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.nets.alexnet."


@provide(PLACE + "alexnet_v2_arg_scope", gone="2.0")
def alexnet_v2_arg_scope(weight_decay: float = 0.0005) -> Any:
    """The argument scope that `alexnet_v2` was trained with."""
    with (
        arg_scope(regularized(weight_decay, tf.constant_initializer(0.1), padding="SAME")),
        arg_scope([layers.max_pool2d], padding="VALID") as scope,
    ):
        return scope


@provide(PLACE + "alexnet_v2", gone="2.0")
def alexnet_v2(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.5,
    spatial_squeeze: bool = True,
    scope: Any = "alexnet_v2",
) -> End:
    """The logits [N, num_classes] of pictures [N, 224, 224, 3], and the net's parts by name.

    Args:
      spatial_squeeze: whether to leave out the logits' two axes of size 1; not for larger pictures.
    """
    with variable_scope.variable_scope(scope, "alexnet_v2", [inputs]) as sc:
        collection = sc.original_name_scope + "_end_points"
        collected = [layers.conv2d, layers.fully_connected, layers.max_pool2d]
        with arg_scope(collected, outputs_collections=[collection]):
            net = layers.conv2d(inputs, 64, [11, 11], 4, padding="VALID", scope="conv1")
            net = layers.max_pool2d(net, [3, 3], 2, scope="pool1")
            net = layers.conv2d(net, 192, [5, 5], scope="conv2")
            net = layers.max_pool2d(net, [3, 3], 2, scope="pool2")
            for number, width in ((3, 384), (4, 384), (5, 256)):
                net = layers.conv2d(net, width, [3, 3], scope=f"conv{number}")
            net = layers.max_pool2d(net, [3, 3], 2, scope="pool5")
            with arg_scope(
                [layers.conv2d],
                weights_initializer=tf.truncated_normal_initializer(0.0, 0.005),
                biases_initializer=tf.constant_initializer(0.1),
            ):
                last = {"biases_initializer": tf.zeros_initializer()}
                net = dense_end(net, 5, (4096, 4096), num_classes, is_training, dropout_keep_prob, **last)
            return ends(net, collection, sc.name, spatial_squeeze)


alexnet_v2.default_image_size = 224  # type: ignore[attr-defined]
