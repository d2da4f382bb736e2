"""Data sets of TensorFlow 1.2 and 1.3, which `tf.contrib.data` still had in 1.4: their `map` took threads."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import dataset_ops
from tf1graph.tf.names import provide

ABOUT: dict[str, Any] = {
    "fidelity": "approximate",
    "gone": "1.5",
    "note": "1.4's methods with 1.15.5's nodes: 1.15.5 has no data sets there",
}
SOURCES = ("from_tensors", "from_tensor_slices", "from_sparse_tensor_slices", "from_generator", "range", "zip")
KEPT = (
    *("batch", "cache", "concatenate", "filter", "flat_map", "padded_batch", "prefetch", "repeat", "shard"),
    *("shuffle", "skip", "take", "with_options"),
)


@provide("tf.contrib.data.Dataset", today="tf.data.Dataset", **ABOUT)
class Dataset(dataset_ops.DatasetV1Adapter):
    """`tf.data.Dataset` with the arguments and methods that it had before 1.4.

    Args:
      dataset: of `tf.data`.
    """

    @property
    def output_shapes(self) -> Any:
        """The shapes of an element."""
        return tf.data.get_output_shapes(self._dataset)

    @property
    def output_types(self) -> Any:
        """The dtypes of an element."""
        return tf.data.get_output_types(self._dataset)

    @staticmethod
    def list_files(file_pattern: Any) -> Dataset:
        """The names of the files that match, in the order in which the system gives them."""
        return Dataset.from_tensor_slices(tf.matching_files(file_pattern))

    def map(
        self,
        map_func: Callable[..., Any],
        num_threads: int | None = None,
        output_buffer_size: int | None = None,
        num_parallel_calls: int | None = None,
    ) -> Dataset:
        """Each element through `map_func`.

        Args:
          num_threads, num_parallel_calls: how many are worked on at once.
          output_buffer_size: how many are held ready.
        """
        mapped = self._dataset.map(map_func, num_parallel_calls=num_threads or num_parallel_calls)
        return Dataset(mapped if output_buffer_size is None else mapped.prefetch(output_buffer_size))

    def interleave(self, map_func: Callable[..., Any], cycle_length: int, block_length: int = 1) -> Dataset:
        """The elements of several data sets in turn, which `map_func` makes of an element each."""
        return Dataset(self._dataset.interleave(map_func, cycle_length, block_length))

    def apply(self, transformation_func: Callable[[Any], Any]) -> Dataset:
        """What `transformation_func` makes of it.

        Raises:
          TypeError: that is no data set.
        """
        found = transformation_func(self)
        if not isinstance(found, dataset_ops.DatasetV2):
            raise TypeError("`transformation_func` must return a Dataset.")
        return Dataset(found)

    def enumerate(self, start: int = 0) -> Dataset:
        """Elements with their number."""
        return Dataset(tf.data.experimental.enumerate_dataset(start)(self._dataset))

    def ignore_errors(self) -> Dataset:
        """Without the elements that are errors."""
        return Dataset(tf.data.experimental.ignore_errors()(self._dataset))

    def dense_to_sparse_batch(self, batch_size: Any, row_shape: Any) -> Dataset:
        """Batches of tensors of several shapes as SparseTensors."""
        return Dataset(tf.data.experimental.dense_to_sparse_batch(batch_size, row_shape)(self._dataset))

    def group_by_window(self, key_func: Any, reduce_func: Any, window_size: Any) -> Dataset:
        """`window_size` elements of a key at a time through `reduce_func`."""
        return Dataset(tf.data.experimental.group_by_window(key_func, reduce_func, window_size)(self._dataset))

    def unbatch(self) -> Dataset:
        """The rows of the elements."""
        return Dataset(tf.data.experimental.unbatch()(self._dataset))


def _of_1_3(name: str, make: Callable[..., Any]) -> Callable[..., Dataset]:
    """`make`, whose data set keeps the methods of that time."""

    @functools.wraps(make)
    def made(*args: Any, **kwargs: Any) -> Dataset:
        return Dataset(make(*args, **kwargs))

    made.__qualname__ = f"Dataset.{name}"
    return made


for _name in SOURCES:
    setattr(Dataset, _name, staticmethod(_of_1_3(_name, getattr(dataset_ops.DatasetV1, _name))))
for _name in KEPT:
    setattr(Dataset, _name, _of_1_3(_name, getattr(dataset_ops.DatasetV1Adapter, _name)))


@provide("tf.contrib.data.TextLineDataset", today="tf.data.TextLineDataset", **ABOUT)
class TextLineDataset(Dataset):
    """The lines of text files. The arguments are those of `tf.data.TextLineDataset`."""

    def __init__(self, filenames: Any, compression_type: str | None = None, buffer_size: int | None = None):
        super().__init__(tf.data.TextLineDataset(filenames, compression_type, buffer_size))


@provide("tf.contrib.data.TFRecordDataset", today="tf.data.TFRecordDataset", **ABOUT)
class TFRecordDataset(Dataset):
    """The records of TFRecord files. The arguments are those of `tf.data.TFRecordDataset`."""

    def __init__(self, filenames: Any, compression_type: str | None = None, buffer_size: int | None = None):
        super().__init__(tf.data.TFRecordDataset(filenames, compression_type, buffer_size))


@provide("tf.contrib.data.FixedLengthRecordDataset", today="tf.data.FixedLengthRecordDataset", **ABOUT)
class FixedLengthRecordDataset(Dataset):
    """The records of files, all of one length. The arguments are those of `tf.data.FixedLengthRecordDataset`."""

    def __init__(
        self,
        filenames: Any,
        record_bytes: Any,
        header_bytes: Any = None,
        footer_bytes: Any = None,
        buffer_size: int | None = None,
    ):
        super().__init__(
            tf.data.FixedLengthRecordDataset(filenames, record_bytes, header_bytes, footer_bytes, buffer_size)
        )
