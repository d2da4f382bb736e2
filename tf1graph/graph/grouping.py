"""Names regrouped so that no scope shows more boxes than a person can read.

TensorBoard draws a box for each child of a scope. Where a scope has more than `MOST`, its children are put into
groups named after their first and last, `layer_0-layer_9/layer_3/…`; a search by the old name still finds them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from tf1graph.graph.folding import is_beside

MOST = 30  # boxes that a person can read in one view
LARGE = 4  # the most scopes, side by side, that are looked into for what is seen first
FEW = 6  # of which scopes that are not the model itself keep their own

Tree = dict[str, "Tree"]  # the children of a scope, in the order of the graph; a node that has none is empty


def grouped_names(names: Iterable[str], most: int = MOST, everywhere: bool = True) -> dict[str, str]:
    """The new name of each node whose name changes, by its old one.

    Args:
      names: of all nodes, in the order of the graph, with `/` between scopes.
      most: boxes in a scope.
      everywhere: whether all scopes get groups, or only what is seen first: the outermost level, or where that is not
        crowded, the outermost that is of each scope that holds a quarter of the graph, as one around all of it does.
    """
    names = list(names)
    tree: Tree = {}
    for name in names:
        scope = tree
        for part in name.split("/"):
            scope = scope.setdefault(part, {})
    crowded: dict[str, dict[str, str]] = {}  # of a scope's path, the groups that each of its children lies in
    _find_crowded(tree, most, crowded, everywhere)
    if not crowded:
        return {}
    changed = {}
    for name in names:
        path, new = "", []
        for part in name.split("/"):
            group = crowded.get(path, {}).get(part)
            new.append(f"{group}/{part}" if group else part)
            path = f"{path}/{part}" if path else part
        joined = "/".join(new)
        if joined != name:
            changed[name] = joined
    return changed


def _find_crowded(tree: Tree, most: int, crowded: dict[str, dict[str, str]], everywhere: bool) -> None:
    large = _size(tree) / LARGE
    ahead = [("", tree)]
    while ahead:
        path, scope = ahead.pop()
        if len(scope) > most:
            crowded[path] = _groups(scope, most)
            if not everywhere:
                continue
        ahead += [
            (f"{path}/{name}" if path else name, child)
            for name, child in scope.items()
            if child and (everywhere or _size(child) >= large)
        ]


def _size(tree: Tree) -> int:
    """How many names lie in a scope."""
    size, ahead = 0, [tree]
    while ahead:
        scope = ahead.pop()
        size += len(scope)
        ahead += [child for child in scope.values() if child]
    return size


def _groups(scope: Tree, most: int) -> dict[str, str]:
    """The group path of each child of a crowded scope that is put into one."""
    inner = [name for name, child in scope.items() if child]
    beside = [name for name in inner if is_beside(name)][:FEW]  # gradients, the optimiser: boxes of their own
    inner = [name for name in inner if name not in beside]
    most -= len(beside)
    single = [name for name, child in scope.items() if not child]
    # Scopes are what a reader knows: they keep their own boxes where these leave room for the groups of single nodes.
    room = most - len(inner)
    if room >= min(len(single), most // 3):
        return _in_groups(single, room, most, set(scope))
    kinds = [kind for kind in (inner, single) if kind]
    found: dict[str, str] = {}
    for kind in kinds:
        found.update(_in_groups(kind, most // len(kinds), most, set(scope)))
    return found


def _in_groups(children: list[str], room: int, most: int, taken: set[str]) -> dict[str, str]:
    """Children in at most `room` groups of neighbours, and groups of groups where those would be crowded too."""
    if len(children) <= room:
        return {}
    count = min(room, math.ceil(math.sqrt(len(children))))
    size = math.ceil(len(children) / count)
    found = {}
    for start in range(0, len(children), size):
        members = children[start : start + size]
        if len(members) == 1:
            continue
        name = f"{members[0]}-{members[-1]}"
        while name in taken:
            name += "-"
        taken.add(name)
        within = _in_groups(members, most, most, {name}) if len(members) > most else {}
        for member in members:
            found[member] = f"{name}/{within[member]}" if member in within else name
    return found
