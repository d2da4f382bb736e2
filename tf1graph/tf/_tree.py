"""How a module of the tree finds its names: what is ours first, then the table, then compat.v1.

A name found is kept in the module, so that it is looked up once.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tf1graph.errors import NameNotProvided
from tf1graph.tf import names

ROOT = "tf1graph."
COMPAT = "tensorflow._api.v2.compat.v1"


def mirror(module_name: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` for the module `module_name`, which mirrors TensorFlow 1's module of that place."""
    module = sys.modules[module_name]
    legacy = module_name.removeprefix(ROOT)

    def find(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {module_name!r} has no attribute {name!r}")
        found = resolve(module_name, legacy, name)
        setattr(module, name, found)
        return found

    def list_names() -> list[str]:
        base = counterpart(legacy)
        return sorted({*vars(module), *(vars(base) if base else ()), *submodules(module)})

    return find, list_names


def resolve(module_name: str, legacy: str, name: str) -> Any:
    """What stands for `legacy.name`.

    Raises:
      NameNotProvided: nobody provides it, or the table refuses it.
    """
    base = counterpart(legacy)  # its import also brings in our bodies, and with them their rows
    full = f"{legacy}.{name}"
    row = names.declared(full)
    if row:
        if row.fidelity == "refused":
            raise NameNotProvided(full, row.note)
        return names.stand_in(row)
    in_package = not name.startswith("_") and hasattr(sys.modules[module_name], "__path__")
    if in_package and find_spec(f"{module_name}.{name}"):
        return import_module(f"{module_name}.{name}")
    try:
        found = getattr(base, name)
    except (AttributeError, ImportError):
        raise NameNotProvided(
            full, "Look it up with `tf1graph names`, or write it with what today's TensorFlow offers."
        ) from None
    if isinstance(found, types.ModuleType) and found.__name__.startswith(COMPAT):
        return mirrored_module(f"{module_name}.{name}", found)
    return found


def counterpart(legacy: str) -> Any:
    """compat.v1's module at the place `legacy`, None where it has none. Imports TensorFlow."""
    found = import_module("tf1graph.tf._private").compat_v1
    for part in legacy.split(".")[1:]:
        found = getattr(found, part, None)
    return found


def mirrored_module(module_name: str, base: types.ModuleType) -> types.ModuleType:
    """A module that mirrors a module of compat.v1 for which this package has no file."""
    if module_name not in sys.modules:
        sys.modules[module_name] = module = types.ModuleType(module_name, base.__doc__)
        module.__getattr__, module.__dir__ = mirror(module_name)  # type: ignore[method-assign]
    return sys.modules[module_name]


def submodules(module: types.ModuleType) -> list[str]:
    """The names of the modules that lie in the package `module`."""
    from pkgutil import iter_modules

    return [found.name for found in iter_modules(getattr(module, "__path__", ())) if not found.name.startswith("_")]
