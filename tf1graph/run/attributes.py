"""Lets the program call the methods that classes of Python and of libraries have lost, and leaves the classes alone.

Where the program's source reads an attribute of such a name, `x.tostring`, it asks `attribute(x, "tostring")`.
"""

from __future__ import annotations

import ast
import functools
import sys
from typing import Any

from tf1graph.era.methods import METHODS, Method

NAME = "__attribute__"  # of `attribute` among the program's builtins
OF_PANDAS = ("append", "ix")  # lists have them too: looked for in programs alone that use pandas


class LostMethods(ast.NodeTransformer):
    """Has the attributes of those names asked of `attribute`. Nodes keep their lines and columns."""

    def __init__(self) -> None:
        self.pandas = False  # whether the source has named it so far

    def visit_Import(self, node: ast.Import) -> ast.AST:
        self.pandas |= any(name.name.partition(".")[0] == "pandas" for name in node.names)
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        self.pandas |= (node.module or "").partition(".")[0] == "pandas"
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if node.attr not in METHODS or not isinstance(node.ctx, ast.Load):
            return node
        if node.attr in OF_PANDAS and not self.pandas and "pandas" not in sys.modules:
            return node
        asked = ast.Call(ast.Name(NAME, ast.Load()), [node.value, ast.Constant(node.attr)], [])
        return ast.fix_missing_locations(ast.copy_location(asked, node))

    def visit_MatchValue(self, node: ast.MatchValue) -> ast.AST:
        return node  # a pattern takes no calls


def attribute(thing: Any, name: str) -> Any:
    """The attribute `name` of `thing`, as it was when the class of `thing` had it."""
    try:
        found = getattr(thing, name)
    except AttributeError:
        method = _method(thing, name)
        if method is None or method.changed:
            raise
        if method.value:
            return method.function(thing)
        return functools.partial(method.function, thing)
    method = _method(thing, name)
    return functools.partial(method.function, found) if method is not None and method.changed else found


def _method(thing: Any, name: str) -> Method | None:
    for method in METHODS[name]:
        module, _, owner = method.owner.partition(":")
        kind = getattr(sys.modules.get(module), owner, None)  # what is not loaded has no instances
        if kind is not None and isinstance(thing, kind):
            return method
    return None
