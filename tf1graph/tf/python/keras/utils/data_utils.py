"""Files that Keras downloads: MNIST from where this package finds it, all else as ever."""

from __future__ import annotations

import os
from typing import Any

from tf1graph.errors import CannotDownload
from tf1graph.tf._tree import mirror
from tf1graph.tf.examples.tutorials.mnist.addresses import answer, file_named_by
from tf1graph.tf.names import provide
from tf1graph.tf.python.keras._tf_keras import data_utils


@provide(
    "tf.keras.utils.get_file",
    "tf.python.keras.utils.data_utils.get_file",
    fidelity="approximate",
    today="tf.keras.utils.get_file",
    note="the old addresses of MNIST are answered from where this package finds it; all others are asked as ever",
)
def get_file(
    fname: Any,
    origin: str,
    untar: bool = False,
    md5_hash: str | None = None,
    file_hash: str | None = None,
    cache_subdir: Any = "datasets",
    hash_algorithm: str = "auto",
    extract: bool = False,
    archive_format: Any = "auto",
    cache_dir: Any = None,
) -> str:
    """The path of the file `fname`, downloaded from `origin` into `~/.keras/datasets` unless it is there.

    A file of MNIST, which may be drawn here, is not held against its hash.

    Raises:
      CannotDownload: the address gives nothing.
    """
    place = os.path.join(_folder(cache_dir), cache_subdir, fname)
    if file_named_by(origin):
        md5_hash = file_hash = None
        if not os.path.exists(place):
            content = answer(origin)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(content or b"")
    try:
        return data_utils.get_file(
            fname, origin, untar, md5_hash, file_hash, cache_subdir, hash_algorithm, extract, archive_format, cache_dir
        )
    except Exception as error:
        reason = str(error).partition(f"{origin}: ")[2]
        if not str(error).startswith("URL fetch failure on "):
            raise
        raise CannotDownload(
            f"{origin} cannot be downloaded ({reason.removeprefix('None -- ')}): "
            f"get the file elsewhere and put it at {place}, where Keras looks first."
        ) from None


def _folder(cache_dir: Any) -> str:
    folder = os.path.expanduser(cache_dir or os.path.join("~", ".keras"))
    return folder if os.access(folder, os.W_OK) else os.path.join("/tmp", ".keras")


__getattr__, __dir__ = mirror(__name__)
