"""h5py: `File(name)` opened a file to be read and written, and made it where there was none, until 3.0."""

from __future__ import annotations

import os
from types import ModuleType
from typing import Any


def names(module: ModuleType) -> dict[str, Any]:
    """`h5py.File`, which opens a file for reading alone where it may not be written."""
    base: Any = vars(module)["File"]

    class File(base):
        """A file of HDF5."""

        def __init__(self, name: Any, mode: str | None = None, *args: Any, **keywords: Any):
            if mode is None:
                is_there = isinstance(name, (str, bytes, os.PathLike)) and os.path.exists(name)
                mode = "r" if is_there and not os.access(name, os.W_OK) else "a"
            super().__init__(name, mode, *args, **keywords)

    return {"File": File}


MODULES = {"h5py": names}
