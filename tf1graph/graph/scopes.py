"""The name scopes of a graph as columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from tf1graph.graph.nodes import Nodes
from tf1graph.graph.wire import BLOCK, Finder, Ints, Wire, numbered

DEEPEST = 200  # scopes within scopes; what is nested deeper, which nobody does in earnest, hangs at the root


@dataclass
class Scopes:
    """All name scopes, those that hold nothing but scopes among them; the root comes first.

    Attributes:
      wire, start, end: where the names lie.
      parts: the last parts of names that occur.
      part: of each scope, the place of its name's last part among them.
      parents: of each scope, the place of the one around it; the root is its own.
      levels: the places of the scopes by how deep they lie, the root's level first.
      of: of each node, the place of the scope that it lies in: `a/b` in the scope `a/b` where there is one, as
        TensorBoard has it, else in `a`.
    """

    wire: Wire
    start: Ints
    end: Ints
    parts: list[str]
    part: Ints
    parents: Ints
    levels: list[Ints]
    of: Ints

    @cached_property
    def names(self) -> list[str]:
        """The whole names, "" for the root."""
        return self.wire.texts(self.start, self.end)

    def last(self, scope: int) -> str:
        """The last part of a scope's name."""
        return self.parts[int(self.part[scope])]


def scopes_of(nodes: Nodes) -> Scopes:
    """The name scopes of the nodes."""
    wire = nodes.wire
    start, end = nodes.name_places
    start, end = np.concatenate([start, [0]]), np.concatenate([outer_end(wire, start, end), [0]])  # and the root
    hashes = wire.hashes(start, end)
    first, of = numbered(hashes)
    start, end, hashes = start[first], end[first], hashes[first]
    outer = outer_end(wire, start, end)
    known, others = Finder(hashes), dict[int, int]()
    parents = np.zeros(0, np.int64)
    for _ in range(DEEPEST):  # until those are there, too, that hold nothing but scopes
        if len(parents) == len(start):
            break
        done = len(parents)
        above = wire.hashes(start[done:], outer[done:])
        found = known.find(above)
        for missing in np.flatnonzero(found < 0).tolist():
            found[missing] = others.setdefault(int(above[missing]), len(first) + len(others))
        parents = np.concatenate([parents, found])
        fresh = np.flatnonzero(found >= len(start))
        fresh = fresh[np.sort(np.unique(found[fresh], return_index=True)[1])]
        more_start, more_end = start[done:][fresh], outer[done:][fresh]
        start, end = np.concatenate([start, more_start]), np.concatenate([end, more_end])
        outer = np.concatenate([outer, outer_end(wire, more_start, more_end)])
        hashes = np.concatenate([hashes, above[fresh]])
    root = int(of[-1])
    parents = np.concatenate([parents, np.full(len(start) - len(parents), root)])
    order = np.concatenate([[root], np.delete(np.arange(len(start)), root)])
    place = np.empty(len(start), np.int64)
    place[order] = np.arange(len(start))
    start, end, outer, hashes, parents = start[order], end[order], outer[order], hashes[order], place[parents][order]
    of = place[of[:-1]]
    own_node = nodes.finder.find(hashes)
    named = np.flatnonzero(own_node >= 0)
    of[own_node[named]] = named
    parts, part = last_parts(wire, start, end, outer)
    return Scopes(wire, start, end, parts, part, parents, _levels(parents), of)


def last_parts(wire: Wire, start: Ints, end: Ints, outer: Ints | None = None) -> tuple[list[str], Ints]:
    """The distinct last parts of names, and each name's place among them.

    Args:
      start, end: where the names lie.
      outer: what `outer_end` says of them, if it is known.
    """
    outer = outer_end(wire, start, end) if outer is None else outer
    slash = outer < end
    slash[slash] = wire.array[outer[slash]] == ord("/")
    first, number = numbered(wire.hashes(outer + slash, end))
    return wire.texts((outer + slash)[first], end[first]), number


def outer_end(wire: Wire, start: Ints, end: Ints) -> Ints:
    """Where the name of the scope around each name ends: at its last slash, or, without one, where it starts."""
    found, array = end.copy(), wire.array
    for block in range(0, len(end), BLOCK):
        begin, at = start[block : block + BLOCK], found[block : block + BLOCK]
        looking = np.flatnonzero(at > begin)
        place, floor = at[looking] - 1, begin[looking]
        while len(looking):
            at[looking] = place
            more = np.flatnonzero((array[place] != ord("/")) & (place > floor))
            looking, place, floor = looking[more], place[more] - 1, floor[more]
    return found


def _levels(parents: Ints) -> list[Ints]:
    depth = np.zeros(len(parents), np.int64)
    at = parents.copy()
    alive = np.arange(1, len(parents))
    while len(alive):
        depth[alive] += 1
        alive = alive[at[alive] != 0]
        at[alive] = parents[at[alive]]
    order = np.argsort(depth, kind="stable")
    bounds = np.searchsorted(depth[order], np.arange(int(depth.max()) + 2)).tolist()
    return [order[start:end] for start, end in pairwise(bounds)]
