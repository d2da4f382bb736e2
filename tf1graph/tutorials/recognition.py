"""The recogniser: a folder of pictures of digits, and what the CNN takes them for."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.errors import MalformedFile, Tf1graphError, UsageError
from tf1graph.files import replaced
from tf1graph.tutorials import cnn
from tf1graph.tutorials.checkpoints import find_checkpoint, restore
from tf1graph.tutorials.pictures.figures import RIGHT, WRONG, Tile, draw_tiles, picture_path, printable, save, shorten
from tf1graph.tutorials.preparation import PREPARATIONS, prepare
from tf1graph.tutorials.runs import command
from tf1graph.tutorials.settings import option, positive

SAMPLES = Path(__file__).with_name("samples")
TILE_WIDTH = 1.05
BATCH = 256


@dataclass
class RecognizeSettings:
    """Which pictures are recognised by which CNN, and what is written about it."""

    checkpoint: str | None = option(
        None,
        "run folder, checkpoint or one of its files (default: the newest CNN run under logs)",
        positional=True,
    )
    pictures: str | None = option(
        None, "folder of pictures, or one picture (default: ten drawn samples)", metavar="FOLDER"
    )
    prepare: str = option(
        "mnist",
        "mnist: find the ink, crop and centre it as MNIST does; tutorial: shrink to 28x28 and invert, no more",
        choices=PREPARATIONS,
    )
    table: str | None = option(None, "also write all probabilities to this .csv or .json file", metavar="FILE")
    limit: int = option(100, "most pictures drawn; all are recognised", check=positive)
    output: str | None = option(
        None, "picture to write, .png, .svg or .pdf (default: recognized.png in the run)", metavar="FILE"
    )


@dataclass
class Recognition:
    """What the CNN says of one picture.

    `picture` [28, 28] float32 as it was fed, `probabilities` [10], `truth` the digit that the name gives, or None.
    """

    name: str
    picture: np.ndarray
    probabilities: np.ndarray
    truth: int | None

    @property
    def digit(self) -> int:
        """The most probable digit."""
        return int(self.probabilities.argmax())

    @property
    def probability(self) -> float:
        """How probable the CNN holds it, 0…1."""
        return float(self.probabilities.max())


def recognize(settings: RecognizeSettings) -> Path:
    """Recognise a folder of pictures: print a table, draw a grid, and print where; returns the drawing's path.

    A file that cannot be read is named on stderr and passed over. Where names give the digit (see `truth_in`),
    the accuracy is printed.

    Raises:
      UsageError: there is no such checkpoint or folder, or an output's name has no known ending.
      Tf1graphError: none of the files could be read.
      CannotWrite: a result cannot be written.
    """
    prefix = find_checkpoint(settings.checkpoint, "cnn")
    path = picture_path(settings.output, prefix.parent, "recognized.png")
    table = table_path(settings.table)
    names, pictures = read_pictures(list_pictures(settings.pictures or SAMPLES), settings.prepare)
    probabilities = classify(prefix, pictures)
    found = [Recognition(*row, truth_in(row[0])) for row in zip(names, pictures, probabilities, strict=True)]
    print_table(found)
    if table:
        write_table(found, table)
        print(f"wrote {table}")
    save(draw_recognitions(found, settings.limit), path)
    print(f"wrote {path}")
    if settings.pictures is None:
        print(f"next: {command('tf1graph', 'recognize', prefix)} --pictures FOLDER_OF_YOURS")
    return path


def list_pictures(place: str | Path) -> list[Path]:
    """The files in the folder `place` itself, sorted by name, without hidden ones; or the one file `place`.

    Raises:
      UsageError: there is none.
    """
    place = Path(place)
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise UsageError(f"There is no folder {place}; --pictures names a folder of pictures, or one picture.")
    files = sorted(entry for entry in place.iterdir() if entry.is_file() and not entry.name.startswith("."))
    if not files:
        raise UsageError(f"{place} holds no pictures; --pictures names a folder of PNG, JPEG or similar files.")
    return files


def read_pictures(paths: Sequence[Path], preparation: str = "mnist") -> tuple[list[str], np.ndarray]:
    """The names of those of `paths` that can be read, fit to print, and their pictures, [n, 28, 28] float32 in 0…1.

    Each of the others is named on stderr, with what is wrong with it.

    Raises:
      Tf1graphError: none can be read.
    """
    from tqdm import tqdm

    names, pictures = [], []
    for path in tqdm(paths, "reading", unit="picture", disable=None, leave=False):
        try:
            pictures.append(prepare(path, preparation))
            names.append(printable(path.name))
        except MalformedFile as problem:
            tqdm.write(f"skipped: {problem}", file=sys.stderr)
    if not pictures:
        raise Tf1graphError(f"None of the {len(paths)} files in {paths[0].parent} could be read as a digit.")
    return names, np.stack(pictures)


def classify(prefix: Path, pictures: np.ndarray) -> np.ndarray:
    """The probability of each digit, [n, 10] float32, for `pictures` [n, 28, 28], by the CNN in checkpoint `prefix`.

    Raises:
      UsageError: the checkpoint is no CNN's.
      MalformedFile: it is damaged.
    """
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        model = cnn.build()
        restore(session, prefix, "cnn")
        flat = pictures.reshape(-1, 784)
        batches = [flat[start : start + BATCH] for start in range(0, len(flat), BATCH)]
        return np.concatenate([session.run(model.p, {model.x: batch}) for batch in batches])


def truth_in(name: str) -> int | None:
    """The digit that a file's name gives: one digit at its beginning with no letter or digit behind it, else None.

    `3.png`, `7_a.jpg` and `7 (2).png` give one; `12.png`, `3a.png` and `IMG_4.png` give none.
    """
    match = re.match(r"[0-9](?=[\W_]|$)", name)
    return int(match[0]) if match else None


def score(found: Sequence[Recognition]) -> tuple[int, int]:
    """How many of `found` are right, and of how many the digit is known."""
    known = [one for one in found if one.truth is not None]
    return sum(one.digit == one.truth for one in known), len(known)


def print_table(found: Sequence[Recognition]) -> None:
    """Print a line for each of `found`, and the accuracy where names give digits."""
    width = max(len("picture"), *(len(one.name) for one in found))
    print(f"{'picture':<{width}}  digit  probability")
    for one in found:
        wrong = "" if one.truth in (None, one.digit) else f"  is a {one.truth}"
        print(f"{one.name:<{width}}  {one.digit:>5}  {one.probability:>11.4f}{wrong}")
    right, known = score(found)
    if known:
        print(f"accuracy {right / known:.4f}: {right} of {known} whose names give the digit")


def table_path(table: str | None) -> Path | None:
    """`table` as a path.

    Raises:
      UsageError: it does not end in .csv or .json.
    """
    if table is None:
        return None
    path = Path(table)
    if path.suffix.lower() not in (".csv", ".json"):
        raise UsageError(f"{path}: tables are written as .csv or .json; end the name with one of these.")
    return path


def write_table(found: Sequence[Recognition], path: Path) -> None:
    """Write `found` to `path`: file, digit, probability, truth (empty or null where unknown), all probabilities.

    In CSV these are columns p0…p9, in JSON a list.

    Raises:
      CannotWrite: the disk is full, or the folder takes no files.
    """
    rows: list[dict[str, Any]] = [
        {"file": one.name, "digit": one.digit, "probability": rounded(one.probability), "truth": one.truth}
        for one in found
    ]
    every = [[rounded(p) for p in one.probabilities] for one in found]
    if path.suffix.lower() == ".json":
        records = [{**row, "probabilities": ps} for row, ps in zip(rows, every, strict=True)]
        text = json.dumps(records, indent=1, ensure_ascii=False) + "\n"
    else:
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow([*rows[0], *(f"p{digit}" for digit in range(10))])
        writer.writerows([*row.values(), *ps] for row, ps in zip(rows, every, strict=True))
        text = lines.getvalue()
    with replaced(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")


def rounded(probability: float) -> float:
    """`probability` to six places: a float32 has no more."""
    return round(float(probability), 6)


def draw_recognitions(found: Sequence[Recognition], limit: int = 100) -> Any:
    """A Matplotlib `Figure` of the pictures as they were fed, with digit, probability and name; wrong ones in red."""
    right, known = score(found)
    parts = [f"{right} of {known} right"] if known else []
    parts += [f"the first {limit} of {len(found)} pictures"] if limit < len(found) else []
    columns = min(len(found), 5 if len(found) <= 25 else 10)
    tiles = [
        Tile(one.picture, caption(one), RIGHT if one.truth in (None, one.digit) else WRONG) for one in found[:limit]
    ]
    return draw_tiles(tiles, columns, title=", ".join(parts), tile_width=TILE_WIDTH)


def caption(one: Recognition) -> str:
    """What stands above a recognised picture."""
    wrong = "" if one.truth in (None, one.digit) else f" not {one.truth}"
    return f"{shorten(one.name, TILE_WIDTH)}\n{one.digit}{wrong}  {100 * one.probability:.1f} %"
