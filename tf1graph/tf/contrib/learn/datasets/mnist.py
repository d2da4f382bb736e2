"""`tf.contrib.learn.datasets.mnist`, which `tf.examples.tutorials.mnist.input_data` handed on."""

from typing import Any

from tf1graph.tf.examples.tutorials.mnist import input_data


def __getattr__(name: str) -> Any:
    return getattr(input_data, name)
