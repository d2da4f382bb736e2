"""The name scopes of a graph as columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from tf1graph.graph.nodes import Nodes, name_parts
from tf1graph.graph.wire import Finder, Ints, Wire, numbered

DEEPEST = 200  # scopes within scopes; what is nested deeper, which nobody does in earnest, hangs at the root


@dataclass
class Scopes:
    """All name scopes, those that hold nothing but scopes among them; the root comes first.

    Attributes:
      wire, start, end: where the names lie.
      parents: of each scope, the place of the one around it; the root is its own.
      levels: the places of the scopes by how deep they lie, the root's level first.
      of: of each node, the place of the scope that it lies in: `a/b` in the scope `a/b` where there is one, as
        TensorBoard has it, else in `a`.
    """

    wire: Wire
    start: Ints
    end: Ints
    parents: Ints
    levels: list[Ints]
    of: Ints

    @cached_property
    def names(self) -> list[str]:
        """The whole names, "" for the root."""
        return self.wire.texts(self.start, self.end)

    def last(self, scope: int) -> str:
        """The last part of a scope's name."""
        return self.names[scope].rpartition("/")[2]


def scopes_of(nodes: Nodes) -> Scopes:
    """The name scopes of the nodes."""
    wire = nodes.wire
    root_hash = wire.hashes(*np.zeros((2, 1), np.int64))
    start, end = (np.append(places, 0) for places in (nodes.name_places[0], nodes.name_parts.outer))
    hashes = np.concatenate([nodes.name_parts.around, root_hash])
    first, of = numbered(hashes)
    start, end, hashes = start[first], end[first], hashes[first]
    known, parents, wholes = [(Finder(hashes), 0)], np.zeros(0, np.int64), []
    for _ in range(DEEPEST):  # until those are there, too, that hold nothing but scopes
        done = len(parents)
        if done == len(start):
            break
        outer, above, whole = name_parts(wire, start[done:], end[done:])
        found = np.full(len(above), -1)
        for finder, base in known:
            left = np.flatnonzero(found < 0)
            place = finder.find(above[left])
            found[left] = np.where(place < 0, -1, place + base)
        missing = np.flatnonzero(found < 0)
        distinct, number = numbered(above[missing])
        found[missing] = len(start) + number
        fresh = missing[distinct]
        known.append((Finder(above[fresh]), len(start)))
        start, end = np.concatenate([start, start[done:][fresh]]), np.concatenate([end, outer[fresh]])
        parents = np.concatenate([parents, found])
        wholes.append(whole)
    wholes.append(name_parts(wire, start[len(parents) :], end[len(parents) :]).whole)
    root = int(of[-1])
    parents = np.concatenate([parents, np.full(len(start) - len(parents), root)])
    order = np.concatenate([[root], np.delete(np.arange(len(start)), root)])
    place = np.empty(len(start), np.int64)
    place[order] = np.arange(len(start))
    start, end, parents = start[order], end[order], place[parents][order]
    of = place[of[:-1]]
    own_node = nodes.finder.find(np.concatenate(wholes)[order])
    named = np.flatnonzero(own_node >= 0)
    of[own_node[named]] = named
    return Scopes(wire, start, end, parents, _levels(parents), of)


def last_parts(wire: Wire, start: Ints, end: Ints) -> tuple[list[str], Ints]:
    """The distinct last parts of names, and each name's place among them.

    Of a number behind `_` only the first digit is taken: `dense_1` stands for `dense_10` and `dense_144`, too.
    """
    start, short = wire.behind_last(b"/", start, end), end.copy()
    rows = np.arange(len(end))
    while len(rows):
        rows = rows[short[rows] > start[rows]]
        rows = rows[wire.array[short[rows] - 1] - np.uint8(ord("0")) < 10]
        short[rows] -= 1
    rows = np.flatnonzero((short < end) & (short > start))
    rows = rows[wire.array[short[rows] - 1] == ord("_")]
    end = end.copy()
    end[rows] = short[rows] + 1
    first, number = numbered(wire.hashes(start, end))
    return wire.texts(start[first], end[first]), number


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
