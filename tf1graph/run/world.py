"""The world of one program: its builtins, and what loads its modules."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import sys
import warnings
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, NamedTuple

from tf1graph.era import stdlib_changes
from tf1graph.errors import UsageError
from tf1graph.run import attributes, children, frames, loading, operators, traces
from tf1graph.run.imports import Importer
from tf1graph.run.program import Program
from tf1graph.run.rewriting import Rewriting, rewritten

if TYPE_CHECKING:
    from tf1graph.run.report import Usage


@dataclass(frozen=True)
class WorldSettings:
    """What makes a world; it travels into spawned processes.

    Attributes:
      packages: installed packages that belong to the program.
      spawned: whether this is a process that the program spawned, which need not say again what its parent said.
    """

    packages: tuple[str, ...] = ()
    spawned: bool = False


class Compiled(NamedTuple):
    """A file of the program: its code, and the builtins that it runs with."""

    code: CodeType
    builtins: ModuleType


class World:
    """TensorFlow 1, for the modules of one program.

    Attributes:
      builtins: a module with Python's builtins, whose `__import__` is the world's; the program's modules have its
        dictionary as theirs, so a name that the program adds to `builtins` is seen by all of it.
    """

    def __init__(self, settings: WorldSettings = WorldSettings()):
        self.settings = settings
        self.program = Program(settings.packages)
        self.builtins = ModuleType("builtins", builtins.__doc__)
        vars(self.builtins).update(vars(builtins))
        self.importer = Importer(self)
        self.builtins.__import__ = self.importer.import_  # type: ignore[attr-defined]
        vars(self.builtins).update(
            {attributes.NAME: attributes.attribute, **operators.OPERATORS, **operators.BUILTINS, **frames.FRAMES}
            | {"open": stdlib_changes.open_file}
        )
        self.finder = loading.ProgramFinder(self)
        self._python2_builtins: ModuleType | None = None
        self._usage: Usage | None = None

    def enter(self) -> None:
        """Load the program's modules from now on, also in processes that it spawns.

        Raises:
          UsageError: a package that is to belong to the program is not installed.
        """
        for package in self.settings.packages:
            if importlib.util.find_spec(package) is None:
                raise UsageError(f"--with {package}: no such package is installed.")
        sys.meta_path.insert(0, self.finder)
        self._show = warnings.showwarning
        warnings.showwarning = self._placed = traces.placed(self._show)
        children.take_along(self)

    def leave(self) -> None:
        """Load no more modules of the program. Those that are loaded stay as they are."""
        if self.finder in sys.meta_path:
            sys.meta_path.remove(self.finder)
            if warnings.showwarning is self._placed:
                warnings.showwarning = self._show
        operators.forget_printing()

    def new_module(self, name: str, builtins: ModuleType | None = None) -> ModuleType:
        """An empty module of the program, with the world's builtins or those that are given."""
        module = ModuleType(name)
        vars(module)["__builtins__"] = vars(builtins or self.builtins)
        return module

    def adopt(self, spec: ModuleSpec) -> ModuleSpec:
        """Let this world load what `spec` describes, where that is the program's."""
        children.watch(spec, self)
        return loading.adopt(spec, self)

    def compile(self, source: bytes | str, filename: str) -> Compiled:
        """The code of a file of the program, whose `source` may be Python 2.

        Raises:
          SyntaxError: it is neither Python 2 nor Python 3.
        """
        from tf1graph.era import python2

        data = source.encode() if isinstance(source, str) else source
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            is_python2 = python2.is_python2(data, filename)
        if not is_python2:
            self._note_usage(source, filename)
            return Compiled(_compiled(data, filename), self.builtins)
        found = python2.translate(data, filename, Rewriting())
        self._note_usage(found.source, filename)
        if not self.settings.spawned:
            for note in found.notes:
                print(f"tf1graph: {note}", file=sys.stderr)
        return Compiled(found.code, self.python2_builtins())

    def note_usage(self) -> Usage:
        """Gather, from now on, what the program uses of TensorFlow 1."""
        from tf1graph.run.report import Usage
        from tf1graph.tf import _tree

        self._usage = Usage(self.program, self.importer.legacy_place)
        _tree.listeners.append(self._usage.asked)
        return self._usage

    def _note_usage(self, source: bytes | str, filename: str) -> None:
        if self._usage is not None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)
                self._usage.read(ast.parse(source), filename)

    def python2_builtins(self) -> ModuleType:
        """The builtins of the program's modules that are Python 2."""
        if self._python2_builtins is None:
            from tf1graph.era.python2.builtins import BUILTINS

            self._python2_builtins = ModuleType("__builtin__", builtins.__doc__)
            vars(self._python2_builtins).update({**vars(self.builtins), **BUILTINS})
        return self._python2_builtins


def _compiled(data: bytes, filename: str) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # Python 3.7 let pass "\\d" and `x is 1`
        try:
            return compile(rewritten(data, filename), filename, "exec", dont_inherit=True)
        except RecursionError:
            return compile(data, filename, "exec", dont_inherit=True)
