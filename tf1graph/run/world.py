"""The world of one program: its builtins, and what loads its modules."""

from __future__ import annotations

import builtins
import importlib.util
import sys
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import Any

from tf1graph.errors import UsageError
from tf1graph.run import children, loading
from tf1graph.run.imports import Importer
from tf1graph.run.program import Program


@dataclass(frozen=True)
class WorldSettings:
    """What makes a world; it travels into spawned processes.

    Attributes:
      packages: installed packages that belong to the program.
    """

    packages: tuple[str, ...] = ()


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
        self.finder = loading.ProgramFinder(self)

    def enter(self) -> None:
        """Load the program's modules from now on, also in processes that it spawns.

        Raises:
          UsageError: a package that is to belong to the program is not installed.
        """
        for package in self.settings.packages:
            if importlib.util.find_spec(package) is None:
                raise UsageError(f"--with {package}: no such package is installed.")
        sys.meta_path.insert(0, self.finder)
        children.take_along(self)

    def new_module(self, name: str) -> ModuleType:
        """An empty module of the program."""
        module = ModuleType(name)
        vars(module)["__builtins__"] = vars(self.builtins)
        return module

    def adopt(self, spec: ModuleSpec) -> ModuleSpec:
        """Let this world load what `spec` describes, where that is the program's."""
        children.watch(spec, self)
        return loading.adopt(spec, self)

    def compile(self, source: Any, filename: str) -> CodeType:
        """The code of a file of the program."""
        return compile(source, filename, "exec", dont_inherit=True)
