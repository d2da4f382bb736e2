"""`keras.utils.layer_utils`: the table of a model's layers, letter for letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.keras import backend
from tf1graph.keras._tree import mirror
from tf1graph.keras.utils.conv_utils import convert_kernel


def count_params(weights: Iterable[Any]) -> int:
    """How many numbers the weights have together."""
    unique = {id(weight): weight for weight in weights}.values()
    return int(sum(np.prod(tf.keras.backend.int_shape(weight), dtype=np.int64) for weight in unique))


def convert_all_kernels_in_model(model: Any) -> None:
    """Turn the kernels of the model's convolutions round in space, from Theano's order into TensorFlow's or back."""
    for layer in model.layers:
        if type(layer).__name__ in ("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose"):
            backend.set_value(layer.kernel, convert_kernel(backend.get_value(layer.kernel)))


def _is_a_chain(model: Any) -> bool:
    """Whether each layer of a model follows one other, and is used once."""
    if isinstance(model, tf.keras.models.Sequential) or not model._is_graph_network:
        return True
    levels = model._nodes_by_depth.values()
    if any(len(nodes) > 1 or len(list(nodes[0].iterate_inbound())) > 1 for nodes in levels):
        return False
    nodes = {id(node) for level in levels for node in level}
    return all(sum(id(node) in nodes for node in layer._inbound_nodes) <= 1 for layer in model.layers)


def _shape(layer: Any) -> Any:
    try:
        shape = layer.output_shape
    except (AttributeError, RuntimeError):
        return "multiple"
    return shape[0] if isinstance(shape, list) and len(shape) == 1 else shape


def _connections(layer: Any, nodes: set[int]) -> list[str]:
    """The tensors that a layer takes; of a model the first node is that of its own inputs."""
    return [
        f"{inbound.name}[{node_index + isinstance(inbound, tf.keras.models.Model)}][{tensor_index}]"
        for node in layer._inbound_nodes
        if id(node) in nodes
        for inbound, node_index, tensor_index, _ in node.iterate_inbound()
    ]


def print_summary(
    model: Any,
    line_length: int | None = None,
    positions: Sequence[float] | None = None,
    print_fn: Callable[[str], Any] | None = None,
) -> None:
    """Print the layers of a model, with the shapes they give and the numbers of their weights.

    Args:
      positions: where the columns end, as parts of the line or in signs.
      print_fn: takes each line instead of `print`.
    """
    tell = print_fn or print
    chain = _is_a_chain(model)
    width = line_length or (65 if chain else 98)
    ends = list(positions or ((0.45, 0.85, 1.0) if chain else (0.33, 0.55, 0.67, 1.0)))
    if ends[-1] <= 1:
        ends = [int(width * end) for end in ends]
    header = ["Layer (type)", "Output Shape", "Param #", "Connected to"]
    nodes = {id(node) for level in getattr(model, "_nodes_by_depth", {}).values() for node in level}

    def tell_row(fields: Sequence[Any]) -> None:
        line = ""
        for number, (field, end) in enumerate(zip(fields, ends, strict=False)):
            line = (line[:-1] + " " if number else "") + str(field)
            line = line[: int(end)].ljust(int(end))
        tell(line)

    tell("_" * width)
    tell_row(header[:3] if chain else header)
    tell("=" * width)
    for number, layer in enumerate(model.layers, 1):
        row = [f"{layer.name} ({type(layer).__name__})", _shape(layer), layer.count_params()]
        connections = [] if chain else _connections(layer, nodes)
        tell_row(row if chain else [*row, *(connections[:1] or [""])])
        for connection in connections[1:]:
            tell_row(["", "", "", connection])
        tell(("=" if number == len(model.layers) else "_") * width)
    compiled = getattr(model, "_collected_trainable_weights", None)
    if compiled is not None:
        model._check_trainable_weights_consistency()
    trainable = count_params(model.trainable_weights if compiled is None else compiled)
    others = count_params(model.non_trainable_weights)
    tell(f"Total params: {trainable + others:,}")
    tell(f"Trainable params: {trainable:,}")
    tell(f"Non-trainable params: {others:,}")
    tell("_" * width)


__getattr__, __dir__ = mirror(__name__)
