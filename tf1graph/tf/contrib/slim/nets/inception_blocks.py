"""The tables that the inception nets are written in.

A step is a scope's name, the depth of a convolution, and what differs from its surroundings: `/2` the stride, `valid`
or `same` the padding, `3x3` the kernel where the name tells another, `~0.1` the deviation of the weights at first.
Steps joined by ` + ` take the same input, and their outputs are joined. A branch is a list of steps; a table gives for
each part of the net one step or its branches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import array_ops, variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.contrib.framework.arg_scope import arg_scope

Part = str | Sequence[Sequence[str]]
POOLS = {"MaxPool": "max_pool2d", "AvgPool": "avg_pool2d"}


def build(
    net: Any, table: Mapping[str, Part], depth: Callable[[int], int], end_points: dict[str, Any], last: str
) -> Any:
    """The output of the parts of a table up to `last`, or of all; each part's output goes into `end_points`."""
    for name, part in table.items():
        if isinstance(part, str):
            net = apply(net, f"{name} {part}", depth)
        else:
            with variable_scope.variable_scope(name):
                outputs = [branch(net, i, steps, depth) for i, steps in enumerate(part)]
                net = array_ops.concat(outputs, 3)
        end_points[name] = net
        if name == last:
            break
    return net


def branch(net: Any, number: int, steps: Sequence[str], depth: Callable[[int], int]) -> Any:
    """The output of one branch."""
    with variable_scope.variable_scope(f"Branch_{number}"):
        for step in steps:
            net = apply(net, step, depth)
        return net


def apply(net: Any, step: str, depth: Callable[[int], int]) -> Any:
    """The output of one step."""
    if " + " in step:
        return array_ops.concat([apply(net, part, depth) for part in step.split(" + ")], 3)
    name, *words = step.split()
    size = next((word for word in words if "x" in word), name.rpartition("_")[2])
    given: dict[str, Any] = {"scope": name}
    if "/2" in words:
        given["stride"] = 2
    for padding in {"valid", "same"}.intersection(words):
        given["padding"] = padding.upper()
    deviation = next((word[1:] for word in words if word.startswith("~")), None)
    if deviation:
        given["weights_initializer"] = tf.truncated_normal_initializer(0.0, float(deviation))
    kernel = [int(edge) for edge in size.split("x")]
    pool = POOLS.get(name.partition("_")[0])
    if pool:
        return getattr(layers, pool)(net, kernel, **given)
    return layers.conv2d(net, depth(int(words[0])), kernel, **given)


def depth_of(multiplier: float, least: int) -> Callable[[int], int]:
    """The depth of a layer in a net whose layers are `multiplier` times as deep, but of `least` channels.

    Raises:
      ValueError: the multiplier is not positive.
    """
    if multiplier <= 0:
        raise ValueError("depth_multiplier is not greater than zero.")
    return lambda depth: max(int(depth * multiplier), least)


def fitting(net: Any, kernel: Sequence[int]) -> list[int]:
    """`kernel`, or the picture's size where that is known to be less."""
    sizes = net.get_shape().as_list()[1:3]
    return list(kernel) if None in sizes else [min(pair) for pair in zip(sizes, kernel, strict=True)]


def logits_of(
    net: Any, num_classes: int, keep_prob: float, squeeze: bool, ends: dict[str, Any], pooled: str | None = None
) -> Any:
    """The logits of the later inception nets: the mean over the picture, dropout, a convolution.

    Args:
      pooled: under which name the features before the logits are kept.
    """
    net = layers.dropout(net, keep_prob=keep_prob, scope="Dropout_1b")
    if pooled:
        ends[pooled] = net
    plain = {"activation_fn": None, "normalizer_fn": None}
    logits = layers.conv2d(net, num_classes, [1, 1], scope="Conv2d_1c_1x1", **plain)
    return array_ops.squeeze(logits, [1, 2], name="SpatialSqueeze") if squeeze else logits


def inception_arg_scope(weight_decay: float, collection: str, normalize: bool = True, **norm: Any) -> Any:
    """The argument scope that the inception nets were trained with.

    Args:
      collection: of the moving means and variances.
      norm: arguments of batch normalisation that differ.
    """
    moving = {"beta": None, "gamma": None, "moving_mean": [collection], "moving_variance": [collection]}
    params = {"decay": 0.9997, "epsilon": 0.001, "updates_collections": tf.GraphKeys.UPDATE_OPS, **norm}
    decay = layers.l2_regularizer(weight_decay)
    with (
        arg_scope([layers.conv2d, layers.fully_connected], weights_regularizer=decay),
        arg_scope(
            [layers.conv2d],
            weights_initializer=layers.variance_scaling_initializer(),
            activation_fn=tf.nn.relu,
            normalizer_fn=layers.batch_norm if normalize else None,
            normalizer_params={**params, "variables_collections": moving} if normalize else {},
        ) as scope,
    ):
        return scope
