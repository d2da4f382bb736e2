"""`tf.keras.datasets.mnist`: MNIST, from where Keras kept it or from where this package finds it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tf1graph.tf._tree import mirror
from tf1graph.tf.examples.tutorials.mnist.sources import Bytes, find_digits
from tf1graph.tf.names import provide

CACHE = Path("~/.keras/datasets")
Split = tuple[Bytes, Bytes]


@provide(
    "tf.keras.datasets.mnist.load_data",
    "tf.python.keras.datasets.mnist.load_data",
    fidelity="approximate",
    today="tf.keras.datasets.mnist.load_data",
    port="tf1graph",
    note="the same arrays, or digits that the package draws where MNIST can neither be found nor downloaded",
)
def load_data(path: str = "mnist.npz") -> tuple[Split, Split]:
    """Training and test set of MNIST, each as pictures uint8 [N, 28, 28], ink 255 on paper 0, and labels uint8 [N].

    Args:
      path: a file in Keras's format, relative to the folder `~/.keras/datasets` of Keras. Where there is none, MNIST
        is found as the tutorials of this package find it, and a line on stderr says where.
    """
    file = (CACHE / path).expanduser()
    digits = find_digits(file if file.is_file() else "auto")
    arrays = (digits.train_images, digits.train_labels, digits.test_images, digits.test_labels)
    train_images, train_labels, test_images, test_labels = (np.array(array) for array in arrays)
    return (train_images, train_labels), (test_images, test_labels)


__getattr__, __dir__ = mirror(__name__)
