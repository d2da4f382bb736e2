"""Keras's `mnist.npz`: the arrays x_train, y_train, x_test and y_test in a zip archive."""

from __future__ import annotations

import warnings
import zipfile
from os import PathLike

import numpy as np

from tf1graph.errors import MalformedFile
from tf1graph.tf.examples.tutorials.mnist.idx import Bytes, check_counts, check_labels

ARRAYS = ("x_train", "y_train", "x_test", "y_test")


def read(path: str | PathLike[str]) -> tuple[Bytes, Bytes, Bytes, Bytes]:
    """x_train [n, rows, columns], y_train [n], x_test [m, rows, columns] and y_test [m] of the file `path`, all uint8.

    Nothing in it is ever unpickled.

    Raises:
      MalformedFile: it cannot be read, is no such archive, or an array is missing or not as it must be.
    """
    found = {}
    try:
        with open(path, "rb") as file:
            if not zipfile.is_zipfile(file):
                raise MalformedFile(path, "is no .npz file: not a zip archive")
            file.seek(0)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # NumPy's, on headers that Python 2 wrote
                with np.load(file, allow_pickle=False) as archive:
                    for name in ARRAYS:
                        if name not in archive.files:
                            raise MalformedFile(path, f"has no array {name!r}")
                        found[name] = archive[name]
    except MalformedFile:
        raise
    except OSError as problem:
        raise MalformedFile(path, f"cannot be read ({problem.strerror or problem})") from None
    except Exception as problem:  # zipfile, zlib and NumPy raise nearly anything on a damaged archive
        what = str(problem).splitlines()[0].rstrip(".") if str(problem).strip() else type(problem).__name__
        raise MalformedFile(path, f"cannot be read as an .npz file ({what})") from None
    for name, array in found.items():
        dimensions = 3 if name.startswith("x") else 1
        if not isinstance(array, np.ndarray) or array.dtype != np.uint8 or array.ndim != dimensions or not array.size:
            raise MalformedFile(
                path,
                f"has {name!r} as {getattr(array, 'dtype', 'bytes')} {list(getattr(array, 'shape', []))}, "
                f"where it must be uint8 {'[pictures, rows, columns]' if dimensions == 3 else '[labels]'}",
            )
    for images, labels in (("x_train", "y_train"), ("x_test", "y_test")):
        check_labels(found[labels], path)
        check_counts(found[images], found[labels], path, images)
    return found["x_train"], found["y_train"], found["x_test"], found["y_test"]
