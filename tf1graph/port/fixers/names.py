"""Names that the table knows: renamed where today's TensorFlow has them, from `tf1graph.tf` where only that has."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tf1graph.port import table
from tf1graph.port.fixers import Fixer
from tf1graph.port.resolve import OURS, Use, legacy_name
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("names")


@fixer.on_module
def rewrite_names(module: Module) -> Iterable[Edit]:
    """Edits of every name that is read from TensorFlow, and what became of each."""
    for use in module.uses:
        if use.base is not None and use.legacy:
            yield from rewrite_name(module, use)


def rewrite_name(module: Module, use: Use) -> Iterator[Edit]:
    decided = module.decided[use]
    verdict = decided.verdict
    if module.is_ours(use) or module.settings.to == "tf1graph":
        module.note(use, "refused" if verdict.kind == "refused" else "ported", "imports", note=verdict.note)
        return
    if not module.is_in_place(use):
        module.note(use, "needs you", note="it stands in an f-string, whose places Python tells from 3.12 on")
        return
    origin = module.origins.of_use(use)
    root = legacy_name(use.meaning.path)
    text = ""
    if use.meaning.star:
        if origin == "ours" and module.star_origin(use.meaning.star) != "ours":
            text = module.imported(OURS, "tf1") + root[len("tf") : -len(use.base.id)]  # type: ignore[union-attr]
            yield Edit(module.source.start(use.node), module.source.start(use.node), text, decided.rule)
        elif verdict.kind == "renamed":
            yield from rename(module, use)
    elif root == "tf":
        assert use.base is not None
        start, end = module.source.start(use.base), module.source.end(use.base)
        if origin == "ours":
            text = module.imported(OURS, "tf1")
            yield Edit(start, end, text, decided.rule)
        elif origin == "keras":
            text = module.imported("tf_keras", "tf_keras")
            yield Edit(start, module.source.end(use.chain[0]), text, decided.rule)
        if verdict.kind == "renamed":
            yield from rename(module, use)
    elif verdict.kind == "renamed" and len(use.chain) >= 1 and verdict.legacy.startswith(root + "."):
        yield from rename(module, use)
    report(module, use, origin)


def rename(module: Module, use: Use) -> Iterator[Edit]:
    """An edit of the attributes that differ."""
    verdict = module.decided[use].verdict
    base = legacy_name(use.meaning.path)
    if use.meaning.star:  # the name itself is one of the module's
        base = legacy_name(use.meaning.star.module or "")
        if verdict.written.startswith(base + ".") and isinstance(use.node, ast.Name):
            start = module.source.start(use.node)
            new = verdict.written.removeprefix(base + ".")
            yield Edit(start, module.source.end(use.node), new, module.decided[use].rule)
        return
    old, new = verdict.legacy.removeprefix(base + "."), verdict.written.removeprefix(base + ".")
    count = old.count(".") + 1
    nodes = use.chain[:count]
    if not verdict.written.startswith(base + ".") or not all(isinstance(node, ast.Attribute) for node in nodes):
        return
    assert use.base is not None
    yield Edit(module.source.end(use.base), module.source.end(nodes[-1]), f".{new}", module.decided[use].rule)


def report(module: Module, use: Use, origin: str) -> None:
    decided = module.decided[use]
    verdict = decided.verdict
    if verdict.kind == "refused":
        module.note(use, "refused", note=verdict.note)
    elif verdict.kind == "unknown":
        module.note(use, "needs you", note=f"{verdict.legacy}: {verdict.note}")
    elif origin == "ours":
        module.note(use, "ported", decided.rule, OURS + use.legacy.removeprefix("tf"), verdict.note)
    elif origin == "keras":
        module.note(use, "ported", decided.rule, "tf_keras" + use.legacy.removeprefix(table.KERAS))
    elif verdict.kind == "renamed":
        written = verdict.written + use.legacy.removeprefix(verdict.legacy)
        module.note(use, "ported", decided.rule, written, verdict.note)
    else:
        note = verdict.note if verdict.kind == "changed" else ""
        module.note(use, "same", note=note)
