"""The table of names as a port needs it: read from `names.txt`, so that no TensorFlow has to be imported.

`names.txt` is written from the table itself by `python scripts/write_names_page.py`, and a test holds the two equal.
"""

from __future__ import annotations

import fnmatch
import types
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

SNAPSHOT = Path(__file__).with_name("names.txt")
PAGE = "docs/names.md"  # of this package, where each name is explained
HEAD = "# What a port writes for each name. Written by `python scripts/write_names_page.py`.\n"
# Whose names are not listed: internals, protocol buffers, raw ops.
OPEN = ("tf.compat.v2", "tf.compiler", "tf.core", "tf.python", "tf.raw_ops", "tf.tools")
OPEN_DOTTED = tuple(f"{place}." for place in OPEN)
KERAS = "tf.keras"

Kind = Literal["same", "renamed", "changed", "keras", "ours", "refused", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """What a port makes of a name.

    Attributes:
      kind: `same` (today's compat.v1 has it and builds the same), `changed` (it has it, with the same figures by other
        nodes), `renamed` (it has it as `written`), `keras` (the package tf_keras has it), `ours` (only `tf1graph.tf`
        has it), `refused` (nobody has) or `unknown` (TensorFlow 1 had none of that name, or nobody knows it).
      legacy: the part of the name that the table knows, as `tf.train.Saver`.
      written: the name of compat.v1, for `renamed`.
      note: what the table says.
    """

    kind: Kind
    legacy: str
    written: str = ""
    note: str = ""


@dataclass
class Table:
    """All names: the rows of the table, and what today's TensorFlow and this package have in each module."""

    rows: dict[str, Verdict] = field(default_factory=dict)
    refusals: list[Verdict] = field(default_factory=list)  # by wildcard
    today: dict[str, frozenset[str]] = field(default_factory=dict)
    ours: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known: dict[str, Verdict] = {}
        self._needed: set[str] = set()  # modules and classes below which there is a name of ours alone
        self._holders: set[str] = set()  # modules and classes of which the table knows something

    def know(self, row: Verdict) -> None:
        """Take a row of the table."""
        if "*" in row.legacy or "?" in row.legacy:
            self.refusals.append(row)
            return
        self.rows[row.legacy] = row
        holder = row.legacy.rpartition(".")[0]
        while holder:
            self._holders.add(holder)
            if row.kind == "ours":
                self._needed.add(holder)
            holder = holder.rpartition(".")[0]

    def is_module(self, legacy: str) -> bool:
        """Whether `legacy` is a module of TensorFlow 1 that is listed here, or an unlisted one."""
        is_holder = legacy in self._holders and legacy.rpartition(".")[2].islower()
        return is_holder or legacy in self.today or legacy in self.ours or is_open(legacy)

    def judge(self, legacy: str) -> Verdict:
        """What a port makes of `legacy`, which may go on into the attributes of a function or class."""
        found = self._known.get(legacy)
        if found is None:
            found = self._known[legacy] = self._judge(legacy)
        return found

    def _judge(self, legacy: str) -> Verdict:
        parts = legacy.split(".")
        name = parts[0]
        last: Verdict | None = None
        for position, part in enumerate(parts[1:], 1):
            place, name = name, f"{name}.{part}"
            whole = position == len(parts) - 1
            row = self.rows.get(name)
            if row and not (row.kind in ("ours", "changed") and not whole and self._goes_on(name, parts[position + 1])):
                last = row
                if not self._goes_on(name, parts[position + 1] if not whole else ""):
                    return row
                continue
            refused = next((one for one in self.refusals if fnmatch.fnmatchcase(name, one.legacy)), None)
            if refused:
                return Verdict("refused", name, note=refused.note)
            if position == 3 and parts[1] == "contrib" and part == "python":
                return Verdict("ours", legacy)  # resolved by the tree, as `tf.contrib.X`
            if is_open(name):
                return Verdict("ours" if name.startswith("tf.python") else "same", legacy)
            theirs: Kind = "keras" if is_below(name, KERAS) else "same"
            if name in self.today or name in self.ours:
                last = Verdict(theirs if name in self.today else "ours", name)
                continue
            kind: Kind | None = None
            if part in self.today.get(place, ()) or (part.startswith("__") and place in self.today):
                kind = theirs
            elif part in self.ours.get(place, ()) or name in self._holders:
                kind = "ours"
            elif last and last.kind == "same" and not (place in self.today or place in self.ours):
                return last  # an attribute of a class of today's, or of a module that is not listed
            if kind:
                last = Verdict(kind, name)
                if name in self._holders:
                    continue
                return last
            if last is not None and last.kind == "ours" and part.startswith("_"):
                return Verdict("ours", name)
            return Verdict("unknown", name, note="neither TensorFlow 1.15.5 nor this package is known to have it")
        return last or Verdict("same", legacy)

    def _goes_on(self, name: str, part: str) -> bool:
        """Whether the table knows more below `name`."""
        return bool(part) and (f"{name}.{part}" in self.rows or name in self.today or name in self.ours)

    def needs_ours(self, module: str) -> bool:
        """Whether a module of TensorFlow 1 holds a name that only this package has."""
        return module not in self.today or module in self._needed


def is_below(legacy: str, place: str) -> bool:
    """Whether `legacy` is `place` or lies in it."""
    return legacy == place or legacy.startswith(place + ".")


def is_open(legacy: str) -> bool:
    """Whether `legacy` lies where names are not listed."""
    return f"{legacy}.".startswith(OPEN_DOTTED)


@lru_cache(1)
def load() -> Table:
    """The table."""
    return parse(SNAPSHOT.read_text(encoding="utf-8"))


def parse(text: str) -> Table:
    """The table that `format_snapshot` wrote."""
    table = Table()
    for line in text.splitlines()[1:]:
        kind, legacy, rest = line.split("\t", 2)
        if kind in ("today", "ours_in"):
            (table.today if kind == "today" else table.ours)[legacy] = frozenset(rest.split())
            continue
        written, note = rest.split("\t", 1)
        found = Verdict(kind, legacy, written, note)  # type: ignore[arg-type]
        table.know(found)
    return table


def is_elsewhere(legacy: str) -> bool:
    """Whether a name is told by its place alone: internals come from here, and Keras is a package of its own."""
    return is_open(legacy) or is_below(legacy, KERAS)


def format_snapshot() -> str:
    """`names.txt`, from the table of names and the modules as they are. Imports TensorFlow and the whole tree."""
    from tf1graph.tf import names

    rows = names.table()
    lines = [
        "\t".join((verdict.kind, verdict.legacy, verdict.written, verdict.note))
        for verdict in (judge_row(row, rows) for row in rows.values())
        if verdict.kind == "refused" or rows[verdict.legacy].port or not is_elsewhere(verdict.legacy)
    ]
    for place, today, ours in modules():
        if today:
            lines.append(f"today\t{place}\t{' '.join(today)}")
        if ours:
            lines.append(f"ours_in\t{place}\t{' '.join(ours)}")
    return HEAD + "".join(line + "\n" for line in sorted(lines))


def judge_row(row: Any, rows: dict[str, Any]) -> Verdict:
    """What a port makes of a row of the table."""
    if row.fidelity == "refused":
        return Verdict("refused", row.legacy, note=row.note)
    if row.port:
        kind: Kind = "ours" if row.port == "tf1graph" else "renamed"
        return Verdict(kind, row.legacy, row.port if kind == "renamed" else "", row.note)
    if row.stands.startswith("tf1graph.tf:"):
        other = "tf." + row.stands.partition(":")[2]
        target = judge_row(rows[other], rows) if other in rows else Verdict("same", other)
        if target.kind in ("same", "changed", "renamed") and exists_today(target.written or other):
            return Verdict("renamed", row.legacy, target.written or other, row.note)
    if not row.gone and exists_today(row.legacy):
        return Verdict("changed", row.legacy, note=row.note)
    return Verdict("ours", row.legacy, note=row.note)


def exists_today(legacy: str) -> bool:
    """Whether compat.v1 has the name without Keras 3, or tf_keras one of `tf.keras`."""
    from tf1graph.tf._private import compat_v1

    found: Any = compat_v1
    parts = legacy.split(".")[1:]
    if is_below(legacy, KERAS):
        found, parts = import_module("tf_keras"), parts[1:]
    for part in parts:
        try:
            found = getattr(found, part)
        except (AttributeError, ImportError):
            return False
    return True


def modules() -> Iterable[tuple[str, list[str], list[str]]]:
    """Each module of TensorFlow 1, the names that today's compat.v1 has in it, and those that only this package has."""
    from tf1graph import tf
    from tf1graph.tf import _tree, contrib

    waiting: list[tuple[str, Any]] = [("tf", tf), ("tf.contrib", contrib), (KERAS, tf.keras)]
    seen = set()
    while waiting:
        place, module = waiting.pop()
        if place in seen or is_open(place) or place.startswith("tf.compat."):
            continue
        seen.add(place)
        today: list[str] = []
        ours: list[str] = []
        for name in _tree.public_names(module, place):
            if f"{place}.{name}" == "tf.names":
                continue
            (today if exists_today(f"{place}.{name}") else ours).append(name)
            try:
                found = getattr(module, name)
            except (AttributeError, ImportError):
                continue
            legacy = f"{place}.{name}"
            if isinstance(found, types.ModuleType) and vars(found).get("__name__") == _tree.ROOT + legacy:
                waiting.append((legacy, found))
        yield place, today, ours
