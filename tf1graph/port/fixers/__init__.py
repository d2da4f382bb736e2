"""The rewrites, one a file, each registered by its name.

A fixer looks at a call of the names it is for, or at a whole module, and gives edits of the text. It may also decide
what becomes of a name before anything is written (`decides`), where the table alone cannot say it.
"""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tf1graph.port.source import Edit
from tf1graph.port.table import Verdict

if TYPE_CHECKING:
    from tf1graph.port.module import Module
    from tf1graph.port.resolve import Use

# What the others of a file are built on; not named by --only and --skip.
ALWAYS = ("imports", "names")


@dataclass(frozen=True)
class Call:
    """A call of a name that a fixer is for."""

    node: ast.Call
    use: Use
    module: Module
    rule: str

    def keyword(self, name: str) -> ast.keyword | None:
        return next((one for one in self.node.keywords if one.arg == name), None)

    def positional(self, position: int) -> ast.expr | None:
        """The argument at `position`; None where there is none, or a starred one comes before."""
        given = self.node.args[: position + 1]
        if len(given) <= position or any(isinstance(one, ast.Starred) for one in given):
            return None
        return given[position]

    def argument(self, name: str, position: int) -> ast.expr | None:
        """The value of an argument, by its name or its position."""
        keyword = self.keyword(name)
        return keyword.value if keyword else self.positional(position)

    def has_starred(self) -> bool:
        """Whether `*args` or `**kwargs` hide what is passed."""
        return any(isinstance(one, ast.Starred) for one in self.node.args) or any(
            one.arg is None for one in self.node.keywords
        )

    def insert(self, node: ast.AST, text: str) -> Edit:
        """An edit that writes `text` before `node`."""
        start = self.module.source.start(node)
        return Edit(start, start, text, self.rule)

    def append(self, node: ast.AST, text: str) -> Edit:
        """An edit that writes `text` behind `node`."""
        end = self.module.source.end(node)
        return Edit(end, end, text, self.rule)

    def name_argument(self, value: ast.AST, name: str) -> Iterable[Edit]:
        """Edits that pass the positional argument `value` by name: also one that stands in brackets."""
        start = self.module.source.before_brackets(value, self.node)
        yield Edit(start, start, f"{name}=", self.rule)

    def rename_keyword(self, old: str, new: str) -> Iterable[Edit]:
        """Edits that pass the argument `old` as `new`."""
        keyword = self.keyword(old)
        if keyword is not None:
            start = self.module.source.start(keyword)
            yield Edit(start, start + len(old.encode()), new, self.rule)

    def add_argument(self, text: str) -> Edit:
        """An edit that passes one more argument, last."""
        return self.module.source.last_argument(self.node, text, self.rule)


Fix = Callable[[Call], Iterable[Edit]]
FixModule = Callable[["Module"], Iterable[Edit]]
Need = Callable[["Module"], bool]
Decide = Callable[["Use", "Module"], "Verdict | None"]


@dataclass
class Fixer:
    """A rewrite.

    Args:
      name: what --only, --skip and the report call it.
    """

    name: str
    calls: dict[str, Fix] = field(default_factory=dict)
    modules: list[FixModule] = field(default_factory=list)
    deciders: dict[str, Decide] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)

    def __post_init__(self) -> None:
        FIXERS[self.name] = self

    def on_call(self, *legacy: str) -> Callable[[Fix], Fix]:
        """Give the fixer calls of these names, written as the resolver has them: `tf.concat`, `numpy.int`."""

        def register(function: Fix) -> Fix:
            self.calls.update(dict.fromkeys(legacy, function))
            return function

        return register

    def on_module(self, function: FixModule) -> FixModule:
        """Give the fixer each module as a whole."""
        self.modules.append(function)
        return function

    def decides(self, *legacy: str) -> Callable[[Decide], Decide]:
        """Let the fixer say what becomes of uses of these names; None leaves it to the table."""

        def register(function: Decide) -> Decide:
            self.deciders.update(dict.fromkeys(legacy, function))
            return function

        return register

    def needs_ours(self, function: Need) -> Need:
        """Let the fixer say that a module, whatever its names of TensorFlow are, needs `tf1graph`."""
        self.needs.append(function)
        return function


FIXERS: dict[str, Fixer] = {}


@lru_cache(1)
def load_all() -> dict[str, Fixer]:
    """Every fixer, by name."""
    for found in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{found.name}")
    return FIXERS


def constant(node: ast.AST | None) -> Any:
    """The value of a literal, also of a negative number; None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        found = constant(node.operand)
        return -found if isinstance(found, (int, float)) else None
    return node.value if isinstance(node, ast.Constant) else None
