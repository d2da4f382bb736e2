"""What somebody should know of a graph who has not asked: what is wrong with it, and what the figures leave out."""

from __future__ import annotations

import numpy as np

from tf1graph.graph.folding import FORWARD, GRADIENTS, OPTIMIZER, SUMMARIES, TRAINS
from tf1graph.graph.model import LoadedGraph
from tf1graph.graph.nodes import Nodes
from tf1graph.graph.ordering import order
from tf1graph.graph.tree import Summary

LARGE_CONSTANT = 1 << 20
NAMED = 5  # things of a kind that a sentence names
MARKS = ("Identity", "ReadVariableOp")
UPDATES = (
    *("Assign", "AssignAdd", "AssignSub", "AssignVariableOp", "AssignAddVariableOp", "AssignSubVariableOp"),
    *("ScatterAdd", "ScatterSub", "ScatterUpdate", "ResourceScatterAdd", "ResourceScatterSub", "ResourceScatterUpdate"),
)


def find_warnings(summary: Summary) -> list[str]:
    """Sentences on what is likely a mistake in the graph."""
    nodes = summary.graph.nodes
    if not len(nodes):
        return []
    return [
        *_broken(nodes),
        *_unconnected(summary),
        *_untrained(summary),
        *_queues(summary.graph),
        *_large_constants(nodes),
        *_summaries(summary),
    ]


def find_notes(summary: Summary) -> list[str]:
    """Sentences on how the graph was read and what the figures leave out."""
    graph, ops = summary.graph, summary.ops
    notes = [*graph.source.notes]
    if len(graph.nodes) and summary.shapes.origin == "unknown":
        notes.append("The file records no shapes, so neither FLOPs nor activations are known; --infer infers them.")
    elif summary.shapes.origin == "inferred":
        notes.append("The shapes are not recorded in the file: today's TensorFlow has inferred them.")
    uncounted = summary.uncounted
    if uncounted and summary.shapes.origin != "unknown":
        named = _list([f"{number} {op}" if number > 1 else op for op, number in uncounted.most_common()])
        notes.append(f"The FLOPs leave out what has no rule or an unknown shape: {named}.")
    if summary.frozen:
        notes.append(
            f"Frozen: the parameters are those of {_number(summary.frozen, 'constant')} in place of variables."
        )
    notes += _loops(summary)
    called = sum(number for op, number in ops.items() if op in graph.functions or op.endswith("PartitionedCall"))
    if called:
        notes.append(f"{_number(called, 'call')} of functions, whose bodies are not counted.")
    if summary.costs.open_sizes:
        many = _number(summary.costs.open_sizes, "shape")
        notes.append(f"{many} with more than one open size: the first is the batch, the others count as 1.")
    return notes


def _loops(summary: Summary) -> list[str]:
    """How often the loops are counted that hold a node of the figures."""
    shown = [loop for loop in summary.loops if summary.counted[loop.nodes].any()]
    known = [f"{loop.name} ({loop.iterations:,})" for loop in shown if loop.iterations is not None]
    unknown = [loop.name for loop in shown if loop.iterations is None]
    notes = []
    if known:
        notes.append(f"While loops are counted with all their iterations where their number is known: {_list(known)}.")
    if unknown:
        notes.append(f"Counted per iteration, since only a run tells how many there are: {_list(unknown)}.")
    return notes


def _broken(nodes: Nodes) -> list[str]:
    found = []
    if len(nodes.index) < len(nodes):
        found.append(
            f"{_number(len(nodes) - len(nodes.index), 'node')} with the name of another: no TensorFlow loads it."
        )
    dangling = nodes.dangling
    if dangling:
        named = _list([f"{text} of {name}" for name, text in dangling])
        found.append(f"{_number(len(dangling), 'input')} that no node of the graph gives: {named}.")
    placed = order(nodes)
    if len(placed) < len(nodes):
        first = min({*range(len(nodes))}.difference(placed))
        found.append(f"A cycle that is no while loop leads to {nodes.name(first)}.")
    return found


def _unconnected(summary: Summary) -> list[str]:
    """Variables that nothing but their own initialisation, saving and updating reads."""
    graph, nodes = summary.graph, summary.graph.nodes
    source, _, target, _ = nodes.edges
    using = np.isin(summary.kinds[target], (FORWARD, GRADIENTS, SUMMARIES))
    passing = np.isin(nodes.op, [nodes.op_names.index(op) for op in MARKS if op in nodes.op_names])
    used = np.zeros(len(nodes), bool)
    used[source[using & ~passing[target]]] = True
    for _ in range(3):  # a chain of Identity is used where its end is
        used[source[using & passing[target] & used[target]]] = True
    unread = [
        variable.name
        for variable in graph.variables
        if variable.node >= 0
        and not variable.slot
        and summary.kinds[variable.node] == FORWARD
        and not used[variable.node]
        and not _counts(nodes, variable.node)
    ]
    return [f"{_number(len(unread), 'variable')} that nothing reads: {_list(unread)}."] if unread else []


def _counts(nodes: Nodes, node: int) -> bool:
    """Whether it is a counter, such as the global step: it is added to, and read by who fetches it."""
    users = nodes.edges.target[nodes.edges.source == node]
    return any(nodes.op_of(int(user)) in ("AssignAdd", "AssignAddVariableOp") for user in users)


def _untrained(summary: Summary) -> list[str]:
    graph, nodes = summary.graph, summary.graph.nodes
    if graph.trainable is None:
        return []
    applied = [number for number, op in enumerate(nodes.op_names) if TRAINS.match(op)]
    if not applied:
        return []
    source, _ = nodes.inputs_of(np.flatnonzero(np.isin(nodes.op, applied)), 0)
    others = nodes.of_op(*UPDATES)  # as Adam makes of a sparse gradient
    others = others[summary.kinds[others] == OPTIMIZER]
    updated = {*source.tolist(), *nodes.inputs_of(others, 0)[0].tolist()}
    left = [one.name for one in graph.variables if one.trainable and not one.slot and one.node not in updated]
    return [f"{_number(len(left), 'trainable variable')} that no optimiser updates: {_list(left)}."] if left else []


def _queues(graph: LoadedGraph) -> list[str]:
    nodes = graph.nodes
    found = []
    for node in nodes.of_op(*(op for op in nodes.op_names if "QueueV2" in op or op.endswith("Queue"))).tolist():
        op, name = nodes.op_of(node), nodes.name(node)
        if not op.removesuffix("V2").endswith("Queue"):
            continue
        users = {nodes.op_of(int(user)) for user in nodes.edges.target[nodes.edges.source == node]}
        read = any(user.startswith("QueueDequeue") for user in users)
        filled = any(user.startswith("QueueEnqueue") for user in users)
        if read and not filled:
            found.append(f"The queue {name} is read, and nothing puts anything into it.")
        elif read and graph.queues_run is not None and name not in graph.queues_run:
            found.append(
                f"The queue {name} is read, and no queue runner fills it: unless the program does, who reads it waits "
                "for ever."
            )
    return found


def _large_constants(nodes: Nodes) -> list[str]:
    start, end = nodes.attr_place("value")
    size = end - start
    large = nodes.of_op("Const")
    large = large[size[large] > LARGE_CONSTANT]
    large = large[np.argsort(-size[large], kind="stable")]
    named = _list([f"{nodes.name(node)} ({int(size[node]) / (1 << 20):.1f} MiB)" for node in large.tolist()])
    return [f"{_number(len(large), 'constant')} over 1 MiB, kept in the graph itself: {named}."] if len(large) else []


def _summaries(summary: Summary) -> list[str]:
    kinds = summary.kinds
    if (kinds == GRADIENTS).any() and not (kinds == SUMMARIES).any():
        return ["It trains and has no summaries: TensorBoard will have no curves of it."]
    return []


def _number(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _list(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")
