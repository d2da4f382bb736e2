"""`tf.graph_util`, and what hands a graph built here to a TensorFlow 1."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from tf1graph.errors import NotInTensorFlow1
from tf1graph.tf._tree import mirror

Proto = TypeVar("Proto")

PRODUCER = 134  # tf.GRAPH_DEF_VERSION of 1.15.5
OPS = Path(__file__).parent / "python" / "framework" / "ops_tf1.15.5.txt"
# What today's runtime notes of itself; other attributes that begin with `_` are the program's, or TensorFlow 1's too.
NOTES = frozenset({"_has_manual_control_dependencies"})


def strip_for_tensorflow_1(graph: Proto) -> Proto:
    """A copy of `graph` that TensorFlow 1.15.5 imports: attributes that it does not know are left out.

    Args:
      graph: a `GraphDef`, such as a frozen one, or a `MetaGraphDef`, such as `tf.train.export_meta_graph` gives.

    Raises:
      NotInTensorFlow1: an op that 1.15.5 has not got, or an attribute it has not got whose value is not the default.
    """
    stripped = type(graph)()
    stripped.CopyFrom(graph)  # type: ignore[attr-defined]
    meta_info: Any = getattr(stripped, "meta_info_def", None)
    graph_def: Any = stripped if meta_info is None else stripped.graph_def  # type: ignore[attr-defined]
    functions = {function.signature.name for function in graph_def.library.function}
    for nodes in (graph_def.node, *(function.node_def for function in graph_def.library.function)):
        for node in nodes:
            _strip(node, functions)
    graph_def.versions.producer = min(graph_def.versions.producer, PRODUCER)
    graph_def.versions.min_consumer = 0
    del graph_def.versions.bad_consumers[:]
    if meta_info is not None:
        for op in meta_info.stripped_op_list.op:
            unknown = [attr for attr in op.attr if attr.name not in known_ops().get(op.name, ())]
            for attr in unknown:
                op.attr.remove(attr)
    return stripped


def _strip(node: Any, functions: set[str]) -> None:
    if node.op in functions:
        return
    known = known_ops().get(node.op)
    if known is None:
        raise NotInTensorFlow1(f"the op {node.op} of the node {node.name}")
    for name in [name for name in node.attr if name in NOTES or not (name in known or name.startswith("_"))]:
        if name not in NOTES and node.attr[name] != default(node.op, name):
            raise NotInTensorFlow1(f"the attribute {name} of the {node.op} {node.name}, which is not its default")
        del node.attr[name]


@cache
def known_ops() -> dict[str, frozenset[str]]:
    """The ops of 1.15.5, each with the names of its attributes."""
    lines = OPS.read_text(encoding="utf-8").splitlines()
    return {op: frozenset(attributes) for op, *attributes in map(str.split, lines)}


@cache
def default(op: str, attribute: str) -> Any:
    """The value that today's op has where none is given, None where one must be."""
    from tf1graph.tf._private import op_def_registry

    for attr in op_def_registry.get(op).attr:
        if attr.name == attribute and attr.HasField("default_value"):
            return attr.default_value
    return None


__getattr__, __dir__ = mirror(__name__)
