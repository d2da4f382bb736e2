"""What matplotlib takes otherwise since 2.x: `hist(normed=…)`, `axisbg`, seaborn's styles, preambles as lists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("matplotlib-arguments")
RENAMED = {
    "hist": ("normed", "density"),
    "axes": ("axisbg", "facecolor"),
    "subplot": ("axisbg", "facecolor"),
}
PLACES = ("matplotlib.pyplot", "pylab")
PREAMBLES = ("pgf.preamble", "text.latex.preamble")


@fixer.on_call(*(f"{place}.{name}" for place in PLACES for name in RENAMED))
def rename(call: Call) -> Iterator[Edit]:
    """Edits of the arguments that have other names."""
    old, new = RENAMED[call.use.path.rpartition(".")[2]]
    if call.keyword(new) is None:
        yield from call.rename_keyword(old, new)


@fixer.on_call("matplotlib.pyplot.style.use", "matplotlib.style.use")
def rename_style(call: Call) -> Iterator[Edit]:
    """An edit of a style that is named after seaborn."""
    style = call.positional(0)
    name = constant(style)
    if style is not None and isinstance(name, str) and name.startswith("seaborn") and "v0_8" not in name:
        text = call.module.source.segment(style).replace("seaborn", "seaborn-v0_8", 1)
        yield Edit(call.module.source.start(style), call.module.source.end(style), text, call.rule)


@fixer.on_module
def join_preambles(module: Module) -> Iterator[Edit]:
    """Edits of preambles that are lists of lines, where one text is wanted."""
    if not any(use.path.startswith("matplotlib") for use in module.uses):
        return
    for node in module.names.nodes:
        pairs: list[tuple[ast.AST | None, ast.AST]] = []
        if isinstance(node, ast.Dict):
            pairs = [*zip(node.keys, node.values, strict=True)]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            pairs = [(node.targets[0].slice, node.value)]
        for key, value in pairs:
            if constant(key) in PREAMBLES and isinstance(value, (ast.List, ast.Tuple)):
                start, end = module.source.start(value), module.source.end(value)
                yield Edit(start, start, r'"\n".join(', fixer.name)
                yield Edit(end, end, ")", fixer.name)
