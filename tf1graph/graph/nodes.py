"""The nodes of a graph as columns: one array a property, not one object a node."""

from __future__ import annotations

import mmap
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tf1graph.graph.wire import (
    BYTES,
    FEW,
    KEYS,
    MASKS,
    SHIFT,
    VARINT,
    Column,
    Finder,
    Hashes,
    Ints,
    Wire,
    WireError,
    numbered,
    sorted_column,
)

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


class NameParts(NamedTuple):
    """Names, cut at their last slash.

    Attributes:
      outer: where the name of the scope around each ends: at the slash, or, without one, where it starts.
      around: the hash of that scope's name.
      whole: of the whole name, made of this one and that of its last part, so that scopes are hashed once.
    """

    outer: Ints
    around: Hashes
    whole: Hashes


def name_parts(wire: Wire, start: Ints, end: Ints) -> NameParts:
    """The hashes of the names at these places."""
    behind = wire.behind_last(b"/", start, end)
    outer = np.maximum(behind - 1, start)
    around = wire.hashes(start, outer)
    whole = around + (behind > start) * KEYS[0]
    whole *= KEYS[1]
    whole ^= whole >> SHIFT
    whole = (whole ^ wire.hashes(behind, end)) * KEYS[2]
    return NameParts(outer, around, whole ^ (whole >> SHIFT))


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
        self._attributes = _Attributes(wire, len(starts), *fields.found(ATTR))

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
        return Finder(self.name_parts.whole)

    @cached_property
    def name_parts(self) -> NameParts:
        """What `name_parts` says of the names."""
        return name_parts(self.wire, *self._name)

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
        order, first = self._by_op
        parts = [order[first[at] : first[at + 1]] for at, name in enumerate(self.op_names) if name in ops]
        return np.sort(np.concatenate(parts)) if len(parts) > 1 else parts[0] if parts else np.zeros(0, np.int64)

    @cached_property
    def _by_op(self) -> tuple[Ints, list[int]]:
        """The nodes sorted by their op type, and where those of each begin."""
        # numbers of 16 bits are sorted in one pass
        order = np.argsort(self.op.astype(np.uint16) if len(self.op_names) < 1 << 16 else self.op, kind="stable")
        return order, [0, *np.cumsum(np.bincount(self.op, minlength=len(self.op_names))).tolist()]

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
        source[there], output[there] = self._sources(rows)
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
        source, _ = self._sources(places)
        ends = np.cumsum(counts).tolist()
        found = source.tolist()
        return [
            [one for one in found[end - count : end] if one >= 0]
            for end, count in zip(ends, counts.tolist(), strict=True)
        ]

    @cached_property
    def edges(self) -> Edges:
        """All edges. Inputs that name no node of the graph are left out; `dangling` has them."""
        source, output = self._resolved
        place = np.arange(len(source)) - self._inputs.first[self._inputs.owner]
        there = source >= 0
        return Edges(source[there], output[there], self._inputs.owner[there], place[there])

    @cached_property
    def dangling(self) -> list[tuple[str, str]]:
        """Nodes and those of their inputs that name no node of the graph."""
        inputs = self._inputs
        missing = np.flatnonzero(self._resolved[0] < 0)
        texts = self.wire.texts(inputs.start[missing], inputs.end[missing])
        return [(self.name(node), text) for node, text in zip(inputs.owner[missing].tolist(), texts, strict=True)]

    @cached_property
    def _resolved(self) -> tuple[Ints, Ints]:
        """Of all inputs what `_resolve` says."""
        return self._resolve(self._inputs.start, self._inputs.end)

    def _sources(self, rows: Ints) -> tuple[Ints, Ints]:
        """Of some inputs what `_resolve` says, which is looked up where it is known of all."""
        if "_resolved" in vars(self):
            source, output = self._resolved
            return source[rows], output[rows]
        return self._resolve(self._inputs.start[rows], self._inputs.end[rows])

    def _resolve(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The node that each input names, -1 where there is none, and which of its outputs."""
        array, finder = self.wire.array, self.finder
        output = np.zeros(len(start), np.int64)
        control = np.flatnonzero((end > start) & (array[np.minimum(start, len(array) - 1)] == ord("^")))
        if len(control):
            start, output[control] = start.copy(), -1
            start[control] += 1
        long = np.flatnonzero((end - start > 2) & (output == 0))
        long = long[array[end[long] - 2] == ord(":")]
        digit = array[end[long] - 1].astype(np.int64) - ord("0")
        plain = (digit >= 0) & (digit < 10)
        written, end = end, end.copy()
        output[long[plain]] = digit[plain]  # the number of an output, of one digit
        end[long[plain]] -= 2
        source = finder.find(name_parts(self.wire, start, end).whole)
        left = np.flatnonzero((source < 0) & (output >= 0))
        cuts = []
        for row, text in zip(left.tolist(), self.wire.slices(start[left], end[left]), strict=True):
            name, colon, rest = text.partition(b":")  # in a function, an output's name lies between
            number = rest.rpartition(b":")[2]
            if name and colon and (end[row] < written[row] or (number.isdigit() and len(number) < 9)):
                output[row] = output[row] if end[row] < written[row] else int(number)
                cuts.append((row, len(name)))
        if cuts:
            rows, lengths = (np.array(column) for column in zip(*cuts, strict=True))
            source[rows] = finder.find(name_parts(self.wire, start[rows], start[rows] + lengths).whole)
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
        held = self._attributes.by_node
        entries = self.wire.slices(held.start, held.end)
        first = held.first.tolist()
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
        found[there] = self.wire.array[start[there] + 1]
        long = there[found[there] > 127]
        found[long] = self.wire.numbers(start[long] + 1, end[long])
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

    def __init__(self, wire: Wire, count: int, owner: Ints, start: Ints, end: Ints):
        self.wire, self.count = wire, count
        self.owner, self.start, self.end = owner, start, end  # of each entry; those of a node in their order
        self._columns: dict[str, tuple[Ints, Ints, Any]] = {}

    def of(self, key: str) -> tuple[Ints, Ints, Any]:
        """Start and end of the value of one attribute in each node, and whether it has one."""
        if key not in self._columns:
            start, end = np.zeros(self.count, np.int64), np.zeros(self.count, np.int64)
            there = np.zeros(self.count, bool)
            rows, *places = self._written_plainly(key) or self._any(key)
            owner = self.owner[rows]
            start[owner], end[owner], there[owner] = *places, True
            self._columns[key] = start, end, there
        return self._columns[key]

    @cached_property
    def _heads(self) -> Hashes | None:
        """The first eight bytes of each entry; None where not all begin with a short key, as all writers have it."""
        heads = self.wire.words(self.start, self.end)
        return heads if ((heads & np.uint64(0x80FF)) == 1 * 8 + BYTES).all() else None

    def _written_plainly(self, key: str) -> tuple[Ints, Ints, Ints] | None:
        """The entries with this key and where their values lie; None where a value does not end its entry."""
        text = bytes([1 * 8 + BYTES, len(key.encode())]) + key.encode()
        if self._heads is None or len(text) > 128:
            return None
        head = np.uint64(int.from_bytes(text[:8], "little"))
        rows = np.flatnonzero((self._heads & MASKS[min(len(text), 8)]) == head)
        start, end = self.start[rows], self.end[rows]
        at = start + len(text)
        if (at >= end).any():
            return None
        for place in range(8, len(text), 8):
            word = np.uint64(int.from_bytes(text[place : place + 8], "little"))
            same = np.flatnonzero(self.wire.words(start + place, at) == word)
            rows, start, at, end = rows[same], start[same], at[same], end[same]
        tag, begin, stop = self.wire.values(at, end)
        return (rows, begin, end) if (tag == 2 * 8 + BYTES).all() and (stop == end).all() else None

    def _any(self, key: str) -> tuple[Ints, Ints, Ints]:
        keys, number, start, end = self._read
        rows = np.flatnonzero(number == keys.index(key)) if key in keys else np.zeros(0, np.int64)
        return rows, start[rows], end[rows]

    @cached_property
    def _read(self) -> tuple[list[str], Ints, Ints, Ints]:
        fields = self.wire.fields(self.start, self.end)
        return *_numbered_texts(self.wire, *fields.spans(1)), *fields.spans(2)

    @cached_property
    def by_node(self) -> Column:
        """The entries in the order of the nodes."""
        return sorted_column(self.owner, self.start, self.end, self.count)

    def all(self, node: int) -> dict[str, AttrValue]:
        entries = self.by_node
        first, last = entries.first[node : node + 2].tolist()
        fields = self.wire.fields(entries.start[first:last], entries.end[first:last])
        keys, values = self.wire.texts(*fields.spans(1)), self.wire.slices(*fields.spans(2))
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
