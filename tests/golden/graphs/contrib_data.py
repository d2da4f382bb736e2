"""`tf.contrib.data`: transformations under the names that they had before `tf.data.experimental`."""

import os
import tempfile


def _next(tf, dataset):
    return dataset.repeat().make_one_shot_iterator().get_next()


def _records(tf):
    """A file of records, whose name is the same on every machine."""
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_features.tfrecord")
    with tf.python_io.TFRecordWriter(path) as writer:
        for number in range(4):
            feature = tf.train.Feature(int64_list=tf.train.Int64List(value=[number]))
            example = tf.train.Example(features=tf.train.Features(feature={"number": feature}))
            writer.write(example.SerializeToString())
    return path


def batches_of_full_size(tf):
    data = tf.contrib.data
    numbers = tf.data.Dataset.range(5)
    padded = numbers.map(lambda number: tf.fill([number], number))
    return [
        _next(tf, numbers.apply(data.batch_and_drop_remainder(2))),
        _next(tf, padded.apply(data.padded_batch_and_drop_remainder(3, [None]))),
    ]


def windows(tf):
    data = tf.contrib.data
    numbers = tf.data.Dataset.range(9)
    return [
        _next(tf, numbers.apply(data.sliding_window_batch(3))),
        _next(tf, numbers.apply(data.sliding_window_batch(3, stride=2))),
        _next(tf, numbers.apply(data.sliding_window_batch(window_size=3, window_shift=4, window_stride=2))),
    ]


def elements_of_known_shape(tf):
    pairs = tf.data.Dataset.range(5).map(lambda number: (number, tf.fill([number], number)))
    return _next(tf, pairs.skip(2).apply(tf.contrib.data.assert_element_shape(([], [2]))).take(1))


def interleaved_in_any_order(tf):
    data = tf.contrib.data
    numbers = tf.data.Dataset.range(3)
    _next(tf, numbers.apply(data.sloppy_interleave(lambda number: tf.data.Dataset.range(number + 1), 2)))
    _next(tf, numbers.apply(data.parallel_interleave(lambda number: tf.data.Dataset.range(number + 1), 2, 3)))


def mapped_and_batched(tf):
    data = tf.contrib.data
    return _next(tf, tf.data.Dataset.range(9).apply(data.map_and_batch(lambda number: number * 2, 3)))


def mapped_and_batched_in_parallel(tf):
    data = tf.contrib.data
    numbers = tf.data.Dataset.range(9)
    return _next(tf, numbers.apply(data.map_and_batch(lambda n: n * 2, 4, drop_remainder=True, num_parallel_calls=2)))


def grouped(tf):
    data = tf.contrib.data
    numbers = tf.data.Dataset.range(8)
    reducer = data.Reducer(lambda _: tf.constant(0, tf.int64), lambda total, number: total + number, lambda t: t)
    return [
        _next(tf, numbers.apply(data.group_by_window(lambda n: n % 2, lambda _, window: window.batch(2), 2))),
        _next(tf, numbers.apply(data.group_by_reducer(lambda n: n % 2, reducer))),
        data.reduce_dataset(numbers, reducer),
    ]


def small_transformations(tf):
    data = tf.contrib.data
    numbers = tf.data.Dataset.range(3)
    return [
        _next(tf, numbers.apply(data.enumerate_dataset(4))),
        _next(tf, numbers.batch(2).apply(data.unbatch())),
        _next(tf, numbers.apply(data.ignore_errors())),
        _next(tf, numbers.apply(data.unique())),
        _next(tf, numbers.apply(data.scan(tf.constant(1, tf.int64), lambda total, n: (total + n, total * 2)))),
        _next(tf, data.Counter(3, 2)),
        _next(tf, data.RandomDataset(7)),
        data.get_single_element(numbers.take(1)),
        _next(tf, data.choose_from_datasets([numbers, numbers], numbers.map(lambda n: n % 2))),
    ]


def several_sampled(tf):
    data = tf.contrib.data
    numbers = tf.data.Dataset.range(9)
    return _next(tf, data.sample_from_datasets([numbers, numbers.skip(4)], [0.3, 0.7], seed=2))


def features_of_files(tf):
    features = {"number": tf.FixedLenFeature([], tf.int64)}
    return tf.contrib.data.read_batch_features(_records(tf), 2, features, randomize_input=False)["number"]


def examples_parsed(tf):
    features = {"number": tf.FixedLenFeature([], tf.int64)}
    records = tf.data.TFRecordDataset(_records(tf)).batch(2)
    return _next(tf, records.apply(tf.contrib.data.parse_example_dataset(features)))["number"]


def databases(tf):
    tf.data.make_one_shot_iterator(tf.contrib.data.LMDBDataset(["a.mdb"])).get_next()
    _next(tf, tf.contrib.data.SqlDataset("sqlite", "a.db", "SELECT a FROM b", (tf.int32,)))
