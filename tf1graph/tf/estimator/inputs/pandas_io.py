"""An input function that feeds data frames of pandas by way of a queue."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf.estimator.inputs.queues.feeding_functions import _enqueue_data
from tf1graph.tf.names import provide


@provide("tf.estimator.inputs.pandas_input_fn")
def pandas_input_fn(
    x: Any,
    y: Any = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool | None = None,
    queue_capacity: int | None = 1000,
    num_threads: int = 1,
    target_column: str = "target",
) -> Callable[[], Any]:
    """An input function that gives batches of the data frame `x`, a dict of tensors by column, and of `y`.

    Args:
      x: a `DataFrame` whose rows are the examples.
      y: the labels: a `Series`, a `DataFrame`, or None; with the index of `x`.
      batch_size: how many rows a batch has; the last of all may have fewer, where `num_epochs` is a number.
      num_epochs: how often the rows are gone through; without end where it is None.
      shuffle: whether they are shuffled, in a queue of `queue_capacity` rows. It must be given.
      queue_capacity: the length of `x`, or four times it for shuffling, where it is None.
      num_threads: how many threads fill the queue; each of them goes through all rows.
      target_column: the name that `y` has among the columns meanwhile.

    Raises:
      ValueError: `shuffle` is not given, `x` has a column of the name `target_column`, or the indices differ.
      TypeError: `target_column` is no string.
    """
    if not isinstance(shuffle, bool):
        raise ValueError(
            "shuffle must be provided and explicitly set as boolean (it is recommended to set it as True for "
            f"training); got {shuffle}"
        )
    if not isinstance(target_column, str):
        raise TypeError("target_column must be a string type")
    frame = x.copy()
    labels: dict[Any, str] | None = None
    if y is not None:
        if target_column in frame:
            raise ValueError(
                f"Cannot use name {target_column} for target column: DataFrame already has a column with that name: "
                f"{frame.columns}"
            )
        if not np.array_equal(frame.index, y.index):
            raise ValueError(f"Index for x and y are mismatched.\nIndex for x: {frame.index}\nIndex for y: {y.index}\n")
        if hasattr(y, "columns"):
            labels = {name: f"{name}_{uuid.uuid4()}" if name in frame else name for name in y.columns}
            for name, free in labels.items():
                frame[free] = y[name]
        else:
            frame[target_column] = y
    capacity = queue_capacity
    if capacity is None:
        capacity = 4 * len(frame) if shuffle else len(frame)

    def input_fn() -> Any:
        queue = _enqueue_data(
            frame,
            capacity,
            shuffle=shuffle,
            min_after_dequeue=max(capacity / 4, 1),
            num_threads=num_threads,
            enqueue_size=batch_size,
            num_epochs=num_epochs,
        )
        batch = (queue.dequeue_many if num_epochs is None else queue.dequeue_up_to)(batch_size)
        features = dict(zip(frame.columns, batch[1:], strict=True))
        if y is None:
            return features
        if labels is None:
            label = features.pop(target_column)
            return features, label
        return features, {name: features.pop(free) for name, free in labels.items()}

    return input_fn
