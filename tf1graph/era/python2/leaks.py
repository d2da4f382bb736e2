"""Variables of list comprehensions, which were those of the function or module around, and kept their last value."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

SCOPES = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def leak(tree: ast.Module) -> None:
    """Have each list comprehension assign its variables around it, where they are read there."""
    for scope in [node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.FunctionDef))]:
        lists = [*_lists(scope)]
        read = _read(scope) if lists else set()
        for comprehension in lists:
            for loop in comprehension.generators:
                _assign(loop, read)


def _lists(node: ast.AST) -> Iterator[ast.ListComp]:
    """The list comprehensions of a scope whose variables an expression within them may assign."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*SCOPES, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            continue
        if isinstance(child, ast.ListComp):
            yield child
        if not (isinstance(node, ast.comprehension) and child is node.iter):
            yield from _lists(child)


def _read(node: ast.AST, own: frozenset[str] = frozenset()) -> set[str]:
    """The names that are read, but for those of comprehensions where they are read in these."""
    if isinstance(node, ast.Name):
        return {node.id} - own if isinstance(node.ctx, ast.Load) else set()
    if isinstance(node, COMPREHENSIONS):
        own = own.union(*(_bound(loop.target) for loop in node.generators))
    found: set[str] = set()
    return found.union(*(_read(child, own) for child in ast.iter_child_nodes(node)))


def _bound(target: ast.AST) -> set[str]:
    return {name.id for name in ast.walk(target) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}


def _assign(loop: ast.comprehension, read: set[str]) -> None:
    """Count through another variable, which a condition that always holds assigns to the one that is read."""
    assigned: list[Any] = []
    for name in ast.walk(loop.target):
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store) and name.id in read:
            old, name.id = name.id, f"__py2_of_{name.id}__"
            assigned.append(ast.NamedExpr(ast.Name(old, ast.Store()), ast.Name(name.id, ast.Load())))
    if assigned:
        loop.ifs.insert(0, ast.copy_location(ast.List(assigned, ast.Load()), loop.target))
