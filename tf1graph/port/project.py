"""The modules around a file: what `from model import tf` and `from layers import *` bring into it."""

from __future__ import annotations

import ast
import warnings
from functools import cached_property
from pathlib import Path

from tf1graph.port import scopes
from tf1graph.port.source import Undecodable, encoding_of

DEEPEST = 6  # how many re-exports are followed


class Module:
    """A module of the project, read for what its names are bound to."""

    def __init__(self, path: Path, tree: ast.Module):
        self.path = path
        self.tree = tree

    @cached_property
    def names(self) -> scopes.Names:
        return scopes.read(self.tree)


class Project:
    """Finds modules beside a file, and in the folders above it up to the topmost that was given.

    Args:
      top: the folder that was asked to be ported, or that of the file.
    """

    def __init__(self, top: Path):
        self.top = top
        self._modules: dict[Path, Module | None] = {}

    def find(self, importer: Path, name: str, level: int) -> Module | None:
        """The module that `importer` means by `name` at `level` (the dots before it), None where it is no file here."""
        parts = name.split(".") if name else []
        if level:
            folder = importer.parent
            for _ in range(level - 1):
                folder = folder.parent
            return self._module_at(folder.joinpath(*parts))
        folder = importer.parent
        while True:
            found = self._module_at(folder.joinpath(*parts))
            if found or folder == self.top or folder.parent == folder or not folder.is_relative_to(self.top):
                return found
            folder = folder.parent

    def _module_at(self, place: Path) -> Module | None:
        for path in (place.with_name(place.name + ".py"), place / "__init__.py"):
            if path not in self._modules:
                self._modules[path] = self._read(path)
            if self._modules[path]:
                return self._modules[path]
        return None

    def _read(self, path: Path) -> Module | None:
        try:
            data = path.read_bytes()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return Module(path, ast.parse(encoding_of(data).decode(data)))
        except (OSError, Undecodable, SyntaxError, ValueError, RecursionError):
            return None
