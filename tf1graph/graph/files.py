"""Recognises what a file or folder holds, by its content, and reads the graph in it. Nothing in a file is executed."""

from __future__ import annotations

import mmap
import os
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tf1graph.errors import MalformedFile
from tf1graph.graph.model import LoadedGraph, Recorded, Source
from tf1graph.graph.nodes import Nodes, nodes_of
from tf1graph.graph.wire import BYTES, VARINT, Column, Fields, Wire, WireError

OP_NAME = re.compile(rb"[A-Za-z_][A-Za-z0-9_>/.]*\Z")
TABLE_MAGIC = bytes.fromhex("57fb808b247547db")  # of the tables of checkpoints
SAMPLE = 50  # nodes that are looked at to tell whether they are any
LIBRARY = 2  # the field of a GraphDef that holds its functions
VERSIONS = 4
LARGEST_TEXT = 1 << 28

# The event file that `board` writes beside a log; it is a copy made for the eye. TensorBoard knows it by this form.
BOARD_EVENTS = "events.out.tfevents.0000000000.tf1graph"


def open_wire(path: Path) -> Wire:
    """A file's bytes, mapped into memory.

    Raises:
      MalformedFile: it cannot be read, or is empty.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if not size:
                raise MalformedFile(path, "is empty")
            # below this a copy is cheaper than the mapping, whose bytes come one page at a time
            return Wire(file.read() if size < 1 << 26 else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise MalformedFile(path, f"cannot be read: {error.strerror or error}") from None


def load_file(path: Path) -> LoadedGraph:
    """The graph in a file.

    Raises:
      MalformedFile: it holds none.
    """
    wire = open_wire(path)
    if bytes(wire.data[-8:]) == TABLE_MAGIC:
        return checkpoint_alone(path.with_suffix("") if path.suffix == ".index" else path)
    if is_event_file(wire):
        return from_events([path])
    try:
        found = from_wire(wire, path)
    except WireError as error:
        raise MalformedFile(path, f"holds a damaged graph: {error.why}") from None
    if found is None and looks_like_text(wire):
        found = from_text(wire, path)
    if found is None:
        raise MalformedFile(
            path, "holds no graph: it is no GraphDef, MetaGraph, SavedModel, event file, checkpoint or program"
        )
    return found


def load_folder(folder: Path) -> LoadedGraph:
    """The graph in a folder: a SavedModel, a log, or checkpoints.

    Raises:
      MalformedFile: it holds none.
    """
    for name in ("saved_model.pb", "saved_model.pbtxt"):
        if (folder / name).is_file():
            graph = load_file(folder / name)
            index = folder / "variables" / "variables.index"
            graph.checkpoint = index.with_suffix("") if index.is_file() else None
            return graph
    found = (path for path in folder.rglob("*tfevents*") if path.name != BOARD_EVENTS or path.parent == folder)
    logs = sorted(found, key=lambda path: (path.stat().st_mtime, str(path)))
    prefix = newest_checkpoint(folder)
    if logs:
        try:
            graph = from_events(logs, folder)
        except MalformedFile:
            if prefix is None:
                raise
        else:
            graph.checkpoint = prefix
            return graph
    if prefix is not None:
        return load_prefix(prefix)
    raise MalformedFile(folder, "holds no SavedModel, no event file and no checkpoint")


def load_prefix(prefix: Path) -> LoadedGraph:
    """The graph beside the checkpoint with this prefix; without a `.meta` file, its variables alone."""
    meta = prefix.with_name(prefix.name + ".meta")
    if not meta.is_file():
        return checkpoint_alone(prefix)
    graph = load_file(meta)
    graph.checkpoint = prefix
    return graph


def checkpoint_alone(prefix: Path) -> LoadedGraph:
    """A checkpoint without a graph."""
    empty = Nodes(Wire(b""), np.zeros(0, np.int64), np.zeros(0, np.int64))
    graph = LoadedGraph(Source("checkpoint", str(prefix)), empty, {}, lambda: b"", checkpoint=prefix)
    graph.variables  # noqa: B018 - so that a damaged one is named now
    return graph


def newest_checkpoint(folder: Path) -> Path | None:
    """The prefix of the checkpoint of a folder that was written last."""
    found = [path for path in folder.glob("*.index") if path.is_file()]
    return max(found, key=lambda path: (path.stat().st_mtime, path.name)).with_suffix("") if found else None


def from_wire(wire: Wire, path: Path) -> LoadedGraph | None:
    """The GraphDef, MetaGraph or SavedModel that the bytes are; None where they are none of them.

    Raises:
      WireError: they are one, and damaged.
    """
    size = len(wire)
    fields = begin(wire, 0, size)
    if is_graph(wire, fields):
        return graph_at(wire, 0, size, Source("GraphDef", str(path)))
    if is_meta_graph(wire, fields):
        return meta_graph_at(wire, 0, size, Source("MetaGraph", str(path)))
    metas = [(start, end) for tag, start, end in fields if tag == 2 * 8 + BYTES]
    known = all(tag in (1 * 8 + VARINT, 2 * 8 + BYTES) for tag, _, _ in fields)
    if metas and known and is_meta_graph(wire, begin(wire, *metas[0])):
        notes = () if len(metas) == 1 else (f"It holds {len(metas)} graphs; this is the first.",)
        return meta_graph_at(wire, *metas[0], Source("SavedModel", str(path), notes))
    return None


def begin(wire: Wire, position: int, end: int) -> list[tuple[int, int, int]]:
    """Tag, start and end of the first few fields of what may be a message, or may be damaged."""
    fields: list[tuple[int, int, int]] = []
    with suppress(WireError, IndexError):
        while position < end and len(fields) < SAMPLE:
            tag, start = wire.number(position)
            if tag & 7 == BYTES:
                length, start = wire.number(start)
                position = start + length
            elif tag & 7 == VARINT:
                position = wire.number(start)[1]
            else:
                break
            if position > end:
                break
            fields.append((tag, start, position))
    return fields


def is_graph(wire: Wire, fields: list[tuple[int, int, int]]) -> bool:
    """Whether these fields are a GraphDef's: the first nodes have names and ops."""
    nodes = [(start, end) for tag, start, end in fields if tag == 1 * 8 + BYTES]
    if not nodes or any(tag not in (10, 18, 24, 34) for tag, _, _ in fields):
        return False
    for start, end in nodes[:SAMPLE]:
        try:
            tags, starts, ends = wire.scan(start, end)
        except WireError:
            return False
        ops = [(a, b) for tag, a, b in zip(tags, starts, ends, strict=True) if tag == 2 * 8 + BYTES]
        if not ops or not OP_NAME.match(wire.data[ops[-1][0] : min(ops[-1][1], ops[-1][0] + 500)]):
            return False
    return True


def is_meta_graph(wire: Wire, fields: list[tuple[int, int, int]]) -> bool:
    """Whether these fields are a MetaGraphDef's: there is one graph."""
    graphs = [(start, end) for tag, start, end in fields if tag == 2 * 8 + BYTES]
    if len(graphs) != 1 or any(tag & 7 != BYTES or tag >> 3 > 7 for tag, _, _ in fields):
        return False
    return is_graph(wire, begin(wire, *graphs[0]))


def graph_at(wire: Wire, start: int, end: int, source: Source, **rest: Any) -> LoadedGraph:
    """The GraphDef that lies in `start:end`.

    Raises:
      WireError: it is damaged.
    """
    nodes, others = nodes_of(wire, start, end)
    functions = functions_at(wire, others[LIBRARY]) if LIBRARY in others else {}
    kept = [number for number in (LIBRARY, VERSIONS) if number in others]
    remainder = b"".join(_field(number, wire.data[slice(*others[number])]) for number in kept)
    return LoadedGraph(source, nodes, functions, lambda: bytes(wire.data[start:end]), remainder, **rest)


def _field(number: int, data: bytes) -> bytes:
    """A field of bytes as it is written."""
    size, length = bytearray(), len(data)
    while length > 127:
        size.append(length & 127 | 128)
        length >>= 7
    return bytes([number * 8 + BYTES, *size, length]) + data


def functions_at(wire: Wire, library: tuple[int, int]) -> dict[str, Nodes]:
    """The nodes of each function of a FunctionDefLibrary."""
    functions = _one(wire, library).only(1)
    bodies = wire.fields(functions.start, functions.end)
    signatures = wire.fields(*bodies.spans(1))
    names, nodes = wire.texts(*signatures.spans(1)), bodies.only(3)
    found = {}
    for place, name in enumerate(names):
        first, last = nodes.first[place : place + 2].tolist()
        found[name] = Nodes(wire, nodes.start[first:last], nodes.end[first:last])
    return found


def meta_graph_at(wire: Wire, start: int, end: int, source: Source) -> LoadedGraph:
    """The MetaGraphDef that lies in `start:end`.

    Raises:
      WireError: it is damaged.
    """
    fields = _one(wire, (start, end))
    info = _one(wire, _place(fields, 1))
    collections = _collections(wire, fields.only(4))
    trainable = None
    if "trainable_variables" in collections or "variables" in collections:
        values = collections.get("trainable_variables", [])
        trainable = frozenset(_string(wire, value, 1).rpartition(":")[0] for value in values)
    runners = frozenset(_string(wire, value, 1) for value in collections.get("queue_runners", []))
    return graph_at(
        wire,
        *_place(fields, 2),
        source,
        trainable=trainable,
        queues_run=runners,
        tensorflow=_text(wire, info, 5),
    )


def _collections(wire: Wire, entries: Column) -> dict[str, list[tuple[int, int]]]:
    """The places of the serialised messages in each collection that holds such."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in zip(entries.start.tolist(), entries.end.tolist(), strict=True):
        entry = _one(wire, (start, end))
        lists = _one(wire, _place(entry, 2))
        values = _one(wire, _place(lists, 2)).only(1)
        found[_text(wire, entry, 1)] = list(zip(values.start.tolist(), values.end.tolist(), strict=True))
    return found


def _one(wire: Wire, place: tuple[int, int]) -> Fields:
    return wire.fields(*(np.array([at], np.int64) for at in place))


def _place(fields: Fields, number: int) -> tuple[int, int]:
    start, end = fields.spans(number)
    return int(start[0]), int(end[0])


def _text(wire: Wire, fields: Fields, number: int) -> str:
    start, end = _place(fields, number)
    return wire.data[start:end].decode("utf-8", "replace")


def _string(wire: Wire, message: tuple[int, int], number: int) -> str:
    return _text(wire, _one(wire, message), number)


def is_event_file(wire: Wire) -> bool:
    """Whether the bytes are TensorBoard's: records, of which the first says the version."""
    return b"brain.Event:" in bytes(wire.data[12:64])


class Record(NamedTuple):
    """What matters of a record of an event file: places of a graph or meta graph, and times of a step."""

    kind: int
    place: tuple[int, int]
    step: int


GRAPH, TIMES, META_GRAPH = 4, 8, 9  # field numbers of Event


def records(wire: Wire) -> Iterator[Record]:
    """The records of an event file that hold a graph or the times of a step.

    Raises:
      WireError: one is damaged.
    """
    position, size = 0, len(wire)
    while position + 12 <= size:
        (length,) = struct.unpack_from("<Q", wire.data, position)
        start, end = position + 12, position + 12 + length
        if end + 4 > size:
            return  # still being written
        tags, starts, ends = wire.scan(start, end)
        step = 0
        for tag, begin, stop in zip(tags, starts, ends, strict=True):
            if tag == 2 * 8 + VARINT:
                step = wire.number(begin)[0]
            elif tag & 7 == BYTES and tag >> 3 in (GRAPH, TIMES, META_GRAPH):
                yield Record(tag >> 3, (begin, stop), step)
        position = end + 4


def from_events(paths: list[Path], folder: Path | None = None) -> LoadedGraph:
    """The newest graph of some event files, the oldest of which comes first, with the times of steps in them.

    Raises:
      MalformedFile: none holds a graph.
    """
    graphs: list[tuple[Path, Wire, Record]] = []
    times: list[Recorded] = []
    for path in paths:
        wire = open_wire(path)
        last: Record | None = None
        try:
            for record in records(wire):
                if record.kind == TIMES:
                    fields = _one(wire, record.place)
                    times.append(Recorded(_text(wire, fields, 1), record.step, wire.data[slice(*_place(fields, 2))]))
                elif record.kind == GRAPH or last is None:
                    last = record  # a meta graph without shapes comes beside the graph with them
        except WireError as error:
            raise MalformedFile(path, f"holds a damaged record: {error.why}") from None
        if last is not None:
            graphs.append((path, wire, last))
    where = str(folder or paths[0])
    if not graphs:
        raise MalformedFile(where, f"holds no graph in {'its event files' if folder else 'its events'}")
    path, wire, record = graphs[-1]
    notes = () if folder is None else (f"The graph is that of {path.relative_to(folder)}.",)
    source = Source("event file", where, notes)
    try:
        graph = (graph_at if record.kind == GRAPH else meta_graph_at)(wire, *record.place, source)
    except WireError as error:
        raise MalformedFile(path, f"holds a damaged graph: {error.why}") from None
    graph.run_metadata = times
    return graph


def looks_like_text(wire: Wire) -> bool:
    """Whether the bytes may be a text of protobuf: UTF-8 that begins like one."""
    head = bytes(wire.data[:4096])
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return False
        text = head[: error.start].decode()
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return bool(re.match(r"\s*[a-z_]+\s*(\{|:|<)", next(lines, "")))


def from_text(wire: Wire, path: Path) -> LoadedGraph | None:
    """The graph that a text of protobuf is; None where it is none.

    Raises:
      MalformedFile: it is one, and damaged.
    """
    from google.protobuf import text_format
    from tensorboard.compat.proto.graph_pb2 import GraphDef
    from tensorboard.compat.proto.meta_graph_pb2 import MetaGraphDef

    if len(wire) > LARGEST_TEXT:
        raise MalformedFile(path, f"is a text of {len(wire) >> 20} MiB; convert it to a binary graph first")
    text = bytes(wire.data).decode("utf-8", "replace")
    first = re.search(r"^\s*([a-z_]+)", text, re.MULTILINE)
    name = first.group(1) if first else ""
    notes: tuple[str, ...] = ()
    if name in ("saved_model_schema_version", "meta_graphs"):
        text, notes = _first_meta_graph(text)
        kind, message = "SavedModel", MetaGraphDef()
    elif name in ("node", "versions", "library", "version"):
        kind, message = "GraphDef as text", GraphDef()
    elif name in ("meta_info_def", "graph_def", "saver_def", "collection_def"):
        kind, message = "MetaGraph as text", MetaGraphDef()
    else:
        return None
    try:
        text_format.Parse(text, message, allow_unknown_field=True)
        data = message.SerializeToString()
    except (text_format.ParseError, RecursionError, ValueError) as error:
        said = str(error).partition("\n")[0][:200].rstrip(".")
        raise MalformedFile(path, f"holds a damaged graph as text: {said or 'too deeply nested'}") from None
    source = Source(kind, str(path), notes)
    read = graph_at if kind == "GraphDef as text" else meta_graph_at
    return read(Wire(data), 0, len(data), source)


def _first_meta_graph(text: str) -> tuple[str, tuple[str, ...]]:
    """The first graph in the text of a SavedModel."""
    begins = [match.end() for match in re.finditer(r"^meta_graphs\s*:?\s*\{", text, re.MULTILINE)]
    if not begins:
        return "", ()
    end = re.compile(r"^\}", re.MULTILINE).search(text, begins[0])
    notes = () if len(begins) == 1 else (f"It holds {len(begins)} graphs; this is the first.",)
    return text[begins[0] : end.start() if end else len(text)], notes
