"""The shapes of what the nodes give: recorded in the file, or inferred by TensorFlow where they are not."""

from __future__ import annotations

import numpy as np

from tf1graph.graph.cost import Shapes
from tf1graph.graph.model import LoadedGraph
from tf1graph.graph.nodes import Shape, nodes_of
from tf1graph.graph.wire import Wire

INFERRED_BELOW = 20_000  # nodes up to which shapes are inferred without being asked for


def find_shapes(graph: LoadedGraph, infer: bool | None = None, batch: int | None = None) -> Shapes:
    """The shapes of the graph's outputs.

    Those that the file records are taken, as a `.meta` file, an event file and a live graph do. Where it records none,
    as a frozen graph does, TensorFlow is loaded and asked to infer them, which takes about 30 µs a node.

    Args:
      infer: whether to ask TensorFlow; by default where none are recorded and the graph has at most
        `INFERRED_BELOW` nodes.
      batch: with `infer`, the size that placeholders get where their first is open; what follows from it is exact
        also behind a reshape.
    """
    lists, number = graph.nodes.recorded_shapes
    recorded = any(lists)
    if infer or (infer is None and not recorded and 0 < len(graph.nodes) <= INFERRED_BELOW):
        inferred = infer_shapes(graph, batch)
        if inferred is not None:
            return inferred
    return Shapes(lists, number, "recorded" if recorded else "unknown")


def infer_shapes(graph: LoadedGraph, batch: int | None = None) -> Shapes | None:
    """The shapes that TensorFlow infers; None where it does not take the graph."""
    from tf1graph.graph.inference import with_shapes

    data = with_shapes(graph, batch)
    if data is None:
        return None
    nodes, _ = nodes_of(Wire(data), 0, len(data))
    inferred, number = nodes.recorded_shapes
    places = {name: int(at) for name, at in zip(nodes.names, number.tolist(), strict=True)}
    recorded, own = graph.nodes.recorded_shapes
    pairs: dict[tuple[int, int], int] = {}
    found = (
        pairs.setdefault((places.get(name, -1), at), len(pairs))
        for name, at in zip(graph.nodes.names, own.tolist(), strict=True)
    )
    joined = np.fromiter(found, np.int64, len(graph.nodes))
    lists = [_joined(inferred[new] if new >= 0 else (), recorded[old]) for new, old in pairs]
    return Shapes(lists, joined, "inferred")


def _joined(inferred: tuple[Shape, ...], recorded: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """The inferred shapes, with the sizes that only the recorded ones have, as where a program has set a shape."""
    if len(inferred) != len(recorded):
        return inferred or recorded
    return tuple(_sizes(new, old) for new, old in zip(inferred, recorded, strict=True))


def _sizes(inferred: Shape, recorded: Shape) -> Shape:
    if inferred is None or recorded is None or len(inferred) != len(recorded):
        return inferred if inferred is not None else recorded
    return tuple(old if new is None else new for new, old in zip(inferred, recorded, strict=True))
