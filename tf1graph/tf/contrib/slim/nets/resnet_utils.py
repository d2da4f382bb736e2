"""`tf.contrib.slim.nets.resnet_utils`: what the residual nets are built of."""

from __future__ import annotations

import collections
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, math_ops, variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import add_arg_scope, arg_scope
from tf1graph.tf.contrib.layers import utils
from tf1graph.tf.contrib.slim.nets.scopes import End
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.nets.resnet_utils."


@provide(PLACE + "Block", gone="2.0")
class Block(collections.namedtuple("Block", ["scope", "unit_fn", "args"])):
    """A row of units: the scope, the function that makes a unit, and the arguments of each unit as a dictionary."""


@provide(PLACE + "subsample", gone="2.0")
def subsample(inputs: Any, factor: int, scope: str | None = None) -> Any:
    """Every `factor`-th pixel."""
    return inputs if factor == 1 else layers.max_pool2d(inputs, [1, 1], stride=factor, scope=scope)


@provide(PLACE + "conv2d_same", gone="2.0")
def conv2d_same(
    inputs: Any, num_outputs: int, kernel_size: int, stride: int, rate: int = 1, scope: str | None = None
) -> Any:
    """A convolution whose padding does not depend on the picture's size, even with a stride."""
    if stride == 1:
        return layers.conv2d(inputs, num_outputs, kernel_size, stride=1, rate=rate, padding="SAME", scope=scope)
    pad = kernel_size + (kernel_size - 1) * (rate - 1) - 1
    sides = [pad // 2, pad - pad // 2]
    inputs = array_ops.pad(inputs, [[0, 0], sides, sides, [0, 0]])
    return layers.conv2d(inputs, num_outputs, kernel_size, stride=stride, rate=rate, padding="VALID", scope=scope)


@provide(PLACE + "stack_blocks_dense", gone="2.0")
@add_arg_scope
def stack_blocks_dense(
    net: Any, blocks: Sequence[Block], output_stride: float | None = None, outputs_collections: Any = None
) -> Any:
    """The units of all blocks one after the other, with dilation in place of strides once the output is small enough.

    Args:
      output_stride: how many times smaller the output may be; as small as the strides make it where it is None.

    Raises:
      ValueError: the strides do not meet it.
    """
    missed = "The target output_stride cannot be reached."
    stride = rate = 1
    for block in blocks:
        with variable_scope.variable_scope(block.scope, "block", [net]) as sc:
            for number, unit in enumerate(block.args, 1):
                if output_stride is not None and stride > output_stride:
                    raise ValueError(missed)
                with variable_scope.variable_scope(f"unit_{number}", values=[net]):
                    if output_stride is not None and stride == output_stride:
                        net = block.unit_fn(net, rate=rate, **{**unit, "stride": 1})
                        rate *= unit.get("stride", 1)
                    else:
                        net = block.unit_fn(net, rate=1, **unit)
                        stride *= unit.get("stride", 1)
            net = utils.collect_named_outputs(outputs_collections, sc.name, net)
    if output_stride is not None and stride != output_stride:
        raise ValueError(missed)
    return net


@provide(
    PLACE + "resnet_arg_scope",
    "tf.contrib.slim.nets.resnet_v1.resnet_arg_scope",
    "tf.contrib.slim.nets.resnet_v2.resnet_arg_scope",
    gone="2.0",
)
def resnet_arg_scope(
    weight_decay: float = 0.0001,
    batch_norm_decay: float = 0.997,
    batch_norm_epsilon: float = 1e-5,
    batch_norm_scale: bool = True,
) -> Any:
    """The argument scope that the residual nets were trained with."""
    norm = {
        "decay": batch_norm_decay,
        "epsilon": batch_norm_epsilon,
        "scale": batch_norm_scale,
        "updates_collections": tf.GraphKeys.UPDATE_OPS,
    }
    with (
        arg_scope(
            [layers.conv2d],
            weights_regularizer=layers.l2_regularizer(weight_decay),
            weights_initializer=layers.variance_scaling_initializer(),
            activation_fn=tf.nn.relu,
            normalizer_fn=layers.batch_norm,
            normalizer_params=norm,
        ),
        arg_scope([layers.batch_norm], **norm),
        arg_scope([layers.max_pool2d], padding="SAME") as scope,
    ):
        return scope


def bottleneck_block(unit_fn: Any, scope: str, base_depth: int, num_units: int, stride: int) -> Block:
    """A block of units whose last has the stride."""
    unit = {"depth": base_depth * 4, "depth_bottleneck": base_depth, "stride": 1}
    return Block(scope, unit_fn, [unit] * (num_units - 1) + [{**unit, "stride": stride}])


def four_blocks(unit_fn: Any, counts: Sequence[int]) -> list[Block]:
    """The four blocks of a residual net, of as many units as `counts` says."""
    depths, strides = (64, 128, 256, 512), (2, 2, 2, 1)
    rows = enumerate(zip(depths, counts, strides, strict=True), 1)
    return [bottleneck_block(unit_fn, f"block{i}", depth, count, stride) for i, (depth, count, stride) in rows]


def finish(net: Any, num_classes: int | None, global_pool: bool, collection: str) -> End:
    """What stands behind a net's blocks: the mean over the picture and the logits; and the net's parts by name."""
    if global_pool:
        net = math_ops.reduce_mean(net, [1, 2], name="pool5", keepdims=True)
    if num_classes is not None:
        net = layers.conv2d(net, num_classes, [1, 1], scope="logits", activation_fn=None, normalizer_fn=None)
    end_points = utils.convert_collection_to_dict(collection)
    if num_classes is not None:
        end_points["predictions"] = layers.softmax(net, scope="predictions")
    return net, end_points


def of_depth(net: Callable[..., End], unit_fn: Any, name: str, counts: Sequence[int]) -> Callable[..., End]:
    """The function `name` beside `net`, which builds it with four blocks of as many units as `counts` says."""

    def build(
        inputs: Any,
        num_classes: int | None = None,
        is_training: Any = True,
        global_pool: bool = True,
        output_stride: float | None = None,
        reuse: bool | None = None,
        scope: Any = name,
    ) -> End:
        blocks = four_blocks(unit_fn, counts)
        return net(inputs, blocks, num_classes, is_training, global_pool, output_stride, True, reuse, scope)

    build.__name__ = build.__qualname__ = name
    build.__module__ = net.__module__
    build.__doc__ = f"`{net.__name__}` of {name.rpartition('_')[2]} layers."
    return provide(f"tf.contrib.slim.nets.{net.__name__}.{name}", gone="2.0")(build)


def root_stride(output_stride: float | None) -> float | None:
    """What is left of `output_stride` after a net's first convolution and pooling."""
    if output_stride is None:
        return None
    if output_stride % 4 != 0:
        raise ValueError("The output_stride needs to be a multiple of 4.")
    return output_stride / 4
