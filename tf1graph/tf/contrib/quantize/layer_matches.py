"""Finds the layers of a graph that are to be quantised.

A layer is a convolution or a product of matrices with a variable, or with weights that batch normalisation was
folded into; then, where they are there: BatchToSpaceND, the corrections of folding, the bias, an addition that
passes others by, the activation, and an addition behind that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.quantize.graph_matcher import GraphMatcher, MatchResult, OneofPattern, OpTypePattern

LAYERS = "Conv2D|MatMul|DepthwiseConv2dNative"
ACTIVATIONS = ("Relu", "Relu6", "Identity")
ADD = "Add|AddV2"


@dataclass(frozen=True)
class LayerMatch:
    """The ops of a layer whose outputs are quantised, each None where there is none."""

    layer: Any
    weights: Any
    activation: Any
    bypass: Any = None
    later_bypass: Any = None
    bias: Any = None


def _either_way(types: str, *inputs: Any) -> OpTypePattern:
    return OpTypePattern(types, inputs=inputs, ordered_inputs=False)


class _Patterns:
    def __init__(self) -> None:
        variable = OpTypePattern("Variable|VariableV2")
        part = OpTypePattern("Identity", inputs=[variable])
        parts = OpTypePattern("ConcatV2", inputs=[part, "*", "*"])
        self.read = OpTypePattern("Identity", inputs=[OneofPattern([part, parts, variable])])
        self.read_resource = OpTypePattern("ReadVariableOp")
        self.folded_weights = OpTypePattern("Mul")
        weights = OneofPattern([self.read, self.read_resource, self.folded_weights])
        self.layer = _either_way(LAYERS, "*", weights)
        back = OpTypePattern("BatchToSpaceND", inputs=[self.layer, "*", "*"])
        output = OneofPattern([back, self.layer])
        self.second_layer = _either_way(LAYERS, OneofPattern([output]), "*")  # of a separable convolution
        corrected = _either_way(ADD, _either_way("Mul", "*", output), "*")
        self.folded_bias = _either_way(ADD, corrected, "*")
        self.bias = _either_way("Add|AddV2|BiasAdd", output, "*")
        # of layers that update their moving averages at once
        after_updates = OpTypePattern("Identity", inputs=[self.folded_bias])
        self.bypass = _either_way(ADD, OneofPattern([self.bias, self.folded_bias, after_updates]), "*")
        before = [self.bias, self.folded_bias, after_updates, self.bypass, self.layer]
        self.activation = OpTypePattern("|".join(ACTIVATIONS), inputs=[OneofPattern(before)])
        self.later_bypass = _either_way(ADD, "*", self.activation)

    def weights(self, match: MatchResult, folded: bool = True) -> Any:
        for pattern in (self.read, self.read_resource, *([self.folded_weights] if folded else [])):
            if (tensor := match.get_tensor(pattern)) is not None:
                return tensor
        return None

    def biased(self, match: MatchResult) -> Any:
        return match.get_op(self.bias) or match.get_op(self.folded_bias)


def find_layers(graph: Any) -> list[LayerMatch]:
    """The layers, each once: those with most behind them are found first, then those with less."""
    patterns = _Patterns()
    found: dict[Any, LayerMatch] = {}

    def matches(*several: OpTypePattern) -> Any:
        for match in GraphMatcher(OneofPattern(several)).match_graph(graph):
            layer = match.get_op(patterns.layer)
            if layer not in found:
                yield layer, match

    for layer, match in matches(patterns.later_bypass):
        found[layer] = LayerMatch(
            layer,
            patterns.weights(match),
            match.get_op(patterns.activation),
            match.get_op(patterns.bypass),
            match.get_op(patterns.later_bypass),
            patterns.biased(match),
        )
    for layer, match in matches(patterns.activation):
        activation, bypass = match.get_op(patterns.activation), match.get_op(patterns.bypass)
        if not _is_normalized_later(activation):
            found[layer] = LayerMatch(layer, patterns.weights(match), activation, bypass, bias=patterns.biased(match))
    for layer, match in matches(patterns.bias, patterns.folded_bias):  # the last layer has no activation
        found[layer] = LayerMatch(layer, patterns.weights(match), patterns.biased(match))
    for layer, match in matches(patterns.second_layer):
        found[layer] = LayerMatch(layer, patterns.weights(match, folded=False), layer)
    return list(found.values())


def _is_normalized_later(activation: Any) -> bool:
    """Whether it is an identity before a fused normalisation: what is left of a folded layer, for the statistics."""
    if activation.type != "Identity" or len(activation.outputs) != 1:
        return False
    consumers = activation.outputs[0].consumers()
    if len(consumers) != 1 or consumers[0].type not in ("FusedBatchNorm", "FusedBatchNormV3"):
        return False
    tf.logging.info("Skipping quantizing %s, which feeds a fused batch norm.", activation.name)
    return True
