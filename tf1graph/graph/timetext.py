"""Times of steps as text, 80 columns wide, and as JSON."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from tf1graph.graph.text import FAINT, WIDTH, View, memory
from tf1graph.graph.times import ScopeTime, Times

SLOWEST = 15  # nodes and op types that are listed
SMALL = 0.001  # of the whole time: what takes less shares a line
FEW = 3  # that have lines of their own all the same


def format_text(times: Times, view: View) -> str:
    """The times for people: by scope, the slowest op types, the slowest nodes."""
    of = f"of {times.steps} steps" if times.steps > 1 else "of a step"
    told = f"time {of}: {span(times.wall)} each from first op to last; its ops together {span(times.total)}"
    lines = textwrap.wrap(f"{told}, of {len(times.nodes):,} nodes", WIDTH)
    lines += ["", view.paint(_row("scope", "nodes", "memory", "time", "share"), FAINT)]
    lines += _scopes(times.root, times.total, view, 0)
    lines += ["", view.paint(_row("op type", "nodes", "", "time", "share"), FAINT)]
    for op, microseconds, count in times.by_op()[:SLOWEST]:
        lines.append(_row(op, f"{count:,}", "", span(microseconds), share(microseconds, times.total)))
    lines += ["", view.paint(_row("node", "op type", "memory", "time", "share"), FAINT)]
    chosen = [node for node in times.nodes if view.matches(node.name)]
    for node in chosen[:SLOWEST]:
        size = memory(int(node.bytes))
        lines.append(_row(node.name, node.op, size, span(node.microseconds), share(node.microseconds, times.total)))
    return "\n".join(lines)


def format_json(times: Times) -> str:
    """The times for programs, all of them: microseconds and bytes, means over the steps."""
    held = {
        "steps": times.steps,
        "wall": times.wall,
        "total": times.total,
        "tree": _scope_json(times.root),
        "nodes": [vars(node) for node in times.nodes],
    }
    return json.dumps(held, ensure_ascii=False, indent=1)


def _scopes(scope: ScopeTime, total: float, view: View, level: int) -> list[str]:
    children = [*scope.scopes.values()]
    small = [child for child in children if child.microseconds < total * SMALL]
    folded = small if len(small) > FEW else []
    lines = []
    for child in children:
        if child not in folded:
            lines.append(_scope_row(level, child.name, [child], total))
            if view.depth is None or level + 1 < view.depth:
                lines += _scopes(child, total, view, level + 1)
    return [*lines, _scope_row(level, f"{len(folded):,} more", folded, total)] if folded else lines


def _scope_row(level: int, name: str, scopes: list[ScopeTime], total: float) -> str:
    taken = sum(scope.microseconds for scope in scopes)
    count, size = sum(scope.nodes for scope in scopes), memory(int(sum(scope.bytes for scope in scopes)))
    return _row("  " * level + name, f"{count:,}", size, span(taken), share(taken, total))


def _scope_json(scope: ScopeTime) -> dict[str, Any]:
    return {**vars(scope), "scopes": [_scope_json(child) for child in scope.scopes.values()]}


def _row(name: str, kind: str, size: str, time: str, part: str) -> str:
    """One line; a name that is too long pushes the figures into the next."""
    figures = f"{kind:>20.20}{size:>8}{time:>10}{part:>7}"
    room = WIDTH - len(figures) - 1
    if len(name) > room:
        return "\n".join([*textwrap.wrap(name, WIDTH, subsequent_indent="    "), f"{'':<{room + 1}}{figures}".rstrip()])
    return f"{name:<{room + 1}}{figures}".rstrip()


def span(microseconds: float) -> str:
    """A time with its unit: `90 ns`, `3.1 µs`, `20.6 ms`, `1.2 s`."""
    if microseconds < 0.9995:
        return f"{microseconds * 1e3:.3g} ns"
    for limit, divisor, unit in ((1e3, 1, "µs"), (1e6, 1e3, "ms")):
        if microseconds < limit * 0.9995:
            return f"{microseconds / divisor:.3g} {unit}"
    return f"{microseconds / 1e6:.3g} s"


def share(part: float, total: float) -> str:
    """A part of a whole in per cent."""
    return f"{part / total:.1%}" if total else ""
