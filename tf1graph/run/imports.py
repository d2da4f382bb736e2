"""The program's `__import__` and its view of `importlib`, where `tensorflow` is TensorFlow 1, and of the neighbours."""

from __future__ import annotations

import builtins
import importlib
import importlib.machinery
import importlib.util
import os
import pydoc
import runpy
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tf1graph.era import neighbours
from tf1graph.errors import ModuleNotProvided
from tf1graph.run import imp, operators, programs
from tf1graph.run.loading import ProgramLoader
from tf1graph.run.traces import without_ours

if TYPE_CHECKING:
    from tf1graph.run.world import World

# What a program's imports begin with, and what stands there. Modules of the program's own that are called like the
# last two go first, as they did: tutorials shipped an `input_data.py` to lie beside them.
ROOTS = {
    "tensorflow": "tf1graph.tf",
    "tensorflow_core": "tf1graph.tf",
    "tensorflow_estimator": "tf1graph.tf",
    "keras": "tf1graph.keras",
    "input_data": "tf1graph.tf.examples.tutorials.mnist.input_data",
}
VIEWED = {
    "builtins",
    "imp",
    "importlib",
    "os",
    "pydoc",
    "runpy",
    "subprocess",
    *neighbours.HEADS,
}  # what else the program sees otherwise than others do
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
        self.views["imp"] = _view(ModuleType("imp", imp.__doc__), imp.names(self.views["importlib.util"]))
        self.views["subprocess"] = _view(subprocess, programs.names(world))
        self.views["os"] = _view(os, programs.os_names(world))
        self.views["pydoc"] = _view(pydoc, {"locate": self._locate})
        self.views["runpy"] = _view(runpy, programs.runpy_names(world, runpy))
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
            if level == 0 and head in VIEWED:
                return self.import_viewed(name, fromlist)
            return _import(name, globals, locals, fromlist, level)
        except BaseException as error:
            without_ours(error)
            raise
        finally:
            if not operators.KINDS and "numpy" in sys.modules:
                operators.know_numpy()

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

    def import_viewed(self, name: str, fromlist: Sequence[str] | None) -> ModuleType:
        """The module `name`, or its head if `fromlist` is empty, as the program sees it."""
        head = name.partition(".")[0]
        found = self.viewed(name)
        if not fromlist:
            return self.viewed(head)
        ours = {attribute for attribute in fromlist if f"{name}.{attribute}" in neighbours.FILES}
        for attribute in ours:
            self.viewed(f"{name}.{attribute}")
        rest = [attribute for attribute in fromlist if attribute not in ours and attribute not in vars(found)]
        if rest and name in sys.modules:
            _import(name, None, None, rest, 0)
        return found

    def viewed(self, name: str) -> ModuleType:
        """The module `name` as the program sees it: also a neighbour that is there no more."""
        if name not in self.views:
            try:
                if name not in neighbours.DEPRECATED or name in sys.modules:
                    return self.view_of(importlib.import_module(name))
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DeprecationWarning)
                    return self.view_of(importlib.import_module(name))
            except ModuleNotFoundError as error:
                inside = name in neighbours.FILES and name not in neighbours.INSTALLED
                if not inside or error.name not in (name, name.rpartition(".")[0]):
                    raise
            parent = name.rpartition(".")[0]
            if parent:
                self.viewed(parent)
            self._see(name, ModuleType(name))
        return self.views[name]

    def view_of(self, module: ModuleType) -> ModuleType:
        """What the program sees of a library's module."""
        name = module.__name__
        if name not in self.views and (name in neighbours.FILES or name in neighbours.PACKAGES):
            if self._is_the_programs(module):
                return module
            self._see(name, module)
        return self.views.get(name, module)

    def _is_the_programs(self, module: ModuleType) -> bool:
        origin = getattr(module.__spec__, "origin", None)
        return isinstance(origin, str) and os.path.isabs(origin) and self.world.program.owns(module.__name__, origin)

    def _see(self, name: str, module: ModuleType) -> None:
        inside = neighbours.FILES.keys() | neighbours.PACKAGES
        same = {
            key: thing
            for key, thing in vars(module).items()
            if not (isinstance(thing, ModuleType) and thing.__name__ in inside)
        }
        changed = {**same, **neighbours.names(name, module)}

        def get(attribute: str) -> Any:
            if f"{name}.{attribute}" in self.views:
                return self.views[f"{name}.{attribute}"]
            thing = getattr(module, attribute)
            return self.view_of(thing) if isinstance(thing, ModuleType) else thing

        self.views[name] = _view(module, changed, get)

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

    def _locate(self, path: str, forceload: Any = 0) -> Any:
        """What a dotted path names, None where there is nothing, as `pydoc.locate`."""
        head, *rest = [part for part in path.split(".") if part]
        if not self.is_legacy(head):
            return pydoc.locate(path, forceload)
        found: Any = self.import_legacy(head, ("__name__",))
        name = head
        for part in rest:
            name = f"{name}.{part}"
            try:
                found = getattr(found, part)
            except AttributeError:
                try:
                    found = self.import_legacy(name, ("__name__",))
                except ImportError:
                    return None
        return found

    def _importlib(self) -> dict[str, Any]:
        def import_module(name: str, package: str | None = None) -> ModuleType:
            """Import a module, as `importlib.import_module` does."""
            try:
                absolute = importlib.util.resolve_name(name, package) if name.startswith(".") else name
                if self.is_legacy(absolute.partition(".")[0]):
                    return self.import_legacy(absolute, ("__name__",))
                if absolute.partition(".")[0] in VIEWED:
                    return self.viewed(absolute)
                return importlib.import_module(absolute)
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


def _view(module: ModuleType, changed: Mapping[str, Any], get: Callable[[str], Any] | None = None) -> ModuleType:
    """A module that gives what `module` gives, now and later, or what `get` does, but for what is changed."""
    view = ModuleType(module.__name__, module.__doc__)
    vars(view).update({name: thing for name, thing in vars(module).items() if name.startswith("__")})
    get = get or (lambda name: getattr(module, name))
    vars(view).update(changed, __getattr__=get, __dir__=lambda: sorted({*dir(module), *changed}))
    return view
