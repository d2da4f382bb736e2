"""The table of a model's layers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from tf1graph.tf._private import original
from tf1graph.tf._tree import mirror
from tf1graph.tf.python.keras._tf_keras import api, functional, inside, layer_utils

__getattr__, __dir__ = mirror(__name__)


@inside(layer_utils)
def print_summary(
    model: Any,
    line_length: int | None = None,
    positions: Sequence[float] | None = None,
    print_fn: Callable[[str], Any] | None = None,
    **of_today: Any,
) -> None:
    """Print the layers of a model, with the shapes they give and the numbers of their weights.

    Args:
      line_length: the width of the table in signs.
      positions: where the columns end, as parts of the line or in signs.
      print_fn: takes each line instead of `print`.
      of_today: what TensorFlow 1 did not know; with it the table is today's.
    """
    if any(of_today.values()):
        original(layer_utils.print_summary)(model, line_length, positions, print_fn, **of_today)
        return
    tell = print_fn or print
    tell(f'Model: "{model.name}"')
    tell_layers(model, line_length, positions, tell, _shape)
    model._check_trainable_weights_consistency()
    tell_counts(model, line_length, tell)


def _shape(layer: Any) -> Any:
    try:
        return layer.output_shape
    except AttributeError:
        return "multiple"
    except RuntimeError:
        return "?"


def tell_layers(
    model: Any,
    line_length: int | None,
    positions: Sequence[float] | None,
    tell: Callable[[str], Any],
    shape: Callable[[Any], Any],
) -> None:
    """Tell a model's layers line for line: of a chain in three columns, else with what each takes.

    Args:
      shape: gives what is told of a layer's shape.
    """
    chain = is_a_chain(model)
    width = _width(chain, line_length)
    ends = list(positions or ((0.45, 0.85, 1.0) if chain else (0.33, 0.55, 0.67, 1.0)))
    if ends[-1] <= 1:
        ends = [int(width * end) for end in ends]
    header = ["Layer (type)", "Output Shape", "Param #", "Connected to"]

    def tell_row(fields: Sequence[Any]) -> None:
        line = ""
        for number, (field, end) in enumerate(zip(fields, ends, strict=False)):
            line = (line[:-1] + " " if number else "") + str(field)
            line = line[: int(end)].ljust(int(end))
        tell(line)

    tell("_" * width)
    tell_row(header[:3] if chain else header)
    tell("=" * width)
    nodes = {id(node) for level in getattr(model, "_nodes_by_depth", {}).values() for node in level}
    for number, layer in enumerate(model.layers, 1):
        row = [f"{layer.name} ({_kind(layer)})", shape(layer), layer.count_params()]
        connections = [] if chain else _connections(layer, nodes)
        tell_row(row if chain else [*row, *(connections[:1] or [""])])
        for connection in connections[1:]:
            tell_row(["", "", "", connection])
        tell(("=" if number == len(model.layers) else "_") * width)


def tell_counts(model: Any, line_length: int | None, tell: Callable[[str], Any]) -> None:
    """Tell how many numbers a model's weights have: when it was compiled, of those that were trainable then."""
    compiled = getattr(model, "_collected_trainable_weights", None)
    trainable = count_params(model.trainable_weights if compiled is None else compiled)
    others = count_params(model.non_trainable_weights)
    tell(f"Total params: {trainable + others:,}")
    tell(f"Trainable params: {trainable:,}")
    tell(f"Non-trainable params: {others:,}")
    tell("_" * _width(is_a_chain(model), line_length))


def count_params(weights: Iterable[Any]) -> int:
    """How many numbers the weights have together."""
    unique = {id(weight): weight for weight in weights}.values()
    return int(sum(np.prod(api.backend.int_shape(weight), dtype=np.int64) for weight in unique))


def is_a_chain(model: Any) -> bool:
    """Whether each layer of a model follows one other, and is used once."""
    if isinstance(model, api.models.Sequential) or not model._is_graph_network:
        return True
    levels = model._nodes_by_depth.values()
    if any(len(nodes) > 1 or len(list(nodes[0].iterate_inbound())) > 1 for nodes in levels):
        return False
    nodes = {id(node) for level in levels for node in level}
    return all(sum(id(node) in nodes for node in layer._inbound_nodes) <= 1 for layer in model.layers)


def _width(chain: bool, line_length: int | None) -> int:
    return line_length or (65 if chain else 98)


def _kind(layer: Any) -> str:
    return "Model" if type(layer) is functional.Functional else type(layer).__name__


def _connections(layer: Any, nodes: set[int]) -> list[str]:
    """The tensors that a layer takes; of a model the first node is that of its own inputs."""
    return [
        f"{inbound.name}[{node_index + isinstance(inbound, api.Model)}][{tensor_index}]"
        for node in layer._inbound_nodes
        if id(node) in nodes
        for inbound, node_index, tensor_index, _ in node.iterate_inbound()
    ]
