"""Which node of one graph is which of another: by names, by structure, and by the scopes that were renamed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator

from tf1graph.graph.nodes import Nodes
from tf1graph.graph.ordering import order

IGNORED = (b"_output_shapes", b"_class", b"_has_manual_control_dependencies")
ALIKE = 0.5  # share of nodes that two scopes must have in common for one to be the other renamed


class Side:
    """One of the two graphs, with what matching looks at.

    Attributes:
      local: of each node a hash of its op type and attributes.
      whole: of each node a hash of these, and of those of all that it is computed from; no name is in it.
      inputs: of each node the nodes that feed it, each with which of its outputs, -1 for a control input.
    """

    def __init__(self, nodes: Nodes):
        self.nodes = nodes
        self.names = nodes.names
        self.inputs: list[list[tuple[int, int]]] = [[] for _ in self.names]
        for source, output, target in zip(*(column.tolist() for column in nodes.edges[:3]), strict=True):
            self.inputs[target].append((source, output))
        self.local = [
            hash((nodes.op_of(node), frozenset(entry for entry in entries if not _ignored(entry))))
            for node, entries in enumerate(nodes.attr_entries())
        ]
        self.whole = self._whole()
        self.scopes = self._scopes()

    def _whole(self) -> list[int]:
        found = [0] * len(self.names)
        for node in order(self.nodes):
            found[node] = hash((self.local[node], *((found[at], output) for at, output in self.inputs[node])))
        return found

    def _scopes(self) -> dict[str, list[int]]:
        """The nodes in each scope and all within, the node of the scope's own name first."""
        found: dict[str, list[int]] = defaultdict(list)
        for node, name in enumerate(self.names):
            at = name.rfind("/")
            while at > 0:
                found[name[:at]].append(node)
                at = name.rfind("/", 0, at)
        for scope in found:
            own = self.nodes.index.get(scope)
            if own is not None:
                found[scope].insert(0, own)
        return found

    def within(self, scope: str) -> dict[str, int]:
        """The nodes in a scope by what their names are after it."""
        return {self.names[node][len(scope) :]: node for node in self.scopes[scope]}


class Matching:
    """The pairs of nodes that are the same in both graphs, whether changed or not.

    Attributes:
      there: of each node of the first graph its node in the second, for those that have one.
      back: the other way round.
    """

    def __init__(self, before: Side, after: Side):
        self.before, self.after = before, after
        self.there: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self._by_name(lambda a, b: before.whole[a] == after.whole[b])
        self._by_scope()
        self._by_name(lambda a, b: before.nodes.op_of(a) == after.nodes.op_of(b))
        self._by_structure(lambda side, node: side.whole[node])
        self._by_inputs()
        self._by_name(lambda a, b: True)

    def pair(self, a: int, b: int) -> None:
        if a not in self.there and b not in self.back:
            self.there[a], self.back[b] = b, a

    def left(self) -> tuple[list[int], list[int]]:
        """The nodes of either graph that have none in the other, in order."""
        return (
            [node for node in range(len(self.before.names)) if node not in self.there],
            [node for node in range(len(self.after.names)) if node not in self.back],
        )

    def _by_name(self, same: Callable[[int, int], bool]) -> None:
        index = self.after.nodes.index
        for a, name in enumerate(self.before.names):
            b = index.get(name)
            if b is not None and a not in self.there and b not in self.back and same(a, b):
                self.pair(a, b)

    def _by_structure(self, key: Callable[[Side, int], Hashable]) -> None:
        """Pair those that are left and alike, in their order."""
        a_left, b_left = self.left()
        found: dict[Hashable, list[int]] = defaultdict(list)
        for b in reversed(b_left):
            found[key(self.after, b)].append(b)
        for a in a_left:
            candidates = found.get(key(self.before, a))
            if candidates:
                self.pair(a, candidates.pop())

    def _by_inputs(self) -> None:
        """Pair those that are left, have the same op and attributes, and are fed by nodes that are pairs."""
        _, b_left = self.left()
        if not b_left:
            return
        found: dict[Hashable, list[int]] = defaultdict(list)
        for b in reversed(b_left):
            found[self.after.local[b], tuple(self.after.inputs[b])].append(b)
        for a in order(self.before.nodes):
            if a in self.there:
                continue
            inputs = tuple((self.there.get(at, -1), output) for at, output in self.before.inputs[a])
            candidates = found.get((self.before.local[a], inputs))
            while inputs and candidates and a not in self.there:
                self.pair(a, candidates.pop())

    def _by_scope(self) -> None:
        """Pair scopes that only one graph has with such of the other: first those that are equal, then alike."""
        gone = _topmost(self.before, self.after)
        new = _topmost(self.after, self.before)
        if not gone or not new:
            return
        equal: dict[int, list[str]] = defaultdict(list)
        for scope in reversed(new):
            equal[_signature(self.after, scope)].append(scope)
        rest = []
        for scope in gone:
            candidates = equal.get(_signature(self.before, scope))
            if candidates:
                self._pair_scopes(scope, candidates.pop())
            else:
                rest.append(scope)
        taken = {scope for candidates in equal.values() for scope in candidates}
        for scope, other in self._alike(rest, [scope for scope in new if scope in taken]):
            self._pair_scopes(scope, other)

    def _alike(self, gone: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
        having: dict[tuple[str, str], list[str]] = defaultdict(list)
        for scope in new:
            for rest, node in self.after.within(scope).items():
                having[rest, self.after.nodes.op_of(node)].append(scope)
        taken: set[str] = set()
        for scope in gone:
            nodes = self.before.within(scope)
            shared: Counter[str] = Counter()
            for rest, node in nodes.items():
                shared.update(other for other in having.get((rest, self.before.nodes.op_of(node)), ())[:100])
            for other, number in shared.most_common():
                if number < ALIKE * max(len(nodes), len(self.after.scopes[other])):
                    break
                if other not in taken:
                    taken.add(other)
                    yield scope, other
                    break

    def _pair_scopes(self, scope: str, other: str) -> None:
        theirs = self.after.within(other)
        for rest, a in self.before.within(scope).items():
            b = theirs.get(rest)
            if b is not None and self.before.nodes.op_of(a) == self.after.nodes.op_of(b):
                self.pair(a, b)


def _topmost(side: Side, other: Side) -> list[str]:
    """The scopes that only `side` has, without those that lie within such."""
    return [
        scope
        for scope in side.scopes
        if scope not in other.scopes and ("/" not in scope or scope.rpartition("/")[0] in other.scopes)
    ]


def _signature(side: Side, scope: str) -> int:
    return hash(frozenset((rest, side.local[node]) for rest, node in side.within(scope).items()))


def _ignored(entry: bytes) -> bool:
    return entry[2 : 2 + entry[1]] in IGNORED if len(entry) > 1 else False
