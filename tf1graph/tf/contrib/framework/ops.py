"""`tf.contrib.framework`'s look at graphs: their scopes and placeholders."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import ops as core
from tf1graph.tf.names import provide


@provide("tf.contrib.framework.get_graph_from_inputs", gone="2.0")
def get_graph_from_inputs(op_input_list: Any, graph: Any = None) -> Any:
    """The graph of the inputs, or `graph` once it is known to be that, or the default graph without inputs.

    Raises:
      ValueError: the inputs are of several graphs, or not of `graph`.
    """
    return core._get_graph_from_inputs(op_input_list, graph)


@provide("tf.contrib.framework.get_name_scope", today="tf.get_current_name_scope", gone="2.0")
def get_name_scope() -> str:
    """The name scope in force, without a final slash."""
    return tf.get_default_graph().get_name_scope()


@provide("tf.contrib.framework.get_placeholders", gone="2.0")
def get_placeholders(graph: Any) -> list[Any]:
    """The placeholders of a graph, in the order in which they were made.

    Raises:
      TypeError: `graph` is no graph.
    """
    if not isinstance(graph, tf.Graph):
        raise TypeError(f"Input graph needs to be a Graph: {graph}")
    return [op.outputs[0] for op in graph.get_operations() if op.type == "Placeholder"]
