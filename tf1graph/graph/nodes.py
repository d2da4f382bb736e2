"""The nodes of a graph as columns: one array a property, not one object a node."""

from __future__ import annotations

import mmap
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tf1graph.graph.wire import BYTES, FEW, VARINT, Fields, Finder, Ints, Wire, WireError, numbered

if TYPE_CHECKING:
    from tensorboard.compat.proto.attr_value_pb2 import AttrValue

Shape = tuple[int | None, ...] | None  # None: the rank is unknown; None in it: that size is

NAME, OP, INPUT, DEVICE, ATTR = 1, 2, 3, 4, 5
KEPT_ALONE = 4096  # bytes of attributes above which nobody looks for a node with the same


class Edges(NamedTuple):
    """What feeds what, an entry for each input that names a node of the graph, in the order of the nodes.

    Attributes:
      source: the node that gives.
      output: which of its outputs; -1 for a control input.
      target: the node that takes.
      place: which of its inputs this is.
    """

    source: Ints
    output: Ints
    target: Ints
    place: Ints


class Nodes:
    """The nodes of a GraphDef, or of one function of its library.

    All that costs time for each node is an array, or is made when it is first asked for. Nodes are numbered in the
    order of the file.

    Attributes:
      op_names: the op types that occur.
      op: of each node, its op type's place in `op_names`.

    Raises:
      WireError: the bytes are no nodes.
    """

    def __init__(self, wire: Wire, starts: Ints, ends: Ints):
        self.wire = wire
        self._place = starts, ends
        fields = wire.fields(starts, ends)
        self._name = fields.spans(NAME)
        self._device = fields.spans(DEVICE)
        self._inputs = fields.only(INPUT)
        self.op_names, self.op = _numbered_texts(wire, *fields.spans(OP))
        self._attributes = _Attributes(wire, fields.only(ATTR))

    def __len__(self) -> int:
        return len(self.op)

    @cached_property
    def names(self) -> list[str]:
        """The name of each node."""
        return self.wire.texts(*self._name)

    @cached_property
    def index(self) -> dict[str, int]:
        """The node of each name; of nodes that share one, the last."""
        return dict(zip(self.names, range(len(self)), strict=True))

    @cached_property
    def finder(self) -> Finder:
        """Finds a node by the hash of its name; of nodes that share one, the last."""
        return Finder(self.wire.hashes(*self._name))

    @cached_property
    def devices(self) -> tuple[list[str], Ints]:
        """The devices that occur, "" for none, and each node's place among them."""
        return _numbered_texts(self.wire, *self._device)

    @property
    def name_places(self) -> tuple[Ints, Ints]:
        """Where the names lie in the bytes."""
        return self._name

    def names_of(self, nodes: Ints) -> list[tuple[int, str]]:
        """Some nodes with their names."""
        start, end = self._name
        return list(zip(nodes.tolist(), self.wire.texts(start[nodes], end[nodes]), strict=True))

    def place(self, node: int) -> tuple[int, int]:
        """Where the whole node lies in the bytes."""
        return int(self._place[0][node]), int(self._place[1][node])

    def name(self, node: int) -> str:
        return self.texts(self._name, node)

    def texts(self, places: tuple[Ints, Ints], node: int) -> str:
        return self.wire.data[int(places[0][node]) : int(places[1][node])].decode("utf-8", "replace")

    def device(self, node: int) -> str:
        return self.texts(self._device, node)

    def op_of(self, node: int) -> str:
        return self.op_names[int(self.op[node])]

    def of_op(self, *ops: str) -> Ints:
        """The nodes of these op types, in order."""
        wanted = [number for number, name in enumerate(self.op_names) if name in ops]
        return np.flatnonzero(np.isin(self.op, wanted)) if wanted else np.zeros(0, np.int64)

    def inputs(self, node: int) -> list[str]:
        """The inputs as they are written: `a`, `a:1`, `^a`."""
        first, last = self._inputs.first[node : node + 2].tolist()
        return self.wire.texts(self._inputs.start[first:last], self._inputs.end[first:last])

    def inputs_of(self, nodes: Ints, place: int) -> tuple[Ints, Ints]:
        """Of some nodes the source of one input each, and which of its outputs; both -1 where there is none."""
        first = self._inputs.first[nodes] + place
        there = np.flatnonzero(first < self._inputs.first[nodes + 1])
        rows = first[there]
        source, output = np.full(len(nodes), -1), np.full(len(nodes), -1)
        source[there], output[there] = self._resolve(self._inputs.start[rows], self._inputs.end[rows])
        return source, output

    def fan_in(self, nodes: Ints) -> Ints:
        """How many inputs each of some nodes has that are no control inputs."""
        first, last = self._inputs.first[nodes], self._inputs.first[nodes + 1]
        count = last - first
        for place in np.flatnonzero(count).tolist():  # control inputs come last
            at = int(last[place])
            while at > first[place] and self.wire.array[self._inputs.start[at - 1]] == ord("^"):
                at -= 1
            count[place] = at - first[place]
        return count

    def sources_of(self, nodes: Ints) -> list[list[int]]:
        """Of each of some nodes the nodes that feed it, control inputs among them."""
        first, last = self._inputs.first[nodes], self._inputs.first[nodes + 1]
        counts = last - first
        places = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))
        source, _ = self._resolve(self._inputs.start[places], self._inputs.end[places])
        ends = np.cumsum(counts).tolist()
        found = source.tolist()
        return [
            [one for one in found[end - count : end] if one >= 0]
            for end, count in zip(ends, counts.tolist(), strict=True)
        ]

    @cached_property
    def edges(self) -> Edges:
        """All edges. Inputs that name no node of the graph are left out; `dangling` has them."""
        source, output = self._resolve(self._inputs.start, self._inputs.end)
        place = np.arange(len(source)) - self._inputs.first[self._inputs.owner]
        there = source >= 0
        return Edges(source[there], output[there], self._inputs.owner[there], place[there])

    @cached_property
    def dangling(self) -> list[tuple[str, str]]:
        """Nodes and those of their inputs that name no node of the graph."""
        inputs = self._inputs
        missing = np.flatnonzero(self._resolve(inputs.start, inputs.end)[0] < 0)
        texts = self.wire.texts(inputs.start[missing], inputs.end[missing])
        return [(self.name(node), text) for node, text in zip(inputs.owner[missing].tolist(), texts, strict=True)]

    def _resolve(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The node that each input names, -1 where there is none, and which of its outputs."""
        array, finder = self.wire.array, self.finder
        output = np.zeros(len(start), np.int64)
        control = np.flatnonzero((end > start) & (array[np.minimum(start, len(array) - 1)] == ord("^")))
        if len(control):
            start, output[control] = start.copy(), -1
            start[control] += 1
        source = finder.find(self.wire.hashes(start, end))
        left = np.flatnonzero((source < 0) & (end - start > 2) & (output == 0))
        if len(left):  # with the number of an output behind a colon
            texts = self.wire.slices(start[left], end[left])
            parts = [text.rpartition(b":") for text in texts]
            good = [at for at, (name, _, number) in enumerate(parts) if name and number.isdigit() and len(number) < 9]
            rows = left[good]
            output[rows] = [int(parts[at][2]) for at in good]
            cut = start[rows] + np.fromiter((len(parts[at][0]) for at in good), np.int64, len(good))
            source[rows] = finder.find(self.wire.hashes(start[rows], cut))
            rows = rows[source[rows] < 0]  # in a function, an output's name lies between
            for row in rows.tolist():
                name = self.wire.data[int(start[row]) : int(end[row])].partition(b":")[0]
                place = np.array([int(start[row])])
                source[row] = finder.find(self.wire.hashes(place, place + len(name)))[0]
        return source, output

    def attr(self, node: int, key: str) -> AttrValue | None:
        """An attribute of a node, None where it has none of that name."""
        start, end, there = self._attributes.of(key)
        return parse_attr(self.wire.data[int(start[node]) : int(end[node])]) if there[node] else None

    def attrs(self, node: int) -> dict[str, AttrValue]:
        """All attributes of a node."""
        return self._attributes.all(node)

    def attr_entries(self) -> list[list[bytes]]:
        """Of each node its attributes as they are written, each a key and a value, sorted."""
        fields = self._attributes.fields
        entries = self.wire.slices(fields.start, fields.end)
        first = fields.first.tolist()
        return [sorted(entries[start:end]) for start, end in pairwise(first)]

    def attr_bytes(self, key: str, chosen: Ints | None = None) -> tuple[list[bytes], Ints]:
        """The distinct values of an attribute as `AttrValue` bytes, b"" for none, and each node's place among them.

        Args:
          chosen: the nodes that are asked for, by default all.
        """
        start, end, _ = self._attributes.of(key)
        if chosen is not None:
            start, end = start[chosen], end[chosen]
        first, number = numbered(self.wire.hashes(start, end))
        return self.wire.slices(start[first], end[first]), number

    def attr_types(self, key: str) -> Ints:
        """The number of the data type that each node's attribute is, 0 where it has none."""
        start, end, _ = self._attributes.of(key)
        found = np.zeros(len(self), np.int64)
        there = np.flatnonzero(end > start)
        there = there[self.wire.array[start[there]] == 6 * 8 + VARINT]
        found[there] = self.wire.numbers(start[there] + 1, end[there])
        return found

    def attr_place(self, key: str) -> tuple[Ints, Ints]:
        """Where in the bytes each node's value of an attribute lies; empty places where it has none."""
        return self._attributes.of(key)[:2]

    @cached_property
    def recorded_shapes(self) -> tuple[list[tuple[Shape, ...]], Ints]:
        """The distinct lists of output shapes that the file records, () for none, and each node's among them."""
        values, number = self.attr_bytes("_output_shapes")
        return [_shapes(value) for value in values], number


class _Attributes:
    """The attributes of all nodes: entries of a map, each a key and a value."""

    def __init__(self, wire: Wire, fields: Fields):
        self.wire, self.fields = wire, fields
        self._columns: dict[str, tuple[Ints, Ints, Any]] = {}

    def of(self, key: str) -> tuple[Ints, Ints, Any]:
        """Start and end of the value of one attribute in each node, and whether it has one."""
        if key not in self._columns:
            count = len(self.fields.first) - 1
            start, end, there = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, bool)
            rows, *places = self._written_plainly(key) if len(key) < 128 and self._plain else self._any(key)
            owner = self.fields.owner[rows]
            start[owner], end[owner], there[owner] = *places, True
            self._columns[key] = start, end, there
        return self._columns[key]

    @cached_property
    def _plain(self) -> bool:
        """Whether each entry begins with its key, which is short, and ends with its value, as all writers have it."""
        array, start, end = self.wire.array, self.fields.start, self.fields.end
        self._values = start
        if not len(start):
            return True
        if (end - start < 4).any() or (array[start] != 1 * 8 + BYTES).any():
            return False
        length = array[start + 1].astype(np.int64)
        tag = start + 2 + length
        if (length >= 128).any() or (tag + 1 >= end).any() or (array[tag] != 2 * 8 + BYTES).any():
            return False
        try:
            size, self._values = self.wire.varints(tag + 1, end)
        except WireError:
            return False
        return bool((self._values + size == end).all())

    @cached_property
    def _key_hashes(self) -> tuple[Any, Any]:
        """Of each entry the length of its key, and its first eight bytes as a number."""
        start = self.fields.start
        length = self.wire.array[start + 1]
        return length, self.wire.words(start + 2, start + 2 + length)

    def _written_plainly(self, key: str) -> tuple[Ints, Ints, Ints]:
        text = key.encode()
        length, word = self._key_hashes
        wanted = np.uint64(int.from_bytes(text[:8], "little"))
        rows = np.flatnonzero((length == len(text)) & (word == wanted))
        if len(text) > 8:
            start = self.fields.start[rows] + 10
            rest = Wire(text[8:] + bytes(8)).hashes(np.zeros(1, np.int64), np.array([len(text) - 8]))
            rows = rows[self.wire.hashes(start, start + len(text) - 8) == rest[0]]
        return rows, self._values[rows], self.fields.end[rows]

    def _any(self, key: str) -> tuple[Ints, Ints, Ints]:
        keys, number, start, end = self._entries
        rows = np.flatnonzero(number == keys.index(key)) if key in keys else np.zeros(0, np.int64)
        return rows, start[rows], end[rows]

    @cached_property
    def _entries(self) -> tuple[list[str], Ints, Ints, Ints]:
        entries = self.wire.fields(self.fields.start, self.fields.end)
        return *_numbered_texts(self.wire, *entries.spans(1)), *entries.spans(2)

    def all(self, node: int) -> dict[str, AttrValue]:
        first, last = self.fields.first[node : node + 2].tolist()
        entries = self.wire.fields(self.fields.start[first:last], self.fields.end[first:last])
        keys, values = self.wire.texts(*entries.spans(1)), self.wire.slices(*entries.spans(2))
        return {key: parse_attr(value) for key, value in zip(keys, values, strict=True)}


def parse_attr(data: bytes) -> AttrValue:
    """An attribute's value.

    Raises:
      WireError: the bytes are none.
    """
    from google.protobuf.message import DecodeError
    from tensorboard.compat.proto.attr_value_pb2 import AttrValue

    try:
        return AttrValue.FromString(data)
    except (DecodeError, RecursionError):
        raise WireError("an attribute is no AttrValue") from None


def shape_of(proto: Any) -> Shape:
    """The shape that a `TensorShapeProto` says."""
    if proto.unknown_rank:
        return None
    return tuple(dim.size if dim.size >= 0 else None for dim in proto.dim)


def _shapes(value: bytes) -> tuple[Shape, ...]:
    return tuple(shape_of(shape) for shape in parse_attr(value).list.shape) if value else ()


def _numbered_texts(wire: Wire, starts: Ints, ends: Ints) -> tuple[list[str], Ints]:
    first, number = numbered(wire.hashes(starts, ends))
    return wire.texts(starts[first], ends[first]), number


def nodes_of(wire: Wire, start: int, end: int) -> tuple[Nodes, dict[int, tuple[int, int]]]:
    """The nodes of the GraphDef that lies in `start:end`, and where its other messages lie, by their numbers.

    Raises:
      WireError: there is none.
    """
    starts, ends, rest = _top(wire, start, end)
    others: dict[int, tuple[int, int]] = {}
    more: list[tuple[int, int]] = []
    for tag, begin, stop in zip(*wire.scan(rest, end), strict=True):
        if tag == 1 * 8 + BYTES:
            more.append((begin, stop))
        elif tag & 7 == BYTES:
            others[tag >> 3] = begin, stop
    if more:
        starts = np.concatenate([starts, np.array([begin for begin, _ in more], np.int64)])
        ends = np.concatenate([ends, np.array([stop for _, stop in more], np.int64)])
    return Nodes(wire, starts, ends), others


def _top(wire: Wire, start: int, end: int) -> tuple[Ints, Ints, int]:
    """The places of the nodes that a GraphDef begins with, and where what follows them begins."""
    lengths = np.zeros(0, np.int64)
    if FEW < end - start < 1 << 28:
        lengths = _lengths(wire.data if start == 0 and end == len(wire) else wire.data[start:end])
    header = np.full(len(lengths), 2, np.int64)
    for bits in (7, 14, 21, 28):
        header += lengths >> bits > 0
    after = start + np.cumsum(header + lengths)
    begin = after - lengths
    # holds where all nodes come first; the walk through what is left finds any others
    tag = begin - header
    fits = (after <= end) & (wire.array[np.minimum(tag, len(wire) - 1)] == 1 * 8 + BYTES)
    whole = len(fits) if fits.all() else int(np.argmin(fits))
    if whole and not np.array_equal(wire.varints(tag[:whole] + 1, after[:whole] + 1)[0], lengths[:whole]):
        whole = 0
    return begin[:whole], after[:whole], int(after[whole - 1]) if whole else start


def _lengths(data: bytes | mmap.mmap) -> Ints:
    """The lengths of a GraphDef's nodes, by protobuf's own parser, which is not asked to look into them."""
    from tf1graph.graph.envelope import Envelope

    return Envelope.lengths(bytes(data))
