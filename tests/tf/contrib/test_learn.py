"""The data sets of contrib.learn."""

import importlib

from tf1graph import tf
from tf1graph.tf.examples.tutorials.mnist import input_data


def test_mnist_is_read_by_the_tutorials_reader_under_every_path_that_programs_use():
    deep = importlib.import_module("tf1graph.tf.contrib.learn.python.learn.datasets.mnist")
    assert deep.read_data_sets is input_data.read_data_sets
    assert tf.contrib.learn.datasets.mnist.read_data_sets is input_data.read_data_sets
    from tf1graph.tf.contrib.learn.python.learn.datasets.mnist import read_data_sets

    assert read_data_sets is input_data.read_data_sets
