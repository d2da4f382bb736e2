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


def answer(address: Any) -> bytes | None:
    """The content of the file of MNIST that the address names; None of any other address.

    The pictures are the real ones where they are found or can be downloaded, else those that this package draws; a
    line on stderr says which.

    Raises:
      UsageError: it names the pickle of Theano's tutorials.
    """
    url = getattr(address, "full_url", address)
    if not isinstance(url, str) or "mnist" not in url.lower() or any(other in url.lower() for other in OTHERS):
        return None
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        return None
    name = urllib.parse.urlsplit(url).path.rpartition("/")[2]
    if name in ("mnist.pkl.gz", "mnist_py3k.pkl.gz"):
        raise UsageError(
            f"{url} is a pickle, which would be executed, of a server that is gone: "
            "read the digits with tensorflow.examples.tutorials.mnist.input_data, or keras.datasets.mnist."
        )
    if name == "mnist.npz":
        return _npz()
    from tf1graph.tf.examples.tutorials.mnist.sources import FILES

    plain = name.removesuffix(".gz")
    return _idx(plain, name != plain) if plain in FILES else None


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
