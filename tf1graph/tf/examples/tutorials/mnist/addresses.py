"""MNIST by the addresses that programs download it from, whose servers are gone or ask for a password."""

from __future__ import annotations

import functools
import gzip
import io
import os
import tempfile
import urllib.parse
from typing import Any

from tf1graph.errors import UsageError

OTHERS = ("fashion", "kmnist", "emnist", "notmnist", "qmnist")  # which have files of the same names
PICKLES = ("mnist.pkl.gz", "mnist_py3k.pkl.gz")  # of Theano's tutorials


def file_named_by(address: Any) -> str | None:
    """The name of the file of MNIST at the address; None of any other address."""
    url = getattr(address, "full_url", address)
    if not isinstance(url, str) or "mnist" not in url.lower() or any(other in url.lower() for other in OTHERS):
        return None
    parts = urllib.parse.urlsplit(url)
    name = parts.path.rpartition("/")[2]
    if parts.scheme not in ("http", "https"):
        return None
    from tf1graph.tf.examples.tutorials.mnist.sources import FILES

    return name if name in (*PICKLES, "mnist.npz") or name.removesuffix(".gz") in FILES else None


def answer(address: Any) -> bytes | None:
    """The content of the file of MNIST that the address names; None of any other address.

    The pictures are the real ones where they are found or can be downloaded, else those that this package draws; a
    line on stderr says which.

    Raises:
      UsageError: it names the pickle of Theano's tutorials.
    """
    name = file_named_by(address)
    if name is None:
        return None
    if name in PICKLES:
        raise UsageError(
            f"{getattr(address, 'full_url', address)} is a pickle, which would be executed, of a server that is gone: "
            "read the digits with tensorflow.examples.tutorials.mnist.input_data, or keras.datasets.mnist."
        )
    if name == "mnist.npz":
        return _npz()
    plain = name.removesuffix(".gz")
    return _idx(plain, name != plain)


@functools.cache
def _digits() -> Any:
    from tf1graph.tf.examples.tutorials.mnist.sources import find_digits

    return find_digits()


def _arrays() -> tuple[Any, ...]:
    digits = _digits()
    return digits.train_images, digits.train_labels, digits.test_images, digits.test_labels


def _idx(name: str, packed: bool) -> bytes:
    from tf1graph.tf.examples.tutorials.mnist import idx
    from tf1graph.tf.examples.tutorials.mnist.sources import FILES

    array = _arrays()[FILES.index(name)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name + ".gz")
        idx.write(path, array)
        with open(path, "rb") as file:
            data = file.read()
    return data if packed else gzip.decompress(data)


def _npz() -> bytes:
    import numpy

    file = io.BytesIO()
    x_train, y_train, x_test, y_test = _arrays()
    numpy.savez(file, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    return file.getvalue()
