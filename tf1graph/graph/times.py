"""Where the time of a step goes: what a program recorded of its steps, by node, op type and scope."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tf1graph.errors import MalformedFile
from tf1graph.graph.model import LoadedGraph, Recorded

OP = re.compile(r"^\S+ = (\w+)\(")  # of a label such as "a/b = MatMul(x, w)"
BESIDE = ("/stream:", "/memcpy")  # devices that tell of the same ops a second time


@dataclass
class NodeTime:
    """A node in the steps that were recorded.

    `name`, `op` type, `device`; `microseconds` and `bytes` that it asked for, both the mean over the steps; `runs` in
    all steps together.
    """

    name: str
    op: str
    device: str
    microseconds: float = 0.0
    bytes: float = 0.0
    runs: int = 0


@dataclass
class ScopeTime:
    """A name scope: the sums of the nodes in it and in the scopes within it, means over the steps."""

    name: str
    microseconds: float = 0.0
    bytes: float = 0.0
    nodes: int = 0
    scopes: dict[str, ScopeTime] = field(default_factory=dict)


@dataclass
class Times:
    """What `times_of` gives.

    `steps` recorded; `wall` microseconds of a step, from its first op's start to its last one's end, the mean; the
    `nodes` that ran, the slowest first; the tree of scopes under `root`. Ops run side by side: the sum of the nodes'
    times may be more than `wall`.
    """

    steps: int
    wall: float
    nodes: list[NodeTime]
    root: ScopeTime

    @property
    def total(self) -> float:
        """Microseconds of all nodes of a step together."""
        return self.root.microseconds

    def by_op(self) -> list[tuple[str, float, int]]:
        """(op type, microseconds of a step, nodes) of each, the slowest first."""
        found: dict[str, list[float]] = defaultdict(list)
        for node in self.nodes:
            found[node.op].append(node.microseconds)
        return sorted(((op, sum(each), len(each)) for op, each in found.items()), key=lambda row: (-row[1], row[0]))


def times_of(graph: LoadedGraph) -> Times:
    """The times of the steps that came with the graph.

    Raises:
      MalformedFile: there are none, or they cannot be read.
    """
    if not graph.run_metadata:
        raise MalformedFile(
            graph.source.path or "graph",
            "came with no times of steps; record some with --profile, or with FileWriter.add_run_metadata",
        )
    nodes: dict[tuple[str, str], NodeTime] = {}
    wall = 0.0
    steps = len(graph.run_metadata)
    for recorded in graph.run_metadata:
        begin, end = None, 0
        for device, stats in each(recorded):
            start = stats.all_start_micros
            begin = start if begin is None else min(begin, start)
            end = max(end, start + stats.all_end_rel_micros)
            name = stats.node_name.partition(":")[0]
            node = nodes.get((device, name))
            if node is None:
                node = nodes[device, name] = NodeTime(name, op_of(stats, graph), device)
            node.microseconds += duration(stats) / steps
            node.bytes += sum(used.total_bytes for used in stats.memory) / steps
            node.runs += 1
        wall += (end - (begin or 0)) / steps
    ordered = sorted(nodes.values(), key=lambda node: (-node.microseconds, node.name))
    return Times(steps, wall, ordered, in_scopes(ordered))


def each(recorded: Recorded) -> Iterator[tuple[str, Any]]:
    """(device, NodeExecStats) of each run of a node in a step.

    Raises:
      MalformedFile: the record is damaged.
    """
    from google.protobuf.message import DecodeError
    from tensorboard.compat.proto.config_pb2 import RunMetadata

    try:
        metadata = RunMetadata.FromString(recorded.data)
    except DecodeError:
        raise MalformedFile(recorded.tag, f"is a damaged record of the times of step {recorded.step}") from None
    for device in metadata.step_stats.dev_stats:
        if not any(sign in device.device for sign in BESIDE):
            for stats in device.node_stats:
                if stats.node_name not in ("_SOURCE", "_SINK"):
                    yield device.device, stats


def duration(stats: Any) -> float:
    """Microseconds that a run of a node computed."""
    if stats.op_end_rel_nanos:
        return (stats.op_end_rel_nanos - stats.op_start_rel_nanos) / 1000
    return float(stats.op_end_rel_micros - stats.op_start_rel_micros or stats.all_end_rel_micros)


def op_of(stats: Any, graph: LoadedGraph) -> str:
    """The op type of a node that ran: as its label says, else as the graph has it."""
    if found := OP.match(stats.timeline_label):
        return found[1]
    at = graph.nodes.index.get(stats.node_name.partition(":")[0])
    return graph.nodes.op_of(at) if at is not None else stats.node_name.rpartition(":")[2] or "?"


def in_scopes(nodes: Sequence[NodeTime]) -> ScopeTime:
    """The tree of scopes, with the sums of `nodes`; within a scope the slowest first."""
    root = ScopeTime("")
    for node in nodes:
        scope = root
        for part in (None, *node.name.split("/")[:-1]):
            if part is not None:
                scope = scope.scopes.setdefault(part, ScopeTime(part))
            scope.microseconds += node.microseconds
            scope.bytes += node.bytes
            scope.nodes += 1
    waiting = [root]
    while waiting:
        scope = waiting.pop()
        scope.scopes = dict(sorted(scope.scopes.items(), key=lambda item: (-item[1].microseconds, item[0])))
        waiting += scope.scopes.values()
    return root


def trace_of(graph: LoadedGraph) -> str:
    """The steps as a trace for chrome://tracing and Perfetto, in JSON.

    A process for each device, and in it as many rows as ops ran side by side: TensorFlow does not say on which thread.
    """
    devices: dict[str, int] = {}
    events: list[dict[str, Any]] = []
    for recorded in graph.run_metadata:
        rows: dict[str, list[float]] = {}  # of each device, when each row is free again
        ran = [(stats.all_start_micros + stats.op_start_rel_micros, device, stats) for device, stats in each(recorded)]
        for start, device, stats in sorted(ran, key=lambda one: one[0]):
            if device not in devices:
                devices[device] = len(devices)
                named = {"name": "process_name", "ph": "M", "pid": devices[device], "args": {"name": device}}
                events.append(named)
            free = rows.setdefault(device, [])
            row = next((number for number, end in enumerate(free) if end <= start), len(free))
            free[row : row + 1] = [start + duration(stats)]
            events.append(
                {
                    "name": op_of(stats, graph),
                    "cat": "op",
                    "ph": "X",
                    "pid": devices[device],
                    "tid": row,
                    "ts": start,
                    "dur": duration(stats),
                    "args": {"node": stats.node_name.partition(":")[0], "step": recorded.step},
                }
            )
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms"})
