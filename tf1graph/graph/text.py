"""A summary as text, 80 columns wide, and as JSON."""

from __future__ import annotations

import fnmatch
import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tf1graph.graph.findings import find_notes, find_warnings
from tf1graph.graph.folding import KINDS
from tf1graph.graph.nodes import Shape
from tf1graph.graph.tree import Scope, Summary, parameters_of

WIDTH = 80
DEEPEST = 200  # levels of a tree that readers of JSON still take
NAME = 30
BOLD, FAINT, YELLOW, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"
COMMANDS = re.compile(r"\x1b(?!\[(?:[012]|3[123])m)|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

SORTS: dict[str, Callable[[Scope], Any]] = {
    "graph": lambda scope: 0,
    "name": lambda scope: scope.name,
    "nodes": lambda scope: -scope.nodes,
    "parameters": lambda scope: -scope.parameters,
    "flops": lambda scope: -scope.flops,
    "memory": lambda scope: -(scope.variable_bytes + scope.activation_bytes),
}


@dataclass(frozen=True)
class View:
    """What is shown of a summary.

    Attributes:
      depth: how many scopes deep the tree goes, None for all of it.
      sort: one of `SORTS`; scopes within one scope are sorted.
      pattern: only scopes and variables whose whole name holds this, or matches it where it has `*`, `?` or `[`;
        of the tree, with all that is around them.
      nodes: whether the tree shows the nodes, too.
      variables: whether there is a table of variables.
      ops: whether there is a table of op types.
      color: whether to use a terminal's colours.
    """

    depth: int | None = 2
    sort: str = "graph"
    pattern: str | None = None
    nodes: bool = False
    variables: bool = False
    ops: bool = False
    color: bool = False

    def matches(self, name: str) -> bool:
        if self.pattern is None:
            return True
        if any(sign in self.pattern for sign in "*?["):
            return fnmatch.fnmatchcase(name, self.pattern)
        return self.pattern in name

    def paint(self, text: str, color: str) -> str:
        return f"{color}{text}{PLAIN}" if self.color else text


def format_text(summary: Summary, view: View = View()) -> str:
    """The summary for people."""
    lines = _heading(summary, view)
    if len(summary.graph.nodes):
        lines += ["", *_tree(summary, view)]
    if view.ops:
        lines += ["", *_ops(summary, view)]
    if view.variables or not len(summary.graph.nodes):
        lines += ["", *_variables(summary, view)]
    notes = find_notes(summary)
    if notes:
        lines += ["", *(line for note in notes for line in _wrapped(note))]
    warnings = find_warnings(summary)
    if warnings:
        lines.append("")
        lines += [view.paint(line, YELLOW) for text in warnings for line in _wrapped(f"Warning: {text}")]
    return harmless("\n".join(lines))


def format_json(summary: Summary, view: View = View()) -> str:
    """The summary for programs: an object with the graph's figures, its tree, ops, variables, notes and warnings."""
    graph, root = summary.graph, summary.root
    shown = _shown(summary, view)
    held = {
        "source": {"kind": graph.source.kind, "path": graph.source.path, "tensorflow": graph.tensorflow},
        "nodes": len(graph.nodes),
        "batch": summary.costs.batch,
        "shapes": summary.shapes.origin,
        "kinds": {kind: int((summary.kinds == at).sum()) for at, kind in enumerate(KINDS)},
        "tree": _scope_json(root, view, shown, 0) if len(graph.nodes) else None,
        "frozen": summary.frozen,
        "loops": [{"name": loop.name, "iterations": loop.iterations} for loop in summary.loops],
        "ops": dict(summary.ops.most_common()),
        "uncounted": dict(summary.uncounted.most_common()),
        "variables": [
            {
                "name": variable.name,
                "shape": list(variable.shape) if variable.shape is not None else None,
                "dtype": variable.dtype,
                "trainable": variable.trainable,
                "slot": variable.slot,
            }
            for variable in graph.variables
            if view.matches(variable.name)
        ],
        "functions": sorted(graph.functions),
        "notes": find_notes(summary),
        "warnings": find_warnings(summary),
    }
    return json.dumps(held, ensure_ascii=False, indent=1)


def _scope_json(scope: Scope, view: View, shown: dict[int, bool] | None, level: int) -> dict[str, Any]:
    shape = scope.output_shape
    held: dict[str, Any] = {
        "name": scope.path,
        "nodes": scope.nodes,
        "output_shape": list(shape) if shape is not None else None,
        "parameters": scope.parameters,
        "flops": scope.flops,
        "variable_bytes": scope.variable_bytes,
        "activation_bytes": scope.activation_bytes,
    }
    if view.nodes:
        held["own"] = [_node_json(scope.summary, node) for node in scope.own_nodes().tolist()]
    if level < DEEPEST and (not scope.number or _opens(scope, level - 1, view, shown)):
        held["scopes"] = [_scope_json(child, view, shown, level + 1) for child in _within(scope, view, shown)]
    return held


def _node_json(summary: Summary, node: int) -> dict[str, Any]:
    nodes = summary.graph.nodes
    return {
        "name": nodes.name(node),
        "op": nodes.op_of(node),
        "output_shapes": [None if shape is None else list(shape) for shape in summary.shapes.of(node)],
        "flops": int(summary.costs.flops[node]),
    }


def _heading(summary: Summary, view: View) -> list[str]:
    graph, root = summary.graph, summary.root
    by = f" of TensorFlow {graph.tensorflow}" if graph.tensorflow else ""
    lines = [view.paint(f"{graph.source.path or 'graph'}: {graph.source.kind}{by}", BOLD)]
    if not len(graph.nodes):
        counted = parameters_of(graph)
        total = sum(elements for variable, elements, _ in counted if not variable.slot)
        size = sum(bytes_ for _, _, bytes_ in counted)
        return [*lines, f"{len(graph.variables):,} variables, {total:,} parameters, {mebibytes(size)}"]
    folded = ", ".join(f"{kind} {number:,}" for kind, number in summary.folded.items())
    lines += _wrapped(f"{len(graph.nodes):,} nodes" + (f"; folded away: {folded}" if folded else ""))
    lines += _wrapped(
        f"{root.parameters:,} parameters ({mebibytes(root.variable_bytes)}); with a batch of {summary.costs.batch:,}: "
        f"{root.flops:,} FLOPs, {mebibytes(root.activation_bytes)} of activations"
    )
    return lines


def _tree(summary: Summary, view: View) -> list[str]:
    shown = _shown(summary, view)
    stack = [(0, child) for child in reversed(_within(summary.root, view, shown))]
    lines = _nodes(summary.root, 0, view)
    if view.pattern is not None and not stack and not lines:
        return _wrapped(f"Nothing that is shown has a name that holds or matches {view.pattern!r}.")
    while stack:
        level, scope = stack.pop()
        lines.append(_scope_row(scope, level))
        lines += _nodes(scope, level + 1, view)
        if _opens(scope, level, view, shown):
            stack += [(level + 1, child) for child in reversed(_within(scope, view, shown))]
    return [view.paint(_row("scope", "nodes", "output", "param.", "FLOPs", "variab.", "activ."), FAINT), *lines]


def _within(scope: Scope, view: View, shown: dict[int, bool] | None) -> list[Scope]:
    found = [child for child in scope.scopes if shown is None or child.number in shown]
    return sorted(found, key=SORTS[view.sort])


def _opens(scope: Scope, level: int, view: View, shown: dict[int, bool] | None) -> bool:
    """Whether the tree goes on within a scope that lies in `level` others; around a match it does, however deep."""
    return view.depth is None or level + 1 < view.depth or (shown is not None and not shown[scope.number])


def _shown(summary: Summary, view: View) -> dict[int, bool] | None:
    """The scopes that match, those within and those around, and of each whether it does more than lie around one.

    None for all. Where nodes are shown, a scope lies around those of its nodes that match.
    """
    if view.pattern is None:
        return None
    found: dict[int, bool] = {}
    parents = summary.scopes.parents.tolist()
    for _, scope in summary.root.walk():
        at = scope.number
        matches = at > 0 and (found.get(parents[at], False) or view.matches(scope.path))
        if not matches and not (view.nodes and _nodes(scope, 0, view)):
            continue
        found[at] = matches
        while at and (at := parents[at]) not in found:
            found[at] = False
    return found


def _scope_row(scope: Scope, level: int) -> str:
    return _row(
        indent(level) + scope.name,
        f"{scope.nodes:,}" if scope.nodes < 100_000 else short(scope.nodes),
        shape_text(scope.output_shape),
        short(scope.parameters),
        short(scope.flops),
        memory(scope.variable_bytes),
        memory(scope.activation_bytes),
    )


def indent(level: int) -> str:
    """The margin of a line of the tree; what lies deeper than a line is wide stays at its middle."""
    return "  " * min(level, WIDTH // 4)


def _nodes(scope: Scope, level: int, view: View) -> list[str]:
    if not view.nodes:
        return []
    summary = scope.summary
    nodes = summary.graph.nodes
    lines = []
    for node, name in nodes.names_of(scope.own_nodes()):
        if not view.matches(name):
            continue
        shapes = summary.shapes.of(node)
        label = f"{indent(level)}· {name.rpartition('/')[2]} {nodes.op_of(node)}"
        shape = shape_text(shapes[0]) if shapes else ""
        size = memory(int(summary.costs.activation_bytes[node]))
        lines.append(_row(label, "", shape, "", short(int(summary.costs.flops[node])), "", size))
    return lines


def _row(name: str, nodes: str, output: str, parameters: str, flops: str, variables: str, activations: str) -> str:
    """One line; a name that is too long pushes the figures into the next."""
    figures = f"{nodes:>6} {output:<13.13}{parameters:>7}{flops:>7}{variables:>8}{activations:>8}"
    if len(name) > NAME - 1:
        pieces = textwrap.wrap(name, WIDTH, subsequent_indent=" " * 4, drop_whitespace=False) or [name]
        return "\n".join([*(piece.rstrip() for piece in pieces), f"{'':<{NAME}}{figures}".rstrip()])
    return f"{name:<{NAME}}{figures}".rstrip()


def _ops(summary: Summary, view: View) -> list[str]:
    nodes = summary.graph.nodes
    flops: dict[str, float] = {}
    for number, op in enumerate(nodes.op_names):
        flops[op] = float(summary.costs.flops[(nodes.op == number) & summary.counted].sum())
    total = sum(flops.values()) or 1
    lines = [view.paint(f"{'op':<44}{'nodes':>10}{'FLOPs':>16}{'share':>9}", FAINT)]
    ops = summary.ops
    for op in sorted(ops, key=lambda op: (-flops[op], -ops[op], op)) if view.sort == "flops" else _by_number(ops):
        share = f"{flops[op] / total:9.1%}" if flops[op] else ""
        lines.append(f"{op:<44.44}{ops[op]:>10,}{short(int(flops[op])):>16}{share}".rstrip())
    return lines


def _by_number(ops: dict[str, int]) -> list[str]:
    return sorted(ops, key=lambda op: (-ops[op], op))


def _variables(summary: Summary, view: View) -> list[str]:
    sizes = {variable.name: (elements, size) for variable, elements, size in parameters_of(summary.graph)}
    lines = [view.paint(f"{'variable':<40}{'shape':<17}{'type':<9}{'param.':>6}{'memory':>8}", FAINT)]
    found = [variable for variable in summary.graph.variables if view.matches(variable.name)]
    if view.sort in ("parameters", "memory"):
        found.sort(key=lambda variable: -sizes.get(variable.name, (0, 0))[view.sort == "memory"])
    elif view.sort == "name":
        found.sort(key=lambda variable: variable.name)
    for variable in found:
        elements, size = sizes.get(variable.name, (0, 0))
        shape = shape_text(variable.shape) or "()"
        row = f"{shape:<17.17}{variable.dtype:<9}{short(elements):>6}{memory(size):>8}"
        sign = "-" if variable.slot else "*" if variable.trainable else " "
        name = f"{sign} {variable.name}"
        lines += [f"{name:<40}{row}"] if len(name) < 40 else [*_wrapped(name), f"{'':<40}{row}"]
    kept = sum(1 for variable in found if variable.slot)
    lines += _wrapped(f"{len(found):,} variables: * is trained, - ({kept:,}) is kept by an optimiser")
    return lines


def harmless(text: str) -> str:
    """The text without what a terminal would obey, as a name in a file may have it; our own colours are left."""
    return COMMANDS.sub("\ufffd", text)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False) or [""]


def shape_text(shape: Shape) -> str:
    """A shape as `?×28×28×1`, `()` for a scalar, nothing for an unknown one."""
    if shape is None:
        return ""
    return "×".join("?" if size is None else str(size) for size in shape) or "()"


def short(number: int) -> str:
    """A number in at most six characters: `627k`, `7.08M`; nothing for 0."""
    if not number:
        return ""
    if number < 1000:
        return str(number)
    size = float(number)
    for sign in "kMGTP":
        size /= 1000
        if size < 999.5:
            return f"{size:.{_decimals(size)}f}{sign}"
    return f"{size / 1000:.2g}E"


def memory(size: int) -> str:
    """A size in at most seven characters: `49.0K`, `12.3M`, in units of 1024; nothing for 0."""
    if not size:
        return ""
    number = float(size)
    for sign in ("B", "K", "M", "G", "T", "P", "E"):
        if number < 999.5:
            return f"{number:.{_decimals(number) if sign != 'B' else 0}f}{sign}"
        number /= 1024
    return f"{number:.2g}Z"


def mebibytes(size: int) -> str:
    """A size with its unit: `12.3 MiB`."""
    text = memory(size) or "0B"
    return f"{text[:-1]} {text[-1]}iB" if text[-1] != "B" else f"{text[:-1]} bytes"


def _decimals(number: float) -> int:
    return 2 if number < 9.995 else 1 if number < 99.95 else 0
