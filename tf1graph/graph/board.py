"""A graph as TensorBoard shows it best: an event file with its shapes, without its large constants, in groups.

Node, scope and device names stay as they are, except that crowded scopes get groups (`grouping.py`). Of a log that
recorded the times of steps these come along, under the same names. A graph of more than `HUGE` nodes has its first
view alone grouped, and its nodes without the attributes that are not drawn: each of both would cost the page seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tf1graph.errors import MalformedFile
from tf1graph.files import make_folder, replaced
from tf1graph.graph.files import BOARD_EVENTS
from tf1graph.graph.grouping import grouped_names
from tf1graph.graph.model import LoadedGraph
from tf1graph.graph.nodes import Shape
from tf1graph.graph.shapes import find_shapes

if TYPE_CHECKING:
    from tensorboard.compat.proto.graph_pb2 import GraphDef

LARGE = 1024  # bytes of a constant above which TensorBoard does not show its value either
HUGE = 20_000  # nodes above which the page's time to open counts for more than what a click shows
DRAWN = ("_output_shapes", "_class")  # attributes that TensorBoard draws, or groups by


@dataclass(frozen=True)
class Written:
    """What `write_board` has done.

    `path` of the event file; `nodes` in it; `grouped` how many of them lie in a group; `stripped` bytes of constants
    left out; `times` how many steps' times are in it.
    """

    path: Path
    nodes: int
    grouped: int
    stripped: int
    times: int


def write_board(graph: LoadedGraph, folder: Path) -> Written:
    """Write the graph into an event file in `folder`, in place of one that this function wrote before.

    Raises:
      MalformedFile: there is no graph, as in a bare checkpoint.
      CannotWrite: the folder cannot be made or takes no files.
    """
    from tensorboard.compat.proto.event_pb2 import Event, TaggedRunMetadata
    from tensorboard.summary.writer.record_writer import RecordWriter

    if not len(graph.nodes):
        raise MalformedFile(graph.source.path, "holds variables alone, and no graph to draw")
    shown, renamed, stripped = for_board(graph)
    make_folder(folder)
    path = folder / BOARD_EVENTS
    with replaced(path) as temporary, open(temporary, "wb") as file:
        writer = RecordWriter(file)
        writer.write(Event(file_version="brain.Event:2").SerializeToString())
        writer.write(Event(graph_def=shown.SerializeToString()).SerializeToString())
        for recorded in graph.run_metadata:
            data = rename_times(recorded.data, renamed) if renamed else recorded.data
            tagged = TaggedRunMetadata(tag=recorded.tag, run_metadata=data)
            writer.write(Event(step=recorded.step, tagged_run_metadata=tagged).SerializeToString())
        writer.flush()
    return Written(path, len(shown.node), len(renamed), stripped, len(graph.run_metadata))


def for_board(graph: LoadedGraph) -> tuple[GraphDef, dict[str, str], int]:
    """The GraphDef that is shown, the new names of nodes in groups by their old ones, the bytes that were left out."""
    shown = graph.graph_def()
    stripped = sum(strip(node) for node in shown.node)
    shapes = find_shapes(graph)
    if shapes.origin == "inferred":
        for number, node in enumerate(shown.node):
            if found := shapes.of(number):
                record_shapes(node, found)
    huge = len(shown.node) > HUGE
    renamed = grouped_names((node.name for node in shown.node), everywhere=not huge)
    if renamed:
        rename(shown, renamed)
    if huge:
        for node in shown.node:
            for name in [name for name in node.attr if name not in DRAWN]:
                del node.attr[name]
    return shown, renamed, stripped


def strip(node: Any) -> int:
    """Leave out the value of a large constant, keeping its shape and dtype; the bytes that this saves."""
    if node.op != "Const" or "value" not in node.attr:
        return 0
    tensor = node.attr["value"].tensor
    size = tensor.ByteSize()
    if size <= LARGE:
        return 0
    kept = type(tensor)(dtype=tensor.dtype, tensor_shape=tensor.tensor_shape)
    tensor.CopyFrom(kept)
    return size - kept.ByteSize()


def record_shapes(node: Any, shapes: tuple[Shape, ...]) -> None:
    """Put the shapes of a node's outputs where TensorBoard looks for them, the labels of its edges."""
    found = node.attr["_output_shapes"].list
    for shape in shapes:
        entry = found.shape.add()
        if shape is None:
            entry.unknown_rank = True
            continue
        for size in shape:
            entry.dim.add(size=-1 if size is None else size)


def rename(graph_def: GraphDef, renamed: dict[str, str]) -> None:
    """Give nodes their new names, wherever they are named."""
    for node in graph_def.node:
        node.name = renamed.get(node.name, node.name)
        for place, given in enumerate(node.input):
            if (new := renamed_input(given, renamed)) is not given:
                node.input[place] = new
        if "_class" in node.attr:
            near = node.attr["_class"].list.s
            for place, one in enumerate(near):
                if one.startswith(b"loc:@") and (name := renamed.get(one[5:].decode("utf-8", "replace"))):
                    near[place] = b"loc:@" + name.encode()


def renamed_input(given: str, renamed: dict[str, str]) -> str:
    """`given`, an input such as `^a` or `a:1`, under the new name of its node."""
    control = "^" if given.startswith("^") else ""
    name, colon, output = given[len(control) :].partition(":")
    new = renamed.get(name)
    return given if new is None else f"{control}{new}{colon}{output}"


def rename_times(data: bytes, renamed: dict[str, str]) -> bytes:
    """A serialised RunMetadata in which the nodes have their new names."""
    from tensorboard.compat.proto.config_pb2 import RunMetadata

    metadata = RunMetadata.FromString(data)
    for device in metadata.step_stats.dev_stats:
        for stats in device.node_stats:
            name, colon, rest = stats.node_name.partition(":")
            stats.node_name = renamed.get(name, name) + colon + rest
    return metadata.SerializeToString()
