"""Where new lines go: behind the imports of TensorFlow, or behind the docstring and `from __future__`."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tf1graph.port.resolve import OURS, TODAY
from tf1graph.port.scopes import FUNCTIONS
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

GRAPH_MODE = "disable_v2_behavior()"
RULE = "imports"


def place_imports(module: Module, today: list[tuple[ast.stmt, str]]) -> Iterable[Edit]:
    """Edits that add the imports that are wanted, and graph mode behind those of today's TensorFlow.

    Args:
      module: the module.
      today: its imports of today's TensorFlow, and the name that each binds, empty where none.
    """
    at_module = [(statement, name) for statement, name in today if not in_function(module, statement)]
    inside = [(statement, name) for statement, name in today if in_function(module, statement)]
    lines: list[str] = []
    said = is_said(module)
    if at_module and not said:
        named = next((name for _, name in at_module if name), "")
        if module.from_tf1graph:
            named = module.imported(OURS, "tf1")  # from the first node on, the graph is TensorFlow 1's
        elif not named:
            named = module.imported(TODAY, "tf")
        lines = [f"{named}.{GRAPH_MODE}"]
    elif not said:
        for statement, name in dict.fromkeys(inside):
            if name:
                yield behind(module, statement, [f"{name}.{GRAPH_MODE}"])
    lines = [*module.wanted_imports, *lines]
    if not lines:
        return
    if at_module:
        first = next((statement for statement, name in at_module if name), at_module[0][0])
        yield behind(module, outermost(module, first), lines)
    else:
        yield at_top(module, lines)


def is_said(module: Module) -> bool:
    """Whether the module turns to graph mode already."""
    return any(use.path.endswith(".disable_v2_behavior") for use in module.uses)


def in_function(module: Module, statement: ast.AST) -> bool:
    return any(isinstance(node, (*FUNCTIONS, ast.ClassDef)) for node in module.names.ancestors(statement))


def outermost(module: Module, statement: ast.stmt) -> ast.stmt:
    """The statement whose lines are its own: `try: import tensorflow as tf` shares its line."""
    found = statement
    for node in module.names.ancestors(statement):
        if isinstance(node, ast.stmt) and node.lineno == found.lineno:
            found = node
    return found


def behind(module: Module, statement: ast.stmt, lines: list[str]) -> Edit:
    """An edit that adds lines behind a statement, and behind what else stands on its last line."""
    source = module.source
    last = statement.end_lineno or statement.lineno
    around = set(module.names.ancestors(statement))
    for other in module.names.nodes:  # `import tensorflow as tf; text = '''` goes on below
        if isinstance(other, ast.stmt) and other.lineno == last and other not in around:
            last = other.end_lineno or last
    place = source.end_of_line(last)
    indentation = source.indentation(outermost(module, statement).lineno)
    text = "".join(f"{indentation}{line}{source.newline}" for line in lines)
    if place == len(source.data) and not source.data.endswith((b"\n", b"\r")):
        text = source.newline + text[: -len(source.newline)]
    return Edit(place, place, text, RULE)


def at_top(module: Module, lines: list[str]) -> Edit:
    """An edit that adds lines behind the docstring and `from __future__`, before the first other statement."""
    source = module.source
    before = None
    for statement in module.tree.body:
        docstring = before is None and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        if not (docstring and isinstance(statement.value.value, str)) and not future:  # type: ignore[attr-defined]
            break
        before = statement
    if before is not None:
        return behind(module, before, lines)
    first = module.tree.body[0]
    line = min([first.lineno, *(node.lineno for node in getattr(first, "decorator_list", ()))])
    place = source.starts[line - 1]
    return Edit(place, place, "".join(f"{text}{source.newline}" for text in lines), RULE)
