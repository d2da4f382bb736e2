"""What differs between two graphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tf1graph.graph.matching import Matching, Side
from tf1graph.graph.model import LoadedGraph
from tf1graph.graph.nodes import Nodes, Shape, shape_of
from tf1graph.graph.variables import dtype_name

LARGEST_VALUE = 1 << 26  # bytes of a constant up to which its numbers are compared, not its bytes
NOTES = frozenset({"_output_shapes", "_class", "_has_manual_control_dependencies"})
KEPT = 60  # characters of a value


@dataclass(frozen=True)
class Change:
    """One thing that differs in a node that is in both graphs.

    Attributes:
      node: its name in the first graph.
      what: "op", "shape", "attribute NAME", "input", "device" or "trainable".
      before, after: what it is in either, in words; "" where it is not there.
    """

    node: str
    what: str
    before: str
    after: str


@dataclass
class Difference:
    """How a graph differs from another; false where it does not.

    Attributes:
      removed, added: names of nodes that only the first, or only the second has.
      renamed: names of a node in either, of those that differ in their names.
      changed: what differs in the nodes that both have.
      moved: nodes of both that do not stand in the same order, the fewest that explain it.
    """

    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.renamed or self.changed or self.moved)

    def renamed_scopes(self) -> Counter[tuple[str, str]]:
        """The renamings with the number of nodes of each; what is equal at the ends of both names is left out."""
        found: Counter[tuple[str, str]] = Counter()
        for before, after in self.renamed:
            old, new = before.split("/"), after.split("/")
            while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
                old.pop()
                new.pop()
            found["/".join(old), "/".join(new)] += 1
        return found


def diff(before: LoadedGraph, after: LoadedGraph) -> Difference:
    """How the graph `after` differs from `before`.

    Nodes are paired by their names and by what they compute, so that a renamed scope is renamed nodes and nothing
    else; inputs are compared by way of the pairs. Shapes are compared where both graphs record them. An attribute
    that is missing in one counts as its default. Names of devices, and which variable a node is placed with, count
    as far as both graphs say something of them.
    """
    if not len(before.nodes) and not len(after.nodes):
        return _of_checkpoints(before, after)
    found = diff_nodes(before.nodes, after.nodes)
    for name in sorted({*before.functions, *after.functions}):
        if name not in after.functions:
            found.removed.append(f"{name}()")
        elif name not in before.functions:
            found.added.append(f"{name}()")
        else:
            _put_within(found, diff_nodes(before.functions[name], after.functions[name]), f"{name}()/")
    if before.trainable is not None and after.trainable is not None:
        renamed = dict(found.renamed)
        names = {renamed.get(name, name): name for name in before.trainable}
        both = {variable.name for variable in after.variables}
        for name in sorted(names.keys() ^ after.trainable):
            if name in both and (name in names or name not in found.added):
                told = ("yes", "no") if name in names else ("no", "yes")
                found.changed.append(Change(names.get(name, name), "trainable", *told))
    return found


def diff_nodes(before: Nodes, after: Nodes) -> Difference:
    """How some nodes differ from others."""
    first, second = Side(before), Side(after)
    matching = Matching(first, second)
    removed, added = matching.left()
    found = Difference([first.names[node] for node in removed], [second.names[node] for node in added])
    compared = _Compared(matching)
    for a in range(len(first.names)):
        if a in matching.there:
            b = matching.there[a]
            if first.names[a] != second.names[b]:
                found.renamed.append((first.names[a], second.names[b]))
            found.changed += compared.changes(a, b)
    found.moved = [first.names[node] for node in _moved(matching)]
    return found


class _Compared:
    def __init__(self, matching: Matching):
        self.matching = matching
        self.before, self.after = matching.before, matching.after
        self.raw = (self.before.nodes.attr_entries(), self.after.nodes.attr_entries())
        self.shapes = (self.before.nodes.recorded_shapes, self.after.nodes.recorded_shapes)

    def changes(self, a: int, b: int) -> list[Change]:
        """What differs in a pair."""
        before, after = self.before.nodes, self.after.nodes
        name = self.before.names[a]
        found = []
        if before.op_of(a) != after.op_of(b):
            found.append(Change(name, "op", before.op_of(a), after.op_of(b)))
        found += self._inputs(name, a, b)
        if self.raw[0][a] != self.raw[1][b]:
            found += self._attributes(name, a, b)
            found += self._shapes(name, a, b)
        devices = before.device(a), after.device(b)
        if all(devices) and devices[0] != devices[1]:
            found.append(Change(name, "device", *devices))
        return found

    def _inputs(self, name: str, a: int, b: int) -> list[Change]:
        old, new = self.before.inputs[a], self.after.inputs[b]
        mapped = [(self.matching.there.get(node, -1), output) for node, output in old]
        data = [pair for pair in mapped if pair[1] >= 0], [pair for pair in new if pair[1] >= 0]
        control = {pair for pair in mapped if pair[1] < 0}, {pair for pair in new if pair[1] < 0}
        if data[0] == data[1] and control[0] == control[1]:
            return []
        return [Change(name, "input", *self._differing(old, mapped, new))]

    def _differing(
        self, old: list[tuple[int, int]], mapped: list[tuple[int, int]], new: list[tuple[int, int]]
    ) -> tuple[str, str]:
        """The inputs of either that the other has not at the same place."""
        places = [at for at, pair in enumerate(mapped) if pair[1] >= 0 and pair != _at(new, at)]
        others = [at for at, pair in enumerate(new) if pair[1] >= 0 and pair != _at(mapped, at)]
        places += [at for at, pair in enumerate(mapped) if pair[1] < 0 and pair not in new]
        others += [at for at, pair in enumerate(new) if pair[1] < 0 and pair not in mapped]
        before = [_tensor(self.before.names, old[at]) for at in places]
        after = [_tensor(self.after.names, new[at]) for at in others]
        return _short(", ".join(before)), _short(", ".join(after))

    def _attributes(self, name: str, a: int, b: int) -> list[Change]:
        before, after = self.before.nodes, self.after.nodes
        old, new = before.attrs(a), after.attrs(b)
        found = []
        for key in sorted({*old, *new} - NOTES):
            pair = old.get(key), new.get(key)
            if pair[0] == pair[1] or _same(before.op_of(a), after.op_of(b), key, *pair):
                continue
            found.append(Change(name, f"attribute {key}", *(_said(value) for value in pair)))
        return found

    def _shapes(self, name: str, a: int, b: int) -> list[Change]:
        old, new = (lists[int(number[node])] for (lists, number), node in zip(self.shapes, (a, b), strict=True))
        if old and new and old != new:
            return [Change(name, "shape", _shapes_said(old), _shapes_said(new))]
        return []


def _at(pairs: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    return pairs[place] if place < len(pairs) else None


def _moved(matching: Matching) -> list[int]:
    """The fewest nodes of the first graph without which the order of the pairs is the same in both."""
    places = [matching.there[a] for a in sorted(matching.there)]
    nodes = sorted(matching.there)
    tails: list[int] = []  # of the rising sequences of each length, the lowest end
    ends: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = int(np.searchsorted(tails, place)) if tails and tails[-1] > place else len(tails)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
            ends.append(at)
        else:
            tails[length], ends[length] = place, at
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [node for at, node in enumerate(nodes) if at not in kept]


def _same(op: str, other: str, key: str, before: Any, after: Any) -> bool:
    """Whether two values of an attribute mean the same, though they are not written alike."""
    if before is not None and after is not None:
        kinds = before.WhichOneof("value"), after.WhichOneof("value")
        return kinds == ("tensor", "tensor") and _same_tensors(before.tensor, after.tensor)
    if op != other:
        return True  # the op is the change
    from tf1graph.chatter import load_tensorflow

    load_tensorflow()
    from tf1graph.tf._private import op_def_registry
    from tf1graph.tf.graph_util import default

    given = before if before is not None else after
    return op_def_registry.get(op) is not None and given.SerializeToString() == _bytes(default(op, key))


def _bytes(value: Any) -> bytes | None:
    return None if value is None else value.SerializeToString()


def _same_tensors(before: Any, after: Any) -> bool:
    if before.dtype != after.dtype or max(before.ByteSize(), after.ByteSize()) > LARGEST_VALUE:
        return False
    values = _array(before), _array(after)
    return values[0] is not None and values[1] is not None and np.array_equal(*values)


def _array(tensor: Any) -> Any:
    """The numbers of a tensor, None where they cannot be had."""
    from tensorboard.util.tensor_util import make_ndarray

    elements = 1
    for dim in tensor.tensor_shape.dim:
        elements *= max(dim.size, 0)
    if elements > LARGEST_VALUE:  # a few bytes can stand for that many numbers
        return None
    try:
        return make_ndarray(tensor)
    except (TypeError, ValueError):
        return None


def _of_checkpoints(before: LoadedGraph, after: LoadedGraph) -> Difference:
    old = {variable.name: variable for variable in before.variables}
    new = {variable.name: variable for variable in after.variables}
    found = Difference([name for name in old if name not in new], [name for name in new if name not in old])
    for name in old.keys() & new.keys():
        if old[name].shape != new[name].shape:
            shapes = (_shapes_said((side[name].shape,)) for side in (old, new))
            found.changed.append(Change(name, "shape", *shapes))
        if old[name].dtype != new[name].dtype:
            found.changed.append(Change(name, "attribute dtype", old[name].dtype, new[name].dtype))
    found.changed.sort(key=lambda change: change.node)
    return found


def _put_within(found: Difference, inner: Difference, prefix: str) -> None:
    found.removed += [prefix + name for name in inner.removed]
    found.added += [prefix + name for name in inner.added]
    found.renamed += [(prefix + before, prefix + after) for before, after in inner.renamed]
    found.changed += [Change(prefix + one.node, one.what, one.before, one.after) for one in inner.changed]
    found.moved += [prefix + name for name in inner.moved]


def _tensor(names: list[str], pair: tuple[int, int]) -> str:
    node, output = pair
    return f"^{names[node]}" if output < 0 else names[node] if not output else f"{names[node]}:{output}"


def _shapes_said(shapes: tuple[Shape, ...]) -> str:
    return ", ".join("unknown" if shape is None else str(list(shape)).replace("None", "?") for shape in shapes)


def _said(value: Any) -> str:
    """An attribute's value in words."""
    if value is None:
        return ""
    kind = value.WhichOneof("value")
    if kind == "type":
        return dtype_name(value.type)
    if kind == "tensor":
        numbers = _array(value.tensor)
        if numbers is None:
            return "a tensor"
        return _short(" ".join(str(numbers.tolist() if numbers.size < 100 else numbers).split()))
    if kind == "shape":
        return _shapes_said((shape_of(value.shape),))
    if kind == "s":
        return _short(value.s.decode("utf-8", "replace"))
    if kind in ("i", "f", "b"):
        return str(getattr(value, kind))
    return _short(" ".join(str(value).split()))


def _short(text: str) -> str:
    return text if len(text) <= KEPT else text[: KEPT - 1] + "…"
