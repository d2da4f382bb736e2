"""TensorFlow's own shape inference, asked about a graph of which nothing is run."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.graph.model import LoadedGraph
from tf1graph.graph.wire import VARINT

LARGE = 1 << 16  # bytes of a constant above which its value is left out; shapes are not computed from such


def with_shapes(graph: LoadedGraph, batch: int | None = None) -> bytes | None:
    """The GraphDef with `_output_shapes`, as today's TensorFlow infers them; None where it does not take the graph.

    Nodes of ops that it does not know, and all that follows from them, are left out.

    Args:
      batch: what the first size of a placeholder becomes where it is open.
    """
    from tf1graph.chatter import load_tensorflow

    load_tensorflow()
    from tf1graph.tf._private import compat_v1

    graph_def = _without_large(graph, compat_v1.GraphDef())
    _leave_out_unknown(graph_def)
    for node in graph_def.node:
        node.device = ""
        node.attr.pop("_class", None)
        node.attr.pop("_output_shapes", None)
        if batch is not None and node.op == "Placeholder":
            dims = node.attr["shape"].shape.dim
            if dims and dims[0].size < 0:
                dims[0].size = batch
    with compat_v1.Graph().as_default() as imported:
        try:
            compat_v1.import_graph_def(graph_def, name="")
        except (ValueError, TypeError, KeyError, compat_v1.errors.OpError):
            return None
        return imported.as_graph_def(add_shapes=True).SerializeToString()


def _without_large(graph: LoadedGraph, graph_def: Any) -> Any:
    """The graph with placeholders for its large constants, whose numbers are not read: they may be a gigabyte."""
    nodes, wire = graph.nodes, graph.nodes.wire
    start, end = nodes.attr_place("value")
    large = {*np.flatnonzero((end - start > LARGE) & np.isin(np.arange(len(nodes)), nodes.of_op("Const"))).tolist()}
    for at in range(len(nodes)):
        node = graph_def.node.add()
        if at not in large:
            first, last = nodes.place(at)
            node.MergeFromString(wire.data[first:last])
            continue
        node.name, node.op = nodes.name(at), "Placeholder"
        value = wire.fields(start[at : at + 1], end[at : at + 1])
        tensor = wire.fields(*value.spans(8))
        node.attr["dtype"].type = int(wire.numbers(*tensor.spans(1, VARINT))[0])
        node.attr["shape"].shape.MergeFromString(wire.slices(*tensor.spans(2))[0])
    graph_def.MergeFromString(graph.remainder)
    return graph_def


def _leave_out_unknown(graph_def: Any) -> None:
    from tf1graph.tf._private import op_def_registry

    functions = {function.signature.name for function in graph_def.library.function}
    known: dict[str, bool] = {}
    gone: set[str] = set()
    for node in graph_def.node:
        if node.op not in known:
            known[node.op] = node.op in functions or op_def_registry.get(node.op) is not None
        if not known[node.op]:
            gone.add(node.name)
    if not gone:
        return
    users: dict[str, list[str]] = {}
    for node in graph_def.node:
        for one in node.input:
            users.setdefault(one.lstrip("^").partition(":")[0], []).append(node.name)
    spreading = [*gone]
    while spreading:
        for user in users.get(spreading.pop(), ()):
            if user not in gone:
                gone.add(user)
                spreading.append(user)
    kept = [node for node in graph_def.node if node.name not in gone]
    del graph_def.node[:]
    graph_def.node.extend(kept)
