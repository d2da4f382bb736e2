"""The digits of the competition: Kaggle's own files, or as many of MNIST's, from which Kaggle's were drawn."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import numpy as np

from tf1graph.errors import UsageError
from tf1graph.files import make_folder
from tf1graph.tf.examples.tutorials.mnist.sources import Digits, find_digits
from tf1graph.tutorials.kaggle.tables import (
    TEST_ROWS,
    TRAIN_ROWS,
    read_submission,
    read_test,
    read_train,
    write_submission,
    write_test,
    write_train,
)
from tf1graph.tutorials.settings import DATA, option
from tf1graph.tutorials.terminal import warn

TRAIN_FILE, TEST_FILE, SOLUTION_FILE = "train.csv", "test.csv", "solution.csv"


@dataclass(frozen=True, eq=False)
class Competition:
    """The digits to learn from and those to tell; ink 255 on paper 0.

    `train_pictures` uint8 [N, 28, 28], `train_labels` uint8 [N]; `test_pictures` [M, 28, 28], M = 0 where there are
    none; `solution` [M], the labels of these, where they are known, as Kaggle's are not. `source` says in a phrase
    where all come from.
    """

    train_pictures: np.ndarray
    train_labels: np.ndarray
    test_pictures: np.ndarray
    solution: np.ndarray | None
    source: str


def find_competition(source: str | PathLike[str] = "auto") -> Competition:
    """The digits that `source` names: a folder with Kaggle's `train.csv`, or what any tutorial takes digits from.

    Raises:
      UsageError: there is no such source.
      MalformedFile: a file is not what its name says.
    """
    folder = Path(source).expanduser()
    if (folder / TRAIN_FILE).is_file():
        return read_competition(folder)
    return competition_of(find_digits(source))


def read_competition(folder: Path) -> Competition:
    """The digits in Kaggle's `train.csv` and, where they are there, `test.csv` and `solution.csv`.

    Raises:
      MalformedFile: one of them is not what its name says.
    """
    pictures, labels = read_train(folder / TRAIN_FILE)
    tested = np.zeros((0, *pictures.shape[1:]), np.uint8)
    solution = None
    if (folder / TEST_FILE).is_file():
        tested = read_test(folder / TEST_FILE)
        if (folder / SOLUTION_FILE).is_file():
            solution = read_submission(folder / SOLUTION_FILE, len(tested))
    for name, found, there in ((TRAIN_FILE, len(pictures), TRAIN_ROWS), (TEST_FILE, len(tested), TEST_ROWS)):
        if found not in (0, there):
            warn(f"{folder / name} holds {found:,} digits, where Kaggle's has {there:,}.")
    return Competition(pictures, labels, tested, solution, f"{TRAIN_FILE} in {folder}")


def competition_of(digits: Digits) -> Competition:
    """As many digits as Kaggle's files hold: MNIST's first 42,000 to learn from, its other 28,000 to tell.

    Kaggle's are MNIST's 70,000 in another order, which Kaggle has not told.
    """
    pictures = np.concatenate([digits.train_images, digits.test_images])
    labels = np.concatenate([digits.train_labels, digits.test_labels])
    first, last = slice(TRAIN_ROWS), slice(TRAIN_ROWS, TRAIN_ROWS + TEST_ROWS)
    return Competition(pictures[first], labels[first], pictures[last], labels[last], digits.source)


@dataclass
class KaggleFilesSettings:
    """Where Kaggle's files are written, and from which digits."""

    folder: str = option("kaggle", "folder for train.csv, test.csv and solution.csv", positional=True)
    data: str = option("auto", DATA, metavar="SOURCE")


def write_kaggle_files(settings: KaggleFilesSettings) -> None:
    """Write `train.csv` and `test.csv` as Kaggle's are, and the labels of the latter, and print where.

    Raises:
      UsageError: there is no such source of digits, or the folder has such files already.
      CannotWrite: the disk is full, or the folder takes no files.
    """
    folder = Path(settings.folder)
    for name in (TRAIN_FILE, TEST_FILE, SOLUTION_FILE):
        if (folder / name).exists():
            raise UsageError(f"{folder / name} is there already; name another folder, or remove it.")
    digits = competition_of(find_digits(settings.data))
    make_folder(folder)
    write_train(folder / TRAIN_FILE, digits.train_pictures, digits.train_labels)
    write_test(folder / TEST_FILE, digits.test_pictures)
    write_submission(folder / SOLUTION_FILE, np.asarray(digits.solution))
    for name, count in ((TRAIN_FILE, TRAIN_ROWS), (TEST_FILE, TEST_ROWS), (SOLUTION_FILE, TEST_ROWS)):
        print(f"wrote {folder / name}: {count:,} rows")
