"""PyYAML: `load(text)` needed no loader until 6.0; it takes 5.1's here, which makes no objects of classes."""

from __future__ import annotations

from types import ModuleType
from typing import Any


def names(module: ModuleType) -> dict[str, Any]:
    """`yaml.load` and `yaml.load_all`."""
    loader = module.FullLoader

    def load(stream: Any, Loader: Any = loader) -> Any:
        """What the first document of a text or file says."""
        return module.load(stream, Loader)

    def load_all(stream: Any, Loader: Any = loader) -> Any:
        """What each document says, one after the other."""
        return module.load_all(stream, Loader)

    return {"load": load, "load_all": load_all}


MODULES = {"yaml": names}
