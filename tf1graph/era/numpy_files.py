"""Arrays of objects in files, which NumPy read until 1.16.3 without being told that it may.

They are pickles, and a pickle can name any function to be called. Here one may name what arrays, their types and
Python's containers are made of, and nothing else.
"""

from __future__ import annotations

import functools
import os
import pickle
from typing import Any

from tf1graph.errors import UsageError

_SAFE = {
    "_codecs": {"encode"},
    "builtins": {
        "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "set", "slice", "str", "tuple",
    },
    "collections": {"OrderedDict", "defaultdict", "deque"},
    "copyreg": {"_reconstructor"},
    "numpy": {"dtype", "ndarray", "matrix", "recarray"},
}  # fmt: skip
_OF_ARRAYS = {"_frombuffer", "_reconstruct", "scalar"}
_OLD = {"__builtin__": "builtins", "copy_reg": "copyreg"}


class _Reader(pickle.Unpickler):
    """Reads a pickle of arrays and containers."""

    def __init__(self, file: Any, path: str):
        super().__init__(file, encoding="latin1")  # what Python 2 wrote, too
        self.path = path

    def find_class(self, module: str, name: str) -> Any:
        today = _OLD.get(module, module)
        is_of_arrays = module.startswith(("numpy.core.", "numpy._core.")) and name in _OF_ARRAYS
        if name in _SAFE.get(today, ()) or is_of_arrays or (today == "numpy" and _is_kind(name)):
            return super().find_class(today, {"unicode": "str", "long": "int"}.get(name, name))
        raise UsageError(
            f"{self.path} holds an object that is made by {module}.{name}, not an array: "
            "numpy.load(…, allow_pickle=True) reads it, if the file is to be trusted."
        )


def _is_kind(name: str) -> bool:
    import numpy

    kind = getattr(numpy, name, None)
    return isinstance(kind, type) and issubclass(kind, numpy.generic)


def read_objects(path: Any) -> Any:
    """The array of objects in the `.npy` file, which may be open.

    Raises:
      UsageError: it holds more than arrays, numbers, texts and containers.
      ValueError: it is no such file.
    """
    if hasattr(path, "read"):
        return _read(path, str(getattr(path, "name", "The file")))
    name = os.fsdecode(path)
    with open(name, "rb") as file:
        return _read(file, name)


def _read(file: Any, name: str) -> Any:
    import numpy

    form: Any = numpy.lib.format
    start = file.tell()
    if file.read(len(form.MAGIC_PREFIX)) != form.MAGIC_PREFIX:
        raise ValueError(f"{name} is no .npy file of objects; numpy.load(…, allow_pickle=True) reads a pickle.")
    file.seek(start)
    version = form.read_magic(file)
    read_header = form.read_array_header_1_0 if version == (1, 0) else form.read_array_header_2_0
    shape, _, _ = read_header(file)
    return _Reader(file, name).load().reshape(shape)


@functools.cache
def archive_class() -> type:
    """The class of an `.npz` archive that reads its arrays of objects so too."""
    import numpy

    base: Any = numpy.lib.npyio.NpzFile

    class Archive(base):
        """The arrays of an `.npz` file, by name."""

        def __getitem__(self, key: Any) -> Any:
            try:
                return super().__getitem__(key)
            except ValueError as error:
                if "allow_pickle" not in str(error):
                    raise
            with self.zip.open(f"{key.removesuffix('.npy')}.npy") as file:
                return _read(file, f"{self.zip.filename or 'The archive'}, array {key},")

    return Archive
