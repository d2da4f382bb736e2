"""`tf.contrib.slim.nets.inception_v2`: GoogLeNet with batch normalisation (arXiv:1502.03167)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
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

PLACE = "tf.contrib.slim.nets.inception_v2."
PLACES = ("tf.contrib.slim.nets.inception.", PLACE)


def _mixed(one: int, *others: int, pool: str = "AvgPool") -> Part:
    """The branches of a part, by their depths."""
    narrow, three, thin, twice, pooled = others
    return (
        [f"Conv2d_0a_1x1 {one}"],
        [f"Conv2d_0a_1x1 {narrow} ~0.09", f"Conv2d_0b_3x3 {three}"],
        [f"Conv2d_0a_1x1 {thin} ~0.09", f"Conv2d_0b_3x3 {twice}", f"Conv2d_0c_3x3 {twice}"],
        [f"{pool}_0a_3x3", f"Conv2d_0b_1x1 {pooled} ~0.1"],
    )


def _halving(narrow: int, three: int, thin: int, twice: int) -> Part:
    """The branches of a part that halves the picture, by their depths."""
    return (
        [f"Conv2d_0a_1x1 {narrow} ~0.09", f"Conv2d_1a_3x3 {three} /2"],
        [f"Conv2d_0a_1x1 {thin} ~0.09", f"Conv2d_0b_3x3 {twice}", f"Conv2d_1a_3x3 {twice} /2"],
        ["MaxPool_1a_3x3 /2"],
    )


FIRST = "Conv2d_1a_7x7"
TABLE: dict[str, Part] = {
    "MaxPool_2a_3x3": "/2",
    "Conv2d_2b_1x1": "64 ~0.1",
    "Conv2d_2c_3x3": "192",
    "MaxPool_3a_3x3": "/2",
    "Mixed_3b": _mixed(64, 64, 64, 64, 96, 32),
    "Mixed_3c": _mixed(64, 64, 96, 64, 96, 64),
    "Mixed_4a": _halving(128, 160, 64, 96),
    "Mixed_4b": _mixed(224, 64, 96, 96, 128, 128),
    "Mixed_4c": _mixed(192, 96, 128, 96, 128, 128),
    "Mixed_4d": _mixed(160, 128, 160, 128, 160, 96),
    "Mixed_4e": _mixed(96, 128, 192, 160, 192, 96),
    "Mixed_5a": _halving(128, 192, 192, 256),
    "Mixed_5b": _mixed(352, 192, 320, 160, 224, 128),
    "Mixed_5c": _mixed(352, 192, 320, 192, 224, 128, pool="MaxPool"),
}


@provide(*(place + "inception_v2_base" for place in PLACES), gone="2.0")
def inception_v2_base(
    inputs: Any,
    final_endpoint: str = "Mixed_5c",
    min_depth: int = 16,
    depth_multiplier: float = 1.0,
    scope: Any = None,
) -> End:
    """The features of pictures [N, 224, 224, 3] up to the part `final_endpoint`, and all parts by name.

    Args:
      min_depth, depth_multiplier: layers are `depth_multiplier` times as deep as usual, but at least `min_depth`.

    Raises:
      ValueError: there is no such part, or the multiplier is not positive.
    """
    depth = depth_of(depth_multiplier, min_depth)
    with variable_scope.variable_scope(scope, "InceptionV2", [inputs]):
        sized = [layers.conv2d, layers.max_pool2d, layers.avg_pool2d, layers.separable_conv2d]
        with arg_scope(sized, stride=1, padding="SAME"):
            net = layers.separable_conv2d(
                inputs,
                depth(64),
                [7, 7],
                depth_multiplier=min(int(depth(64) / 3), 8),
                stride=2,
                weights_initializer=tf.truncated_normal_initializer(0.0, 1.0),
                scope=FIRST,
            )
            ends = {FIRST: net}
            if final_endpoint != FIRST:
                net = build(net, TABLE, depth, ends, final_endpoint)
    if final_endpoint not in ends:
        raise ValueError(f"Unknown final endpoint {final_endpoint}")
    return net, ends


@provide(*(place + "inception_v2" for place in PLACES), gone="2.0")
def inception_v2(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.8,
    min_depth: int = 16,
    depth_multiplier: float = 1.0,
    prediction_fn: Callable[..., Any] = layers.softmax,
    spatial_squeeze: bool = True,
    reuse: bool | None = None,
    scope: Any = "InceptionV2",
) -> End:
    """The logits [N, num_classes] of pictures [N, 224, 224, 3], and the net's parts by name.

    Args:
      prediction_fn: makes the predictions of the logits.
      spatial_squeeze: whether to leave out the logits' two axes of size 1.
      reuse: whether to take variables that exist.
      The others are those of `inception_v2_base`.
    """
    depth_of(depth_multiplier, min_depth)
    with (
        variable_scope.variable_scope(scope, "InceptionV2", [inputs, num_classes], reuse=reuse) as sc,
        arg_scope([layers.batch_norm, layers.dropout], is_training=is_training),
    ):
        sizes: dict[str, Any] = {"min_depth": min_depth, "depth_multiplier": depth_multiplier}
        net, ends = inception_v2_base(inputs, scope=sc, **sizes)
        with variable_scope.variable_scope("Logits"):
            height, width = fitting(net, [7, 7])
            net = layers.avg_pool2d(net, [height, width], padding="VALID", scope=f"AvgPool_1a_{height}x{width}")
            logits = logits_of(net, num_classes, dropout_keep_prob, spatial_squeeze, ends)
        ends["Logits"] = logits
        ends["Predictions"] = prediction_fn(logits, scope="Predictions")
    return logits, ends


inception_v2.default_image_size = 224  # type: ignore[attr-defined]


@provide(*(place + "inception_v2_arg_scope" for place in PLACES), gone="2.0")
def inception_v2_arg_scope(weight_decay: float = 0.00004, batch_norm_var_collection: str = "moving_vars") -> Any:
    """The argument scope that the net was trained with."""
    return inception_arg_scope(weight_decay, batch_norm_var_collection)
