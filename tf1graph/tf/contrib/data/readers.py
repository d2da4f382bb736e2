"""`tf.contrib.data`: batches of parsed examples from files; LMDB databases."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import dataset_ops, gen_experimental_dataset_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.data.read_batch_features", today="tf.data.experimental.make_batched_features_dataset", gone="2.0")
def read_batch_features(
    file_pattern: Any,
    batch_size: int,
    features: Any,
    reader: Any = tf.data.TFRecordDataset,
    reader_args: Any = None,
    randomize_input: bool = True,
    num_epochs: int | None = None,
    capacity: int = 10000,
) -> Any:
    """The features of a batch of `tf.train.Example`s from files, by name: what an iterator's `get_next` gives.

    Args:
      file_pattern: the files, or a pattern of their names.
      features: what `tf.parse_example` takes.
      reader, reader_args: the data set that reads the files.
      randomize_input: whether they come in any order.
      capacity: how many are held to be shuffled.
    """
    dataset = tf.data.experimental.make_batched_features_dataset(
        file_pattern,
        batch_size,
        features,
        reader=reader,
        reader_args=reader_args,
        shuffle=randomize_input,
        num_epochs=num_epochs,
        shuffle_buffer_size=capacity,
    )
    return tf.data.make_one_shot_iterator(dataset).get_next()


@provide("tf.contrib.data.reduce_dataset", today="tf.data.Dataset.reduce", gone="2.0")
def reduce_dataset(dataset: Any, reducer: Any) -> Any:
    """What a `Reducer` makes of all elements.

    Raises:
      TypeError: `dataset` is none.
    """
    if not isinstance(dataset, dataset_ops.DatasetV2):
        raise TypeError("`dataset` must be a `tf.data.Dataset` object.")
    return dataset.reduce(reducer.init_func(0), reducer.reduce_func)


class _Database(dataset_ops.DatasetSource):
    def __init__(self, filenames: Any):
        names = tf.convert_to_tensor(filenames, tf.string, name="filenames")
        super().__init__(gen_experimental_dataset_ops.lmdb_dataset(names, **self._flat_structure))

    @property
    def element_spec(self) -> Any:
        return tf.TensorSpec([], tf.string), tf.TensorSpec([], tf.string)


@provide("tf.contrib.data.LMDBDataset", gone="2.0")
class LMDBDataset(dataset_ops.DatasetV1Adapter):
    """The records of LMDB databases: key and value, string scalars.

    Args:
      filenames: of the databases.
    """

    def __init__(self, filenames: Any):
        super().__init__(_Database(filenames))
