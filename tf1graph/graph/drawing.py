"""What a page draws of a graph: boxes within boxes, few enough in each to be read, and what flows between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tf1graph.graph.grouping import MOST, grouped_names
from tf1graph.graph.tree import Summary
from tf1graph.graph.wire import Ints


@dataclass
class Drawing:
    """Boxes, numbered: the scopes, then the nodes, then groups of these where a scope has too many.

    Attributes:
      around: of each box, the one that it is drawn in; -1 for the root, which comes first.
      groups: the names of the groups.
      edges: pairs of boxes with the same one around, where something in the first feeds something in the second.
    """

    around: list[int]
    groups: list[str]
    edges: list[tuple[int, int]]


def some_nodes(summary: Summary, most: int) -> Ints:
    """At most `most` of the counted nodes: all of small scopes, and of each large one as many of the first as fit."""
    order = summary.by_scope[0]
    order = order[summary.counted[order]]
    if len(order) <= most:
        return order
    of = summary.scopes.of[order]
    first = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    sizes = np.diff(np.r_[first, len(of)])
    low, high = 0, int(sizes.max())
    while low < high:  # the largest number for each scope with which all fit
        middle = (low + high + 1) // 2
        low, high = (middle, high) if np.minimum(sizes, middle).sum() <= most else (low, middle - 1)
    return order[np.arange(len(of)) - np.repeat(first, sizes) < low]


def draw(
    summary: Summary, scopes: Sequence[int], nodes: Sequence[int], names: Sequence[str], most: int = MOST
) -> Drawing:
    """The boxes of these scopes and nodes.

    Args:
      scopes: the root first, and with each the one around it.
      nodes: of all that are in the figures, those that get boxes; what flows through the others is drawn between
        their scopes.
      names: of the scopes, then of the nodes.
      most: boxes in a box.
    """
    place = {scope: at for at, scope in enumerate(scopes)}
    above, of = summary.scopes.parents.tolist(), summary.scopes.of
    around = [-1, *(place[above[scope]] for scope in scopes[1:])]
    around += [place[scope] for scope in of[np.asarray(nodes, np.int64)].tolist()]
    groups = _group(around, names, len(scopes), most)
    of_scope = np.full(len(above), -1)
    of_scope[np.asarray(scopes)] = np.arange(len(scopes))
    box = np.where(summary.counted, of_scope[of], -1)
    box[np.asarray(nodes, np.int64)] = len(scopes) + np.arange(len(nodes))
    return Drawing(around, groups, _edges(summary, box, np.array(around)))


def _group(around: list[int], names: Sequence[str], scopes: int, most: int) -> list[str]:
    """Put groups around the children of crowded boxes; the groups' names."""
    within: dict[int, list[int]] = {}
    for box, outer in enumerate(around[1:], 1):
        within.setdefault(outer, []).append(box)
    groups: list[str] = []
    for outer, children in within.items():
        if len(children) <= most:
            continue
        keys: dict[str, int] = {}
        for child in children:
            key = names[child].replace("/", "\N{DIVISION SLASH}")
            while key in keys:
                key += "'"
            keys[key] = child
        # a scope is told from a node by what lies in it
        paths = {f"{key}/." if child < scopes else key: child for key, child in keys.items()}
        made: dict[str, int] = {}
        for path, grouped in grouped_names(paths, most, everywhere=False).items():
            at, name = outer, ""
            for part in grouped.removesuffix(f"/{path}").split("/"):
                name += f"/{part}"
                if name not in made:
                    made[name] = len(around)
                    around.append(at)
                    groups.append(part)
                at = made[name]
            around[paths[path]] = at
    return groups


def _edges(summary: Summary, box: Ints, around: Ints) -> list[tuple[int, int]]:
    source, _, target, _ = summary.graph.nodes.edges
    first, second = box[source], box[target]
    both = (first >= 0) & (second >= 0)
    first, second = first[both], second[both]
    depth, outer = np.zeros(len(around), np.int64), around
    while (outer >= 0).any():
        depth += outer >= 0
        outer = np.where(outer >= 0, around[outer], -1)
    while (depth[first] != depth[second]).any():  # both ends climb to where they lie in the same box
        down, up = depth[first] > depth[second], depth[second] > depth[first]
        first, second = np.where(down, around[first], first), np.where(up, around[second], second)
    first, second = first[first != second], second[first != second]
    while (apart := around[first] != around[second]).any():
        first, second = np.where(apart, around[first], first), np.where(apart, around[second], second)
    pairs = np.unique(first * len(around) + second)
    return list(zip((pairs // len(around)).tolist(), (pairs % len(around)).tolist(), strict=True))
