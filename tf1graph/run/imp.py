"""The module `imp`, which Python 3.12 took away: what it loads of the program is the program's, too."""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType
from typing import Any

PY_SOURCE, PKG_DIRECTORY = 1, 5


def names(util: ModuleType) -> dict[str, Any]:
    """The functions of `imp` that programs call; `util` is their `importlib.util`."""

    def load_source(name: str, pathname: str, file: Any = None) -> ModuleType:
        """Load the source file `pathname` as the module `name`, again if it is loaded already."""
        spec = util.spec_from_file_location(name, pathname)
        if spec is None or spec.loader is None:
            raise ImportError(f"{pathname} is no Python source file.")
        module = sys.modules.get(name)
        if module is None:
            module = sys.modules[name] = util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except BaseException:
            sys.modules.pop(name, None)
            raise
        return module

    def find_module(name: str, path: Any = None) -> tuple[Any, str, tuple[str, str, int]]:
        """The open file of the module `name`, or None of a package, its path, and what kind it is.

        Raises:
          ImportError: there is none in `path`, or in `sys.path`.
        """
        for folder in sys.path if path is None else path:
            package, file = os.path.join(folder, name), os.path.join(folder, f"{name}.py")
            if os.path.isfile(os.path.join(package, "__init__.py")):
                return None, package, ("", "", PKG_DIRECTORY)
            if os.path.isfile(file):
                return open(file, encoding="utf-8"), file, (".py", "r", PY_SOURCE)
        raise ImportError(f"No module named {name!r}", name=name)

    def load_module(name: str, file: Any, filename: str, details: tuple[str, str, int]) -> ModuleType:
        """Load what `find_module` found, as the module `name`."""
        if details[2] != PKG_DIRECTORY:
            return load_source(name, filename)
        return load_source(name, os.path.join(filename, "__init__.py"))

    return {
        "PKG_DIRECTORY": PKG_DIRECTORY,
        "PY_SOURCE": PY_SOURCE,
        "acquire_lock": lambda: None,
        "find_module": find_module,
        "load_module": load_module,
        "load_source": load_source,
        "lock_held": lambda: False,
        "new_module": ModuleType,
        "release_lock": lambda: None,
        "reload": importlib.reload,
    }
