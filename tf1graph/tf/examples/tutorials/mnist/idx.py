"""The idx files of MNIST, plain or gzip-compressed: pictures (magic number 2051) and labels (2049).

An idx file is a big-endian header (two zero bytes, the type of the values, the number of dimensions, then each
dimension's size as 32 bits) and the values, here unsigned bytes.
"""

from __future__ import annotations

import gzip
import zlib
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tf1graph.errors import MalformedFile
from tf1graph.files import replaced

LABELS_MAGIC = 2049
IMAGES_MAGIC = 2051
CHUNK = 1 << 24

Bytes = NDArray[np.uint8]
PathName = str | PathLike[str]


def read_images(path: PathName) -> Bytes:
    """The pictures in the idx file `path`, uint8 [pictures, rows, columns], read-only.

    Raises:
      MalformedFile: it cannot be read, is no idx file of pictures, or holds more or less than its header says.
    """
    return read(path, IMAGES_MAGIC)


def read_labels(path: PathName, classes: int = 10) -> Bytes:
    """The labels in the idx file `path`, uint8 [labels], read-only, each below `classes`.

    Raises:
      MalformedFile: as `read_images`, or a label is out of range.
    """
    labels = read(path, LABELS_MAGIC)
    check_labels(labels, path, classes)
    return labels


def read(path: PathName, magic: int) -> Bytes:
    """The values of the idx file `path`, whose magic number must be `magic`."""
    try:
        with open(path, "rb") as file:
            return parse(file, path, magic)
    except OSError as problem:
        raise MalformedFile(path, f"cannot be read ({problem.strerror or problem})") from None


def parse(file: Any, path: PathName, magic: int) -> Bytes:
    """The values of the idx file that is open as `file` (binary, seekable); `path` is what errors name.

    Whether it is compressed is seen from its first bytes: browsers unpack a .gz and keep its name.
    """
    compressed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    try:
        if not compressed:
            return parse_unpacked(file, path, magic)
        with gzip.GzipFile(fileobj=file) as unpacked:
            return parse_unpacked(unpacked, path, magic)
    except EOFError:
        raise MalformedFile(path, "is cut off: its gzip data ends early") from None
    except (gzip.BadGzipFile, zlib.error) as problem:
        raise MalformedFile(path, f"is damaged: its gzip data cannot be unpacked ({problem})") from None


def parse_unpacked(file: Any, path: PathName, magic: int) -> Bytes:
    kind = "pictures" if magic == IMAGES_MAGIC else "labels"
    header = file.read(4)
    if len(header) < 4:
        raise MalformedFile(path, f"ends within its header, after {len(header)} bytes" if header else "is empty")
    met = int.from_bytes(header, "big")
    if met != magic:
        others = {IMAGES_MAGIC: ", that of pictures", LABELS_MAGIC: ", that of labels"}
        raise MalformedFile(
            path, f"has magic number {met}{others.get(met, '')}, where an idx file of {kind} has {magic}"
        )
    dimensions = magic & 0xFF
    sizes = file.read(4 * dimensions)
    if len(sizes) < 4 * dimensions:
        raise MalformedFile(path, f"ends within its header, after {4 + len(sizes)} bytes")
    shape = [int.from_bytes(sizes[i : i + 4], "big") for i in range(0, 4 * dimensions, 4)]
    size = int(np.prod(shape, dtype=object))
    if not size:
        raise MalformedFile(path, f"holds no {kind}: its header says {describe(shape)}")
    chunks, missing = [], size
    while missing and (chunk := file.read(min(missing, CHUNK))):  # never as much at once as a header may claim
        chunks.append(chunk)
        missing -= len(chunk)
    if missing:
        raise MalformedFile(
            path, f"is cut off: it holds {size - missing:,} of the {size:,} values of {describe(shape)} in its header"
        )
    if file.read(1):
        raise MalformedFile(path, f"goes on after the {size:,} values of {describe(shape)} in its header")
    return np.frombuffer(b"".join(chunks), np.uint8).reshape(shape)


def describe(shape: list[int]) -> str:
    """What a header's dimensions say, in words."""
    count = f"{shape[0]:,}"
    return f"{count} labels" if len(shape) == 1 else f"{count} pictures of {shape[1]:,}x{shape[2]:,}"


def check_labels(labels: Bytes, path: PathName, classes: int = 10) -> None:
    """Raise MalformedFile, which names `path`, where a label is not below `classes`."""
    wrong = np.flatnonzero(labels >= classes)
    if len(wrong):
        raise MalformedFile(
            path, f"has the label {labels[wrong[0]]} at position {wrong[0]}, where labels are 0 to {classes - 1}"
        )


def check_counts(images: Bytes, labels: Bytes, path: PathName, images_name: str) -> None:
    """Raise MalformedFile, which names the labels' `path`, where there is not one label for each picture."""
    if len(images) != len(labels):
        raise MalformedFile(path, f"holds {len(labels):,} labels for the {len(images):,} pictures of {images_name}")


def write(path: PathName, values: Bytes) -> None:
    """Write pictures, uint8 [pictures, rows, columns], or labels, uint8 [labels], as the idx file `path`.

    It is compressed where the name ends with .gz; equal values give equal files. The file appears whole or not at all.

    Raises:
      CannotWrite: the disk is full, or the folder takes no files.
    """
    if values.dtype != np.uint8 or values.ndim not in (1, 3):
        raise ValueError(f"an idx file is written of uint8 in 1 or 3 dimensions, not {values.dtype} in {values.ndim}")
    header = np.array([LABELS_MAGIC if values.ndim == 1 else IMAGES_MAGIC, *values.shape], ">u4").tobytes()
    path = Path(path)
    with replaced(path) as temporary, open(temporary, "wb") as file:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
                packed.write(header)
                packed.write(np.ascontiguousarray(values).data)
        else:
            file.write(header)
            file.write(np.ascontiguousarray(values).data)
