"""Where the digits come from: a folder, the cache, a download, or the digits that this package draws itself."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tf1graph.errors import CannotDownload, CannotWrite, MalformedFile, UsageError
from tf1graph.files import make_folder
from tf1graph.tf.examples.tutorials.mnist import drawn, idx, npz
from tf1graph.tf.examples.tutorials.mnist.download import LABELS_SHA256, MIRRORS, PATIENCE, Mirror, download

SOURCES = ("auto", "mnist", "embedded")
FOLDER_VARIABLE = "TF1GRAPH_MNIST"
CACHE_VARIABLE = "TF1GRAPH_CACHE"
EMBEDDED = "embedded digits, drawn by tf1graph (not MNIST)"
SIZE = 28

# MNIST's four files, in the order of `Digits`; some who unpack them write a dot for the first hyphen of the suffix.
FILES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
NPZ = "mnist.npz"

Bytes = NDArray[np.uint8]
Arrays = tuple[Bytes, Bytes, Bytes, Bytes]


@dataclass(frozen=True, eq=False)
class Digits:
    """Pictures of digits with their labels, ink 255 on paper 0; the arrays may be read-only.

    `train_images` uint8 [60000, 28, 28], `train_labels` uint8 [60000], `test_images` and `test_labels` likewise of
    10,000. `source` says in a phrase where they come from.
    """

    train_images: Bytes
    train_labels: Bytes
    test_images: Bytes
    test_labels: Bytes
    source: str


def find_digits(
    source: str | PathLike[str] = "auto", *, mirrors: Sequence[Mirror] = MIRRORS, patience: float = PATIENCE
) -> Digits:
    """The digits that `source` names; one line on stderr says which these are.

    Args:
      source: a folder with MNIST's four files (plain or .gz) or Keras's mnist.npz, or that file; or
        "mnist", real MNIST: from the folder that the environment variable TF1GRAPH_MNIST names, else from the
        cache, else downloaded into it; or "embedded", the digits that this package draws; or "auto", as "mnist",
        and the embedded ones where MNIST can neither be found nor downloaded.
      mirrors: where MNIST is downloaded from.
      patience: seconds to wait for the first of them to answer.

    Raises:
      UsageError: the folder lacks the files, or there is none of this name, or the pictures are not 28x28.
      MalformedFile: a file in it is not what its name says.
      CannotDownload: of "mnist" alone, where no mirror gives it.
    """
    digits, remark = _find(source, mirrors, patience)
    announce(digits, remark)
    return digits


def announce(digits: Digits, remark: str = "") -> None:
    """Say on stderr which digits are used; `remark` is a clause that says why."""
    print(f"Data: {digits.source}{remark}.", file=sys.stderr)


def _find(source: str | PathLike[str], mirrors: Sequence[Mirror], patience: float) -> tuple[Digits, str]:
    if source == "embedded":
        return draw_embedded(), ""
    folder = os.environ.get(FOLDER_VARIABLE) if source in SOURCES else source
    if folder:
        if source in SOURCES and not Path(folder).expanduser().exists():
            raise UsageError(f"{FOLDER_VARIABLE} names {folder}, which is not there.")
        digits = read_folder(folder)
        for images in (digits.train_images, digits.test_images):
            if images.shape[1:] != (SIZE, SIZE):
                raise UsageError(
                    f"{folder} holds pictures of {images.shape[1]}x{images.shape[2]} pixels, where the tutorials "
                    f"need {SIZE}x{SIZE}."
                )
        return digits, ""
    cache = cache_folder() / "mnist"
    try:
        return read_folder(cache), ""
    except (UsageError, MalformedFile):
        pass  # not there yet, or damaged: downloaded anew
    try:
        return _download(cache, mirrors, patience), ""
    except CannotDownload as problem:
        if source == "mnist":
            remedy = f"name a folder that holds it, also with {FOLDER_VARIABLE}, or take the embedded digits"
            raise CannotDownload(f"{str(problem).removesuffix('.')}: {remedy}.") from None
    return draw_embedded(), ", as MNIST is neither in the cache nor can be downloaded"


def _download(cache: Path, mirrors: Sequence[Mirror], patience: float) -> Digits:
    try:
        download(cache, mirrors, patience)
        return read_folder(cache)
    except CannotWrite:  # a home folder that takes no files
        with tempfile.TemporaryDirectory() as folder:
            download(Path(folder), mirrors, patience)
            return read_folder(folder)


def read_folder(folder: str | PathLike[str]) -> Digits:
    """The digits in `folder`: MNIST's four idx files, plain or .gz, else Keras's mnist.npz; or in that file itself.

    Raises:
      UsageError: there is no such folder, or it holds neither.
      MalformedFile: a file is not what its name says.
    """
    folder = Path(folder).expanduser()
    if folder.is_file():
        paths = [folder]
    elif folder.is_dir():
        paths = find_files(folder)
    else:
        raise UsageError(
            f"{folder} is no source of digits: neither {', '.join(SOURCES)}, nor a folder or .npz file that is there."
        )
    arrays = read_files(paths)
    kind = "real MNIST" if is_mnist(arrays) else "digits in MNIST's format (not MNIST)"
    return Digits(*arrays, f"{kind} from {folder}")


def find_files(folder: Path) -> list[Path]:
    """The paths of training pictures, training labels, test pictures and test labels in `folder`, or of mnist.npz.

    Raises:
      UsageError: one of them is missing.
    """
    found = _look_for_files(folder)
    paths = [path for path in found if path]
    if len(paths) == len(FILES):
        return paths
    if not paths and (folder / NPZ).is_file():
        return [folder / NPZ]
    if not paths:
        raise UsageError(f"{folder} holds no MNIST: neither {FILES[0]}.gz and its three companions, nor {NPZ}.")
    missing = [name for name, path in zip(FILES, found, strict=True) if not path]
    raise UsageError(f"{folder} lacks {', '.join(missing)}, plain or .gz.")


def has_digits(folder: Path) -> bool:
    """Whether any of the files that `find_files` looks for lies in `folder`."""
    return any(_look_for_files(folder)) or (folder / NPZ).is_file()


def _look_for_files(folder: Path) -> list[Path | None]:
    return [
        next(
            (
                path
                for spelling in (name, name.replace("-idx", ".idx"))
                for ending in (".gz", "")
                if (path := folder / (spelling + ending)).is_file()
            ),
            None,
        )
        for name in FILES
    ]


def read_files(paths: Sequence[Path]) -> Arrays:
    """Training pictures, training labels, test pictures and test labels from the paths that `find_files` gave."""
    if len(paths) == 1:
        return npz.read(paths[0])
    train_images, train_labels = idx.read_images(paths[0]), idx.read_labels(paths[1])
    idx.check_counts(train_images, train_labels, paths[1], paths[0].name)
    test_images, test_labels = idx.read_images(paths[2]), idx.read_labels(paths[3])
    idx.check_counts(test_images, test_labels, paths[3], paths[2].name)
    return train_images, train_labels, test_images, test_labels


def is_mnist(arrays: Arrays) -> bool:
    """Whether these are MNIST's labels, in MNIST's order."""
    return hashlib.sha256(arrays[1].tobytes() + arrays[3].tobytes()).hexdigest() == LABELS_SHA256


def draw_embedded() -> Digits:
    """The digits that this package draws, from the cache or drawn now and cached."""
    folder = cache_folder() / f"drawn-{drawn.VERSION}"
    try:
        return Digits(*read_files(find_files(folder)), EMBEDDED)
    except (UsageError, MalformedFile):
        pass  # not there yet, or damaged
    arrays = drawn.draw_both_sets()
    try:
        make_folder(folder)
        for name, array in zip(FILES, arrays, strict=True):
            idx.write(folder / f"{name}.gz", array)
    except CannotWrite:
        pass  # then they are drawn each time
    return Digits(*arrays, EMBEDDED)


def cache_folder() -> Path:
    """The folder for what can be made or fetched again; TF1GRAPH_CACHE names another.

    Raises:
      UsageError: there is no home folder for it to be in.
    """
    if given := os.environ.get(CACHE_VARIABLE):
        return Path(given).expanduser()
    try:
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        elif sys.platform == "darwin":
            base = os.environ.get("XDG_CACHE_HOME") or Path.home() / "Library" / "Caches"
        else:
            base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:
        raise UsageError(f"There is no home folder to keep digits in; name one with {CACHE_VARIABLE}.") from None
    return Path(base, "tf1graph")
