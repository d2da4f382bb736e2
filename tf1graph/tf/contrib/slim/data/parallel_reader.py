"""`tf.contrib.slim.parallel_reader`: several readers of several files, with one queue behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.names import provide

PLACE = "tf.contrib.slim.parallel_reader"


@provide(f"{PLACE}.ParallelReader", gone="2.0")
class ParallelReader(tf.ReaderBase):
    """Reads as several readers at once; what they read goes through a queue.

    Args:
      reader_class: of the readers.
      common_queue: of two strings, key and value.
      num_readers: how many.
      reader_kwargs: arguments of each.

    Raises:
      TypeError: the queue is not of two strings.
    """

    def __init__(self, reader_class: Any, common_queue: Any, num_readers: int = 4, reader_kwargs: Any = None):
        types = common_queue.dtypes
        if len(types) != 2 or not all(dtype.is_compatible_with(tf.string) for dtype in types):
            raise TypeError("common_queue.dtypes must be [tf.string, tf.string]")
        self._readers = [reader_class(**(reader_kwargs or {})) for _ in range(num_readers)]
        self._common_queue = common_queue

    @property
    def num_readers(self) -> int:
        """How many readers there are."""
        return len(self._readers)

    @property
    def common_queue(self) -> Any:
        """The queue behind them."""
        return self._common_queue

    def read(self, queue: Any, name: str | None = None) -> Any:
        """The key and the value of a record, string scalars, of the files that `queue` names."""
        self._start(queue)
        return self._common_queue.dequeue(name=name)

    def read_up_to(self, queue: Any, num_records: Any, name: str | None = None) -> Any:
        """Keys and values of `num_records`, or of those that are left."""
        self._start(queue)
        return self._common_queue.dequeue_up_to(num_records, name)

    def _start(self, queue: Any) -> None:
        """Add the runner of all readers."""
        puts = [self._common_queue.enqueue(reader.read(queue)) for reader in self._readers]
        tf.train.add_queue_runner(tf.train.QueueRunner(self._common_queue, puts))

    def num_records_produced(self, name: str | None = None) -> Any:
        """How many records were read, int64."""
        return tf.add_n([reader.num_records_produced() for reader in self._readers], name=name)

    def num_work_units_completed(self, name: str | None = None) -> Any:
        """How many files were read, int64."""
        return tf.add_n([reader.num_work_units_completed() for reader in self._readers], name=name)


@provide(f"{PLACE}.parallel_read", gone="2.0")
def parallel_read(
    data_sources: Any,
    reader_class: Any,
    num_epochs: int | None = None,
    num_readers: int = 4,
    reader_kwargs: Any = None,
    shuffle: bool = True,
    dtypes: Sequence[Any] | None = None,
    capacity: int = 256,
    min_after_dequeue: int = 128,
    seed: int | None = None,
    scope: str | None = None,
) -> Any:
    """The key and the value of a record, string scalars.

    Args:
      data_sources: files or patterns of their names.
      reader_class, num_readers, reader_kwargs: the readers.
      num_epochs: how often all is read; for ever where it is None.
      shuffle: whether files and records come in any order.
      dtypes: of the queue.
      capacity, min_after_dequeue: of the queue, the latter where it is shuffled.
    """
    files = get_data_files(data_sources)
    with tf.name_scope(scope, "parallel_read"):
        names = tf.train.string_input_producer(
            files, num_epochs=num_epochs, shuffle=shuffle, seed=seed, name="filenames"
        )
        types = dtypes or [tf.string, tf.string]
        if shuffle:
            queue = tf.RandomShuffleQueue(capacity, min_after_dequeue, types, seed=seed, name="common_queue")
        else:
            queue = tf.FIFOQueue(capacity, types, name="common_queue")
        filled = math_ops.cast(queue.size(), tf.float32) * (1.0 / capacity)
        tf.summary.scalar(f"fraction_of_{capacity}_full", filled)
        return ParallelReader(reader_class, queue, num_readers, reader_kwargs).read(names)


@provide(f"{PLACE}.single_pass_read", gone="2.0")
def single_pass_read(data_sources: Any, reader_class: Any, reader_kwargs: Any = None, scope: str | None = None) -> Any:
    """The key and the value of a record; each is read once, in order."""
    files = get_data_files(data_sources)
    with tf.name_scope(scope, "single_pass_read"):
        names = tf.train.string_input_producer(files, num_epochs=1, shuffle=False, capacity=1, name="filenames")
        return reader_class(**(reader_kwargs or {})).read(names)


@provide(f"{PLACE}.get_data_files", gone="2.0")
def get_data_files(data_sources: Any) -> list[str]:
    """The files that are named, or that match a pattern.

    Raises:
      ValueError: there are none.
    """
    if isinstance(data_sources, (list, tuple)):
        files = [file for source in data_sources for file in get_data_files(source)]
    else:
        files = tf.gfile.Glob(data_sources) if {*data_sources} & {*"*?["} else [data_sources]
    if not files:
        raise ValueError(f"No data files found in {data_sources}")
    return files
