"""The module `imp`, which Python 3.12 took away: what it loads of the program is the program's, too."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any


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

    return {"load_source": load_source, "new_module": ModuleType, "reload": importlib.reload}
