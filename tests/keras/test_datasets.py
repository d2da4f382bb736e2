"""`keras.datasets.mnist`."""

import numpy as np
import pytest

from tf1graph import tf
from tf1graph.keras.datasets import mnist
from tf1graph.tf.examples.tutorials.mnist import idx


@pytest.fixture
def arrays():
    random = np.random.RandomState(0)
    return tuple(
        values.astype(np.uint8)
        for count in (12, 5)
        for values in (random.randint(0, 256, (count, 28, 28)), random.randint(0, 10, count))
    )


def test_mnist_comes_from_the_file_that_keras_kept(arrays, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / ".keras" / "datasets"
    folder.mkdir(parents=True)
    np.savez(folder / "mnist.npz", **dict(zip(("x_train", "y_train", "x_test", "y_test"), arrays, strict=True)))
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    for found, written in zip((x_train, y_train, x_test, y_test), arrays, strict=True):
        np.testing.assert_array_equal(found, written)
    x_train[0] = 0  # programs scale their data in place


def test_mnist_comes_from_where_the_tutorials_find_it(arrays, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TF1GRAPH_MNIST", str(tmp_path))
    names = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
    for name, array in zip(names, arrays, strict=True):
        idx.write(tmp_path / name, array)
    np.testing.assert_array_equal(mnist.load_data()[1][0], arrays[2])


def test_tf_keras_has_the_same():
    assert tf.keras.datasets.mnist.load_data is mnist.load_data
