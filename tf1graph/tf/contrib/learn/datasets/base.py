"""Small data sets, and files of comma-separated numbers."""

from __future__ import annotations

import csv
import os
import urllib.request
from typing import Any, NamedTuple

import numpy as np

from tf1graph import tf
from tf1graph.errors import AttributeNotProvided, CannotDownload, MissingPackage
from tf1graph.tf.examples.tutorials.mnist.addresses import answer
from tf1graph.tf.names import provide

PLACE = "tf.contrib.learn.datasets."
CORRECTED = {34: [4.9, 3.1, 1.5, 0.1], 37: [4.9, 3.1, 1.5, 0.1]}  # which scikit-learn took from Fisher's paper since


class Dataset(NamedTuple):
    """Rows and their labels."""

    data: np.ndarray
    target: np.ndarray


class Datasets(NamedTuple):
    """What to train on, to validate by and to test with."""

    train: Any
    validation: Any
    test: Any


def load_csv_with_header(filename: Any, target_dtype: Any, features_dtype: Any, target_column: int = -1) -> Dataset:
    """The rows of a file whose first line begins with the numbers of rows and of features.

    Args:
      filename: of the file.
      target_dtype, features_dtype: of the labels and of the rest.
      target_column: where the labels stand.

    Raises:
      ValueError: the file holds something else.
    """
    with tf.gfile.GFile(filename) as file:
        lines = csv.reader(file)
        n_samples, n_features = map(int, next(lines)[:2])
        data = np.zeros((n_samples, n_features), dtype=features_dtype)
        target = np.zeros((n_samples,), dtype=target_dtype)
        for place, row in enumerate(lines):
            target[place] = np.asarray(row.pop(target_column)).astype(target_dtype)
            data[place] = np.asarray(row).astype(features_dtype)
    return Dataset(data=data, target=target)


def load_csv_without_header(filename: Any, target_dtype: Any, features_dtype: Any, target_column: int = -1) -> Dataset:
    """The rows of a file that has no first line of its own; as `load_csv_with_header` otherwise."""
    data, target = [], []
    with tf.gfile.GFile(filename) as file:
        for row in csv.reader(file):
            target.append(row.pop(target_column))
            data.append(np.asarray(row).astype(features_dtype))
    return Dataset(data=np.array(data), target=np.array(target).astype(target_dtype))


def shrink_csv(filename: str, ratio: int) -> None:
    """Write each `ratio`-th row of `a.csv` to `a_small.csv`."""
    with tf.gfile.GFile(filename.replace(".", "_small."), "w") as small, tf.gfile.GFile(filename) as file:
        writer = csv.writer(small)
        for place, row in enumerate(csv.reader(file)):
            if place % ratio == 0:
                writer.writerow(row)


@provide(
    PLACE + "load_iris",
    fidelity="approximate",
    today="sklearn.datasets.load_iris",
    gone="2.0",
    note="the same numbers, from scikit-learn, which has to be installed",
)
def load_iris(data_path: str | None = None) -> Dataset:
    """Fisher's irises: data [150, 4] of float64, target [150] of int64; or the rows of the file `data_path`.

    Raises:
      MissingPackage: scikit-learn is not installed.
    """
    if data_path is not None:
        return load_csv_with_header(data_path, target_dtype=int, features_dtype=float)
    try:
        from sklearn import datasets
    except ModuleNotFoundError:
        raise MissingPackage("tf.contrib.learn.datasets.load_iris", "scikit-learn") from None
    data, target = datasets.load_iris(return_X_y=True)
    for place, row in CORRECTED.items():
        data[place] = row
    return Dataset(data=data, target=target)


@provide(
    PLACE + "load_boston",
    fidelity="approximate",
    today="sklearn.datasets.fetch_openml(name='boston')",
    gone="2.0",
    note="of a file only: the data are in no package any more",
)
def load_boston(data_path: str | None = None) -> Dataset:
    """Houses of Boston, from the file `data_path` in the form of TensorFlow 1's boston_house_prices.csv.

    Raises:
      AttributeNotProvided: there is no path: no package brings the data any more.
    """
    if data_path is None:
        raise AttributeNotProvided(
            "tf.contrib.learn.datasets.load_boston()",
            "No package brings these data any more; name a file, load_boston(data_path), or use another data set.",
        )
    return load_csv_with_header(data_path, target_dtype=float, features_dtype=float)


def maybe_download(filename: str, work_directory: str, source_url: str) -> str:
    """The path of `filename` in a folder, downloaded from `source_url` unless it is there; MNIST as it is found.

    Raises:
      CannotDownload: the address gives nothing.
    """
    path = os.path.join(work_directory, filename)
    if not tf.gfile.Exists(path):
        tf.gfile.MakeDirs(work_directory)
        known = answer(source_url)
        if known is not None:
            with tf.gfile.GFile(path, "wb") as file:
                file.write(known)
            print("Successfully downloaded", filename, len(known), "bytes.")
            return path
        try:
            temporary, _ = urllib.request.urlretrieve(source_url)
        except OSError as error:
            raise CannotDownload(f"{source_url} cannot be downloaded: {error}; put the file into {path}.") from error
        tf.gfile.Copy(temporary, path)
        print("Successfully downloaded", filename, os.path.getsize(temporary), "bytes.")
    return path
