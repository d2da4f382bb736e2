"""Puts quantisation into a graph: behind weights, activations and additions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.quantize.layer_matches import ACTIVATIONS, LayerMatch, find_layers
from tf1graph.tf.contrib.quantize.quant_ops import LastValueQuantize, MovingAvgQuantize
from tf1graph.tf.contrib.quantize.rewiring import Consumers, context_of, quantization_step, reroute

RELUS = ("Relu", "Relu6")
ARITHMETIC = ("Add", "AddV2", "Mul")
PASSED_THROUGH = ("Reshape", "Identity", "BatchToSpaceND", "SpaceToBatchND", "MaxPool", "Max")
QUANTIZED = ("FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxArgs", "FakeQuantWithMinMaxVarsPerChannel")


def Quantize(
    graph: Any,
    is_training: bool,
    weight_bits: int = 8,
    activation_bits: int = 8,
    symmetric: bool = False,
    ema_decay: float = 0.999,
    quant_delay: int | None = None,
    vars_collection: str = "variables",
    scope: str | None = None,
) -> None:
    """Quantise the weights and the activations of the layers of `graph`, in place.

    Args:
      is_training: whether the ranges move.
      weight_bits, activation_bits: 2 to 16.
      symmetric: whether a range is as wide below 0 as above it.
      ema_decay: of the moving averages of the ranges of activations.
      quant_delay: the number of steps before which nothing is quantised.
      vars_collection: for the variables of the ranges.
      scope: the rest of the graph is left alone.
    """
    if scope and not scope.endswith("/"):
        scope += "/"
    rewriting = _Rewriting(graph, is_training, symmetric, ema_decay, quant_delay, vars_collection, scope)
    quantized: set[Any] = set()
    for match in find_layers(graph):
        if match.weights is not None:
            rewriting.insert_for_weights(match, weight_bits)
        quantized |= rewriting.insert_behind(match, activation_bits)
    rewriting = _Rewriting(graph, is_training, False, ema_decay, quant_delay, vars_collection, scope)
    for op in graph.get_operations():
        if _is_quantizable(op, quantized):
            tf.logging.info("Inserting fake quant op activation_%s_quant after %s", op.type, op.name)
            rewriting.insert(op.name, f"activation_{op.type}_quant", op, activation_bits, of_producer=True)


@dataclass
class _Rewriting:
    graph: Any
    is_training: bool
    symmetric: bool
    ema_decay: float
    delay: int | None
    collection: str
    scope: str | None

    def __post_init__(self) -> None:
        self.consumers = Consumers(self.graph)

    def insert_for_weights(self, match: LayerMatch, bits: int) -> None:
        context = context_of(match.layer.name)
        self.insert(context, "weights_quant", match.weights.op, bits, is_weight=True, of_consumers=True)

    def insert_behind(self, match: LayerMatch, bits: int) -> set[Any]:
        """Quantise what a layer gives; the ops whose outputs were looked after."""
        done = set()
        context = outer = context_of(match.layer.name)
        if match.bypass is not None:
            outer = context_of(context)
        if match.activation is not None:
            self.insert(outer, "act_quant", match.activation, bits, init_min=0.0, of_producer=True)
            done.add(match.activation)
        if match.bypass is not None:
            inside = {"of_producer": True, "of_consumers": True}
            self.insert(context, "conv_quant", match.bias, bits, **inside)
            done.add(match.bias)
            if not self._is_activated(match.bypass, ACTIVATIONS):
                self.insert(outer, "add_quant", match.bypass, bits, **inside)
                done.add(match.bypass)
        later = match.later_bypass
        if later is not None and not self._is_activated(later, RELUS):
            self.insert(context_of(later.name), "post_activation_bypass_quant", later, bits, of_producer=True)
            done.add(later)
        return done

    def _is_activated(self, op: Any, activations: Collection[str]) -> bool:
        """Whether an activation follows, which a device computes together with the addition before it."""
        if any(consumer.type in activations for consumer in self.consumers.of(op)):
            tf.logging.info("Skipping %s, because its followed by an activation.", op.name)
            return True
        return False

    def insert(
        self,
        context: str,
        name: str,
        producer: Any,
        bits: int,
        is_weight: bool = False,
        init_min: float = -6.0,
        of_producer: bool = False,
        of_consumers: bool = False,
    ) -> None:
        """Put a quantisation between an op and those that take its output.

        Args:
          context: the scope in which `name` is made.
          of_producer, of_consumers: who has to lie in the scope that is rewritten.
        """
        consumers = self.consumers.of(producer)
        inspected = [*([producer] if of_producer else []), *(consumers if of_consumers else [])]
        if self.scope and not all(op.name.startswith(self.scope) for op in inspected):
            tf.logging.info('%s/%s is left out: not all of it is in scope "%s".', context, name, self.scope)
            return
        prefix = f"{context}/{name}" if context else name
        if around := self.graph.get_name_scope():
            prefix = prefix.removeprefix(around + "/")
        inputs = producer.outputs[0]
        if _is_followed_by_quantization(inputs):
            return
        options: dict[str, Any] = {
            "init_min": init_min,
            "init_max": 6.0,
            "is_training": self.is_training,
            "num_bits": bits,
            "symmetric": self.symmetric,
            "narrow_range": is_weight,
            "vars_collection": self.collection,
            "name_prefix": prefix,
        }
        if is_weight:
            quantized = LastValueQuantize(inputs, **options)
        else:
            quantized = MovingAvgQuantize(inputs, ema_decay=self.ema_decay, **options)
        if self.delay and self.delay > 0:
            activate = math_ops.greater_equal(quantization_step(), self.delay, name=prefix + "/activate_quant")
            from_then_on = quantized
            quantized = tf.cond(activate, lambda: from_then_on, lambda: inputs, name=prefix + "/delayed_quant")
        if consumers and reroute(quantized, inputs, consumers) < len(consumers):
            names = ", ".join(op.name for op in consumers)
            raise ValueError(f"No inputs quantized for ops: [{names}]")


def _is_followed_by_quantization(tensor: Any) -> bool:
    waiting = list(tensor.consumers())
    while waiting:
        op = waiting.pop()
        if op.type in QUANTIZED:
            return True
        if op.type in ("Reshape", "Identity"):
            waiting += [consumer for output in op.outputs for consumer in output.consumers()]
    return False


def _is_quantizable(op: Any, quantized: set[Any]) -> bool:
    """Whether it adds or multiplies what was quantised, and nobody has quantised what it gives."""
    if op in quantized or op.type not in ARITHMETIC:
        return False
    consumers = op.outputs[0].consumers() if len(op.outputs) == 1 else []
    if len(consumers) == 1 and consumers[0].type in RELUS:
        tf.logging.info("Skipping quant after %s", op.name)
        return False
    for tensor in op.inputs:
        before = tensor.op
        while before.type in PASSED_THROUGH:
            before = before.inputs[0].op
        if before.type == "FakeQuantWithMinMaxVars" or before.name.find("delayed_quant/Merge") > 0:
            return True
        if before.type in ARITHMETIC and any(_is_quantizable(one.op, quantized) for one in before.inputs):
            return True
    return False
