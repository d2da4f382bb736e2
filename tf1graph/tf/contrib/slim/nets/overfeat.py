"""`tf.contrib.slim.nets.overfeat`: the fast OverFeat net (arXiv:1312.6229)."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import arg_scope
from tf1graph.tf.contrib.slim.nets.scopes import End, dense_end, ends, regularized
from tf1graph.tf.names import provide


@provide("tf.contrib.slim.nets.overfeat.overfeat_arg_scope", gone="2.0")
def overfeat_arg_scope(weight_decay: float = 0.0005) -> Any:
    """The argument scope that `overfeat` was trained with."""
    with (
        arg_scope(regularized(weight_decay, tf.zeros_initializer(), padding="SAME")),
        arg_scope([layers.max_pool2d], padding="VALID") as scope,
    ):
        return scope


@provide("tf.contrib.slim.nets.overfeat.overfeat", gone="2.0")
def overfeat(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.5,
    spatial_squeeze: bool = True,
    scope: Any = "overfeat",
) -> End:
    """The logits [N, num_classes] of pictures [N, 231, 231, 3], and the net's parts by name; see `alexnet_v2`."""
    with variable_scope.variable_scope(scope, "overfeat", [inputs]) as sc:
        collection = sc.name + "_end_points"
        collected = [layers.conv2d, layers.fully_connected, layers.max_pool2d]
        with arg_scope(collected, outputs_collections=collection):
            net = layers.conv2d(inputs, 64, [11, 11], 4, padding="VALID", scope="conv1")
            net = layers.max_pool2d(net, [2, 2], scope="pool1")
            net = layers.conv2d(net, 256, [5, 5], padding="VALID", scope="conv2")
            net = layers.max_pool2d(net, [2, 2], scope="pool2")
            for number, width in ((3, 512), (4, 1024), (5, 1024)):
                net = layers.conv2d(net, width, [3, 3], scope=f"conv{number}")
            net = layers.max_pool2d(net, [2, 2], scope="pool5")
            with arg_scope(
                [layers.conv2d],
                weights_initializer=tf.truncated_normal_initializer(0.0, 0.005),
                biases_initializer=tf.constant_initializer(0.1),
            ):
                last = {"biases_initializer": tf.zeros_initializer()}
                net = dense_end(net, 6, (3072, 4096), num_classes, is_training, dropout_keep_prob, **last)
            return ends(net, collection, sc.name, spatial_squeeze)


overfeat.default_image_size = 231  # type: ignore[attr-defined]
