"""`tf.contrib.slim.nets.resnet_v1`: residual nets, normalised after each convolution (arXiv:1512.03385)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope, arg_scope
from tf1graph.tf.contrib.layers import utils
from tf1graph.tf.contrib.slim.nets import resnet_utils
from tf1graph.tf.contrib.slim.nets.scopes import End
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.nets.resnet_v1."
resnet_arg_scope = resnet_utils.resnet_arg_scope


@provide(PLACE + "bottleneck", gone="2.0")
@add_arg_scope
def bottleneck(
    inputs: Any,
    depth: int,
    depth_bottleneck: int,
    stride: int,
    rate: int = 1,
    outputs_collections: Any = None,
    scope: Any = None,
) -> Any:
    """A residual unit: narrower convolutions of 1, 3 and 1 pixels, added to the input or a projection of it.

    Args:
      depth, depth_bottleneck: how many channels come out, and in the narrow part.
      stride, rate: of the convolution of 3 pixels.
    """
    with variable_scope.variable_scope(scope, "bottleneck_v1", [inputs]) as sc:
        depth_in = utils.last_dimension(inputs.get_shape(), min_rank=4)
        if depth == depth_in:
            shortcut = resnet_utils.subsample(inputs, stride, "shortcut")
        else:
            shortcut = layers.conv2d(inputs, depth, [1, 1], stride=stride, activation_fn=None, scope="shortcut")
        residual = layers.conv2d(inputs, depth_bottleneck, [1, 1], stride=1, scope="conv1")
        residual = resnet_utils.conv2d_same(residual, depth_bottleneck, 3, stride, rate=rate, scope="conv2")
        residual = layers.conv2d(residual, depth, [1, 1], stride=1, activation_fn=None, scope="conv3")
        output = tf.nn.relu(shortcut + residual)
        return utils.collect_named_outputs(outputs_collections, sc.name, output)


@provide(PLACE + "resnet_v1", gone="2.0")
def resnet_v1(
    inputs: Any,
    blocks: Sequence[resnet_utils.Block],
    num_classes: int | None = None,
    is_training: Any = True,
    global_pool: bool = True,
    output_stride: float | None = None,
    include_root_block: bool = True,
    reuse: bool | None = None,
    scope: Any = None,
) -> End:
    """The logits [N, 1, 1, num_classes] of pictures [N, height, width, 3], and the net's parts by name.

    Args:
      blocks: what the net is made of.
      num_classes: how many classes; the features are given where it is None.
      is_training: whether batch normalisation trains.
      global_pool: whether to take the mean over the picture before the logits.
      output_stride: how many times smaller than the picture the features are to be; a multiple of 4.
      include_root_block: whether the net begins with a convolution of 7 pixels and a pooling.
      reuse: whether to take variables that exist.
    """
    with variable_scope.variable_scope(scope, "resnet_v1", [inputs], reuse=reuse) as sc:
        collection = sc.original_name_scope + "_end_points"
        collected = [layers.conv2d, bottleneck, resnet_utils.stack_blocks_dense]
        with (
            arg_scope(collected, outputs_collections=collection),
            arg_scope([layers.batch_norm], is_training=is_training),
        ):
            net = inputs
            if include_root_block:
                output_stride = resnet_utils.root_stride(output_stride)
                net = resnet_utils.conv2d_same(net, 64, 7, stride=2, scope="conv1")
                net = layers.max_pool2d(net, [3, 3], stride=2, scope="pool1")
            net = resnet_utils.stack_blocks_dense(net, blocks, output_stride)
            return resnet_utils.finish(net, num_classes, global_pool, collection)


resnet_v1.default_image_size = 224  # type: ignore[attr-defined]


@provide(PLACE + "resnet_v1_block", gone="2.0")
def resnet_v1_block(scope: str, base_depth: int, num_units: int, stride: int) -> resnet_utils.Block:
    """A block of `num_units` units of `base_depth` channels in the narrow part, the last of which has the stride."""
    return resnet_utils.bottleneck_block(bottleneck, scope, base_depth, num_units, stride)


resnet_v1_50 = resnet_utils.of_depth(resnet_v1, bottleneck, "resnet_v1_50", (3, 4, 6, 3))
resnet_v1_101 = resnet_utils.of_depth(resnet_v1, bottleneck, "resnet_v1_101", (3, 4, 23, 3))
resnet_v1_152 = resnet_utils.of_depth(resnet_v1, bottleneck, "resnet_v1_152", (3, 8, 36, 3))
resnet_v1_200 = resnet_utils.of_depth(resnet_v1, bottleneck, "resnet_v1_200", (3, 24, 36, 3))
