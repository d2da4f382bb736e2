"""A difference as text, 80 columns wide, and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from dataclasses import asdict

from tf1graph.graph.differences import Change, Difference
from tf1graph.graph.text import BOLD, PLAIN, WIDTH, harmless

SHOWN = 40  # lines of a section; the rest is counted
RED, GREEN, YELLOW = "\x1b[31m", "\x1b[32m", "\x1b[33m"


def format_text(found: Difference, before: str = "the first", after: str = "the second", color: bool = False) -> str:
    """The difference for people: a renamed scope is one line, and so is one that only one graph has."""

    def paint(text: str, sign: str) -> str:
        return "\n".join(f"{sign}{line}{PLAIN}" if color else line for line in _wrapped(text))

    if not found:
        return f"{before} and {after}: the same graph"
    lines = [paint(f"- {before}", BOLD), paint(f"+ {after}", BOLD)]
    for title, sign, tint, names in (("removed", "-", RED, found.removed), ("added", "+", GREEN, found.added)):
        if names:
            lines += ["", f"{_nodes(len(names))} {title}"]
            lines += [paint(line, tint) for line in _cut([f"{sign} {name}" for name in _gathered(names)])]
    if found.renamed:
        lines += ["", f"{_nodes(len(found.renamed))} renamed"]
        rows = []
        for (old, new), number in found.renamed_scopes().most_common():
            rows.append(f"~ {old or '/'} → {new or '/'}" + (f" ({_nodes(number)})" if number > 1 else ""))
        lines += [paint(line, YELLOW) for line in _cut(rows)]
    if found.changed:
        lines += ["", f"{_nodes(len({change.node for change in found.changed}))} changed"]
        lines += [paint(line, YELLOW) for line in _cut(_changes(found.changed))]
    if found.moved:
        lines += ["", f"{_nodes(len(found.moved))} in another order"]
        lines += [paint(line, YELLOW) for line in _cut([f"~ {name}" for name in _gathered(found.moved)])]
    return harmless("\n".join(lines))


def format_json(found: Difference) -> str:
    """The difference for programs: an object with the attributes of `Difference`, and the renamed scopes."""
    scopes = [
        {"before": old, "after": new, "nodes": number} for (old, new), number in found.renamed_scopes().most_common()
    ]
    held = {"same": not found, **asdict(found), "renamed_scopes": scopes}
    return json.dumps(held, ensure_ascii=False, indent=1)


def _changes(changed: list[Change]) -> list[str]:
    """A line for each change; those that say the same of several nodes are one."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for change in changed:
        alike.setdefault((change.what, change.before, change.after), []).append(change.node)
    rows = []
    for (what, old, new), names in alike.items():
        first = f"~ {names[0]}" + (f" and {len(names) - 1:,} more" if len(names) > 1 else "")
        rows.append(f"{first}: {what} {old or 'none'} → {new or 'none'}")
    return rows


def _gathered(names: list[str]) -> list[str]:
    """Names in the order of the graph, those of a scope with more than one as one line where they stand together."""
    tops: Counter[str] = Counter(name.partition("/")[0] for name in names)
    rows: list[str] = []
    said: set[str] = set()
    for name in names:
        top = name.partition("/")[0]
        if tops[top] == 1:
            rows.append(name)
        elif top not in said:
            said.add(top)
            group = [one for one in names if one == top or one.startswith(f"{top}/")]
            rows.append(f"{_common(group)}/… ({_nodes(len(group))})" if len(group) > 3 else group[0])
            rows += group[1:] if len(group) <= 3 else []
    return rows


def _common(names: list[str]) -> str:
    """The scope that all lie in."""
    parts = [name.split("/") for name in names]
    shared = []
    for column in zip(*parts, strict=False):
        if len({*column}) > 1:
            break
        shared.append(column[0])
    return "/".join(shared)


def _cut(rows: list[str]) -> list[str]:
    more = len(rows) - SHOWN
    return rows if more <= 1 else [*rows[:SHOWN], f"  … and {more:,} more (--json has all)"]


def _nodes(number: int) -> str:
    return "1 node" if number == 1 else f"{number:,} nodes"


def _wrapped(line: str) -> list[str]:
    return (
        [line] if len(line) <= WIDTH else textwrap.wrap(line, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    )
