"""Modules and names of other packages and of the standard library that stand elsewhere today."""

from __future__ import annotations

import ast
import collections.abc
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.port.fixers import Fixer
from tf1graph.port.resolve import Use
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("moved-modules")
MODULES = {
    "pandas.tools.plotting": "pandas.plotting",
    "pyDOE": "pydoe",
    "scipy.sparse.linalg.eigen": "scipy.sparse.linalg",
    "scipy.sparse.linalg.eigen.arpack": "scipy.sparse.linalg",
    "sklearn.datasets.samples_generator": "sklearn.datasets",
    "sklearn.externals.six": "six",
    "sklearn.manifold.t_sne": "sklearn.manifold",
    "xml.etree.cElementTree": "xml.etree.ElementTree",
}
NAMES = {
    "time.clock": "time.process_time",
    **{f"collections.{name}": f"collections.abc.{name}" for name in collections.abc.__all__},
}
FROM = re.compile(rb"from(\s+)([\w.]+)\s+import\b")


@fixer.on_module
def rewrite(module: Module) -> Iterator[Edit]:
    """Edits of imports of such modules, and of such names that are read from theirs."""
    for use in module.uses:
        if use.base is None:
            yield from rewrite_import(module, use)
        elif module.is_in_place(use):
            yield from rewrite_name(module, use)


def rewrite_import(module: Module, use: Use) -> Iterator[Edit]:
    statement, alias = use.statement, use.node
    assert isinstance(alias, ast.alias)
    source = module.source
    if isinstance(statement, ast.Import):
        if alias.name in MODULES:
            start = source.start(alias)
            bound = alias.name.partition(".")[0]
            new = MODULES[alias.name]
            more = f" as {bound}" if not alias.asname and "." not in alias.name else ""
            yield Edit(start, start + len(alias.name.encode()), new + more, fixer.name)
        return
    assert statement is not None
    place = statement.module or ""
    new = MODULES.get(place, "") or abc_of(place, statement.names)
    found = FROM.match(source.data, source.start(statement))
    if new and found and alias is statement.names[0]:
        yield Edit(found.start(2), found.end(2), new, fixer.name)
    elif f"{place}.{alias.name}" in NAMES and not new:
        new_name = NAMES[f"{place}.{alias.name}"].removeprefix(f"{place}.")
        if "." not in new_name:
            bound = "" if alias.asname else f" as {alias.name}"
            start = source.start(alias)
            yield Edit(start, start + len(alias.name.encode()), new_name + bound, fixer.name)


def abc_of(place: str, names: list[ast.alias]) -> str:
    """The module of abstract collections, where all of the names are such."""
    abstract = place == "collections" and all(one.name in collections.abc.__all__ for one in names)
    return "collections.abc" if abstract else ""


def rewrite_name(module: Module, use: Use) -> Iterator[Edit]:
    """An edit of `time.clock`, and of `xml.etree.cElementTree` where `import` binds `xml`."""
    head = use.meaning.path
    parts = use.path.split(".")
    for length in range(head.count(".") + 2, len(parts) + 1):
        path = ".".join(parts[:length])
        new = NAMES.get(path) or MODULES.get(path, "")
        old = use.chain[length - head.count(".") - 2] if new.startswith(head + ".") else None
        if isinstance(old, ast.Attribute):
            assert use.base is not None
            yield Edit(module.source.end(use.base), module.source.end(old), new.removeprefix(head), fixer.name)
            return
