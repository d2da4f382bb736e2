"""`tf.contrib.slim.nets.inception_v3`: Inception of 2015 (arXiv:1512.00567)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import arg_scope
from tf1graph.tf.contrib.slim.nets.inception_blocks import (
    Part,
    build,
    depth_of,
    fitting,
    inception_arg_scope,
    logits_of,
)
from tf1graph.tf.contrib.slim.nets.scopes import End
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.nets.inception_v3."
PLACES = ("tf.contrib.slim.nets.inception.", PLACE)


def _five(names: tuple[str, str], pooled: int) -> Part:
    """The branches of a part with a kernel of 5 pixels, whose second branch's scopes have these names."""
    return (
        ["Conv2d_0a_1x1 64"],
        [f"{names[0]} 48", f"{names[1]} 64"],
        ["Conv2d_0a_1x1 64", "Conv2d_0b_3x3 96", "Conv2d_0c_3x3 96"],
        ["AvgPool_0a_3x3", f"Conv2d_0b_1x1 {pooled}"],
    )


def _seven(depth: int) -> Part:
    """The branches of a part with rows and columns of 7 pixels, `depth` channels within."""
    return (
        ["Conv2d_0a_1x1 192"],
        [f"Conv2d_0a_1x1 {depth}", f"Conv2d_0b_1x7 {depth}", "Conv2d_0c_7x1 192"],
        [
            f"Conv2d_0a_1x1 {depth}",
            f"Conv2d_0b_7x1 {depth}",
            f"Conv2d_0c_1x7 {depth}",
            f"Conv2d_0d_7x1 {depth}",
            "Conv2d_0e_1x7 192",
        ],
        ["AvgPool_0a_3x3", "Conv2d_0b_1x1 192"],
    )


def _wide(column: str) -> Part:
    """The branches of a part that ends in rows beside columns, the first of which has this name."""
    return (
        ["Conv2d_0a_1x1 320"],
        ["Conv2d_0a_1x1 384", f"Conv2d_0b_1x3 384 + {column} 384"],
        ["Conv2d_0a_1x1 448", "Conv2d_0b_3x3 384", "Conv2d_0c_1x3 384 + Conv2d_0d_3x1 384"],
        ["AvgPool_0a_3x3", "Conv2d_0b_1x1 192"],
    )


STEM: dict[str, Part] = {
    "Conv2d_1a_3x3": "32 /2",
    "Conv2d_2a_3x3": "32",
    "Conv2d_2b_3x3": "64 same",
    "MaxPool_3a_3x3": "/2",
    "Conv2d_3b_1x1": "80",
    "Conv2d_4a_3x3": "192",
    "MaxPool_5a_3x3": "/2",
}
TABLE: dict[str, Part] = {
    "Mixed_5b": _five(("Conv2d_0a_1x1", "Conv2d_0b_5x5"), 32),
    "Mixed_5c": _five(("Conv2d_0b_1x1", "Conv_1_0c_5x5"), 64),
    "Mixed_5d": _five(("Conv2d_0a_1x1", "Conv2d_0b_5x5"), 64),
    "Mixed_6a": (
        ["Conv2d_1a_1x1 384 3x3 /2 valid"],
        ["Conv2d_0a_1x1 64", "Conv2d_0b_3x3 96", "Conv2d_1a_1x1 96 3x3 /2 valid"],
        ["MaxPool_1a_3x3 /2 valid"],
    ),
    "Mixed_6b": _seven(128),
    "Mixed_6c": _seven(160),
    "Mixed_6d": _seven(160),
    "Mixed_6e": _seven(192),
    "Mixed_7a": (
        ["Conv2d_0a_1x1 192", "Conv2d_1a_3x3 320 /2 valid"],
        ["Conv2d_0a_1x1 192", "Conv2d_0b_1x7 192", "Conv2d_0c_7x1 192", "Conv2d_1a_3x3 192 /2 valid"],
        ["MaxPool_1a_3x3 /2 valid"],
    ),
    "Mixed_7b": _wide("Conv2d_0b_3x1"),
    "Mixed_7c": _wide("Conv2d_0c_3x1"),
}


@provide(*(place + "inception_v3_base" for place in PLACES), gone="2.0")
def inception_v3_base(
    inputs: Any,
    final_endpoint: str = "Mixed_7c",
    min_depth: int = 16,
    depth_multiplier: float = 1.0,
    scope: Any = None,
) -> End:
    """The features of pictures [N, 299, 299, 3] up to the part `final_endpoint`, and all parts by name.

    Args:
      min_depth, depth_multiplier: layers are `depth_multiplier` times as deep as usual, but at least `min_depth`.

    Raises:
      ValueError: there is no such part, or the multiplier is not positive.
    """
    depth = depth_of(depth_multiplier, min_depth)
    sized = [layers.conv2d, layers.max_pool2d, layers.avg_pool2d]
    ends: dict[str, Any] = {}
    with variable_scope.variable_scope(scope, "InceptionV3", [inputs]):
        with arg_scope(sized, stride=1, padding="VALID"):
            net = build(inputs, STEM, depth, ends, final_endpoint)
        if final_endpoint not in ends:
            with arg_scope(sized, stride=1, padding="SAME"):
                net = build(net, TABLE, depth, ends, final_endpoint)
    if final_endpoint not in ends:
        raise ValueError(f"Unknown final endpoint {final_endpoint}")
    return net, ends


@provide(*(place + "inception_v3" for place in PLACES), gone="2.0")
def inception_v3(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.8,
    min_depth: int = 16,
    depth_multiplier: float = 1.0,
    prediction_fn: Callable[..., Any] = layers.softmax,
    spatial_squeeze: bool = True,
    reuse: bool | None = None,
    scope: Any = "InceptionV3",
) -> End:
    """The logits [N, num_classes] of pictures [N, 299, 299, 3], and the net's parts by name.

    The parts have auxiliary logits too, `AuxLogits`, made of the middle of the net.

    Args:
      prediction_fn: makes the predictions of the logits.
      spatial_squeeze: whether to leave out the logits' two axes of size 1.
      reuse: whether to take variables that exist.
      The others are those of `inception_v3_base`.
    """
    depth = depth_of(depth_multiplier, min_depth)
    with (
        variable_scope.variable_scope(scope, "InceptionV3", [inputs, num_classes], reuse=reuse) as sc,
        arg_scope([layers.batch_norm, layers.dropout], is_training=is_training),
    ):
        sizes: dict[str, Any] = {"min_depth": min_depth, "depth_multiplier": depth_multiplier}
        net, ends = inception_v3_base(inputs, scope=sc, **sizes)
        with arg_scope([layers.conv2d, layers.max_pool2d, layers.avg_pool2d], stride=1, padding="SAME"):
            ends["AuxLogits"] = _auxiliary(ends["Mixed_6e"], num_classes, depth, spatial_squeeze)
        with variable_scope.variable_scope("Logits"):
            height, width = fitting(net, [8, 8])
            net = layers.avg_pool2d(net, [height, width], padding="VALID", scope=f"AvgPool_1a_{height}x{width}")
            logits = logits_of(net, num_classes, dropout_keep_prob, spatial_squeeze, ends, "PreLogits")
        ends["Logits"] = logits
        ends["Predictions"] = prediction_fn(logits, scope="Predictions")
    return logits, ends


def _auxiliary(net: Any, num_classes: int, depth: Callable[[int], int], spatial_squeeze: bool) -> Any:
    with variable_scope.variable_scope("AuxLogits"):
        net = layers.avg_pool2d(net, [5, 5], stride=3, padding="VALID", scope="AvgPool_1a_5x5")
        net = layers.conv2d(net, depth(128), [1, 1], scope="Conv2d_1b_1x1")
        height, width = fitting(net, [5, 5])
        net = layers.conv2d(
            net,
            depth(768),
            [height, width],
            weights_initializer=tf.truncated_normal_initializer(0.0, 0.01),
            padding="VALID",
            scope=f"Conv2d_2a_{height}x{width}",
        )
        net = layers.conv2d(
            net,
            num_classes,
            [1, 1],
            activation_fn=None,
            normalizer_fn=None,
            weights_initializer=tf.truncated_normal_initializer(0.0, 0.001),
            scope="Conv2d_2b_1x1",
        )
        return array_ops.squeeze(net, [1, 2], name="SpatialSqueeze") if spatial_squeeze else net


inception_v3.default_image_size = 299  # type: ignore[attr-defined]


@provide(*(place + "inception_v3_arg_scope" for place in PLACES), gone="2.0")
def inception_v3_arg_scope(
    weight_decay: float = 0.00004,
    batch_norm_var_collection: str = "moving_vars",
    batch_norm_decay: float = 0.9997,
    batch_norm_epsilon: float = 0.001,
    updates_collections: Any = tf.GraphKeys.UPDATE_OPS,
    use_fused_batchnorm: bool = True,
) -> Any:
    """The argument scope that the net was trained with."""
    norm = {
        "decay": batch_norm_decay,
        "epsilon": batch_norm_epsilon,
        "updates_collections": updates_collections,
        "fused": use_fused_batchnorm,
    }
    return inception_arg_scope(weight_decay, batch_norm_var_collection, **norm)
