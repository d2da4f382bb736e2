"""`tf.contrib.data`: what reads files, resamples, buckets and moves to devices."""

import os
import tempfile


def _next(tf, dataset):
    return dataset.repeat().make_one_shot_iterator().get_next()


def _table(tf):
    """A file of comma-separated values, whose name is the same on every machine."""
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_table.csv")
    with open(path, "w") as file:
        file.write("a,b,c\n1,0.5,x\n2,1.5,y\n3,2.5,z\n")
    return path


def _records(tf):
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_rarer.tfrecord")
    with tf.python_io.TFRecordWriter(path) as writer:
        for number in range(4):
            feature = tf.train.Feature(int64_list=tf.train.Int64List(value=[number]))
            example = tf.train.Example(features=tf.train.Features(feature={"number": feature}))
            writer.write(example.SerializeToString())
    return path


def comma_separated_values(tf):
    data = tf.contrib.data
    path = _table(tf)
    return [
        _next(tf, data.CsvDataset(path, [tf.int32, tf.float32, tf.string], header=True)),
        _next(tf, data.CsvDataset([path], [[7], tf.constant(["-"])], header=True, select_cols=[0, 2])),
        _next(
            tf,
            data.CsvDataset(
                path, ["", "", "none"], buffer_size=64, field_delim=",", use_quote_delim=False, header=True
            ),
        ),
    ]


def a_table_in_batches(tf):
    return _next(tf, tf.contrib.data.make_csv_dataset(_table(tf), 2, shuffle=False, num_epochs=1))


def a_table_with_its_label(tf):
    data = tf.contrib.data
    dataset = data.make_csv_dataset(
        [_table(tf)],
        1,
        column_names=["one", "two", "three"],
        column_defaults=[tf.int32, tf.float32, tf.string],
        label_name="three",
        shuffle=True,
        shuffle_buffer_size=3,
        shuffle_seed=5,
        num_rows_for_inference=2,
        prefetch_buffer_size=1,
        num_epochs=1,
    )
    return dataset.make_one_shot_iterator().get_next()


def some_columns_of_a_table(tf):
    data = tf.contrib.data
    return _next(
        tf, data.make_csv_dataset(_table(tf), 3, select_columns=["a", "c"], shuffle=False, sloppy=True, num_epochs=2)
    )


def examples_in_batches(tf):
    features = {"number": tf.FixedLenFeature([], tf.int64)}
    data = tf.contrib.data
    return [
        _next(tf, data.make_batched_features_dataset(_records(tf), 2, features, shuffle=False, num_epochs=1)),
        _next(tf, data.make_batched_features_dataset([_records(tf)], 3, features, label_key="number", shuffle=False)),
    ]


def examples_in_batches_shuffled(tf):
    features = {"number": tf.FixedLenFeature([], tf.int64)}
    _next(
        tf,
        tf.contrib.data.make_batched_features_dataset(
            _records(tf), 2, features, shuffle_seed=3, reader_num_threads=2, parser_num_threads=2, sloppy_ordering=True
        ),
    )


def buckets_of_lengths(tf):
    data = tf.contrib.data
    rows = tf.data.Dataset.range(1, 9).map(lambda number: tf.fill([number], number))
    by_length = data.bucket_by_sequence_length(lambda row: tf.shape(row)[0], [3, 5], [2, 2, 2])
    unpadded = data.bucket_by_sequence_length(
        lambda row: tf.shape(row)[0], [4], [1, 1], padded_shapes=[None], padding_values=tf.constant(-1, tf.int64)
    )
    to_the_bound = data.bucket_by_sequence_length(
        lambda row: tf.shape(row)[0], [4, 10], [2, 2, 1], pad_to_bucket_boundary=True
    )
    return [_next(tf, rows.apply(by_length)), _next(tf, rows.apply(unpadded)), _next(tf, rows.apply(to_the_bound))]


def sparse_batches(tf):
    rows = tf.data.Dataset.range(4).map(lambda number: tf.fill([number], number))
    found = _next(tf, rows.apply(tf.contrib.data.dense_to_sparse_batch(2, [6])))
    return [found.indices, found.values, found.dense_shape]


def a_next_element_that_may_be_none(tf):
    iterator = tf.data.Dataset.range(1).make_one_shot_iterator()
    found = tf.contrib.data.get_next_as_optional(iterator)
    other = tf.contrib.data.Optional.from_value(tf.constant(7, tf.int64))
    none = tf.contrib.data.Optional.none_from_structure(other.value_structure)
    return [found.has_value(), other.get_value(), none.has_value()]


def resampled(tf):
    classes = tf.data.Dataset.range(8).map(lambda number: tf.cast(number % 2, tf.int32))
    known = tf.contrib.data.rejection_resample(lambda c: c, [0.5, 0.5], [0.9, 0.1], seed=4)
    estimated = tf.contrib.data.rejection_resample(lambda c: c, tf.constant([0.25, 0.75]), seed=5)
    return [_next(tf, classes.apply(known)), _next(tf, classes.apply(estimated))]


def shuffled_and_repeated(tf):
    _next(tf, tf.data.Dataset.range(5).apply(tf.contrib.data.shuffle_and_repeat(5, 2)))
    _next(tf, tf.data.Dataset.range(5).apply(tf.contrib.data.shuffle_and_repeat(5, seed=6)))


def on_a_device(tf):
    moved = tf.data.Dataset.range(3).apply(tf.contrib.data.copy_to_device("/cpu:0"))
    iterator = moved.make_initializable_iterator()
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
    return iterator.get_next()


def prefetched_on_a_device(tf):
    moved = tf.data.Dataset.range(3).apply(tf.contrib.data.prefetch_to_device("/cpu:0", 2))
    iterator = moved.make_initializable_iterator()
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
    return iterator.get_next()


def an_iterator_that_is_saved(tf):
    iterator = tf.data.Dataset.range(5).make_initializable_iterator()
    saveable = tf.contrib.data.make_saveable_from_iterator(iterator)
    tf.add_to_collection(tf.GraphKeys.SAVEABLE_OBJECTS, saveable)
    tf.train.Saver([saveable])
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
    return iterator.get_next()


def records_written(tf):
    path = os.path.join(tempfile.gettempdir(), "tf1graph_golden_written.tfrecord")
    words = tf.data.Dataset.from_tensor_slices(["a", "b"])
    return [
        tf.contrib.data.TFRecordWriter(path).write(words),
        tf.contrib.data.TFRecordWriter(path, "GZIP").write(words),
    ]
