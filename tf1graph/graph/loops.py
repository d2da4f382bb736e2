"""The while loops of a graph: which nodes lie in each, and how often it runs where that can be told beforehand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from tf1graph.graph.cost import Floats, Shapes
from tf1graph.graph.nodes import Nodes, parse_attr
from tf1graph.graph.wire import Ints

ENTERS, EXITS = ("Enter", "RefEnter"), ("Exit", "RefExit")
PASSING = ("Identity", "Enter", "RefEnter", "Cast", "StopGradient")
DEEPEST = 20  # loops within loops
FARTHEST = 60  # nodes between a bound and what it is computed from
MENDED = 50  # rounds in which nodes whose first input does not lie in their loop are found


@dataclass
class Loop:
    """A while loop.

    Attributes:
      name: of its frame, such as `rnn/while/while_context`.
      nodes: in it, those of loops within it left out.
      iterations: how often it runs, or runs at most where it may end earlier; None where that is only known as it runs.
      within: the loop that it lies in.
    """

    name: str
    nodes: Ints
    iterations: int | None = None
    within: Loop | None = None

    @property
    def times(self) -> int:
        """How often its nodes run, each loop around of an unknown number of iterations taken for one of them."""
        return (1 if self.iterations is None else self.iterations) * (self.within.times if self.within else 1)


def find_loops(nodes: Nodes, shapes: Shapes) -> list[Loop]:
    """The while loops, the outer before the inner.

    Args:
      shapes: of the nodes' outputs; a bound may be a size of one.
    """
    enters = nodes.of_op(*ENTERS)
    if not len(enters):
        return []
    values, number = nodes.attr_bytes("frame_name", enters)
    frames = _Frames(nodes, enters, number, len(values))
    order = np.argsort(frames.of, kind="stable")
    first = np.searchsorted(frames.of[order], np.arange(len(values) + 1)).tolist()
    loops: dict[int, Loop] = {}
    for frame in frames.outer_first():
        name = parse_attr(values[frame]).s.decode("utf-8", "replace") if values[frame] else ""
        loops[frame] = Loop(name, order[first[frame] : first[frame + 1]], within=loops.get(frames.around(frame)))
    reader = _Reader(nodes, shapes, frames.of, loops)
    ends = nodes.of_op("LoopCond")
    ends_of: dict[int, list[int]] = {}
    for end, frame in zip(ends.tolist(), frames.of[ends].tolist(), strict=True):
        ends_of.setdefault(frame, []).append(end)
    for frame, loop in loops.items():
        loop.iterations = reader.iterations(ends_of.get(frame, []))
    return [*loops.values()]


def times_of_nodes(nodes: Nodes, loops: list[Loop]) -> Floats:
    """How often each node runs in one run of the graph."""
    times = np.ones(len(nodes))
    for loop in loops:
        times[loop.nodes] = min(loop.times, 1 << 40)
    return times


class _Frames:
    """Which loop each node lies in. What a node reads lies in its own loop, but that an `Enter` reads from around it,
    and an `Exit` is read from there; so each node lies where the first in the chain of its first inputs does.

    Args:
      enters, number: the nodes that lead into loops, and the number of the loop of each.
      count: how many loops there are.

    Attributes:
      of: the number of the innermost loop of each node, -1 where it lies in none; an `Exit` lies in the loop it leaves.
    """

    def __init__(self, nodes: Nodes, enters: Ints, number: Ints, count: int):
        self._source, _, self._target, place = nodes.edges
        self._first = np.arange(len(nodes))
        begin = np.flatnonzero(place == 0)
        self._first[self._target[begin]] = self._source[begin]
        self._exits = nodes.of_op(*EXITS)
        self._entered = np.full(len(nodes), -1)
        self._entered[enters] = number
        self._given = self._first.copy()  # what each node takes its loop from
        self._given[enters], self._given[self._exits] = enters, self._exits
        self._entry = np.zeros(count, np.int64)  # a node that leads into each loop
        self._entry[number[::-1]] = enters[::-1]
        self.of = self._found()
        self._mend()

    def outer_first(self) -> list[int]:
        """The loops, those around others before them, else in the order of the nodes."""
        return sorted(range(len(self._entry)), key=lambda at: (self._depth(at), int(self._entry[at])))

    def around(self, frame: int) -> int:
        """The loop around a loop, -1 where there is none."""
        outer = int(self._outer[frame])
        return outer if self._depth(outer) < self._depth(frame) else -1

    def _depth(self, frame: int) -> int:
        depth = 0
        while frame >= 0 and depth < DEEPEST:
            frame, depth = int(self._outer[frame]), depth + 1
        return depth

    def _found(self) -> Ints:
        """The loop of each node, by `_given`."""
        # An `Exit` comes of an `Enter` of the loop that it leaves, and gives to where that one takes from.
        entry = _origins(self._given)[self._first[self._exits]]
        left = self._entered[entry]
        given = self._given.copy()
        given[self._exits] = np.where(left >= 0, self._first[entry], self._exits)
        self._gives = self._entered[_origins(given)]
        self._outer = self._gives[self._first[self._entry]]
        of = self._gives.copy()
        of[self._exits] = left
        return of

    def _mend(self) -> None:
        """Find nodes whose first input lies in no loop, but of which another does, as in a graph that has been cut."""
        fixed = self._entered >= 0
        fixed[self._exits] = True
        for _ in range(MENDED):
            amiss = (self._gives[self._source] >= 0) & (self._gives[self._target] < 0) & ~fixed[self._target]
            if not amiss.any():
                return
            self._given[self._target[amiss]] = self._source[amiss]
            self.of = self._found()


def _origins(given: Ints) -> Ints:
    """Where the chain from each node to the one that it is given by, and so on, ends."""
    for _ in range(len(given).bit_length()):
        given, before = given[given], given
        if np.array_equal(given, before):
            break
    return given


class _Reader:
    """Reads numbers out of a graph that is not run.

    Args:
      nodes, shapes: as of `find_loops`.
      frames: the number of each node's loop.
      loops: of each number; their iterations are asked for while they are found.
    """

    def __init__(self, nodes: Nodes, shapes: Shapes, frames: Ints, loops: dict[int, Loop]):
        self.nodes, self.shapes, self.frames, self.loops = nodes, shapes, frames, loops
        self._constants: dict[bytes, int | None] = {}

    @cached_property
    def _inputs(self) -> tuple[Ints, Ints]:
        """The first and the second input of each node, -1 where it has none."""
        source, _, target, place = self.nodes.edges
        found = np.full(len(self.nodes), -1), np.full(len(self.nodes), -1)
        for at, sources in enumerate(found):
            there = np.flatnonzero(place == at)
            sources[target[there]] = source[there]
        return found

    def op(self, node: int) -> str:
        return self.nodes.op_of(node) if node >= 0 else ""

    def input(self, node: int, place: int) -> int:
        """What feeds the first or second input of a node, -1 where nothing does."""
        return int(self._inputs[place][node]) if node >= 0 else -1

    def two(self, node: int) -> tuple[int, int]:
        return self.input(node, 0), self.input(node, 1)

    def iterations(self, ends: list[int]) -> int | None:
        """The least of the bounds that a loop's condition has, where it has one condition."""
        if len(ends) != 1:
            return None
        return min(self._bounds(self.input(ends[0], 0), FARTHEST), default=None)

    def _bounds(self, node: int, left: int) -> Iterator[int]:
        op, (first, second) = self.op(node), self.two(node)
        if op in ("LogicalAnd", "Identity") and left:
            yield from self._bounds(first, left // 2)
            yield from self._bounds(second, left // 2)
        elif op in ("Less", "LessEqual", "Greater", "GreaterEqual"):
            counter, limit = self._counter(first, left), self._number(second, left)
            if counter is None or limit is None:
                return
            start, step = counter
            if op.startswith("Greater"):
                start, step, limit = -start, -step, -limit
            if step > 0:
                yield max(0, -(-(limit - start + op.endswith("Equal")) // step))

    def _counter(self, node: int, left: int) -> tuple[int, int] | None:
        """Start and step of a variable of the loop to which each iteration adds the same number."""
        node = self._behind(node)
        if not left or self.op(node) != "Merge":
            return None
        enter, closing = self.two(node)
        if self.op(enter) not in ENTERS or self.op(closing) != "NextIteration":
            return None
        changed = self._behind(self.input(closing, 0))
        before, added = self.two(changed)
        switch = self._behind(before)
        if self.op(changed) not in ("Add", "AddV2", "Sub") or self.input(switch, 0) != node:
            return None
        start, step = self._number(enter, left - 1), self._number(added, left - 1)
        if start is None or step is None:
            return None
        return start, -step if self.op(changed) == "Sub" else step

    def _behind(self, node: int) -> int:
        for _ in range(FARTHEST):
            if self.op(node) not in ("Identity", "Cast"):
                break
            node = self.input(node, 0)
        return node

    def _number(self, node: int, left: int) -> int | None:
        """What a node gives, where that is a whole number that does not depend on what is fed; of a minimum a bound."""
        op, (first, second) = self.op(node), self.two(node)
        if not left:
            return None
        if op == "Const":
            return self._constant(node)
        if op in PASSING:
            return self._number(first, left - 1)
        if op in EXITS:
            return self._at_end(node, left)
        if op == "StridedSlice":
            return self._size(first, second)
        if op not in ("Minimum", "Maximum", "Add", "AddV2", "Sub", "Mul"):
            return None
        one, other = self._number(first, left // 2), self._number(second, left // 2)
        if op == "Minimum":
            return min((number for number in (one, other) if number is not None), default=None)
        if one is None or other is None:
            return None
        if op == "Maximum":
            return max(one, other)
        return one * other if op == "Mul" else one - other if op == "Sub" else one + other

    def _constant(self, node: int) -> int | None:
        start, end = (int(places[node]) for places in self.nodes.attr_place("value"))
        value = self.nodes.wire.data[start : min(end, start + 4097)]
        if value not in self._constants:
            self._constants[value] = _whole_number(value)
        return self._constants[value]

    def _at_end(self, node: int, left: int) -> int | None:
        """What a counter has become when its loop ends."""
        loop = self.loops.get(int(self.frames[node]))
        counter = self._counter(self.input(self.input(node, 0), 0), left - 1)
        if loop is None or loop.iterations is None or counter is None:
            return None
        return counter[0] + counter[1] * loop.iterations

    def _size(self, whole: int, begin: int) -> int | None:
        """One size of a tensor, cut out of its shape."""
        whole = self._behind(whole)
        seen = self.input(whole, 0)
        place = self._constant(begin) if self.op(begin) == "Const" else None
        if self.op(whole) != "Shape" or seen < 0 or place is None:
            return None
        shapes = self.shapes.of(seen)
        sizes = shapes[0] if shapes else None
        return sizes[place] if sizes is not None and place in range(len(sizes)) else None


def _whole_number(value: bytes) -> int | None:
    """The one whole number that an attribute holds, None where it holds something else."""
    from tensorboard.util.tensor_util import make_ndarray

    if not value or len(value) > 4096:
        return None
    held = parse_attr(value)
    if math.prod(dim.size for dim in held.tensor.tensor_shape.dim) != 1:
        return None
    try:
        found: Any = make_ndarray(held.tensor)
    except (ValueError, TypeError):
        return None
    return int(found.item()) if found.size == 1 and found.dtype.kind in "iu" else None
