"""The modules around a file: what `from model import tf` and `from layers import *` bring into it."""

from __future__ import annotations

import ast
import os
import warnings
from functools import cached_property
from pathlib import Path

from tf1graph.port import scopes
from tf1graph.port.source import Undecodable, encoding_of

DEEPEST = 6  # how many re-exports are followed
MOST = 300  # modules that are kept


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
        self._entries: dict[Path, frozenset[str]] = {}
        self._files: dict[tuple[Path, str], Path | None] = {}

    def find(self, importer: Path, name: str, level: int) -> Module | None:
        """The module that `importer` means by `name` at `level` (the dots before it), None where it is no file here."""
        path = self.locate(importer, name, level)
        if path is None:
            return None
        if path not in self._modules:
            if len(self._modules) >= MOST:
                self._modules.clear()
            self._modules[path] = self._read(path)
        return self._modules[path]

    def locate(self, importer: Path, name: str, level: int) -> Path | None:
        """The file of that module."""
        folder = importer.parent
        for _ in range(level - 1):
            folder = folder.parent
        key = folder, f"{'.' if level else ''}{name}"
        if key not in self._files:
            self._files[key] = self._locate(folder, name, bool(level))
        return self._files[key]

    def _locate(self, folder: Path, name: str, is_relative: bool) -> Path | None:
        parts = name.split(".") if name else []
        while True:
            entries = self._entries_of(folder)
            if not parts or parts[0] in entries or f"{parts[0]}.py" in entries:
                place = folder.joinpath(*parts)
                for path in (place.with_name(place.name + ".py"), place / "__init__.py"):
                    if path.is_file():
                        return path
            if is_relative or folder == self.top or folder.parent == folder or not folder.is_relative_to(self.top):
                return None
            folder = folder.parent

    def _entries_of(self, folder: Path) -> frozenset[str]:
        """What lies in a folder."""
        if folder not in self._entries:
            try:
                self._entries[folder] = frozenset(os.listdir(folder))
            except OSError:
                self._entries[folder] = frozenset()
        return self._entries[folder]

    def _read(self, path: Path) -> Module | None:
        try:
            data = path.read_bytes()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return Module(path, ast.parse(encoding_of(data).decode(data)))
        except (OSError, Undecodable, SyntaxError, ValueError, RecursionError):
            return None
