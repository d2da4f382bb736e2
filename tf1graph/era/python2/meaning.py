"""What Python 2 source meant: its division, classes, dictionaries and imports, put into the tree of today's syntax.

New nodes stand on the lines of those they replace. The names `__py2_…__` are those of `builtins.BUILTINS`.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from tf1graph.era.python2.evidence import beside
from tf1graph.era.python2.leaks import leak
from tf1graph.era.python2.modules import MODULES, MOVED
from tf1graph.era.python2.syntax import PATTERN

# Methods whose meaning depends on what they are called on.
METHODS = {
    "decode", "encode", "has_key", "items", "iteritems", "iterkeys", "itervalues", "keys", "next", "sort", "values",
    "viewitems", "viewkeys", "viewvalues",
}  # fmt: skip
# Methods of classes, by what Python 3 calls them.
SPECIAL = {"next": "__next__", "__nonzero__": "__bool__", "__unicode__": "__str__", "__div__": "__truediv__",
           "__rdiv__": "__rtruediv__", "__idiv__": "__itruediv__"}  # fmt: skip

# The comparisons that all things had.
ORDER: dict[type[ast.cmpop], str] = {
    ast.Gt: "__py2_gt__", ast.GtE: "__py2_ge__", ast.Lt: "__py2_lt__", ast.LtE: "__py2_le__",
}  # fmt: skip

Node = TypeVar("Node", bound=ast.AST)


def give_meaning(tree: ast.Module, filename: str, features: Collection[str] = ()) -> ast.Module:
    """`tree` with Python 2's meaning; `features` are those of `__future__` that came before it, in a notebook."""
    features = {*features, *features_of(tree)}
    leak(tree)
    return ast.fix_missing_locations(_Meaning(tree, filename, features).visit(tree))


def features_of(tree: ast.Module) -> set[str]:
    """The names that the module imports from `__future__`."""
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        for alias in node.names
    }


class _Meaning(ast.NodeTransformer):
    def __init__(self, tree: ast.Module, filename: str, features: set[str]):
        self.features = features
        self.folder = os.path.dirname(os.path.abspath(filename))
        self.imported = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }

    # Division

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Div) or "division" in self.features:
            return node
        return at(node, call("__py2_div__", node.left, node.right))

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        asked = ORDER.get(type(node.ops[0])) if len(node.ops) == 1 else None
        return at(node, call(asked, node.left, node.comparators[0])) if asked else node

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Div) or "division" in self.features:
            return node
        target, before = node.target, []
        if not isinstance(target, ast.Name):  # its parts are computed once
            before.append(assign("__py2_owner__", target.value))
            target.value = name("__py2_owner__")
            if isinstance(target, ast.Subscript) and not any(isinstance(n, ast.Slice) for n in ast.walk(target.slice)):
                before.append(assign("__py2_key__", target.slice))
                target.slice = name("__py2_key__")
        old = copied(target)
        old.ctx = ast.Load()
        after = ast.Assign([target], call("__py2_idiv__", old, node.value))
        return [at(node, statement) for statement in (*before, after)]

    # Patterns, and the names of exceptions

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        unpacked = [at(node, assign(pattern, name(arg))) for arg, pattern in self.patterns_of(node.args)]
        start = 1 if ast.get_docstring(node, clean=False) is not None else 0
        node.body[start:start] = unpacked
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        for arg, pattern in reversed(list(self.patterns_of(node.args))):
            # `lambda (k, (a, b)): body` → `lambda p: [body for k, (a, b) in [p]][0]`
            loop = ast.comprehension(pattern, ast.List([name(arg)], ast.Load()), [], 0)
            body = ast.Subscript(ast.ListComp(node.body, [loop]), ast.Constant(0), ast.Load())
            node.body = at(node, body)
        return node

    def patterns_of(self, arguments: ast.arguments) -> Iterable[tuple[str, Any]]:
        for argument in (*arguments.posonlyargs, *arguments.args):
            pattern = self.pattern(argument.arg)
            if pattern:
                yield argument.arg, pattern

    def pattern(self, given: str) -> Any:
        """The pattern that a name stands for, or None."""
        if not given.startswith(PATTERN):
            return None
        text = bytes.fromhex(given.removeprefix(PATTERN).removesuffix("__")).decode()
        found = ast.parse(f"{text} = 0").body[0]
        assert isinstance(found, ast.Assign)
        for node in ast.walk(found):
            for place in ("lineno", "end_lineno", "col_offset", "end_col_offset"):
                vars(node).pop(place, None)
        return found.targets[0]

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        self.generic_visit(node)
        if node.name:  # it outlives its handler
            pattern = self.pattern(node.name)
            value: ast.expr = name("__py2_caught__")
            if isinstance(pattern, (ast.Tuple, ast.List)):
                value = ast.Attribute(value, "args", ast.Load())
            node.body.insert(0, at(node, assign(pattern or node.name, value)))
            node.name = "__py2_caught__"
        return node

    # Classes and methods

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.generic_visit(node)
        defined = set()
        for statement in list(node.body):
            if isinstance(statement, ast.FunctionDef):
                defined.add(statement.name)
            elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                defined.add(statement.targets[0].id)
                if statement.targets[0].id == "__metaclass__" and not node.keywords:
                    node.keywords.append(ast.keyword("metaclass", statement.value))
                    node.body.remove(statement)
        for old, new in SPECIAL.items():
            if old in defined and new not in defined and not (old == "__unicode__" and "__str__" in defined):
                node.body.append(at(node, assign(new, name(old))))
        if "__cmp__" in defined:
            node.decorator_list.append(at(node, name("__py2_ordered__")))
        if defined & {"__eq__", "__cmp__"} and "__hash__" not in defined:
            node.body.append(at(node, assign("__hash__", ast.Attribute(name("object"), "__hash__", ast.Load()))))
        node.body = node.body or [at(node, ast.Pass())]
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in METHODS:
            node.func = at(function, call("__py2_method__", function.value, ast.Constant(function.attr)))
        return node

    # Modules

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        owner = node.value
        if node.attr == "message" and isinstance(node.ctx, ast.Load):
            return at(node, call("__py2_message__", owner))
        if not (isinstance(owner, ast.Name) and isinstance(node.ctx, ast.Load)):
            return node
        moved = (self.imported.get(owner.id, ""), node.attr)
        return at(node, call("__py2_moved__", *map(ast.Constant, moved))) if moved in MOVED else node

    def visit_Import(self, node: ast.Import) -> Any:
        found: list[ast.stmt] = []
        for alias in node.names:
            today = MODULES.get(alias.name)
            if self.is_sibling(alias.name):
                found.append(self.from_sibling(ast.ImportFrom(None, [alias], 1), ast.Import([alias])))
            elif today and not beside(alias.name, self.folder):
                found.append(ast.Import([ast.alias(today, alias.asname or alias.name)]))
            else:
                found.append(ast.Import([alias]))
        return [at(node, statement) for statement in found]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> Any:
        if node.level or not node.module or node.module == "__future__":
            return node
        if self.is_sibling(node.module):
            return at(node, self.from_sibling(ast.ImportFrom(node.module, node.names, 1), copied(node)))
        if node.module in MODULES and not beside(node.module, self.folder):
            node.module = MODULES[node.module]
            return node
        moved = [alias for alias in node.names if (node.module, alias.name) in MOVED]
        rest = [alias for alias in node.names if alias not in moved]
        found: list[ast.stmt] = [ast.ImportFrom(node.module, rest, 0)] if rest else []
        for alias in moved:
            value = call("__py2_moved__", ast.Constant(node.module), ast.Constant(alias.name))
            found.append(assign(alias.asname or alias.name, value))
        return [at(node, statement) for statement in found]

    def is_sibling(self, module: str) -> bool:
        """Whether an import may mean a module of the file's own package: Python 2 looked there first."""
        return (
            "absolute_import" not in self.features
            and "." not in module
            and os.path.exists(os.path.join(self.folder, "__init__.py"))
            and beside(module, self.folder) is not None
        )

    def from_sibling(self, relative: ast.stmt, absolute: ast.stmt) -> ast.stmt:
        """The import as one of the package where the file runs as part of one, as it stands where it is a script."""
        return ast.If(call("__py2_package__", call("globals")), [relative], [absolute])


def name(given: str) -> ast.expr:
    return ast.Name(given, ast.Load())


def call(function: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(name(function), list(arguments), [])


def assign(target: Any, value: ast.expr) -> ast.stmt:
    """`target = value`; the target is a name or a pattern."""
    return ast.Assign([ast.Name(target, ast.Store()) if isinstance(target, str) else target], value)


def copied(node: Node) -> Node:
    """A copy of a node of its own, its children shared."""
    return type(node)(**vars(node))


def at(old: ast.AST, new: Any) -> Any:
    """`new`, on the line of `old`."""
    return ast.fix_missing_locations(ast.copy_location(new, old))
