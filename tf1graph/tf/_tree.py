"""How a module of the tree finds its names: what is ours first, then the table, then today's TensorFlow.

A name found is kept, so that it is looked up once. A module of TensorFlow 1 for which this package has no file is
made when it is imported, by a finder that answers for `tf1graph.tf` alone:

- where the table has a row for the module, that row's module;
- `tf.keras.*` and `tf.python.keras.*`: tf_keras' module of that place;
- `tf.python.*`: today's private module of that place, in which what this package provides comes first, and the
  modules that TensorFlow 1's imported last;
- `tf.core.*` and the like, which are protocol buffers and tools: today's, as they are;
- `tf.contrib.X.python.Y.Z`: `tf.contrib.X.Z` where there is such a file, else the names of `tf.contrib.X`, which is
  where TensorFlow 1 published them;
- else compat.v1's module of that place.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any

from tf1graph.errors import AttributeNotProvided, ModuleNotProvided
from tf1graph.tf import names

ROOT = "tf1graph."
TREE = "tf1graph.tf"
COMPAT = "tensorflow._api.v2.compat.v1"
KERAS = "tf_keras.api._v1.keras"
PRIVATE = "tf.python"
AS_TODAY = ("tf.compiler", "tf.core", "tf.tools")
# Where the modules lay that those of `tf.python` imported: programs take them from the importing ones too.
IMPORTED_FROM = ("ops", "framework", "util", "training", "platform", "eager", "client", "lib.io", "layers")
IMPORTED_AS = {"logging": "platform.tf_logging", "pywrap_tensorflow": "pywrap_tensorflow", "vs": "ops.variable_scope"}
INSIDE_CONTRIB = ("framework", "layers", "ops", "training")  # folders under `tf.contrib.X.python`
REMEDY = "Look it up with `tf1graph names`, or write it with what today's TensorFlow offers."


listeners: list[Callable[[str], None]] = []  # told of each legacy name when it is looked up, which is once


def mirror(module_name: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` for the module `module_name`, which mirrors TensorFlow 1's module of that place.

    Every module of TensorFlow 1 may have had modules below it, so this one is made a package.
    """
    module = sys.modules[module_name]
    legacy = module_name.removeprefix(ROOT)
    vars(module).setdefault("__path__", [])
    shadowing: dict[str, Any] = {}  # names such as `range`, which the module's own code means as Python's

    def find(name: str) -> Any:
        if name in shadowing:
            return shadowing[name]
        if name == "__all__":
            return public_names(module, legacy)
        if name.startswith("__"):
            raise AttributeError(f"module {module_name!r} has no attribute {name!r}")
        for listener in listeners:
            listener(f"{legacy}.{name}")
        found = resolve(module_name, legacy, name)
        if hasattr(builtins, name):
            shadowing[name] = found
        else:
            setattr(module, name, found)
        return found

    def list_names() -> list[str]:
        return sorted({*public_names(module, legacy), *(name for name in vars(module) if name.startswith("__"))})

    return find, list_names


def load(package_name: str) -> None:
    """Import the modules of a package of the tree, not the packages in it: what they define declares its rows."""
    for name in submodules(sys.modules[package_name], packages=False):
        import_module(f"{package_name}.{name}")


def resolve(module_name: str, legacy: str, name: str) -> Any:
    """What stands for `legacy.name`.

    Raises:
      AttributeNotProvided: nobody provides it, or the table refuses it.
    """
    base = counterpart(legacy)  # its import also brings in our bodies, and with them their rows
    full = f"{legacy}.{name}"
    row = names.declared(full)
    if row:
        return _stand_in(row)
    if not name.startswith("_") and PathFinder.find_spec(f"{module_name}.{name}", sys.modules[module_name].__path__):
        return import_module(f"{module_name}.{name}")
    try:
        found = getattr(base, name)
    except (AttributeError, ImportError):
        if (is_private(legacy) and counterpart(full)) or is_inside_contrib(full.split("."), INSIDE_CONTRIB):
            return import_module(f"{module_name}.{name}")
        if legacy.startswith(PRIVATE + ".") and (place := imported(name)):
            return import_module(ROOT + place)
        refused = names.refusal(full)
        raise AttributeNotProvided(full, refused.note if refused else REMEDY) from None
    if isinstance(found, types.ModuleType):
        if is_inside_contrib(parts := full.split(".")) and (file := file_inside_contrib(parts)):
            return file
        place = legacy_place(found)
        return import_module(ROOT + place) if place else found
    row = row_of(found)
    return _stand_in(row) if row else found


def row_of(thing: Any) -> names.Row | None:
    """The row of something of today's TensorFlow under any of the names that TensorFlow 1 gave it."""
    public = import_module("tf1graph.tf._private").public_names(thing)
    return next((row for name in public if (row := names.declared(f"tf.{name}"))), None)


def _stand_in(row: names.Row) -> Any:
    if row.fidelity == "refused":
        raise AttributeNotProvided(row.legacy, row.note)
    return names.stand_in(row)


def is_private(legacy: str) -> bool:
    """Whether `legacy` lies among TensorFlow 1's internals, `tf.python`."""
    return legacy == PRIVATE or legacy.startswith(PRIVATE + ".")


def imported(name: str) -> str | None:
    """Where the module lies that TensorFlow 1's modules of `tf.python` imported as `name`, None where none does."""
    if name.startswith("_"):
        return None
    inside = [IMPORTED_AS[name]] if name in IMPORTED_AS else [f"{folder}.{name}" for folder in IMPORTED_FROM]
    places = [f"{PRIVATE}.{place}" for place in inside]
    return next((place for place in places if names.declared(place) or counterpart(place)), None)


def is_inside_contrib(parts: Sequence[str], below: Sequence[str] | None = None) -> bool:
    """Whether `tf.contrib.X.python…` is meant, split at the dots; with `below`, only that or one of these under it."""
    inside = list(parts[1:2]) == ["contrib"] and list(parts[3:4]) == ["python"]
    return inside and (below is None or len(parts) == 4 or (len(parts) == 5 and parts[4] in (*below, parts[2])))


def file_inside_contrib(parts: Sequence[str]) -> types.ModuleType | None:
    """The module `tf.contrib.X.Z` for the path `tf.contrib.X.python.Y.Z`, None where there is no such file.

    `tf.contrib.X.python.X` is `tf.contrib.X.X` where there is one.

    It also gives what TensorFlow 1 kept in that file, and this package in another of `tf.contrib.X`.
    """
    owner = found = import_module(ROOT + ".".join(parts[:3]))
    for part in parts[5:] or [part for part in parts[4:] if part == parts[2]]:
        if not PathFinder.find_spec(f"{found.__name__}.{part}", found.__path__):
            return None
        found = import_module(f"{found.__name__}.{part}")

    def find(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {found.__name__!r} has no attribute {name!r}")
        return getattr(owner, name)

    vars(found).setdefault("__getattr__", find)
    return None if found is owner else found


def counterpart(legacy: str) -> Any:
    """Today's module at the place `legacy`, None where it has none. Imports TensorFlow."""
    door = import_module("tf1graph.tf._private")
    parts = legacy.split(".")
    if is_inside_contrib(parts):
        return import_module(ROOT + ".".join(parts[:3]))
    if (place := f"{legacy}.").startswith(("tf.keras.", "tf.python.keras.")):
        keras = import_module("tf1graph.tf.python.keras")
        find = keras.private_module if is_private(legacy) else keras.public_module
        return find(place.partition("keras.")[2].rstrip("."))
    if is_private(legacy):
        return door.private_module(legacy.removeprefix("tf."))
    found = door.compat_v1
    for part in parts[1:]:
        found = getattr(found, part, None)
    return found


def legacy_place(module: types.ModuleType) -> str | None:
    """Where a module of today's TensorFlow lies in the tree, as `tf.nn`; None where it does not."""
    for prefix, place in ((COMPAT, "tf"), (KERAS, "tf.keras"), ("tensorflow.python", PRIVATE)):
        if module.__name__ == prefix or module.__name__.startswith(prefix + "."):
            return place + module.__name__.removeprefix(prefix)
    return None


def public_names(module: types.ModuleType, legacy: str) -> list[str]:
    """The names that `from legacy import *` gives: the table's, our modules', and today's where it is not refused."""
    base = counterpart(legacy)
    below = legacy + "."
    rows = {name.removeprefix(below): row for name, row in names.all_declared() if name.startswith(below)}
    mine = {name for name, thing in vars(module).items() if _is_ours(name, thing)}
    try:
        theirs = set(dir(base)) if base else set()
    except (AttributeError, ImportError):  # such as today's `tf.layers`, which Keras 3 left without a body
        theirs = set()
    found = {*mine, *theirs, *submodules(module), *(name.split(".")[0] for name in rows)}
    refused = {name for name, row in rows.items() if row.fidelity == "refused"}
    return sorted(name for name in found - refused if not name.startswith("_"))


def _is_ours(name: str, thing: Any) -> bool:
    """Whether a global of a module of the tree is a name of TensorFlow 1, not one that its code was written with."""
    if isinstance(thing, types.ModuleType):
        return thing.__name__.startswith(TREE + ".") and thing.__name__.endswith("." + name)
    return name.isupper() or str(getattr(thing, "__module__", "")).startswith(("tensorflow.", f"{TREE}.python"))


def submodules(module: types.ModuleType, packages: bool = True) -> list[str]:
    """The names of the modules that lie in the package `module`, with or without those that are packages."""
    from pkgutil import iter_modules

    below = iter_modules(getattr(module, "__path__", ()))
    return [found.name for found in below if (packages or not found.ispkg) and not found.name.startswith("_")]


def module_at(module_name: str) -> types.ModuleType:
    """The module that stands at a place of the tree where there is no file: one that exists, or a new one.

    Raises:
      ModuleNotProvided: TensorFlow 1 had none there, or nobody provides it.
    """
    legacy = module_name.removeprefix(ROOT)
    base = counterpart(legacy)  # brings in the rows of our bodies
    row = names.declared(legacy)
    if row and row.fidelity == "refused":
        raise ModuleNotProvided(legacy, row.note)
    if row and ":" not in row.stands:
        return names.stand_in(row)
    parts = legacy.split(".")
    file = file_inside_contrib(parts) if is_inside_contrib(parts) else None
    if file:
        return file
    stands = stands_for_parent(module_name)
    if stands or legacy in AS_TODAY:
        place = f"{stands or 'tensorflow'}.{parts[-1]}"
        try:
            return import_module(place)
        except ModuleNotFoundError:
            if stands and is_inside_contrib(parts) and stands.endswith(f".{parts[-2]}") and parts[-1].islower():
                return import_module(stands)  # a file of its own in TensorFlow 1, not here
            raise ModuleNotProvided(legacy, REMEDY) from None
    if isinstance(base, types.ModuleType) and not (is_inside_contrib(parts) and not parts[-1].islower()):
        return types.ModuleType(module_name, base.__doc__)
    raise ModuleNotProvided(legacy, REMEDY)


def stands_for_parent(module_name: str) -> str | None:
    """The name of the module that stands in place of the one above `module_name`, None where that is itself."""
    above = module_name.rpartition(".")[0]
    name = sys.modules[above].__name__
    return None if name == above else name


class TreeFinder(MetaPathFinder, Loader):
    """Makes the modules of the tree that have no file.

    It is asked before the finder of files, which would load what lies in a package once more under another name
    where that package stands for several.
    """

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        if not fullname.startswith(TREE + "."):
            return None
        in_file = None if stands_for_parent(fullname) else PathFinder.find_spec(fullname, path, target)
        return in_file or ModuleSpec(fullname, self, loader_state=module_at(fullname), is_package=True)

    def exec_module(self, module: types.ModuleType) -> None:
        name = module.__name__
        assert module.__spec__ is not None
        found = module.__spec__.loader_state
        if found.__name__ == name:
            module.__doc__ = found.__doc__
            complete(module)
        else:  # one that stands elsewhere: the import gives that one
            sys.modules[name] = found


def complete(module: types.ModuleType) -> None:
    """Let `module` find the names of its place that it does not define itself."""
    if "__getattr__" not in vars(module):
        module.__getattr__, module.__dir__ = mirror(module.__name__)  # type: ignore[method-assign]


sys.meta_path.insert(0, TreeFinder())
