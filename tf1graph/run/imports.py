"""The program's `__import__` and its view of `importlib`, where `tensorflow` is TensorFlow 1, and of NumPy."""

from __future__ import annotations

import builtins
import importlib
import importlib.machinery
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tf1graph.errors import ModuleNotProvided
from tf1graph.run.loading import ProgramLoader
from tf1graph.run.traces import without_ours

if TYPE_CHECKING:
    from tf1graph.run.world import World

# What a program's imports begin with, and what stands there. Modules of the program's own that are called like the
# last two go first, as they did: tutorials shipped an `input_data.py` to lie beside them.
ROOTS = {
    "tensorflow": "tf1graph.tf",
    "tensorflow_core": "tf1graph.tf",
    "keras": "tf1graph.keras",
    "input_data": "tf1graph.tf.examples.tutorials.mnist.input_data",
}
VIEWED = ("builtins", "importlib", "numpy")  # what else the program sees otherwise than others do
MAY_BE_THE_PROGRAMS = ("keras", "input_data")

_import = builtins.__import__


class Importer:
    """Resolves the imports of one world's program."""

    def __init__(self, world: World):
        self.world = world
        self.views = {"builtins": world.builtins, "importlib": _view(importlib, self._importlib())}
        for name, changed in (("importlib.util", self._util()), ("importlib.machinery", self._machinery())):
            view = _view(sys.modules[name], changed)
            self.views[name] = view
            setattr(self.views["importlib"], name.rpartition(".")[2], view)
        self._own: dict[str, bool] = {}

    def import_(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """What an import statement of the program gives: as `__import__` of Python, but for the legacy names."""
        try:
            head = name.partition(".")[0]
            if level == 0 and self.is_legacy(head):
                module = self.import_legacy(name, fromlist)
                return module if fromlist else importlib.import_module(ROOTS[head])
            module = _import(name, globals, locals, fromlist, level)
            return self.view_of(module) if level == 0 and head in VIEWED else module
        except BaseException as error:
            without_ours(error)
            raise

    def is_legacy(self, head: str) -> bool:
        """Whether imports that begin with `head` are resolved here."""
        if head not in ROOTS:
            return False
        if head not in self._own:
            self._own[head] = head in MAY_BE_THE_PROGRAMS and self._has_own(head)
        return not self._own[head]

    def legacy_place(self, name: str) -> str | None:
        """The name that TensorFlow 1's documentation gives the module `name`, `tf.contrib.slim`; None for others."""
        head, dot, rest = name.partition(".")
        return ROOTS[head].removeprefix("tf1graph.") + dot + rest if self.is_legacy(head) else None

    def _has_own(self, head: str) -> bool:
        spec = importlib.machinery.PathFinder.find_spec(head)
        return bool(spec and spec.has_location and spec.origin and self.world.program.owns(head, spec.origin))

    def view_of(self, module: ModuleType) -> ModuleType:
        """What the program sees of a library's module."""
        name = module.__name__
        if name == "numpy" and name not in self.views:
            from tf1graph.era import numpy

            self.views[name] = _view(module, {**vars(module), **numpy.names(module)})
        return self.views.get(name, module)

    def import_legacy(self, name: str, fromlist: Sequence[str] | None) -> ModuleType:
        """The module of this package that the program means by `name`, in which `fromlist` is imported too.

        Raises:
          ModuleNotProvided: the package has no such module.
        """
        place = self.place(name)
        try:
            return _import(place, None, None, fromlist, 0)
        except ModuleNotFoundError as error:
            if not error.name or not f"{place}.".startswith(f"{error.name}.") or isinstance(error, ModuleNotProvided):
                raise
            head = name.partition(".")[0]
            remedy = f"Write `from tensorflow import {head}` for what TensorFlow has of it."
            raise ModuleNotProvided(name, remedy) from None

    def place(self, name: str) -> str:
        """Where this package has what the program means by `name`."""
        head, dot, rest = name.partition(".")
        return ROOTS[head] + dot + rest

    def _importlib(self) -> dict[str, Any]:
        def import_module(name: str, package: str | None = None) -> ModuleType:
            """Import a module, as `importlib.import_module` does."""
            try:
                absolute = importlib.util.resolve_name(name, package) if name.startswith(".") else name
                if self.is_legacy(absolute.partition(".")[0]):
                    return self.import_legacy(absolute, ("__name__",))
                return self.view_of(importlib.import_module(absolute))
            except BaseException as error:
                without_ours(error)
                raise

        return {"import_module": import_module, "__import__": self.import_}

    def _util(self) -> dict[str, Any]:
        def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
            """The spec of a module, None where it is not found, as `importlib.util.find_spec`."""
            absolute = importlib.util.resolve_name(name, package) if name.startswith(".") else name
            if not self.is_legacy(absolute.partition(".")[0]):
                return importlib.util.find_spec(absolute)
            try:
                return importlib.util.find_spec(self.place(absolute))
            except ModuleNotFoundError:
                return None

        def spec_from_file_location(*args: Any, **kwargs: Any) -> ModuleSpec | None:
            """The spec of a module in a file, as `importlib.util.spec_from_file_location`."""
            spec = importlib.util.spec_from_file_location(*args, **kwargs)
            return spec and self.world.adopt(spec)

        return {"find_spec": find_spec, "spec_from_file_location": spec_from_file_location}

    def _machinery(self) -> dict[str, Any]:
        world = self.world

        class SourceFileLoader(ProgramLoader):
            """Loads a source file of the program, as `importlib.machinery.SourceFileLoader`."""

            def __init__(self, fullname: str, path: str):
                super().__init__(fullname, path, world)

        return {"SourceFileLoader": SourceFileLoader}


def _view(module: ModuleType, changed: Mapping[str, Any]) -> ModuleType:
    """A module that gives what `module` gives, now and later, but for what is changed."""
    view = ModuleType(module.__name__, module.__doc__)
    vars(view).update({name: thing for name, thing in vars(module).items() if name.startswith("__")})
    vars(view).update(changed, __getattr__=lambda name: getattr(module, name), __dir__=lambda: dir(module))
    return view
