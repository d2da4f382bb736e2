"""The while loops of a graph: which nodes lie in each, and how often it runs where that can be told beforehand."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tf1graph.graph.cost import Floats, Shapes
from tf1graph.graph.nodes import Nodes

ENTERS, EXITS = ("Enter", "RefEnter"), ("Exit", "RefExit")
PASSING = ("Identity", "Enter", "RefEnter", "Cast", "StopGradient")
DEEPEST = 20  # loops within loops
FARTHEST = 60  # nodes between a bound and what it is computed from


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
    nodes: list[int] = field(default_factory=list)
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
    if not len(nodes.of_op(*ENTERS)):
        return []
    reader = _Reader(nodes, shapes)
    loops: dict[tuple[str, ...], Loop] = {}
    for node, frames in sorted(_frames(reader).items(), key=lambda item: len(item[1])):
        for depth in range(1, len(frames) + 1):
            path = frames[:depth]
            if path not in loops:
                loops[path] = Loop(path[-1], within=loops.get(path[:-1]))
        loops[frames].nodes.append(node)
    for loop in loops.values():
        loop.iterations = reader.iterations(loop)
        reader.loop_of.update(dict.fromkeys(loop.nodes, loop))
    return [*loops.values()]


def times_of_nodes(nodes: Nodes, loops: list[Loop]) -> Floats:
    """How often each node runs in one run of the graph."""
    times = np.ones(len(nodes))
    for loop in loops:
        times[loop.nodes] = min(loop.times, 1 << 40)
    return times


def _frames(reader: _Reader) -> dict[int, tuple[str, ...]]:
    """Of each node in a loop the names of the loops around it, the outermost first."""
    nodes = reader.nodes
    source, _, target, _ = nodes.edges
    order = np.argsort(source, kind="stable")
    first = np.searchsorted(source[order], np.arange(len(nodes) + 1)).tolist()
    users = target[order].tolist()
    op = nodes.op.tolist()
    entering = {at for at, name in enumerate(nodes.op_names) if name in ENTERS}
    leaving = {at for at, name in enumerate(nodes.op_names) if name in EXITS}
    entered = {at: reader.frame(at) for at in nodes.of_op(*ENTERS).tolist()}
    found: dict[int, tuple[str, ...]] = {}
    ahead: deque[tuple[int, tuple[str, ...]]] = deque((at, (frame,)) for at, frame in entered.items())
    while ahead:
        node, frames = ahead.popleft()
        if len(frames) <= len(found.get(node, ())) or len(frames) > DEEPEST:
            continue
        found[node] = frames
        after = frames[:-1] if op[node] in leaving else frames
        if not after:
            continue
        for user in users[first[node] : first[node + 1]]:
            inner = (*after, entered[user]) if op[user] in entering else after
            if len(inner) > len(found.get(user, ())):
                ahead.append((user, inner))
    return found


class _Reader:
    """Reads numbers out of a graph that is not run.

    Args:
      nodes, shapes: as of `find_loops`.
    """

    def __init__(self, nodes: Nodes, shapes: Shapes):
        self.nodes, self.shapes = nodes, shapes
        self.loop_of: dict[int, Loop] = {}

    def frame(self, node: int) -> str:
        held = self.nodes.attr(node, "frame_name")
        return held.s.decode("utf-8", "replace") if held else ""

    def op(self, node: int) -> str:
        return self.nodes.op_of(node) if node >= 0 else ""

    def input(self, node: int, place: int) -> int:
        """What feeds an input of a node, -1 where nothing does."""
        return int(self.nodes.inputs_of(np.array([node]), place)[0][0]) if node >= 0 else -1

    def two(self, node: int) -> tuple[int, int]:
        return self.input(node, 0), self.input(node, 1)

    def iterations(self, loop: Loop) -> int | None:
        """The least of the bounds that the loop's condition has."""
        ends = [at for at in loop.nodes if self.nodes.op_of(at) == "LoopCond"]
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
        from tensorboard.util.tensor_util import make_ndarray

        held = self.nodes.attr(node, "value")
        size = self.nodes.attr_place("value")
        if held is None or int(size[1][node] - size[0][node]) > 4096:
            return None
        if math.prod(dim.size for dim in held.tensor.tensor_shape.dim) != 1:
            return None
        try:
            value: Any = make_ndarray(held.tensor)
        except (ValueError, TypeError):
            return None
        return int(value.item()) if value.size == 1 and value.dtype.kind in "iu" else None

    def _at_end(self, node: int, left: int) -> int | None:
        """What a counter has become when its loop ends."""
        loop = self.loop_of.get(node)
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
