"""`tf.contrib.learn.datasets.mnist`, which `tf.examples.tutorials.mnist.input_data` handed on."""

from typing import Any

from tf1graph.tf.examples.tutorials.mnist import input_data


def load_mnist(train_dir: str = "MNIST-data") -> Any:
    """`read_data_sets` of the folder `train_dir`."""
    return input_data.read_data_sets(train_dir)


def __getattr__(name: str) -> Any:
    return getattr(input_data, name)
