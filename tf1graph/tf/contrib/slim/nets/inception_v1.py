"""`tf.contrib.slim.nets.inception_v1`: GoogLeNet (arXiv:1409.4842)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import arg_scope
from tf1graph.tf.contrib.slim.nets.inception_blocks import Part, build, inception_arg_scope
from tf1graph.tf.contrib.slim.nets.scopes import End
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.nets.inception_v1."
PLACES = ("tf.contrib.slim.nets.inception.", PLACE)


def _mixed(one: int, *others: int, last: str = "Conv2d_0b_3x3") -> Part:
    """The branches of a part, by their depths; `last` names the end of the third."""
    narrow, three, thin, five, pooled = others
    return (
        [f"Conv2d_0a_1x1 {one}"],
        [f"Conv2d_0a_1x1 {narrow}", f"Conv2d_0b_3x3 {three}"],
        [f"Conv2d_0a_1x1 {thin}", f"{last} {five}"],
        ["MaxPool_0a_3x3", f"Conv2d_0b_1x1 {pooled}"],
    )


TABLE: dict[str, Part] = {
    "Conv2d_1a_7x7": "64 /2",
    "MaxPool_2a_3x3": "/2",
    "Conv2d_2b_1x1": "64",
    "Conv2d_2c_3x3": "192",
    "MaxPool_3a_3x3": "/2",
    "Mixed_3b": _mixed(64, 96, 128, 16, 32, 32),
    "Mixed_3c": _mixed(128, 128, 192, 32, 96, 64),
    "MaxPool_4a_3x3": "/2",
    "Mixed_4b": _mixed(192, 96, 208, 16, 48, 64),
    "Mixed_4c": _mixed(160, 112, 224, 24, 64, 64),
    "Mixed_4d": _mixed(128, 128, 256, 24, 64, 64),
    "Mixed_4e": _mixed(112, 144, 288, 32, 64, 64),
    "Mixed_4f": _mixed(256, 160, 320, 32, 128, 128),
    "MaxPool_5a_2x2": "/2",
    "Mixed_5b": _mixed(256, 160, 320, 32, 128, 128, last="Conv2d_0a_3x3"),
    "Mixed_5c": _mixed(384, 192, 384, 48, 128, 128),
}


@provide(*(place + "inception_v1_base" for place in PLACES), gone="2.0")
def inception_v1_base(inputs: Any, final_endpoint: str = "Mixed_5c", scope: Any = "InceptionV1") -> End:
    """The features of pictures [N, 224, 224, 3] up to the part `final_endpoint`, and all parts by name.

    Raises:
      ValueError: there is no such part.
    """
    with variable_scope.variable_scope(scope, "InceptionV1", [inputs]):
        small = tf.truncated_normal_initializer(0.0, 0.01)
        with (
            arg_scope([layers.conv2d, layers.fully_connected], weights_initializer=small),
            arg_scope([layers.conv2d, layers.max_pool2d], stride=1, padding="SAME"),
        ):
            ends: dict[str, Any] = {}
            net = build(inputs, TABLE, int, ends, final_endpoint)
    if final_endpoint not in TABLE:
        raise ValueError(f"Unknown final endpoint {final_endpoint}")
    return net, ends


@provide(*(place + "inception_v1" for place in PLACES), gone="2.0")
def inception_v1(
    inputs: Any,
    num_classes: int = 1000,
    is_training: Any = True,
    dropout_keep_prob: float = 0.8,
    prediction_fn: Callable[..., Any] = layers.softmax,
    spatial_squeeze: bool = True,
    reuse: bool | None = None,
    scope: Any = "InceptionV1",
) -> End:
    """The logits [N, num_classes] of pictures [N, 224, 224, 3], and the net's parts by name.

    Args:
      prediction_fn: makes the predictions of the logits.
      spatial_squeeze: whether to leave out the logits' two axes of size 1.
      reuse: whether to take variables that exist.
    """
    with (
        variable_scope.variable_scope(scope, "InceptionV1", [inputs, num_classes], reuse=reuse) as sc,
        arg_scope([layers.batch_norm, layers.dropout], is_training=is_training),
    ):
        net, ends = inception_v1_base(inputs, scope=sc)
        with variable_scope.variable_scope("Logits"):
            net = layers.avg_pool2d(net, [7, 7], stride=1, scope="MaxPool_0a_7x7")
            net = layers.dropout(net, dropout_keep_prob, scope="Dropout_0b")
            plain = {"activation_fn": None, "normalizer_fn": None}
            logits = layers.conv2d(net, num_classes, [1, 1], scope="Conv2d_0c_1x1", **plain)
            if spatial_squeeze:
                logits = array_ops.squeeze(logits, [1, 2], name="SpatialSqueeze")
            ends["Logits"] = logits
            ends["Predictions"] = prediction_fn(logits, scope="Predictions")
    return logits, ends


inception_v1.default_image_size = 224  # type: ignore[attr-defined]


@provide(*(place + "inception_v1_arg_scope" for place in PLACES), gone="2.0")
def inception_v1_arg_scope(
    weight_decay: float = 0.00004, use_batch_norm: bool = True, batch_norm_var_collection: str = "moving_vars"
) -> Any:
    """The argument scope that the net was trained with."""
    return inception_arg_scope(weight_decay, batch_norm_var_collection, use_batch_norm)
