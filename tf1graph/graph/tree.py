"""The tree of name scopes, and what lies in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from tf1graph.graph.cost import Costs, Floats, Shapes, count_costs, output_sizes
from tf1graph.graph.folding import FORWARD, KINDS, OPTIMIZER, kinds_of
from tf1graph.graph.frozen import frozen_weights
from tf1graph.graph.loops import Loop, find_loops, times_of_nodes
from tf1graph.graph.model import LoadedGraph, Variable
from tf1graph.graph.nodes import Nodes, Shape
from tf1graph.graph.scopes import Scopes, scopes_of
from tf1graph.graph.variables import SIZES, elements_of, memory_of
from tf1graph.graph.wire import Ints

STATE = frozenset({"Const", "Variable", "VariableV2", "VarHandleOp", "NoOp"})  # nodes that no scope gives
SUMS = ("nodes", "parameters", "variable_bytes", "flops", "activation_bytes")


@dataclass
class Summary:
    """A graph summed up. All figures are of the kinds of nodes that were asked for, by default the forward ones.

    Attributes:
      graph: what was summed up.
      shapes: of the outputs of its nodes.
      costs: of each node.
      kinds: of each node, its place in `folding.KINDS`.
      counted: of each node, whether it is in the figures.
      scopes: all name scopes.
      own, total: of each scope, the sums named in `SUMS`: of the nodes directly in it, and of those within too.
      loops: the while loops; FLOPs and activations are those of all their iterations, of one where that is not known.
      frozen: how many constants are counted as parameters, since they stand where variables stood.
    """

    graph: LoadedGraph
    shapes: Shapes
    costs: Costs
    kinds: Ints
    counted: Any
    scopes: Scopes
    own: dict[str, Floats]
    total: dict[str, Floats]
    loops: list[Loop] = field(default_factory=list)
    frozen: int = 0

    @property
    def root(self) -> Scope:
        """The scope that holds all others."""
        return Scope(self, 0)

    @property
    def folded(self) -> dict[str, int]:
        """How many nodes of each kind are not in the figures."""
        numbers = np.bincount(self.kinds[~self.counted], minlength=len(KINDS)).tolist()
        return {kind: number for kind, number in zip(KINDS, numbers, strict=True) if number}

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The scopes within each scope, in the order of the graph."""
        found: dict[int, list[int]] = {}
        for scope, parent in enumerate(self.scopes.parents.tolist()):
            if scope:
                found.setdefault(parent, []).append(scope)
        return found

    @cached_property
    def by_scope(self) -> tuple[Ints, Ints]:
        """The nodes sorted by their scope, and where each scope's begin."""
        order = np.argsort(self.scopes.of, kind="stable")
        first = np.searchsorted(self.scopes.of[order], np.arange(len(self.scopes.parents) + 1))
        return order, first

    @cached_property
    def outputs(self) -> Ints:
        """Of each scope the node whose output it gives, -1 where there is none; see `Scope.output_shape`."""
        nodes, scopes = self.graph.nodes, self.scopes
        known = np.array([bool(found) and found[0] is not None for found in self.shapes.lists], bool)
        giving = known[self.shapes.number] & (self.kinds == FORWARD) & self.counted
        giving &= ~np.isin(nodes.op, [at for at, op in enumerate(nodes.op_names) if op in STATE])
        source, output, target, _ = nodes.edges
        read = np.zeros(len(nodes), bool)
        read[source] = True
        leaving = giving[source] & (output >= 0) & (self.kinds[target] == FORWARD)
        source, inner, outer = source[leaving], scopes.of[source[leaving]], scopes.of[target[leaving]]
        last = np.full(len(scopes.parents), -1)
        ends = np.flatnonzero(giving & ~read)
        np.maximum.at(last, scopes.of[ends], ends)
        found = np.full(len(scopes.parents), -1)
        depth = np.zeros(len(scopes.parents), np.int64)
        for level, members in enumerate(scopes.levels):
            depth[members] = level
        for level in range(len(scopes.levels) - 1, 0, -1):  # both ends of each edge climb to where they meet
            members = scopes.levels[level]
            np.maximum.at(last, scopes.parents[members], last[members])
            outer = np.where(depth[outer] > level, scopes.parents[outer], outer)
            here = depth[inner] == level
            np.maximum.at(found, inner[here & (inner != outer)], source[here & (inner != outer)])
            kept = ~(here & (inner == outer))
            inner = np.where(here, scopes.parents[inner], inner)[kept]
            source, outer = source[kept], outer[kept]
        return np.where(found >= 0, found, last)

    @property
    def ops(self) -> Counter[str]:
        """How many nodes there are of each op type, in the figures."""
        return self.by_op(self.counted)

    @property
    def uncounted(self) -> Counter[str]:
        """How many of the figures' nodes, by op type, have operations that could not be counted."""
        return self.by_op(self.counted & ~self.costs.known)

    def by_op(self, chosen: Any) -> Counter[str]:
        """How many of the chosen nodes there are of each op type."""
        nodes = self.graph.nodes
        numbers = np.bincount(nodes.op[chosen], minlength=len(nodes.op_names)).tolist()
        return Counter({op: number for op, number in zip(nodes.op_names, numbers, strict=True) if number})


@dataclass(frozen=True)
class Scope:
    """A name scope.

    Attributes:
      summary: that it is part of.
      number: its place in `summary.scopes.names`.
    """

    summary: Summary
    number: int

    @property
    def path(self) -> str:
        """Its whole name, "" for the root."""
        return self.summary.scopes.names[self.number]

    @property
    def name(self) -> str:
        """The last part of its name."""
        return self.summary.scopes.last(self.number)

    @property
    def nodes(self) -> int:
        """How many nodes lie in it and in the scopes within."""
        return int(self.summary.total["nodes"][self.number])

    @property
    def parameters(self) -> int:
        """The numbers in its variables, those of an optimiser left out; of a frozen graph those in the constants."""
        return int(self.summary.total["parameters"][self.number])

    @property
    def variable_bytes(self) -> int:
        """The memory of its variables, those of an optimiser among them if its nodes are counted."""
        return int(self.summary.total["variable_bytes"][self.number])

    @property
    def flops(self) -> int:
        """Floating point operations of one pass of the batch through its nodes."""
        return int(self.summary.total["flops"][self.number])

    @property
    def activation_bytes(self) -> int:
        """The memory of all that its nodes give, if all were kept, as training keeps most of it."""
        return int(self.summary.total["activation_bytes"][self.number])

    @property
    def scopes(self) -> list[Scope]:
        """The scopes directly within that hold a counted node."""
        total = self.summary.total["nodes"]
        return [Scope(self.summary, at) for at in self.summary.children.get(self.number, ()) if total[at]]

    def own_nodes(self) -> Ints:
        """The counted nodes that lie directly in it, in the order of the graph."""
        order, first = self.summary.by_scope
        nodes = order[int(first[self.number]) : int(first[self.number + 1])]
        return nodes[self.summary.counted[nodes]]

    def all_nodes(self) -> Ints:
        """The counted nodes in it and in the scopes within, in the order of the graph."""
        wanted = [self.number]
        for at in wanted:
            wanted += self.summary.children.get(at, ())
        order, first = self.summary.by_scope
        parts = [order[int(first[at]) : int(first[at + 1])] for at in wanted]
        nodes = np.sort(np.concatenate(parts))
        return nodes[self.summary.counted[nodes]]

    def ops(self) -> Counter[str]:
        """How many nodes there are of each op type, in it and in the scopes within."""
        return self.summary.by_op(self.all_nodes())

    @property
    def output_shape(self) -> Shape:
        """The shape of what it gives: of its last node that another scope reads, else of its last that nobody does.

        None where there is none, or its shape is not known.
        """
        node = int(self.summary.outputs[self.number])
        return self.summary.shapes.of(node)[0] if node >= 0 else None

    def walk(self, depth: int | None = None) -> Iterator[tuple[int, Scope]]:
        """It and the scopes within, each before its own, with how deep it lies: 0 for itself."""
        stack = [(0, self)]
        while stack:
            level, scope = stack.pop()
            yield level, scope
            if depth is None or level < depth:
                stack += [(level + 1, child) for child in reversed(scope.scopes)]


def summarise(
    graph: LoadedGraph, batch: int = 1, kinds: tuple[str, ...] = ("forward",), shapes: Shapes | None = None
) -> Summary:
    """Sum a graph up by name scopes.

    Args:
      graph: what `load` gave.
      batch: the size that stands for the first open size of a shape, as in `[None, 784]`.
      kinds: what is counted, of `folding.KINDS`; all of them for the whole graph.
      shapes: of the outputs, by default as `shapes.find_shapes` finds them.
    """
    from tf1graph.graph.shapes import find_shapes

    nodes = graph.nodes
    shapes = shapes or find_shapes(graph)
    loops = find_loops(nodes, shapes)  # which resolves all inputs, so that the costs need not
    costs = count_costs(graph, shapes, batch)
    if loops:
        times = times_of_nodes(nodes, loops)
        costs.flops *= times
        costs.activation_bytes *= times
    scopes = scopes_of(nodes)
    of_kind = kinds_of(nodes, scopes)
    counted = np.isin(of_kind, [KINDS.index(kind) for kind in kinds])
    own = _sums(graph, costs, of_kind, counted, scopes, KINDS[OPTIMIZER] in kinds)
    frozen = _frozen(nodes, shapes)
    for key, values in zip(("parameters", "variable_bytes"), frozen[1:], strict=True):
        own[key] += np.bincount(scopes.of[frozen[0]], values, len(scopes.parents))
    total = {key: values.copy() for key, values in own.items()}
    for level in scopes.levels[:0:-1]:
        above = scopes.parents[level]
        for values in total.values():
            values += np.bincount(above, values[level], len(values))
    return Summary(graph, shapes, costs, of_kind, counted, scopes, own, total, loops, len(frozen[0]))


def parameters_of(graph: LoadedGraph) -> list[tuple[Variable, int, int]]:
    """The variables with a known size: each with its elements and its bytes."""
    elements = {shape: elements_of(shape) for shape in {variable.shape for variable in graph.variables}}
    found = ((variable, elements[variable.shape]) for variable in graph.variables)
    return [(variable, size, size * SIZES.get(variable.dtype, 0)) for variable, size in found if size is not None]


def _frozen(nodes: Nodes, shapes: Shapes) -> tuple[Ints, Floats, Floats]:
    """The constants that are weights of a frozen graph, their elements and their bytes."""
    chosen = frozen_weights(nodes)
    found = [shapes.of(node) for node in chosen.tolist()]
    elements = np.array([elements_of(each[0]) or 0 if each and each[0] else 0 for each in found], np.float64)
    chosen, elements = chosen[elements > 0], elements[elements > 0]
    return chosen, elements, elements * output_sizes(nodes)[chosen]


def _sums(
    graph: LoadedGraph, costs: Costs, kinds: Ints, counted: Any, scopes: Scopes, slots: bool
) -> dict[str, Floats]:
    of, size = scopes.of[counted], len(scopes.parents)
    own = {
        "nodes": np.bincount(of, minlength=size).astype(np.float64),
        "flops": np.bincount(of, costs.flops[counted], size).astype(np.float64),
        "activation_bytes": np.bincount(of, costs.activation_bytes[counted], size).astype(np.float64),
        "parameters": np.zeros(size),
        "variable_bytes": np.zeros(size),
    }
    nodes, slot, elements, memory = memory_of(graph.nodes, graph.trainable)
    slot |= kinds[nodes] == OPTIMIZER
    shown = np.full(len(nodes), True) if slots else ~slot
    own["variable_bytes"] += np.bincount(scopes.of[nodes[shown]], memory[shown], size)
    own["parameters"] += np.bincount(scopes.of[nodes[~slot]], elements[~slot], size)
    return own
