"""`import tensorflow as tf` → `import tensorflow.compat.v1 as tf`, in graph mode; the rest from where it is today."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tf1graph.port import table
from tf1graph.port.fixers import Fixer
from tf1graph.port.origins import Origin, place_today
from tf1graph.port.resolve import LEGACY, OURS, TODAY, Use, legacy_name
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("imports")
FROM = re.compile(rb"from(\s+)(.*?)\s+import\b", re.DOTALL)


@fixer.on_module
def rewrite_imports(module: Module) -> Iterable[Edit]:
    """Edits of every import of TensorFlow."""
    statements = dict.fromkeys(use.statement for use in module.uses if use.base is None and use.legacy)
    for statement in statements:
        uses = [use for use in module.uses if use.statement is statement and use.legacy]
        if isinstance(statement, ast.Import):
            yield from rewrite_import(module, statement, uses)
        elif isinstance(statement, ast.ImportFrom):
            yield from rewrite_from(module, statement, uses)


def is_ours(path: str) -> bool:
    """Whether `path` is `tf1graph.tf` or lies in it."""
    return path == OURS or path.startswith(OURS + ".")


def is_moved(path: str, module: Module) -> bool:
    """Whether an import of `path` is TensorFlow 1's, not one that was written for today."""
    return not is_ours(path) and not (
        module.settings.to == "compat" and (path == TODAY or path.startswith(TODAY + "."))
    )


def origin_of(module: Module, use: Use) -> Origin:
    """Where an imported name comes from."""
    alias = use.node
    assert isinstance(alias, ast.alias)
    if alias.name == "*":
        inside = [other for other in module.uses if other.meaning.star is use.statement and other.legacy]
        return module.origins.of_module(use.legacy, inside)
    if isinstance(use.statement, ast.Import) and binds_head(alias):
        return module.origins.of_module("tf", ())
    if table.load().is_module(use.legacy):
        bound = alias.asname or alias.name
        scope = module.names.module
        for found in module.names.all_bindings(bound):
            if found.node is alias:
                return module.origins.of_binding(found)
        return module.origins.of_module(use.legacy, scope.bindings.get(bound, ()))
    return module.origins.of_use(use)


def binds_head(alias: ast.alias) -> bool:
    """Whether `import tensorflow.nn` binds `tensorflow`."""
    return not alias.asname and alias.name.startswith("tensorflow")


def rewrite_import(module: Module, statement: ast.Import, uses: list[Use]) -> Iterator[Edit]:
    for use in uses:
        alias = use.node
        assert isinstance(alias, ast.alias)
        if not is_moved(use.path, module):
            module.note(use, "ported" if is_ours(use.path) else "same")
            if alias.asname and use.path == TODAY:
                module.wants_graph_mode(statement, alias.asname)
            continue
        origin = origin_of(module, use)
        if origin == "as it is":
            module.note(use, "same")
            continue
        legacy = "tf" if binds_head(alias) else use.legacy
        place = place_today(legacy, origin)
        start = module.source.start(alias)
        end = start + len(alias.name.encode())
        if module.source.between(start, end) != alias.name:
            module.note(use, "needs you", note="its name stands in several pieces")
            continue
        name = alias.asname or alias.name.partition(".")[0]
        if len(statement.names) == 1 and place == OURS:
            text = "from tf1graph import tf" + ("" if name == "tf" else f" as {name}")
            yield Edit(module.source.start(statement), module.source.end(statement), text, "imports")
        else:
            yield Edit(start, end, place + ("" if alias.asname else f" as {name}"), "imports")
        note_import(module, use, f"import {place} as {name}")
        if origin == "today":
            module.wants_graph_mode(statement, name if legacy == "tf" else "")


def note_import(module: Module, use: Use, written: str) -> None:
    """Report an import that was rewritten."""
    verdict = module.decided[use].verdict
    if verdict.kind in ("refused", "unknown") and module.settings.to == "compat":
        module.note(use, "refused" if verdict.kind == "refused" else "needs you", note=verdict.note)
    else:
        module.note(use, "ported", module.decided[use].rule.replace("names", "imports"), written, verdict.note)


def rewrite_from(module: Module, statement: ast.ImportFrom, uses: list[Use]) -> Iterator[Edit]:
    """One edit of the module's name where all comes from one place, else a new statement for each place."""
    assert statement.module is not None
    places: dict[str, list[str]] = {}
    renamed = False
    for use in uses:
        alias = use.node
        assert isinstance(alias, ast.alias)
        place, name = statement.module, alias.name
        if is_ours(use.path):
            pass
        elif is_moved(statement.module, module):
            place, name = new_place(module, use)
        elif module.settings.to == "compat" and statement.module.startswith(TODAY):
            if module.comes_from_tf1graph(use):
                place = place_today(legacy_name(statement.module), "ours")
            module.wants_graph_mode(statement, "")
        if place == statement.module and name == alias.name:
            verdict = module.decided[use].verdict
            state = "needs you" if verdict.kind == "unknown" else "ported" if is_ours(use.path) else "same"
            module.note(use, state, note=verdict.note)  # type: ignore[arg-type]
        else:
            note_import(module, use, f"from {place} import {name}" if place else f"import {name}")
            if place == TODAY or place.startswith(TODAY + "."):
                module.wants_graph_mode(statement, "")
        renamed = renamed or name != alias.name
        suffix = f" as {alias.asname or alias.name}" if alias.asname or name != alias.name else ""
        places.setdefault(place, []).append(name + suffix)
    if len(places) == 1 and not renamed and "" not in places:
        (place,) = places
        found = FROM.match(module.source.data, module.source.start(statement))
        if place != statement.module and found:
            yield Edit(found.start(2), found.end(2), place, "imports")
        return
    whole = module.source.segment(statement)
    comments = " ".join(re.findall(r"#[^\r\n]*", whole))
    lines = [
        f"from {place} import {', '.join(names)}" if place else "import " + ", ".join(names)
        for place, names in places.items()
    ]
    alone = module.source.is_alone(statement)
    separator = module.source.newline + module.source.indentation(statement.lineno) if alone else "; "
    text = separator.join(lines) + (f"  {comments}" if comments and alone else "")
    yield Edit(module.source.start(statement), module.source.end(statement), text, "imports")


def new_place(module: Module, use: Use) -> tuple[str, str]:
    """The module and the name in it that an import of TensorFlow 1 is written as; the module is empty for `import`."""
    alias, statement = use.node, use.statement
    assert isinstance(alias, ast.alias)
    assert isinstance(statement, ast.ImportFrom)
    assert statement.module is not None
    origin = origin_of(module, use)
    if alias.name == "*":
        return place_today(legacy_name(statement.module), origin), "*"
    if origin == "as it is":
        return statement.module, alias.name
    verdict = module.decided[use].verdict
    if verdict.kind == "renamed" and verdict.legacy == use.legacy and module.settings.to == "compat":
        place, _, name = verdict.written.rpartition(".")
        return place_today(place, origin), name
    if origin == "keras" and use.legacy == "tf.keras":
        return "", "tf_keras"
    if statement.module in LEGACY and alias.name == "compat":
        return statement.module, alias.name
    place, _, name = use.legacy.rpartition(".")
    return place_today(place, origin), name
