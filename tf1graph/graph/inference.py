"""TensorFlow's own shape inference, asked about a graph of which nothing is run."""

from __future__ import annotations

from typing import Any

from tf1graph.graph.model import LoadedGraph

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

    graph_def = compat_v1.GraphDef.FromString(graph.serialized())
    _leave_out_unknown(graph_def)
    for node in graph_def.node:
        node.device = ""
        node.attr.pop("_class", None)
        node.attr.pop("_output_shapes", None)
        if node.op == "Const" and node.attr["value"].ByteSize() > LARGE:
            _leave_out_value(node)
        elif batch is not None and node.op == "Placeholder":
            dims = node.attr["shape"].shape.dim
            if dims and dims[0].size < 0:
                dims[0].size = batch
    with compat_v1.Graph().as_default() as imported:
        try:
            compat_v1.import_graph_def(graph_def, name="")
        except (ValueError, TypeError, KeyError, compat_v1.errors.OpError):
            return None
        return imported.as_graph_def(add_shapes=True).SerializeToString()


def _leave_out_value(node: Any) -> None:
    tensor = node.attr["value"].tensor
    shape, dtype = tensor.tensor_shape, tensor.dtype
    node.op = "Placeholder"
    node.attr["shape"].shape.CopyFrom(shape)
    node.attr["dtype"].type = dtype
    del node.attr["value"]


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
