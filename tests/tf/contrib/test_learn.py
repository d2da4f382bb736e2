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


def test_a_graph_is_not_trained_without_what_that_takes(tmp_path):
    with tf.Graph().as_default() as graph:
        loss = tf.constant(1.0)
        train = tf.contrib.learn.train
        with pytest.raises(ValueError, match="both steps and max_steps"):
            train(graph, str(tmp_path), loss.op, loss, steps=1, max_steps=1)
        with pytest.raises(ValueError, match="Output directory"):
            train(graph, "", loss.op, loss)
        with pytest.raises(ValueError, match="Missing train_op"):
            train(graph, str(tmp_path), None, loss)
        with pytest.raises(ValueError, match='No "global_step"'):
            train(graph, str(tmp_path), loss.op, loss, steps=1)


@pytest.mark.parametrize("fails", [True, False], ids=["ends it", "is passed over"])
def test_in_training_a_loss_that_is_no_number(fails, tmp_path):
    with tf.Graph().as_default() as graph:
        count = tf.assign_add(tf.train.create_global_step(), 1).op
        loss = tf.constant(float("nan"))
    given = {"steps": 2, "monitors": [tf.contrib.learn.monitors.BaseMonitor()], "fail_on_nan_loss": fails}
    if fails:
        with pytest.raises(tf.contrib.learn.NanLossDuringTrainingError):
            tf.contrib.learn.train(graph, str(tmp_path), count, loss, **given)
    else:
        found = tf.contrib.learn.train(graph, str(tmp_path), count, loss, **given)
        assert found != found
        assert tf.train.latest_checkpoint(str(tmp_path)).endswith("-2")
