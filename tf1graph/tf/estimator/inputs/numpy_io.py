"""An input function that feeds arrays of NumPy by way of a queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.tf.estimator.inputs.queues.feeding_functions import _enqueue_data
from tf1graph.tf.names import provide

TARGET = "__target_key__"


@provide("tf.estimator.inputs.numpy_input_fn")
def numpy_input_fn(
    x: Any,
    y: Any = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool | None = None,
    queue_capacity: int = 1000,
    num_threads: int = 1,
) -> Callable[[], Any]:
    """An input function that gives batches of `x`, and of `y` if there is one.

    Args:
      x: an array, or a dict of arrays, whose rows are the examples.
      y: the labels: an array, a dict of arrays with other keys than those of `x`, or None.
      batch_size: how many rows a batch has; the last of all may have fewer, where `num_epochs` is a number.
      num_epochs: how often the rows are gone through; without end where it is None.
      shuffle: whether they are shuffled, in a queue of `queue_capacity` rows. It must be given.
      num_threads: how many threads fill the queue; each of them goes through all rows.

    Raises:
      ValueError: `shuffle` is not given, or, when the function is called, there are no arrays, keys of `x` and `y`
        are the same, or lengths differ.
      TypeError: when the function is called, `x` is neither.
    """
    if not isinstance(shuffle, bool):
        raise ValueError(
            "shuffle must be provided and explicitly set as boolean (it is recommended to set it as True for "
            f"training); got {shuffle}"
        )

    def input_fn() -> Any:
        columns = _features(x)
        names = list(columns)
        label: Any = None
        if isinstance(y, dict):
            label = _add_labels(columns, y)
        elif y is not None:
            label = _free_key(columns)
            columns[label] = y
        _check_lengths(columns, names, label, y)
        queue = _enqueue_data(
            columns,
            queue_capacity,
            shuffle=shuffle,
            num_threads=num_threads,
            enqueue_size=batch_size,
            num_epochs=num_epochs,
        )
        batch = (queue.dequeue_many if num_epochs is None else queue.dequeue_up_to)(batch_size)[1:]
        features = batch[0] if isinstance(x, np.ndarray) else dict(zip(names, batch, strict=False))
        if label is None:
            return features
        if isinstance(label, str):
            return features, batch[-1]
        return features, dict(zip(label, batch[-len(label) :], strict=True))

    return input_fn


def _features(x: Any) -> dict[str, Any]:
    if isinstance(x, dict):
        if not x:
            raise ValueError("x cannot be an empty dict")
        return dict(sorted(x.items(), key=lambda item: item[0]))
    if isinstance(x, np.ndarray):
        if x.size == 0:
            raise ValueError("x cannot be an empty array")
        return {"__direct_np_input__": x}
    raise TypeError(f"x must be a dict or array; got {type(x).__name__}")


def _add_labels(columns: dict[str, Any], y: dict[str, Any]) -> list[str]:
    if not y:
        raise ValueError("y cannot be empty dict, use None instead.")
    both = set(columns) & set(y)
    if both:
        raise ValueError(f"{len(both)} duplicate keys are found in both x and y: {both}")
    keys = sorted(y)
    columns.update((key, y[key]) for key in keys)
    return keys


def _free_key(columns: dict[str, Any]) -> str:
    key = TARGET
    while key in columns:
        key += "_n"
    return key


def _check_lengths(columns: dict[str, Any], names: list[str], label: Any, y: Any) -> None:
    if len({array.shape[0] for array in columns.values()}) == 1:
        return
    of_y = None if y is None else y.shape if isinstance(label, str) else {key: columns[key].shape for key in label}
    raise ValueError(
        "Length of tensors in x and y is mismatched. All elements in x and y must have the same length.\n"
        f"Shapes in x: { ({name: columns[name].shape for name in names}) }\nShapes in y: {of_y}\n"
    )
