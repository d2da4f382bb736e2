"""Loads the program's modules: each finds the world's builtins in its namespace before its first line runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ExtensionFileLoader, ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tf1graph.run.world import Compiled, World


class ProgramFinder(MetaPathFinder):
    """Asks the other finders, and lets the world load what they find, where that is the program's."""

    def __init__(self, world: World):
        self.world = world

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        for finder in [*sys.meta_path]:
            if isinstance(finder, ProgramFinder) or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(fullname, path, target)
            if spec is not None:
                return self.world.adopt(spec)
        return None


class ProgramLoader(SourceFileLoader):
    """Loads a source file of the program. Bytecode is neither read nor written: the world may have to translate."""

    def __init__(self, fullname: str, path: str, world: World):
        super().__init__(fullname, path)
        self.world = world
        self.compiled: Compiled | None = None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self.world.new_module(spec.name, self.compile().builtins)

    def get_code(self, fullname: str) -> CodeType:
        return self.compile().code

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        return self.world.compile(data, path).code

    def compile(self) -> Compiled:
        """The code, and the builtins that it runs with."""
        if self.compiled is None:
            self.compiled = self.world.compile(self.get_data(self.path), self.path)
        return self.compiled


class PlantingLoader:
    """Another's loader, whose modules get the world's builtins: of bytecode, of an archive, of a test framework."""

    def __init__(self, loader: Any, world: World):
        self._loader = loader
        self._world = world

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = self._loader.create_module(spec) if hasattr(self._loader, "create_module") else None
        if module is None:
            return self._world.new_module(spec.name)
        vars(module).setdefault("__builtins__", vars(self._world.builtins))
        return module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)


def adopt(spec: ModuleSpec, world: World) -> ModuleSpec:
    """Let the world load the program's module that `spec` describes; another's is left as it is."""
    if not spec.has_location or not spec.origin or not world.program.owns(spec.name, spec.origin):
        return spec
    loader: Any = spec.loader
    if type(loader) is SourceFileLoader:
        spec.loader = ProgramLoader(loader.name, loader.path, world)
    elif hasattr(loader, "exec_module") and not isinstance(
        loader, ExtensionFileLoader | ProgramLoader | PlantingLoader
    ):
        spec.loader = PlantingLoader(loader, world)  # type: ignore[assignment]
    return spec
