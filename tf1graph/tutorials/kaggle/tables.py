"""Kaggle's files for the competition "Digit Recognizer": `train.csv`, `test.csv` and `submission.csv`.

`train.csv` has the columns label, pixel0 … pixel783, `test.csv` the same without label: a digit a row, its pixels from
the top left row by row, ink 255 on paper 0. `submission.csv` has ImageId, from 1 on in the order of `test.csv`, and
Label. A file that is anything else is refused in a sentence that names the row, the first below the header being 1.
"""

from __future__ import annotations

import warnings
from itertools import islice
from os import PathLike
from pathlib import Path

import numpy as np

from tf1graph.errors import MalformedFile
from tf1graph.files import replaced

SIDE = 28
PIXELS = [f"pixel{number}" for number in range(SIDE * SIDE)]
TRAIN_HEADER = ["label", *PIXELS]
SUBMISSION_HEADER = ["ImageId", "Label"]
TRAIN_ROWS, TEST_ROWS = 42_000, 28_000  # of Kaggle's own files
BLOCK = 1000  # rows that are read or written at a time


def read_train(path: str | PathLike[str], rows: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The pictures, uint8 [N, 28, 28], and labels, uint8 [N], of a `train.csv`.

    Args:
      rows: how many digits it must hold; None takes any number above 0.

    Raises:
      MalformedFile: it is no such file; the sentence says which row is wrong.
    """
    table = _read(Path(path), TRAIN_HEADER, 255, rows)
    labels = table[:, 0]
    if (labels > 9).any():
        row = int(np.argmax(labels > 9))
        raise MalformedFile(path, f"row {row + 1} has the label {labels[row]}, which is no digit 0…9")
    return table[:, 1:].astype(np.uint8).reshape(-1, SIDE, SIDE), labels.astype(np.uint8)


def read_test(path: str | PathLike[str], rows: int | None = None) -> np.ndarray:
    """The pictures, uint8 [N, 28, 28], of a `test.csv`.

    Args:
      rows: how many digits it must hold; None takes any number above 0.

    Raises:
      MalformedFile: it is no such file; the sentence says which row is wrong.
    """
    return _read(Path(path), PIXELS, 255, rows).astype(np.uint8).reshape(-1, SIDE, SIDE)


def read_submission(path: str | PathLike[str], rows: int | None = None) -> np.ndarray:
    """The labels, uint8 [N], of a `submission.csv`.

    Args:
      rows: how many digits it must hold; None takes any number above 0.

    Raises:
      MalformedFile: it is no such file; the sentence says which row is wrong.
    """
    table = _read(Path(path), SUBMISSION_HEADER, None, rows)
    wrong = table[:, 0] != np.arange(1, len(table) + 1)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise MalformedFile(path, f"row {row + 1} has the ImageId {table[row, 0]}; they count from 1")
    if (table[:, 1] > 9).any():
        row = int(np.argmax(table[:, 1] > 9))
        raise MalformedFile(path, f"row {row + 1} has the Label {table[row, 1]}, which is no digit 0…9")
    return table[:, 1].astype(np.uint8)


def write_train(path: Path, pictures: np.ndarray, labels: np.ndarray) -> None:
    """Write a `train.csv` of pictures, uint8 [N, 28, 28], and labels [N].

    Raises:
      CannotWrite: the disk is full, or the folder takes no files.
    """
    _write(path, TRAIN_HEADER, np.column_stack([labels, pictures.reshape(len(pictures), -1)]))


def write_test(path: Path, pictures: np.ndarray) -> None:
    """Write a `test.csv` of pictures, uint8 [N, 28, 28].

    Raises:
      CannotWrite: the disk is full, or the folder takes no files.
    """
    _write(path, PIXELS, pictures.reshape(len(pictures), -1))


def write_submission(path: Path, labels: np.ndarray) -> None:
    """Write a `submission.csv` of the labels [N], in the order of `test.csv`.

    Raises:
      CannotWrite: the disk is full, or the folder takes no files.
    """
    _write(path, SUBMISSION_HEADER, np.column_stack([np.arange(1, len(labels) + 1), labels]))


def _write(path: Path, header: list[str], table: np.ndarray) -> None:
    # numbers as they stand in a row, and at its end
    within = np.char.add(np.arange(int(table.max()) + 1).astype(bytes), b",")
    last = np.char.replace(within, b",", b"\n")
    with replaced(path) as temporary, open(temporary, "wb") as file:
        file.write(",".join(header).encode() + b"\n")
        for block in range(0, len(table), BLOCK):
            text = within[table[block : block + BLOCK]]
            text[:, -1] = last[table[block : block + BLOCK, -1]]
            file.write(text.tobytes().replace(b"\0", b""))  # NumPy fills short ones up with zeros


def _read(path: Path, header: list[str], largest: int | None, rows: int | None) -> np.ndarray:
    """The numbers below the header, uint16 or int64 [N, columns], none above `largest`."""
    blocks: list[np.ndarray] = []
    count = 0
    try:
        with open(path, encoding="ascii") as file:
            _check_header(path, file.readline(), header)
            filled = (line for line in file if line.strip())
            while block := list(islice(filled, BLOCK)):
                table = _parse(block, len(header), largest)
                if table is None:
                    raise MalformedFile(path, _first_fault(block, count, header, largest))
                blocks.append(table)
                count += len(table)
    except OSError as error:
        raise MalformedFile(path, f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise MalformedFile(path, "is no CSV of numbers: it holds other signs than ASCII's") from None
    if not count:
        raise MalformedFile(path, "has no row below its header")
    if rows is not None and rows != count:
        raise MalformedFile(path, f"holds {count:,} rows where {rows:,} are expected")
    return np.concatenate(blocks)


def _check_header(path: Path, line: str, header: list[str]) -> None:
    names = [name.strip().strip('"') for name in line.split(",")]
    if names == header:
        return
    if not line.strip():
        raise MalformedFile(path, f"has no header; its first line must be {_shown(header)}")
    if len(names) != len(header):
        raise MalformedFile(path, f"has {len(names)} columns in its header where {_shown(header)} are {len(header)}")
    at = next(at for at, name in enumerate(names) if name != header[at])
    raise MalformedFile(path, f"has {names[at][:40]!r} as column {at + 1} of its header, which must be {header[at]}")


def _shown(header: list[str]) -> str:
    return ",".join(header) if len(header) < 4 else f"{header[0]},{header[1]},…,{header[-1]}"


def _parse(lines: list[str], columns: int, largest: int | None) -> np.ndarray | None:
    """The numbers of the lines, which are not empty; None where something is wrong with them."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of numbers like 1.5
        try:
            kind = np.int64 if largest is None else np.uint16
            table: np.ndarray = np.loadtxt(lines, kind, comments=None, delimiter=",", ndmin=2)
        except (ValueError, Warning):
            return None
    within = int(table.min()) >= 0 and (largest is None or int(table.max()) <= largest)
    return table if within and table.shape == (len(lines), columns) else None


def _first_fault(lines: list[str], above: int, header: list[str], largest: int | None) -> str:
    """What is wrong with the first bad row of the lines, above which the file has so many others."""
    at = next(at for at, line in enumerate(lines) if _parse([line], len(header), largest) is None)
    row, fields = above + at + 1, lines[at].split(",")
    if len(fields) != len(header):
        return f"row {row} has {len(fields)} {'column' if len(fields) == 1 else 'columns'}, its header {len(header)}"
    name, field = next(
        (name, field)
        for name, field in zip(header, fields, strict=True)
        if not field.strip() or _parse([field], 1, largest) is None
    )
    bound = "" if largest is None else f" of 0…{largest}"
    return f"row {row} has {field.strip()[:40]!r} as {name}, which is no whole number{bound}"
