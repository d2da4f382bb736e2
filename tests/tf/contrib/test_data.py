"""The data sets of before TensorFlow 1.4, which 1.15.5 has no more."""

import contextlib
import sqlite3

import pytest

from tf1graph import tf


def elements(dataset):
    found = []
    with tf.Session() as session:
        element = dataset.make_one_shot_iterator().get_next()
        with contextlib.suppress(tf.errors.OutOfRangeError):
            while True:
                found.append(session.run(element))
    return found


@pytest.fixture(autouse=True)
def a_graph():
    with tf.Graph().as_default():
        yield


def test_map_takes_threads_and_a_buffer_and_gives_a_dataset_that_does_too():
    numbers = tf.contrib.data.Dataset.range(4).map(lambda n: n + 1, num_threads=2, output_buffer_size=3)
    assert elements(numbers.map(lambda n: n * 2, output_buffer_size=2)) == [2, 4, 6, 8]


def test_what_became_functions_for_apply_are_methods():
    rows = tf.contrib.data.Dataset.from_tensor_slices([[1, 2], [3, 4]])
    assert elements(rows.unbatch().enumerate().filter(lambda i, n: n > 1)) == [(1, 2), (2, 3), (3, 4)]


def test_every_transformation_keeps_the_methods():
    numbers = tf.contrib.data.Dataset.range(9)
    changed = numbers.shuffle(9, seed=1).repeat(2).batch(2).skip(1).take(1).prefetch(1).cache()
    assert all(type(dataset) is tf.contrib.data.Dataset for dataset in (changed, changed.concatenate(numbers.batch(2))))
    assert (numbers.output_types, numbers.output_shapes) == (tf.int64, tf.TensorShape([]))


def test_files_of_text_map_with_threads(tmp_path):
    (tmp_path / "a.txt").write_text("1\n2\n")
    lines = tf.contrib.data.TextLineDataset(str(tmp_path / "a.txt"))
    assert elements(lines.map(tf.string_to_number, num_threads=2)) == [1.0, 2.0]
    assert elements(tf.contrib.data.Dataset.list_files(str(tmp_path / "*.txt"))) == [str(tmp_path / "a.txt").encode()]


def test_sqlites_rows_are_elements(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "a.db")) as base, base:
        base.execute("CREATE TABLE b (a INTEGER)")
        base.executemany("INSERT INTO b VALUES (?)", [(1,), (2,)])
    rows = tf.contrib.data.SqlDataset("sqlite", str(tmp_path / "a.db"), "SELECT a FROM b", (tf.int32,))
    assert elements(rows) == [(1,), (2,)]
