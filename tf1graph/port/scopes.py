"""What each name of a module is bound to: its scopes, as Python has them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    def __init__(self, tree: ast.Module):
        self.module = Scope(tree, None)
        self.scope_of: dict[ast.AST, Scope] = {}
        self.parent_of: dict[ast.AST, ast.AST] = {}
        self.nodes: list[ast.AST] = []
        self.waiting: list[tuple[Scope, str, ast.AST, ast.AST]] = []
        self.find_declarations(tree, self.module)
        self.visit_all(tree.body, tree, self.module)
        self.bindings: list[Binding] = []
        for scope, name, node, statement in self.waiting:
            owner = scope.owner(name)
            self.bindings.append(Binding(name, node, statement, owner))
            owner.bindings.setdefault(name, []).append(self.bindings[-1])

    def bind(self, scope: Scope, name: str, node: ast.AST, statement: ast.AST | None = None) -> None:
        self.waiting.append((scope, name, node, statement or node))

    def find_declarations(self, node: ast.AST, scope: Scope) -> None:
        """Note `global` and `nonlocal`, which hold for the whole scope."""
        waiting = list(ast.iter_child_nodes(node))
        while waiting:
            found = waiting.pop()
            if isinstance(found, (ast.Global, ast.Nonlocal)):
                how = "global" if isinstance(found, ast.Global) else "nonlocal"
                scope.elsewhere.update(dict.fromkeys(found.names, how))
            elif not isinstance(found, (*FUNCTIONS, ast.ClassDef, ast.expr)):
                waiting.extend(ast.iter_child_nodes(found))

    def visit_all(self, nodes: Iterable[ast.AST | None], parent: ast.AST, scope: Scope) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node, parent, scope)

    def visit(self, node: ast.AST, parent: ast.AST, scope: Scope) -> None:
        self.parent_of[node] = parent
        self.nodes.append(node)
        if isinstance(node, ast.Name):
            self.scope_of[node] = scope
            if not isinstance(node.ctx, ast.Load):
                self.bind_target(node, parent, scope)
        elif isinstance(node, FUNCTIONS):
            self.bind(scope, node.name, node)
            self.visit_all([*node.decorator_list, node.returns], node, scope)
            self.function(node, node.args, node.body, scope)
        elif isinstance(node, ast.Lambda):
            self.function(node, node.args, [node.body], scope)
        elif isinstance(node, ast.ClassDef):
            self.bind(scope, node.name, node)
            self.visit_all([*node.decorator_list, *node.bases, *node.keywords], node, scope)
            inner = Scope(node, scope)
            self.find_declarations(node, inner)
            self.visit_all(node.body, node, inner)
        elif isinstance(node, COMPREHENSIONS):
            self.comprehension(node, scope)
        else:
            self.bind_by(node, scope)
            self.visit_all(ast.iter_child_nodes(node), node, scope)

    def bind_target(self, node: ast.Name, parent: ast.AST, scope: Scope) -> None:
        while isinstance(parent, ast.NamedExpr) and isinstance(scope.node, COMPREHENSIONS) and scope.parent:
            scope = scope.parent
        plain = isinstance(parent, ast.Assign) and parent.targets == [node]
        self.bind(scope, node.id, parent if plain else node, parent)

    def bind_by(self, node: ast.AST, scope: Scope) -> None:
        """Bind what statements bind by a string, not by a node."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.bind(scope, alias.asname or alias.name.partition(".")[0], alias, node)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*":
                    scope.stars.append(node)
                else:
                    self.bind(scope, alias.asname or alias.name, alias, node)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            self.bind(scope, node.name, node)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            self.bind(scope, node.rest, node)

    def function(self, node: ast.AST, arguments: ast.arguments, body: list, scope: Scope) -> None:
        self.visit_all([*arguments.defaults, *arguments.kw_defaults], node, scope)
        inner = Scope(node, scope)
        everything = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
        for argument in everything:
            if argument is not None:
                self.parent_of[argument] = node
                self.visit_all([argument.annotation], argument, scope)
                self.bind(inner, argument.arg, argument)
        if not isinstance(node, ast.Lambda):
            self.find_declarations(node, inner)
        self.visit_all(body, node, inner)

    def comprehension(self, node: ast.AST, scope: Scope) -> None:
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
