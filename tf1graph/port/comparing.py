"""Says whether two runs computed the same, and if not, where they first differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from tf1graph.graph import LoadedGraph

Sameness = Literal["the same", "the same figures", "different", "not comparable"]
TOLERANCE = 1e-4  # of figures that other nodes round otherwise; relative


@dataclass(frozen=True)
class Verdict:
    """What the comparison says.

    Attributes:
      sameness: `the same` (variables, initial values, figures, and the graph node for node), `the same figures` (by
        other nodes), `different`, or `not comparable` (the program differs from itself).
      first: the first difference, a sentence; empty where there is none.
      variables, scalars, runs: how many were compared.
      matched: how variables were matched that have other names in the port; empty where all have the same.
    """

    sameness: Sameness
    first: str = ""
    variables: int = 0
    scalars: int = 0
    runs: int = 0
    matched: str = ""

    def __str__(self) -> str:
        named = f" {self.matched}" if self.matched else ""
        counted = f"{self.variables} variables{named}, {self.scalars} figures of {self.runs} runs"
        return f"{self.sameness} ({counted})" + (f": {self.first}" if self.first else "")


@dataclass(frozen=True)
class Record:
    """What a run computed.

    Attributes:
      graphs: in the order in which sessions came to them.
      values: of variables, by the number of their graph, `first` or `last`, and their names: `0/first/dense/kernel`.
      scalars: every number that was fetched, with what it was fetched by.
      runs: of sessions, and steps taken eagerly.
      order: the variables, `0/dense/kernel`, in the order in which they were made.
      trained: those of them that are trained.
    """

    graphs: list[LoadedGraph]
    values: dict[str, Any]
    scalars: list[tuple[str, float]]
    runs: int
    order: tuple[str, ...] = ()
    trained: tuple[str, ...] = ()

    def value(self, variable: str, when: str) -> Any:
        """The first or last value of a variable; None where it is not kept."""
        graph, _, name = variable.partition("/")
        return self.values.get(f"{graph}/{when}/{name}")

    def kept(self, kind: Literal["order", "trained"]) -> list[str]:
        """The variables of `order` or `trained` of which a first value is kept."""
        return [name for name in getattr(self, kind) if self.value(name, "first") is not None]

    def form(self, variable: str) -> tuple[Any, ...]:
        """The shape and dtype of a variable."""
        value = self.value(variable, "first")
        return (variable.partition("/")[0], value.shape, value.dtype)

    def variables(self) -> list[str]:
        """The variables of which a first value is kept."""
        return [name.replace("/first/", "/", 1) for name in self.values if "/first/" in name]


def compare(before: Record, after: Record) -> Verdict:
    """The verdict on two records; the first difference is that of variables, then of values, figures and nodes."""
    pairs, matched = paired(before, after)
    counts = (len(pairs), len(before.scalars), before.runs, matched)
    if not before.runs and not before.values and not before.scalars:
        return Verdict("not comparable", "nothing was computed in the time given")
    figures = first_figure(before, after, pairs, matched)
    if figures:
        return Verdict("different", figures, *counts)
    nodes = renamed(pairs) if matched else first_node(before, after)
    return Verdict("the same figures" if nodes or matched else "the same", nodes, *counts)


def paired(before: Record, after: Record) -> tuple[dict[str, str], str]:
    """The name in the port of each variable, and how it was found where names differ, as Keras's do.

    Variables that have other names are matched by their order, if their shapes and dtypes agree one by one: all of
    them, or those alone that are trained, which another set of variables lies among where the optimisers are written
    otherwise.
    """
    names, others = before.variables(), after.variables()
    if set(names) == set(others):
        return dict(zip(names, names, strict=True)), ""
    kinds: tuple[Literal["order", "trained"], ...] = ("order", "trained")
    if before.order and all(
        [*map(before.form, before.kept(kind))] == [*map(after.form, after.kept(kind))] for kind in kinds
    ):
        return dict(zip(before.kept("order"), after.kept("order"), strict=True)), "matched by their order"
    said = "that are trained, matched by their order"
    found = subsequence(after, after.kept("trained"), before, before.kept("order"))
    if found:
        return {ours: theirs for theirs, ours in found.items()}, said
    found = subsequence(before, before.kept("trained"), after, after.kept("order"))
    return (found, said) if found else ({name: name for name in names}, "")


def renamed(pairs: dict[str, str]) -> str:
    """The first variable that has another name in the port."""
    return next(
        (f"{shown(name)} is called {shown(other)} in the port" for name, other in pairs.items() if name != other), ""
    )


def subsequence(some: Record, names: list[str], other: Record, among: list[str]) -> dict[str, str]:
    """For each of `names`, the next of `among` that has its shape and dtype; empty where one finds none."""
    waiting = iter(among)
    found = {}
    for name in names:
        partner = next((one for one in waiting if other.form(one) == some.form(name)), None)
        if partner is None:
            return {}
        found[name] = partner
    return found


def first_figure(before: Record, after: Record, pairs: dict[str, str], matched: str) -> str:
    """The first difference of variables, their values and what was fetched; empty where there is none."""
    if not matched:
        names, others = before.variables(), after.variables()
        for one, other, said in ((names, others, "lacks"), (others, names, "adds")):
            more = [name for name in one if name not in other]
            if more:
                return f"the port {said} the variable {shown(more[0])}"
    return (
        first_value(before, after, pairs, "first")
        or first_scalar(before, after)
        or (first_value(before, after, pairs, "last") if before.runs == after.runs and not matched else "")
    )


def first_value(before: Record, after: Record, pairs: dict[str, str], when: str) -> str:
    """The first variable whose value differs: initial values in any bit, others beyond rounding."""
    import numpy as np

    for name, other in pairs.items():
        a, b = before.value(name, when), after.value(other, when)
        if a is None or b is None:
            continue
        if a.shape != b.shape or a.dtype != b.dtype:
            return f"the variable {shown(name)} is {a.dtype}{list(a.shape)}, and ported {b.dtype}{list(b.shape)}"
        if not (np.array_equal(a, b) if when == "first" else close(a, b)):
            return f"the {'initial' if when == 'first' else 'last'} value of {shown(name)} is another"
    return ""


def shown(variable: str) -> str:
    """The name of a variable without its graph's number."""
    return variable.partition("/")[2]


def first_scalar(before: Record, after: Record) -> str:
    """The first figure that differs; where others are fetched, as Keras does, those that both have are compared."""
    ours, theirs = before.scalars, after.scalars
    alike = [name for name, _ in ours[: len(theirs)]] == [name for name, _ in theirs[: len(ours)]]
    if not alike:
        both = {name for name, _ in ours} & {name for name, _ in theirs}
        ours, theirs = ([one for one in figures if one[0] in both] for figures in (ours, theirs))
    for number, ((name, a), (_, b)) in enumerate(zip(ours, theirs, strict=False), 1):
        if not close(a, b):
            return f"figure {number}, {name}, is {a!r}, and ported {b!r}"
    if alike and before.runs == after.runs and len(ours) != len(theirs):
        return f"{len(ours)} figures were fetched, and ported {len(theirs)}"
    return ""


def close(a: Any, b: Any) -> bool:
    import numpy as np

    if getattr(a, "dtype", None) is not None and a.dtype.kind not in "fc":
        return bool(np.array_equal(a, b))
    return bool(np.allclose(a, b, rtol=TOLERANCE, atol=TOLERANCE * max(1e-3, float(np.max(np.abs(a), initial=0)))))


def first_node(before: Record, after: Record) -> str:
    """The first difference of the graphs, by the structural diff; empty where there is none."""
    from tf1graph.graph import diff

    if len(before.graphs) != len(after.graphs):
        return f"there are {len(before.graphs)} graphs, and ported {len(after.graphs)}"
    for old, new in zip(before.graphs, after.graphs, strict=True):
        found = diff(old, new)
        for change in found.changed:
            return f"{change.what} of the node {change.node} is {change.before}, and ported {change.after}"
        for name in found.removed:
            return f"the node {name} is not in the port"
        for name in found.added:
            return f"the port adds the node {name}"
        for name, other in found.renamed:
            return f"the node {name} is called {other} in the port"
        for name in found.moved:
            return f"the node {name} stands elsewhere in the order of the port"
    return ""
