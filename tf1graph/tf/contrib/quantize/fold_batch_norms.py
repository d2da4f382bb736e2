"""Folds batch normalisation into the weights and the bias of the layer before it, as it is when a net is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.quantize.batch_norm_corrections import Statistics, correct
from tf1graph.tf.contrib.quantize.graph_matcher import GraphMatcher, MatchResult, OneofPattern, OpTypePattern
from tf1graph.tf.contrib.quantize.rewiring import copy, reroute
from tf1graph.tf.contrib.quantize.unfused_batch_norms import fold_unfused

GRADIENT = "FoldFusedBatchNormGrad"


def FoldBatchNorms(graph: Any, is_training: bool, freeze_batch_norm_delay: int | None = None) -> None:
    """Fold each batch normalisation of `graph` that follows a convolution or a dense layer into that, in place.

    Args:
      is_training: of those that are not fused; the fused ones know it themselves.
      freeze_batch_norm_delay: from which step on the moving averages stand still; never where it is None.

    Raises:
      ValueError: what was folded is not taken by anything, or the layer is of another kind.
    """
    for layer in _find(graph):
        _fold(graph, layer, freeze_batch_norm_delay)
    fold_unfused(graph, is_training, freeze_batch_norm_delay)


@dataclass(frozen=True)
class _Layer:
    """A layer with the fused batch normalisation behind it."""

    op: Any
    normalization: Any
    inputs: Any
    weights: Any
    beta: Any
    output: Any
    batch_to_space: Any
    statistics: Statistics


def _fold(graph: Any, layer: _Layer, freeze_batch_norm_delay: int | None) -> None:
    scope, slash, own_name = layer.op.name.rpartition("/")
    of = layer.statistics
    with graph.as_default(), graph.name_scope(scope + slash):
        corrections = None
        with graph.name_scope(scope + slash + "BatchNorm_Fold" + slash):
            multiplier = of.gamma * math_ops.rsqrt(of.variance + of.epsilon)
            bias = tf.subtract(layer.beta, of.mean * multiplier, name="bias")
            if layer.normalization.get_attr("is_training"):
                corrections = correct("", of, freeze_batch_norm_delay)
            scale = corrections.scale if corrections else None
            if layer.op.type == "DepthwiseConv2dNative":
                shape = layer.weights.get_shape().as_list()[2:]
                multiplier = tf.reshape(multiplier, shape, name="scale_reshape")
                if scale is not None:
                    scale = tf.reshape(scale, shape, name="correction_reshape")
        weights = layer.weights if scale is None else tf.multiply(scale, layer.weights, name="correction_mult")
        weights = tf.multiply(weights, multiplier, name="mul_fold")
        found = copy(layer.op, [layer.inputs, weights], own_name + "_Fold")
        if layer.batch_to_space and layer.op.type == "DepthwiseConv2dNative":
            back = layer.op.outputs[0].consumers()[0]
            name = back.name.split("/")[-1] + "_Fold"
            found = tf.batch_to_space_nd(found, back.inputs[1], back.inputs[2], name=name)
        if corrections:
            found = tf.multiply(corrections.reciprocal, found, name="post_conv_mul")
            found = tf.add(found, corrections.offset, "correction_add")
        if not reroute(tf.add(found, bias, name="add_fold"), layer.output):
            raise ValueError(f"Folding batch norms failed, {layer.output.name} had no outputs.")


class _Patterns:
    """A layer, what may stand behind it, and the fused normalisation of that."""

    def __init__(self) -> None:
        names = ("inputs", "weights", "gamma", "beta", "mean", "variance", "average", "decay")
        for name in names:
            setattr(self, name, OpTypePattern("*"))
        self.layer = OpTypePattern("Conv2D|DepthwiseConv2dNative|MatMul", inputs=[self.inputs, self.weights])
        self.batch_to_space = OpTypePattern("BatchToSpaceND", inputs=[self.layer, "*", "*"])
        identity = OpTypePattern("Identity", inputs=[OneofPattern([self.batch_to_space, self.layer])])
        output = OneofPattern([identity, self.layer, self.batch_to_space])
        reshaped = OpTypePattern("Reshape", inputs=[output, "*"])  # dense layers are given two axes more
        self.normalization = OpTypePattern(
            "FusedBatchNorm|FusedBatchNormV3",
            inputs=[OneofPattern([reshaped, output]), self.gamma, self.beta, self.mean, self.variance],
        )
        self.reshaped_back = OpTypePattern("Reshape", inputs=[self.normalization, "*"])
        self.difference = OpTypePattern("Sub", inputs=[self.average, self.normalization])
        self.change = OpTypePattern("Mul", inputs=[self.difference, self.decay])

    inputs: OpTypePattern
    weights: OpTypePattern
    gamma: OpTypePattern
    beta: OpTypePattern
    mean: OpTypePattern
    variance: OpTypePattern
    average: OpTypePattern
    decay: OpTypePattern


def _find(graph: Any) -> list[_Layer]:
    """The layers with a fused normalisation: each once, in the order of the graph."""
    patterns = _Patterns()
    matcher = GraphMatcher(OneofPattern([patterns.reshaped_back, patterns.normalization]))
    found: dict[Any, _Layer] = {}
    for match in matcher.match_graph(graph):
        output = _output(match, patterns)
        if output is None or not output.consumers():
            continue
        layer = _layer(graph, match, patterns, output)
        found.setdefault(layer.op, layer)
    return list(found.values())


def _output(match: MatchResult, patterns: _Patterns) -> Any:
    """What the layer gives in the end; None for a dense layer that is not reshaped back, which is found once more."""
    if match.get_op(patterns.layer).type != "MatMul":
        return match.get_op(patterns.normalization).outputs[0]
    reshaped = match.get_op(patterns.reshaped_back)
    return reshaped.outputs[0] if reshaped else None


def _layer(graph: Any, match: MatchResult, patterns: _Patterns, output: Any) -> _Layer:
    op = match.get_op(patterns.normalization)
    if op.get_attr("is_training"):
        statistics = _training_statistics(graph, match, patterns)
    else:
        statistics = Statistics(
            gamma=match.get_tensor(patterns.gamma),
            mean=match.get_tensor(patterns.mean),
            variance=match.get_tensor(patterns.variance),
            epsilon=op.get_attr("epsilon"),
        )
    return _Layer(
        op=match.get_op(patterns.layer),
        normalization=op,
        inputs=match.get_tensor(patterns.inputs),
        weights=match.get_tensor(patterns.weights),
        beta=match.get_tensor(patterns.beta),
        output=output,
        batch_to_space=match.get_op(patterns.batch_to_space),
        statistics=statistics,
    )


def _training_statistics(graph: Any, match: MatchResult, patterns: _Patterns) -> Statistics:
    """Those of the batch, which the op gives itself, and the moving ones, found by what moves them."""
    op = match.get_op(patterns.normalization)
    # Its own gradient has none for the mean and the variance, which are used from here on.
    op._set_attr("_gradient_op_type", tf.AttrValue(s=GRADIENT.encode()))
    scope, slash, _ = op.name.rpartition("/")
    mean, variance = op.outputs[1], op.outputs[2]
    with tf.get_default_graph().name_scope(scope + slash):
        size = tf.size(match.get_tensor(patterns.layer)) / tf.size(mean)
        number = math_ops.cast(size, tf.float32)
        biased = tf.multiply(variance, (number - 1) / number, name="Undo_Bessel_Correction")
    moved = dict(_moving(graph, patterns))
    moving_mean, mean_decay = moved.get(mean.name, (None, None))
    moving_variance, variance_decay = moved.get(variance.name, (None, None))
    return Statistics(
        gamma=match.get_tensor(patterns.gamma),
        mean=mean,
        variance=biased,
        epsilon=op.get_attr("epsilon"),
        moving_mean=moving_mean,
        moving_variance=moving_variance,
        mean_decay=mean_decay,
        variance_decay=variance_decay,
    )


def _moving(graph: Any, patterns: _Patterns) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Name by name of what fused normalisations give, the average that it moves, and by how much."""
    for match in GraphMatcher(patterns.change).match_graph(graph):
        average, given = match.get_op(patterns.difference).inputs
        yield given.name, (average, match.get_tensor(patterns.decay))


@tf.RegisterGradient(GRADIENT)
def _fold_gradient(op: Any, _: Any, grad_mean: Any, grad_variance: Any, *unused: Any) -> tuple[Any, ...]:
    x = op.inputs[0]
    number = math_ops.cast(tf.size(x) / tf.size(grad_mean), tf.float32)
    by_mean = grad_mean / number
    by_variance = 2 * grad_variance * (x - op.outputs[1]) / (number - 1)
    return by_mean + by_variance, None, None, None, None
