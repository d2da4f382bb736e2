"""The data sets of contrib.learn."""

import importlib

import pytest

from tf1graph import tf
from tf1graph.tf.examples.tutorials.mnist import input_data


def test_mnist_is_read_by_the_tutorials_reader_under_every_path_that_programs_use():
    deep = importlib.import_module("tf1graph.tf.contrib.learn.python.learn.datasets.mnist")
    assert deep.read_data_sets is input_data.read_data_sets
    assert tf.contrib.learn.datasets.mnist.read_data_sets is input_data.read_data_sets
    from tf1graph.tf.contrib.learn.python.learn.datasets.mnist import read_data_sets

    assert read_data_sets is input_data.read_data_sets


def test_tensors_are_inferred_from_a_checkpoint(tmp_path):
    with tf.Graph().as_default():
        weight = tf.get_variable("weight", initializer=3.0)
        with tf.Session() as session:
            session.run(weight.assign(5.0))
            saved = tf.train.Saver().save(session, str(tmp_path / "model"))
        assert tf.contrib.learn.infer(saved, {"twice": 2.0 * weight}) == {"twice": 10.0}
        assert tf.contrib.learn.infer(None, {"twice": 2.0 * weight}) == {"twice": 6.0}


def test_examples_of_files_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(ValueError, match="No files match"):
        tf.contrib.learn.read_batch_examples(str(tmp_path / "*.txt"), 2, tf.TextLineReader)


def test_a_batch_that_the_queue_cannot_hold_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("a\n")
    with pytest.raises(ValueError, match="Invalid batch_size 3, with queue_capacity 3"):
        tf.contrib.learn.read_batch_examples(str(tmp_path / "a.txt"), 3, tf.TextLineReader, queue_capacity=3)
