"""THE TABLE: every legacy name that `tensorflow.compat.v1` lacks or changed, and what stands in its place.

A name with a body of its own declares its row where the body stands, with the decorator `provide`; a name
that merely moved, was renamed or is refused is a row of `ROWS` here. `table()` puts both together. Whatever
is in neither is compat.v1's, unchanged. No second list exists: resolving a name, `tf1graph names` and the
tests all read this one.
"""

from __future__ import annotations

import fnmatch
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Literal, TypeVar

Fidelity = Literal["exact", "approximate", "refused"]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Row:
    """What the table says of one legacy name.

    Attributes:
      legacy: the name as TensorFlow 1 wrote it, `tf.layers.conv2d`.
      fidelity: `exact` (a golden recorded by TensorFlow 1.15.5 holds it), `approximate` or `refused`.
      stands: `module:attribute` of what stands in its place, or a `module`; empty where it is refused.
      today: how a program for today's TensorFlow writes it, empty where it has no equivalent.
      gone: the first TensorFlow whose compat.v1 lacks it, or "" where compat.v1 has it but builds another graph.
      note: what differs, or why it is refused and what to do instead.
    """

    legacy: str
    fidelity: Fidelity
    stands: str = ""
    today: str = ""
    gone: str = ""
    note: str = ""


# Names without a body of their own.
ROWS: tuple[Row, ...] = (
    Row("tf.compat.v1", "exact", "tf1graph.tf", note="`tf` itself, as it was in 1.15.5 but for its contrib"),
    *(
        Row(f"tf.python.layers.{module}", "exact", f"tf1graph.tf.layers{file}", gone="2.16")
        for module, file in {
            "base": ".base",
            "convolutional": "",
            "core": ".core",
            "layers": "",
            "normalization": ".normalization",
            "pooling": ".pooling",
        }.items()
    ),
)

_bodies: dict[str, Row] = {}


def provide(*legacy: str, fidelity: Fidelity = "exact", **about: str) -> Callable[[F], F]:
    """Declare that the decorated function or class stands for the names `legacy`: a row of the table each.

    Args:
      legacy: one or more names as TensorFlow 1 wrote them.
      fidelity: `exact` only where a golden test holds it.
      about: `today`, `gone` and `note` of the rows.
    """

    def declare(body: F) -> F:
        row = Row("", fidelity, stands=f"{body.__module__}:{body.__qualname__}", **about)
        for name in legacy:
            _bodies[name] = replace(row, legacy=name)
        return body

    return declare


def declared(legacy: str) -> Row | None:
    """The row of one name, of those whose bodies have been imported and of `ROWS`; None where there is none."""
    return _bodies.get(legacy) or _rows_by_name.get(legacy)


def all_declared() -> list[tuple[str, Row]]:
    """Every row so far, with its name: those whose bodies have been imported, and `ROWS`."""
    return [*{**_rows_by_name, **_bodies}.items()]


def table() -> dict[str, Row]:
    """All rows by legacy name, sorted. Imports every module of the tree, so TensorFlow too."""
    tree = import_module("tf1graph.tf")
    for module in pkgutil.walk_packages(tree.__path__, tree.__name__ + "."):
        import_module(module.name)
    return dict(sorted({**_rows_by_name, **_bodies}.items()))


def select(pattern: str | None = None) -> list[Row]:
    """The rows whose legacy name contains `pattern`, or matches it where it holds `*`, `?` or `[`; all without one."""
    if not pattern:
        return list(table().values())
    wild = any(c in pattern for c in "*?[")
    return [
        row for row in table().values() if (fnmatch.fnmatchcase(row.legacy, pattern) if wild else pattern in row.legacy)
    ]


def stand_in(row: Row) -> Any:
    """The object that stands in place of the row's name."""
    module, _, attribute = row.stands.partition(":")
    thing = import_module(module)
    for part in attribute.split(".") if attribute else ():
        thing = getattr(thing, part)
    return thing


def format_rows(rows: Iterable[Row]) -> str:
    """The rows as lines of text: fidelity, legacy name, today's name or the note."""
    return "\n".join(f"{row.fidelity:<12} {row.legacy:<44} {row.today or row.note}".rstrip() for row in rows)


def format_page(rows: Iterable[Row]) -> str:
    """The page `docs/names.md`: the rows as a table in Markdown."""
    cells = [
        f"| `{row.legacy}` | {row.fidelity} | {row.gone or 'no, builds other nodes'} "
        f"| {f'`{row.today}`' if row.today else ''} | {row.note} |"
        for row in rows
    ]
    return "\n".join((PAGE_HEAD, *cells, ""))


PAGE_HEAD = """# Names of TensorFlow 1

What this package puts in place of a name that today's `tensorflow.compat.v1` lacks or changed. *Exact*: a golden
recorded by the real TensorFlow 1.15.5 holds it. Every other name of `tf` is compat.v1's own, unchanged; a name that
nobody provides raises an error that says so. Written from the table by `python scripts/write_names_page.py`.

| TensorFlow 1 | state | gone from compat.v1 since | today | note |
| --- | --- | --- | --- | --- |"""

_rows_by_name = {row.legacy: row for row in ROWS}
