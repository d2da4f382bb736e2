"""Lets the program call the methods that classes of Python and of libraries have lost, and leaves the classes alone.

Where the program's source reads an attribute of such a name, `x.tostring`, it asks `attribute(x, "tostring")`.
"""

from __future__ import annotations

import ast
import functools
import sys
from typing import Any

from tf1graph.era.method import Method
from tf1graph.era.methods import METHODS, OF_PANDAS

NAME = "__attribute__"  # of `attribute` among the program's builtins
_found: dict[tuple[type, str], Method | None] = {}


class LostMethods(ast.NodeTransformer):
    """Has the attributes of those names asked of `attribute`. Nodes keep their lines and columns."""

    pandas = False  # whether a source of the program has imported it so far

    def visit_Import(self, node: ast.Import) -> ast.AST:
        if any(name.name.partition(".")[0] == "pandas" for name in node.names):
            LostMethods.pandas = True
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        if (node.module or "").partition(".")[0] == "pandas":
            LostMethods.pandas = True
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if node.attr not in METHODS or not isinstance(node.ctx, ast.Load):
            return node
        if node.attr in OF_PANDAS and not LostMethods.pandas:  # arrays, tensors and lists have most of them too
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
    if method is None or not method.changed:
        return found
    return method.function(found) if method.value else functools.partial(method.function, found)


def _method(thing: Any, name: str) -> Method | None:
    key = (type(thing), name)
    if key not in _found:
        _found[key] = _search(thing, name)
    return _found[key]


def _search(thing: Any, name: str) -> Method | None:
    for method in METHODS[name]:
        module, _, owner = method.owner.partition(":")
        kind = getattr(sys.modules.get(module), owner, None)  # what is not loaded has no instances
        if kind is not None and isinstance(thing, kind):
            return method
    return None
