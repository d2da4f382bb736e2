"""What each name of a module is bound to: its scopes, as Python has them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(eq=False)
class Binding:
    """One place that binds a name.

    Attributes:
      name: the name that is bound.
      node: what binds it: an `ast.alias` of an import, an `ast.Assign` of one plain name, or anything else.
      statement: the import or assignment that it belongs to.
      scope: where it is bound.
    """

    name: str
    node: ast.AST
    statement: ast.AST
    scope: Scope


@dataclass(eq=False)
class Scope:
    """A module, class, function, lambda or comprehension."""

    node: ast.AST
    parent: Scope | None
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)  # names said to be `global` or `nonlocal`
    stars: list[ast.ImportFrom] = field(default_factory=list)

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    def module(self) -> Scope:
        scope = self
        while scope.parent:
            scope = scope.parent
        return scope

    def owner(self, name: str) -> Scope:
        """The scope in which binding `name` here binds it."""
        how = self.elsewhere.get(name)
        if how == "global":
            return self.module()
        scope = self.parent
        while how == "nonlocal" and scope:
            if not scope.is_class and name in scope.bindings:
                return scope
            scope = scope.parent
        return self

    def find(self, name: str) -> list[Binding]:
        """The bindings that `name`, read here, may mean; none where it is a builtin or unknown."""
        scope: Scope | None = self.owner(name)
        while scope:
            if name in scope.bindings and (scope is self or not scope.is_class):
                return scope.bindings[name]
            scope = scope.parent
        return []


@dataclass(eq=False)
class Names:
    """The scopes of a module, and every name that is read in it."""

    module: Scope
    scope_of: dict[ast.AST, Scope]  # of each `ast.Name`
    parent_of: dict[ast.AST, ast.AST]
    nodes: list[ast.AST]
    bindings: list[Binding]

    @property
    def tree(self) -> ast.Module:
        """The module's tree."""
        assert isinstance(self.module.node, ast.Module)
        return self.module.node

    @cached_property
    def read(self) -> frozenset[str]:
        """Every name that stands somewhere as one."""
        return frozenset(node.id for node in self.scope_of if isinstance(node, ast.Name))

    def all_bindings(self, name: str) -> Iterator[Binding]:
        """The bindings of a name in all scopes."""
        return (binding for binding in self.bindings if binding.name == name)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """What `node` lies in, innermost first."""
        while node in self.parent_of:
            node = self.parent_of[node]
            yield node


def read(tree: ast.Module) -> Names:
    """The names of a module."""
    reader = _Reader(tree)
    return Names(reader.module, reader.scope_of, reader.parent_of, reader.nodes, reader.bindings)


class _Reader:
    """Walks the tree once; what a name is bound to is told when all of it is seen, for `global` may come late."""

    def __init__(self, tree: ast.Module):
        self.module = Scope(tree, None)
        self.scope_of: dict[ast.AST, Scope] = {}
        self.parent_of: dict[ast.AST, ast.AST] = {}
        self.nodes: list[ast.AST] = []
        self.waiting: list[tuple[Scope, str, ast.AST, ast.AST]] = []
        self.visit_all(tree.body, tree, self.module)
        self.bindings: list[Binding] = []
        for scope, name, node, statement in self.waiting:
            owner = scope.owner(name)
            self.bindings.append(Binding(name, node, statement, owner))
            owner.bindings.setdefault(name, []).append(self.bindings[-1])

    def bind(self, scope: Scope, name: str, node: ast.AST, statement: ast.AST | None = None) -> None:
        self.waiting.append((scope, name, node, statement or node))

    def visit_all(self, nodes: Iterable[ast.AST | None], parent: ast.AST, scope: Scope) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node, parent, scope)

    def visit(self, node: ast.AST, parent: ast.AST, scope: Scope) -> None:
        self.parent_of[node] = parent
        self.nodes.append(node)
        kind = type(node)
        if kind is ast.Name:
            self.scope_of[node] = scope
            if type(node.ctx) is not ast.Load:  # type: ignore[attr-defined]
                self.bind_target(node, parent, scope)  # type: ignore[arg-type]
            return
        read = _READERS.get(kind)
        if read is not None and read(self, node, scope):
            return
        for field_name in kind._fields:
            value = getattr(node, field_name, None)
            if type(value) is list:
                for one in value:
                    if isinstance(one, ast.AST) and type(one) not in _LEAVES:
                        self.visit(one, node, scope)
            elif isinstance(value, ast.AST) and type(value) not in _LEAVES:
                self.visit(value, node, scope)

    def bind_target(self, node: ast.Name, parent: ast.AST, scope: Scope) -> None:
        while isinstance(parent, ast.NamedExpr) and isinstance(scope.node, COMPREHENSIONS) and scope.parent:
            scope = scope.parent
        plain = isinstance(parent, ast.Assign) and parent.targets == [node]
        self.bind(scope, node.id, parent if plain else node, parent)

    # By kind of node; what gives True has visited what is in it.

    def declaration(self, node: ast.Global | ast.Nonlocal, scope: Scope) -> bool:
        how = "global" if isinstance(node, ast.Global) else "nonlocal"
        scope.elsewhere.update(dict.fromkeys(node.names, how))
        return True

    def imports(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> bool:
        for alias in node.names:
            if isinstance(node, ast.ImportFrom) and alias.name == "*":
                scope.stars.append(node)
            else:
                name = alias.name if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0]
                self.bind(scope, alias.asname or name, alias, node)
        return False

    def caught(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar, scope: Scope) -> bool:
        if node.name:
            self.bind(scope, node.name, node)
        return False

    def mapping(self, node: ast.MatchMapping, scope: Scope) -> bool:
        if node.rest:
            self.bind(scope, node.rest, node)
        return False

    def defined(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> bool:
        self.bind(scope, node.name, node)
        self.visit_all([*node.decorator_list, node.returns], node, scope)
        self.function(node, node.args, node.body, scope)
        return True

    def lambda_(self, node: ast.Lambda, scope: Scope) -> bool:
        self.function(node, node.args, [node.body], scope)
        return True

    def class_(self, node: ast.ClassDef, scope: Scope) -> bool:
        self.bind(scope, node.name, node)
        self.visit_all([*node.decorator_list, *node.bases, *node.keywords], node, scope)
        self.visit_all(node.body, node, Scope(node, scope))
        return True

    def function(self, node: ast.AST, arguments: ast.arguments, body: list, scope: Scope) -> None:
        self.visit_all([*arguments.defaults, *arguments.kw_defaults], node, scope)
        inner = Scope(node, scope)
        everything = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
        for argument in everything:
            if argument is not None:
                self.parent_of[argument] = node
                self.visit_all([argument.annotation], argument, scope)
                self.bind(inner, argument.arg, argument)
        self.visit_all(body, node, inner)

    def comprehension(self, node: ast.AST, scope: Scope) -> bool:
        generators = node.generators  # type: ignore[attr-defined]
        inner = Scope(node, scope)
        for position, generator in enumerate(generators):
            self.parent_of[generator] = node
            self.visit(generator.iter, generator, inner if position else scope)
            self.visit_all([generator.target, *generator.ifs], generator, inner)
        elements = (
            [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]  # type: ignore[attr-defined]
        )
        self.visit_all(elements, node, inner)
        return True


# Nodes in which no name stands: a fifth of all.
_LEAVES = frozenset(
    kind
    for above in (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)
    for kind in above.__subclasses__()
)
_READERS: dict[type[ast.AST], Callable[[_Reader, Any, Scope], bool]] = {
    **dict.fromkeys((ast.Global, ast.Nonlocal), _Reader.declaration),
    **dict.fromkeys((ast.Import, ast.ImportFrom), _Reader.imports),
    **dict.fromkeys((ast.ExceptHandler, ast.MatchAs, ast.MatchStar), _Reader.caught),
    **dict.fromkeys(FUNCTIONS, _Reader.defined),
    **dict.fromkeys(COMPREHENSIONS, _Reader.comprehension),
    ast.MatchMapping: _Reader.mapping,
    ast.Lambda: _Reader.lambda_,
    ast.ClassDef: _Reader.class_,
}
