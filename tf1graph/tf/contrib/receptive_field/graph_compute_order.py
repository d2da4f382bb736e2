"""In which order a graph computes, and how large pictures are on the way."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tf1graph.tf.contrib.receptive_field.parse_layer_parameters import Axis, get_axes
from tf1graph.tf.names import provide


class NodeInfo(NamedTuple):
    """A node, its place in the order, and height and width of what comes in and goes out, None where not known."""

    order: int
    node: Any
    input_size: Any
    output_size: Any


@provide(
    "tf.contrib.receptive_field.get_compute_order",
    fidelity="approximate",
    gone="2.0",
    note="of a graph, not a part of one; the tests hold it to what 1.15.5 gave",
)
def get_compute_order(
    graph_def: Any, input_node_name: str = "", input_node_size: Sequence[int] | None = None
) -> tuple[dict[str, NodeInfo], dict[str, Any]]:
    """Of each node a `NodeInfo`, by its name: `order` is the length of the longest way to it; and the nodes by name.

    Args:
      graph_def: a `tf.GraphDef`.
      input_node_name: the node whose output is the picture.
      input_node_size: its height and width.
    """
    nodes = {node.name: node for node in graph_def.node}
    found: dict[str, NodeInfo] = {}
    for name in nodes:
        waiting = [name]
        while waiting:  # not by recursion: nets are deeper than Python's stack
            current = waiting[-1]
            node = nodes[current]
            before = [] if current == input_node_name else _inputs(node)
            missing = [name for name in before if name not in found]
            if missing and current not in found:
                waiting += missing
                continue
            waiting.pop()
            if current == input_node_name:
                found[current] = NodeInfo(0, node, None, input_node_size)
            elif current not in found:
                found[current] = _info(node, nodes, [found[name] for name in before])
    return found, nodes


def _inputs(node: Any) -> list[str]:
    return [name.split(":")[0] for name in node.input if not name.startswith("^")]


def _info(node: Any, nodes: Mapping[str, Any], before: Sequence[NodeInfo]) -> NodeInfo:
    order = max((info.order + 1 for info in before), default=0)
    size = before[0].output_size if before else None
    if size is None:
        return NodeInfo(order, node, None, None)
    x, y = get_axes(node, nodes, size, force=True)
    # what 1.15.5 called the first is the height, which it went along x with
    return NodeInfo(order, node, size, [_size_after(size[0], x), _size_after(size[1], y)])


def _size_after(size: int | None, axis: Axis) -> int | None:
    if size is None or axis.kernel is None or axis.stride is None or axis.total_padding is None:
        return None
    return math.ceil((size + axis.total_padding - axis.kernel + 1) / axis.stride)
