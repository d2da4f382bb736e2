"""DBpedia's abstracts."""

from __future__ import annotations

import os
import tarfile

from tf1graph import tf
from tf1graph.tf.contrib.learn.datasets import base

DBPEDIA_URL = "https://github.com/le-scientifique/torchDatasets/raw/master/dbpedia_csv.tar.gz"
SMALLER = 1000  # how many times fewer rows the small set has


def maybe_download_dbpedia(data_dir: str) -> None:
    """Download the data into `data_dir/dbpedia_csv` unless they are there.

    Raises:
      CannotDownload: the address gives nothing.
    """
    if not all(tf.gfile.Exists(os.path.join(data_dir, "dbpedia_csv", f"{part}.csv")) for part in ("train", "test")):
        archive = base.maybe_download("dbpedia_csv.tar.gz", data_dir, DBPEDIA_URL)
        with tarfile.open(archive, "r:*") as file:
            file.extractall(data_dir, filter="data")


def load_dbpedia(size: str = "small", test_with_fake_data: bool = False) -> base.Datasets:
    """The abstracts, from the folder `dbpedia_data` below TF_EXP_BASE_DIR or the current one.

    Args:
      size: `small` for each thousandth row.
      test_with_fake_data: must be False.

    Raises:
      CannotDownload: they are not there, and the address gives nothing.
      ValueError: rows of TensorFlow's own tests are asked for.
    """
    if test_with_fake_data:
        raise ValueError("test_with_fake_data was for TensorFlow's own tests; its rows are not provided.")
    folder = os.path.join(os.getenv("TF_EXP_BASE_DIR", ""), "dbpedia_data")
    maybe_download_dbpedia(folder)
    found = []
    for part in ("train", "test"):
        path = os.path.join(folder, "dbpedia_csv", f"{part}.csv")
        if size == "small":
            base.shrink_csv(path, SMALLER)
            path = os.path.join(folder, "dbpedia_csv", f"{part}_small.csv")
        loaded = base.load_csv_without_header(path, target_dtype="int32", features_dtype=str, target_column=0)
        found.append(loaded)
    return base.Datasets(train=found[0], validation=None, test=found[1])
