"""A queue that threads fill with rows of arrays, data frames or generators."""

from __future__ import annotations

import random
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.estimator.inputs.queues.feeding_queue_runner import _FeedingQueueRunner

Feed = Callable[[], dict[Any, Any]]


class _Rows:
    """Goes through the numbers of rows, batch by batch; which is a feed where `columns_of` takes the rows.

    Args:
      placeholders: the first for the rows' names, the others for the columns.
      rows: how many there are.
      columns_of: from numbers of rows to the values for the placeholders.
      random_start: whether to begin at a row that is drawn.
    """

    def __init__(
        self,
        placeholders: Sequence[Any],
        rows: int,
        columns_of: Callable[[list[int]], Sequence[Any]],
        batch_size: int,
        random_start: bool,
        seed: Any,
        num_epochs: int | None,
    ):
        self._placeholders, self._rows, self._columns_of = placeholders, rows, columns_of
        self._batch_size, self._num_epochs, self._epoch = batch_size, num_epochs, 0
        random.seed(seed)  # of the process, as it was then
        self._next = random.randrange(rows) if random_start else 0
        self._last = (self._next - 1) % rows

    def __call__(self) -> dict[Any, Any]:
        if self._num_epochs is not None and self._epoch >= self._num_epochs:
            raise tf.errors.OutOfRangeError(None, None, f"Already emitted {self._epoch} epochs.")
        rows = [row % self._rows for row in range(self._next, self._next + self._batch_size)]
        ends = [place for place, row in enumerate(rows) if row == self._last]
        self._epoch += len(ends)
        if self._num_epochs is not None and self._epoch >= self._num_epochs:
            rows = rows[: ends[self._num_epochs - self._epoch - 1] + 1]
            self._epoch = self._num_epochs
        self._next = (rows[-1] + 1) % self._rows
        return dict(zip(self._placeholders, self._columns_of(rows), strict=True))


class _Generated:
    """A feed of what a generator gives, dicts of arrays; `make` begins it anew."""

    def __init__(
        self, placeholders: Sequence[Any], make: Callable[[], Any], batch_size: int, num_epochs: Any, pad_value: Any
    ):
        self._make, self._iterator, self._pad_value = make, make(), pad_value
        self._keys = sorted(next(make()))
        self._placeholders = dict(zip(self._keys, placeholders, strict=True))
        self._batch_size, self._num_epochs, self._epoch = batch_size, num_epochs, 0

    def __call__(self) -> dict[Any, Any]:
        if self._num_epochs and self._epoch >= self._num_epochs:
            raise tf.errors.OutOfRangeError(None, None, f"Already emitted {self._epoch} epochs.")
        values: dict[Any, list[Any]] = {placeholder: [] for placeholder in self._placeholders.values()}
        taken = 0
        while taken < self._batch_size:
            try:
                row = next(self._iterator)
            except StopIteration:
                self._epoch += 1
                self._iterator = self._make()
                row = next(self._iterator)
            for key, placeholder in self._placeholders.items():
                if key not in row:
                    raise KeyError(
                        f"key mismatch between dicts emitted by GenFun Expected {self._keys} keys; got {row.keys()}"
                    )
                values[placeholder].append(row[key])
                taken += 1  # of each key: so TensorFlow 1 counted
        return {key: np.asarray(self._padded(items)) for key, items in values.items()}

    def _padded(self, items: list[Any]) -> Any:
        if self._pad_value is None:
            return items
        shapes = [item.shape for item in items]
        if any(len(shape) != len(shapes[0]) or shape[:-1] != shapes[0][:-1] for shape in shapes):
            raise ValueError("Array shapes must match.")
        if len(set(shapes)) == 1:
            return items
        longest = max(shape[-1] for shape in shapes)
        padded = np.full((len(items), *shapes[0][:-1], longest), self._pad_value, dtype=items[0].dtype)
        for row, item in zip(padded, items, strict=True):
            row[..., : item.shape[-1]] = item
        return padded


def _enqueue_data(
    data: Any,
    capacity: int,
    shuffle: bool = False,
    min_after_dequeue: float | None = None,
    num_threads: int = 1,
    seed: int | None = None,
    name: str = "enqueue_input",
    enqueue_size: int = 1,
    num_epochs: int | None = None,
    pad_value: Any = None,
) -> Any:
    """A queue of the rows of `data`, each with its number or index before it, and a runner that fills it.

    Args:
      data: an array, a dict of arrays, a `DataFrame`, or a function that gives a generator of dicts of arrays.
      capacity: how many rows the queue holds.
      min_after_dequeue: how many rows stay in a queue that shuffles; a quarter of them where it is None.
      pad_value: what shorter arrays of a generator are filled up with, at the end of their last axis.

    Raises:
      TypeError: `data` is none of them.
      NotImplementedError: padding is asked for together with shuffling, or without a generator.
    """
    with tf.name_scope(name):
        dtypes, shapes, make_feed = _source(data)
        if pad_value is not None and not isinstance(data, types.FunctionType):
            raise NotImplementedError("padding is only available with generator usage")
        if pad_value is not None and shuffle:
            raise NotImplementedError("padding and shuffling data at the same time is not implemented")
        _warn_of_threads(num_threads, num_epochs, shuffle)
        least = 0
        if shuffle:
            least = int(capacity / 4 if min_after_dequeue is None else min_after_dequeue)
            queue = tf.RandomShuffleQueue(capacity, least, dtypes=dtypes, shapes=shapes, seed=seed)
        elif pad_value is not None:
            open_shapes = [(*shape[:-1], None) if len(shape) else shape for shape in shapes]
            queue = tf.PaddingFIFOQueue(capacity, dtypes=dtypes, shapes=open_shapes)
        else:
            queue = tf.FIFOQueue(capacity, dtypes=dtypes, shapes=shapes)
        enqueue_ops, feeds = [], []
        for thread in range(num_threads):
            placeholders = [tf.placeholder(dtype) for dtype in dtypes]
            enqueue_ops.append(queue.enqueue_many(placeholders))
            feeds.append(
                make_feed(
                    placeholders,
                    batch_size=enqueue_size,
                    random_start=shuffle,
                    seed=None if seed is None else (thread + 1) * seed,
                    num_epochs=num_epochs,
                    pad_value=pad_value,
                )
            )
        tf.train.add_queue_runner(_FeedingQueueRunner(queue=queue, enqueue_ops=enqueue_ops, feed_fns=feeds))
        full = tf.cast(tf.maximum(0, queue.size() - least), tf.float32) * (1.0 / (capacity - least))
        tf.summary.scalar(f"queue/{queue.name}fraction_over_{least}_of_{capacity - least}_full", full)
        return queue


def _source(data: Any) -> tuple[list[Any], list[Any], Callable[..., Feed]]:
    """Types and shapes of a row of `data`, and what makes a feed of it."""
    if isinstance(data, np.ndarray):
        data = {"": data}
    if isinstance(data, dict):
        arrays = list(data.values())
        rows = len(arrays[0])
        if any(len(array) != rows for array in arrays):
            raise ValueError("Array lengths must match.")
        dtypes = [tf.int64, *(tf.as_dtype(array.dtype) for array in arrays)]
        shapes: list[Any] = [(), *(array.shape[1:] for array in arrays)]
        return dtypes, shapes, _feed_of_rows(rows, lambda chosen: [chosen, *(array[chosen] for array in arrays)])
    if isinstance(data, types.FunctionType):
        first = next(data())
        values = [first[key] for key in sorted(first)]

        def make_generated(placeholders: Any, random_start: bool, seed: Any, **how: Any) -> Feed:
            random.seed(seed)
            return _Generated(placeholders, data, **how)

        return [tf.as_dtype(value.dtype) for value in values], [value.shape for value in values], make_generated
    if hasattr(data, "iloc"):
        columns = (data.index, *(data[column] for column in data.columns))
        dtypes = [tf.as_dtype(_array(column[:0]).dtype) for column in columns]

        def of_frame(chosen: list[int]) -> list[Any]:
            part = data.iloc[chosen]
            return [part.index.values, *(_array(part[column]) for column in part.columns)]

        return dtypes, [()] * len(dtypes), _feed_of_rows(len(data), of_frame)
    raise TypeError(
        f"data must be either a numpy array or pandas DataFrame if pandas is installed; got {type(data).__name__}"
    )


def _array(column: Any) -> Any:
    """A column's values; text is objects, for which the pandas of today has types of its own."""
    values = column.values
    return values if isinstance(values, np.ndarray) else np.asarray(column, dtype=object)


def _feed_of_rows(rows: int, columns_of: Callable[[list[int]], Sequence[Any]]) -> Callable[..., Feed]:
    def make(placeholders: Any, pad_value: Any, **how: Any) -> Feed:
        return _Rows(placeholders, rows, columns_of, **how)

    return make


def _warn_of_threads(num_threads: int, num_epochs: int | None, shuffle: bool) -> None:
    if num_threads == 1:
        return
    if num_epochs is not None:
        tf.logging.warning(
            "enqueue_data was called with num_epochs and num_threads > 1. num_epochs is applied per thread, so this "
            "will produce more epochs than you probably intend. If you want to limit epochs, use one thread."
        )
    if shuffle and num_epochs is not None:
        tf.logging.warning(
            "enqueue_data was called with shuffle=True, num_threads > 1, and num_epochs. This will create multiple "
            "threads, all reading the array/dataframe in order adding to the same shuffling queue; the results will "
            "likely not be sufficiently shuffled."
        )
    if not shuffle:
        tf.logging.warning(
            "enqueue_data was called with shuffle=False and num_threads > 1. This will create multiple threads, all "
            "reading the array/dataframe in order. If you want examples read in order, use one thread; if you want "
            "multiple threads, enable shuffling."
        )
