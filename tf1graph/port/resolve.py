"""Which names of TensorFlow 1, and of its surroundings, the names in a module are.

A name is followed through imports (`import tensorflow.contrib.slim as slim`), what is assigned from them
(`L = tf.layers`), star imports and what other modules of the project re-export, as scopes have it: a parameter
called `tf` is none. A path is a dotted name of Python, `tensorflow.contrib.slim.conv2d` or `numpy.int`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tf1graph.port import table
from tf1graph.port.project import DEEPEST, Project
from tf1graph.port.scopes import Binding, Names, Scope

LEGACY = ("tensorflow", "tensorflow_core")
TODAY = "tensorflow.compat.v1"
OURS = "tf1graph.tf"
OUR_KERAS = "tf1graph.keras"
INPUT_DATA = "tf.examples.tutorials.mnist.input_data"  # tutorials shipped it as `input_data.py`, to lie beside them
# Packages whose names are followed; all others are of no concern.
HEADS = (
    "tensorflow",
    "tensorflow_core",
    "tf1graph",
    "keras",
    "tf_keras",
    "numpy",
    "scipy",
    "sklearn",
    "input_data",
    "matplotlib",
    "pylab",
    "collections",
    "gym",
    "pandas",
    "pyDOE",
    "time",
    "xml",
)


@dataclass(frozen=True)
class Meaning:
    """What a name means: a path, and the bindings that give it."""

    path: str
    bindings: tuple[Binding, ...] = ()
    star: ast.ImportFrom | None = None


@dataclass(eq=False)
class Use:
    """One place where the module spells a name that is followed.

    Attributes:
      path: the whole path, with the attributes read from it.
      node: the outermost node of it, or the `ast.alias` that imports it.
      base: the name that it begins with; None for an import.
      meaning: of the base.
      chain: the nodes of its attributes, innermost first; a `getattr(x, "name")` is one.
      statement: the import, for an import.
    """

    path: str
    node: ast.AST
    base: ast.Name | None
    meaning: Meaning
    chain: list[ast.AST] = field(default_factory=list)
    statement: ast.Import | ast.ImportFrom | None = None

    @cached_property
    def legacy(self) -> str:
        """The name in TensorFlow 1's documentation, `tf.contrib.slim.conv2d`; empty where it is none."""
        return legacy_name(self.path)


def legacy_name(path: str) -> str:
    """`tf.nn.relu` for `tensorflow.nn.relu`, `tensorflow.compat.v1.nn.relu` and `tf1graph.tf.nn.relu`; else empty."""
    for root in (TODAY, OURS, *LEGACY):
        if path == root or path.startswith(root + "."):
            rest = path[len(root) :]
            while rest == ".compat.v1" or rest.startswith(".compat.v1."):
                rest = rest[len(".compat.v1") :]
            return "tf" + rest
    head, dot, rest = path.partition(".")
    return INPUT_DATA + dot + rest if head == "input_data" else ""


class Resolver:
    """Follows the names of one module."""

    def __init__(self, names: Names, path: Path, project: Project):
        self.names, self.file, self.project = names, path, project
        self._found: dict[Binding, str | None] = {}
        self._meanings: dict[tuple[Scope, str], tuple[Meaning | None, str]] = {}
        self.ambiguous: list[tuple[ast.Name, str]] = []

    # What a name means

    def meaning(self, node: ast.Name) -> Meaning | None:
        """What a name that is read means; None where it is nothing that is followed."""
        scope = self.names.scope_of[node]
        key = (scope, node.id)
        if key not in self._meanings:
            self._meanings[key] = None, ""  # while it is being looked for
            self._meanings[key] = self._meaning(node.id, scope)
        found, torn = self._meanings[key]
        if torn:
            self.ambiguous.append((node, torn))
        return found

    def _meaning(self, name: str, scope: Scope) -> tuple[Meaning | None, str]:
        """What a name means in a scope, and a path that it may have, too, where that cannot be told."""
        bindings = scope.find(name)
        if not bindings:
            return self._from_star(name, scope), ""
        paths: dict[str, list[Binding]] = {}
        others = False
        for binding in bindings:
            path = self.path_of(binding)
            if path:
                paths.setdefault(path, []).append(binding)
            elif not is_none(binding.node):
                others = True
        if not paths:
            return None, ""
        chosen = None if others else self._agreed(list(paths))
        if chosen is None:
            return None, next(iter(paths))
        return Meaning(chosen, tuple(binding for found in paths.values() for binding in found)), ""

    def _agreed(self, paths: list[str]) -> str | None:
        """The one path of several that an import in `try` and one in `except` give; the names must be the same."""
        if len(paths) == 1:
            return paths[0]
        known = [path for path in paths if not legacy_name(path) or _exists(legacy_name(path))]
        legacies = {legacy_name(path) for path in known}
        if known and len(legacies) == 1 and "" not in legacies:
            return known[0]
        return None

    def path_of(self, binding: Binding, depth: int = 0) -> str | None:
        """The path that a binding gives its name."""
        if binding not in self._found:
            self._found[binding] = None  # while it is being looked for
            self._found[binding] = self._path_of(binding, depth)
        return self._found[binding]

    def _path_of(self, binding: Binding, depth: int) -> str | None:
        node, statement = binding.node, binding.statement
        if isinstance(node, ast.alias) and isinstance(statement, ast.Import):
            path = node.name if node.asname else node.name.partition(".")[0]
            return path if is_followed(path) and not self._is_own(node.name) else None
        if isinstance(node, ast.alias) and isinstance(statement, ast.ImportFrom):
            module = statement.module or ""
            if not statement.level and is_followed(module) and not self._is_own(module):
                return f"{module}.{node.name}"
            return self.exported(module, statement.level, node.name, depth)
        if isinstance(node, ast.Assign):
            return self.path_of_expression(node.value)
        return None

    def _is_own(self, module: str) -> bool:
        """Whether a module that is called like a package, as `input_data`, lies beside the file."""
        head = module.partition(".")[0]
        return head in ("keras", "input_data") and self.project.find(self.file, head, 0) is not None

    def path_of_expression(self, node: ast.AST) -> str | None:
        """The path that `a.b.c` is, where `a` means one."""
        base, parts = unchained(node)
        if base is None or not isinstance(base.ctx, ast.Load):
            return None
        found = self.meaning(base)
        return ".".join([found.path, *parts]) if found else None

    def exported(self, module: str, level: int, name: str, depth: int) -> str | None:
        """The path that a module of the project gives to `name`."""
        found = self.project.find(self.file, module, level) if depth < DEEPEST else None
        return Resolver(found.names, found.path, self.project).path_in_module(name, depth + 1) if found else None

    def path_in_module(self, name: str, depth: int) -> str | None:
        """The path of a global of this module."""
        bindings = self.names.module.bindings.get(name, [])
        paths = {self.path_of(binding, depth) for binding in bindings if not is_none(binding.node)}
        if len(paths) == 1:
            return paths.pop()
        found = self._from_star(name, self.names.module, depth) if not bindings else None
        return found.path if found else None

    def _from_star(self, name: str, scope: Scope, depth: int = 0) -> Meaning | None:
        for star in reversed([*scope.module().stars, *(scope.stars if scope.parent else ())]):
            module = star.module or ""
            if not star.level and is_followed(module) and not self._is_own(module):
                path = f"{module}.{name}"
                if name.startswith("_") or not self._star_gives(path, name):
                    continue
                return Meaning(path, star=star)
            if name.startswith("_"):
                continue
            found = self.exported(module, star.level, name, depth)
            if found:
                return Meaning(found)
        return None

    def _star_gives(self, path: str, name: str) -> bool:
        legacy = legacy_name(path)
        if legacy:
            return _exists(legacy)
        return not hasattr(builtins, name) and path.startswith(("keras.", "tf_keras.", "numpy."))

    # Where they are used

    def uses(self) -> Iterator[Use]:
        """Every place that spells a name that is followed, in no order."""
        parents = self.names.parent_of
        for node in self.names.nodes:
            kind = type(node)
            if kind is ast.Name:
                if type(node.ctx) is not ast.Load:  # type: ignore[attr-defined]
                    continue
                found = self.meaning(node)  # type: ignore[arg-type]
                if found is None:
                    continue
                chain: list[ast.AST] = []
                parts = [found.path]
                outer: ast.AST = node
                while True:
                    above = parents.get(outer)
                    owner, part = owner_of(above) if above is not None else (None, "")
                    if above is None or owner is not outer:
                        break
                    chain.append(above)
                    parts.append(part)
                    outer = above
                yield Use(".".join(parts), outer, node, found, chain)  # type: ignore[arg-type]
            elif kind is ast.Import or kind is ast.ImportFrom:
                yield from self._imports(node)  # type: ignore[arg-type]

    def imported_files(self) -> Iterator[Path]:
        """The files of the project that are imported, each once."""
        wanted: dict[tuple[str, int], None] = {}
        for node in self.names.nodes:
            if isinstance(node, ast.Import):
                wanted.update(((alias.name, 0), None) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                place = f"{node.module}." if node.module else ""
                wanted[node.module or "", node.level] = None
                if node.level or self.project.locate(self.file, node.module or "", 0):
                    wanted.update(((place + alias.name, node.level), None) for alias in node.names)
        files = (self.project.locate(self.file, name, level) for name, level in wanted if name or level)
        found = dict.fromkeys(file for file in files if file is not None and file != self.file)
        return iter(found)

    def _imports(self, node: ast.Import | ast.ImportFrom) -> Iterator[Use]:
        for alias in node.names:
            if isinstance(node, ast.Import):
                path = alias.name
            elif node.level or not node.module:
                continue
            else:
                path = node.module if alias.name == "*" else f"{node.module}.{alias.name}"
            if is_followed(path) and not self._is_own(path):
                yield Use(path, alias, None, Meaning(path), statement=node)


def _exists(legacy: str) -> bool:
    return table.load().judge(legacy).kind != "unknown"


def is_followed(path: str) -> bool:
    return path.partition(".")[0] in HEADS


def is_none(node: ast.AST) -> bool:
    """Whether a binding is `tf = None`, what an import that failed leaves."""
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value is None


def owner_of(node: ast.AST) -> tuple[ast.AST | None, str]:
    """What `a` and `"b"` are in `a.b` and in `getattr(a, "b")`; None and "" for anything else."""
    if isinstance(node, ast.Attribute):
        return node.value, node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
        match node.args:
            case [owner, ast.Constant(value=str(name)), *_] if name.isidentifier():
                return owner, name
    return None, ""


def unchained(node: ast.AST) -> tuple[ast.Name | None, list[str]]:
    """The name that `a.b.c` begins with, and the names after it; None where it begins with something else."""
    parts: list[str] = []
    while not isinstance(node, ast.Name):
        owner, part = owner_of(node)
        if owner is None:
            return None, []
        parts.append(part)
        node = owner
    return node, parts[::-1]
