"""Folds batch normalisation that is written out in single ops, which are found by the names that layers give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.quantize.batch_norm_corrections import Statistics, correct
from tf1graph.tf.contrib.quantize.rewiring import PASSED_OVER, Consumers, copy, reroute

INNER = "BatchNorm/batchnorm_1/"
ACTIVATIONS = ("Relu6", "Relu", "Identity")


def fold_unfused(graph: Any, is_training: bool, freeze_batch_norm_delay: int | None) -> None:
    """Fold each of them that is taken by something, in place. The arguments are those of `FoldBatchNorms`."""
    consumers = Consumers(graph)
    for prefix in _prefixes(graph):
        by_deviation = consumers.of(graph.get_operation_by_name(prefix + INNER + "Rsqrt"))
        has_scaling = [op.type for op in by_deviation].count("Mul") == 1
        shifted = graph.get_operation_by_name(prefix + INNER + "add_1")
        if not shifted.outputs[0].consumers():
            continue
        folded = _fold(graph, prefix, has_scaling, is_training, freeze_batch_norm_delay)
        taker = _activation(graph, prefix) or _bypass(graph, prefix)
        if reroute(folded, shifted.outputs[0], [taker]) != 1:
            raise ValueError(f"Unexpected inputs to op: {taker.name}")


def _prefixes(graph: Any) -> Iterable[str]:
    """The scopes with a batch normalisation, each once."""
    matches = (re.search("^(.*)BatchNorm/batchnorm", op.name) for op in graph.get_operations())
    return dict.fromkeys(match[1] for match in matches if match and not match[1].startswith(PASSED_OVER))


def _activation(graph: Any, prefix: str) -> Any:
    for suffix in ACTIVATIONS:
        try:
            return graph.get_operation_by_name(prefix + suffix)
        except KeyError:
            continue
    return None


def _bypass(graph: Any, prefix: str) -> Any:
    """The addition in the scope around, which takes the output of a layer without an activation."""
    match = re.search("^(.*)/([^/]+)", prefix)
    return graph.get_operation_by_name((f"{match[1]}/" if match and match[1] else "") + "AddV2")


def _best(graph: Any, suffix: str, scope: str) -> Any:
    """The output of the op with that end of its name whose name shares most parts with the scope; None without any."""
    parts = set(scope.split("/"))
    shared = {
        op.name: len(parts.intersection(op.name.split("/")))
        for op in graph.get_operations()
        if op.name.endswith(suffix)
    }
    shared = {name: number for name, number in shared.items() if number or not scope}
    return graph.get_tensor_by_name(max(shared, key=lambda name: shared[name]) + ":0") if shared else None


def _statistics(graph: Any, prefix: str, has_scaling: bool) -> Statistics:
    kinds = ("/Read/ReadVariableOp",) * 2 if tf.get_variable_scope().use_resource else ("", "/read")
    found = {
        key: _best(graph, "BatchNorm/" + suffix, prefix)
        for key, suffix in (
            ("mean", "moments/Squeeze"),
            ("variance", "moments/Squeeze_1"),
            ("moving_mean", "moving_mean" + kinds[1]),
            ("moving_variance", "moving_variance" + kinds[1]),
            ("epsilon", "batchnorm_1/add/y"),
            ("mean_decay", "AssignMovingAvg/decay"),
            ("variance_decay", "AssignMovingAvg_1/decay"),
        )
    }
    gamma = _best(graph, "BatchNorm/gamma" + kinds[0], prefix) if has_scaling else tf.ones(found["moving_mean"].shape)
    return Statistics(gamma=gamma, **found)


def _fold(graph: Any, prefix: str, has_scaling: bool, is_training: bool, freeze_batch_norm_delay: int | None) -> Any:
    """The layer's output with the normalisation in its weights."""
    scaled = graph.get_operation_by_name(prefix + INNER + ("mul_1" if has_scaling else "mul"))
    layer = scaled.inputs[0].op
    back = layer if layer.type == "BatchToSpaceND" else None
    if back:
        layer = back.inputs[0].op
    statistics = _statistics(graph, prefix, has_scaling)
    corrections = correct(prefix, statistics, freeze_batch_norm_delay) if is_training else None
    weights, multiplier = layer.inputs[1], scaled.inputs[1]
    scale = corrections.scale if corrections else None
    if layer.type == "DepthwiseConv2dNative":
        shape = weights.get_shape().as_list()[2:]
        multiplier = graph.get_tensor_by_name(prefix + INNER + ("mul:0" if has_scaling else "Rsqrt:0"))
        multiplier = tf.reshape(multiplier, shape, prefix + "scale_reshape")
        if scale is not None:
            scale = tf.reshape(scale, shape, prefix + "correction_reshape")
    elif layer.type not in ("Conv2D", "MatMul"):
        raise ValueError(f"Cannot handle operation of type: {layer.type}")
    if scale is not None:
        with tf.device(scaled.device):
            weights = tf.multiply(scale, weights, prefix + "correction_mult")
    folded = _checked("mul_fold", weights, tf.multiply(weights, multiplier, prefix + "mul_fold"))
    found = copy(layer, [layer.inputs[0], folded], layer.name + "_Fold")
    if back:
        found = tf.batch_to_space_nd(found, back.inputs[1], back.inputs[2], name=back.name + "_Fold")
    if corrections:
        with tf.device(found.op.device):
            found = tf.multiply(corrections.reciprocal, found, prefix + "post_conv_mul")
            found = tf.add(found, corrections.offset, prefix + "correction_add")
    shift = graph.get_operation_by_name(prefix + INNER + "add_1").inputs[1]
    return _checked("add_fold", found, tf.add(found, shift, prefix + "add_fold"))


def _checked(name: str, before: Any, after: Any) -> Any:
    if not before.get_shape().is_compatible_with(after.get_shape()):
        raise ValueError(f"{name} should not change tensor shape: input {before.shape}, output {after.shape}")
    return after
