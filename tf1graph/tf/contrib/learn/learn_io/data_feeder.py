"""Arrays, frames and iterators fed into placeholders, a batch a step."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.contrib.learn.learn_io.pandas_io import (
    extract_pandas_data,
    extract_pandas_labels,
    extract_pandas_matrix,
    is_frame,
)
from tf1graph.tf.names import provide

SEED = 42  # of the order in which rows come


def setup_train_data_feeder(
    x: Any,
    y: Any,
    n_classes: Any,
    batch_size: int | None = None,
    shuffle: bool = True,
    epochs: int | None = None,
) -> DataFeeder:
    """What feeds `x` and `y`: a `StreamingDataFeeder` for iterators, else a `DataFeeder`.

    Raises:
      ValueError: one of the two is an iterator, and the other is not.
    """
    x = extract_pandas_data(x)
    y = None if y is None else extract_pandas_labels(y)
    if hasattr(x, "__next__"):
        if y is not None and not hasattr(y, "__next__"):
            raise ValueError("Both x and y should be iterators for streaming learning to work.")
        return StreamingDataFeeder(x, y, n_classes, batch_size)
    return DataFeeder(x, y, n_classes, batch_size, shuffle=shuffle, epochs=epochs)


def setup_predict_data_feeder(x: Any, batch_size: int | None = None) -> Iterable[Any]:
    """The batches of `x`; one of all where there is no `batch_size`.

    Raises:
      ValueError: that is not above 0.
    """
    if batch_size is not None and batch_size <= 0:
        raise ValueError(f"Invalid batch_size {batch_size}.")
    x = extract_pandas_data(x)
    if hasattr(x, "__next__"):
        return _batches(x, batch_size)
    x = np.reshape(x, (-1, 1)) if len(x.shape) == 1 else x
    if batch_size is None:
        return [x]
    return [x[i * batch_size : (i + 1) * batch_size] for i in range(math.ceil(len(x) / batch_size))]


def _batches(rows: Iterator[Any], batch_size: int | None) -> Iterator[np.ndarray]:
    while batch := list(itertools.islice(rows, batch_size)):
        yield np.array(batch)


@provide("tf.contrib.learn.preprocessing.setup_processor_data_feeder", gone="2.0")
def setup_processor_data_feeder(x: Any) -> Any:
    """The rows of `x`, of a frame its values."""
    return extract_pandas_matrix(x)


def check_array(array: Any, dtype: Any) -> Any:
    """`array` as an array of `dtype`; what is neither an array nor a list as it is."""
    return np.asarray(array, dtype=dtype) if isinstance(array, (np.ndarray, list)) else array


def _map(function: Callable[..., Any], *things: Any) -> Any:
    """`function` of the things, or of each key's, where they are dicts."""
    if isinstance(things[0], dict):
        return {key: function(*(thing[key] for thing in things)) for key in things[0]}
    return function(*things)


def _check_dtype(dtype: Any) -> Any:
    if tf.as_dtype(dtype) == tf.float64:
        tf.logging.warn("float64 is not supported by many models, consider casting to float32.")
    return dtype


def _out_shape(shape: Any, n_classes: int | None, batch_size: int) -> list[int]:
    rest = list(shape[1:])
    if rest and rest[0] == 1:
        rest = rest[1:]
    return [batch_size, *rest, *([n_classes] if n_classes is not None and n_classes > 1 else [])]


class DataFeeder:
    """Feeds arrays.

    Args:
      x: features [n, …], or a dict of such.
      y: labels [n, …], a dict of such, or None.
      n_classes: into how many places a label is written as one 1; None to feed it as it is. A dict for a dict.
      batch_size: of a step; all rows where it is None.
      shuffle: whether each epoch has another order.
      random_state: a `numpy.random.RandomState` for it.
      epochs: after how many the input ends; never where it is None.
    """

    def __init__(
        self,
        x: Any,
        y: Any,
        n_classes: Any,
        batch_size: int | None = None,
        shuffle: bool = True,
        random_state: Any = None,
        epochs: int | None = None,
    ):
        y = np.array(y) if isinstance(y, list) else y
        self._x = _map(lambda part: check_array(part, part.dtype), x)
        self._y = None if y is None else _map(lambda part: check_array(part, part.dtype), y)
        if n_classes is not None and y is not None and not isinstance(y, dict):
            self._y = check_array(y, np.int64 if n_classes > 1 else np.float32)
        self.n_classes, self.max_epochs, self._shuffle = n_classes, epochs, shuffle
        shapes = _map(lambda part: part.shape, self._x)
        self._set_shapes(shapes, None if y is None else _map(lambda part: part.shape, self._y), batch_size)
        self._input_dtype = _map(lambda part: _check_dtype(part.dtype), self._x)
        dtypes: Any = np.float32 if y is None else _map(lambda part: _check_dtype(part.dtype), self._y)
        if isinstance(y, dict) and n_classes is not None:
            dtypes.update({key: np.float32 for key in n_classes if key in dtypes})
        self._output_dtype = dtypes
        self.random_state = np.random.RandomState(SEED) if random_state is None else random_state
        self._rows = int((next(iter(self._x.values())) if isinstance(x, dict) else self._x).shape[0])
        self.indices = self._order()
        self.offset = self.epoch = 0
        self._epoch_placeholder: Any = None

    def _order(self) -> Any:
        return self.random_state.permutation(self._rows) if self._shuffle else np.arange(self._rows)

    def _set_shapes(self, x_shape: Any, y_shape: Any, batch_size: int | None) -> None:
        if batch_size is not None and batch_size <= 0:
            raise ValueError(f"Invalid batch_size {batch_size}.")
        first = next(iter(x_shape.values())) if isinstance(x_shape, dict) else x_shape
        size = self._batch_size = first[0] if batch_size is None else batch_size
        self.input_shape = _map(lambda shape: [size, *(shape[1:] or [1])], x_shape)
        if isinstance(y_shape, dict):
            classes = {key: (self.n_classes or {}).get(key) for key in y_shape}
            self.output_shape: Any = _map(lambda shape, n: _out_shape(shape, n, size), y_shape, classes)
        else:
            self.output_shape = None if y_shape is None else _out_shape(y_shape, self.n_classes, size)

    x = property(lambda self: self._x)
    y = property(lambda self: self._y)
    shuffle = property(lambda self: self._shuffle)
    input_dtype = property(lambda self: self._input_dtype)
    output_dtype = property(lambda self: self._output_dtype)
    batch_size = property(lambda self: self._batch_size)

    def make_epoch_variable(self) -> Any:
        """A placeholder [1] that is fed the number of the epoch."""
        self._epoch_placeholder = tf.placeholder(tf.int32, [1], name="epoch")
        return self._epoch_placeholder

    def input_builder(self) -> tuple[Any, Any]:
        """The placeholders of features and labels, in the default graph."""
        self._input_placeholder = _placeholders("input", self.input_shape, self._input_dtype)
        self._output_placeholder = _placeholders("output", self.output_shape, self._output_dtype)
        return self._input_placeholder, self._output_placeholder

    def set_placeholders(self, input_placeholder: Any, output_placeholder: Any) -> None:
        """Feed these placeholders."""
        self._input_placeholder, self._output_placeholder = input_placeholder, output_placeholder

    def get_feed_params(self) -> dict[str, Any]:
        """Where it stands: epoch, offset and batch size."""
        return {"epoch": self.epoch, "offset": self.offset, "batch_size": self._batch_size}

    def get_feed_dict_fn(self) -> Callable[[], dict[str, Any]]:
        """A function that gives the next step's feed; it raises StopIteration behind the last epoch."""

        def feed() -> dict[str, Any]:
            if self.max_epochs is not None and self.epoch + 1 > self.max_epochs:
                raise StopIteration
            fed = {}
            if self._epoch_placeholder is not None:
                fed[self._epoch_placeholder.name] = [self.epoch]
            rows = self.indices[self.offset : self.offset + self._batch_size]
            _feed(fed, self._input_placeholder, _map(lambda part: _take(part, rows), self._x))
            self.offset += self._batch_size
            if self.offset >= self._rows:
                self.indices, self.offset, self.epoch = self._order(), 0, self.epoch + 1
            if self._output_placeholder is not None:
                classes = self.n_classes
                if isinstance(self._y, dict):
                    classes = {key: (self.n_classes or {}).get(key) for key in self._y}
                labels = _map(
                    lambda y, *about: _labels(y, rows, *about), self._y, self.output_shape, self._output_dtype, classes
                )
                _feed(fed, self._output_placeholder, labels)
            return fed

        return feed


def _placeholders(name: str, shape: Any, dtype: Any) -> Any:
    if shape is None:
        return None
    if isinstance(shape, dict):
        return {key: _placeholders(f"{name}_{key}", shape[key], dtype[key]) for key in shape}
    return tf.placeholder(tf.as_dtype(dtype), [None, *shape[1:]], name=name)


def _feed(fed: dict[str, Any], placeholder: Any, value: Any) -> None:
    for key, part in value.items() if isinstance(value, dict) else [(None, value)]:
        fed[(placeholder if key is None else placeholder[key]).name] = part


def _access(data: Any, places: Any) -> Any:
    return data.iloc[places] if is_frame(data, "Series") else data[places]


def _take(data: Any, rows: Any) -> Any:
    found = _access(data, rows)
    return np.array(found).reshape((len(rows), 1)) if len(data.shape) == 1 else found


def _labels(y: Any, rows: Any, shape: Any, dtype: Any, n_classes: int | None) -> np.ndarray:
    out = np.zeros([len(rows), *shape[1:]], dtype=dtype)
    for place, row in enumerate(rows):
        label = _access(y, row)
        if n_classes is None or n_classes <= 1:
            out[place] = np.reshape(label, out.shape[1:])  # a column of labels has rows of one
        elif len(shape) == 2:
            out[place, int(label)] = 1.0
        else:
            for step, number in enumerate(label):
                out[place, step, number] = 1.0
    return out


class StreamingDataFeeder(DataFeeder):
    """Feeds what iterators give, a row at a time.

    Args:
      x: gives features, or dicts of such.
      y: gives labels, dicts of such, or None for no labels.
      n_classes: as of `DataFeeder`.
      batch_size: of a step; 1 where it is None.
    """

    def __init__(self, x: Iterator[Any], y: Iterator[Any] | None, n_classes: Any, batch_size: int | None):
        first = next(x)
        self._x = itertools.chain([first], x)
        self.n_classes = n_classes
        self._output_dtype: Any = None
        y_shape = None
        if y is not None:
            label = next(y)
            self._y: Any = itertools.chain([label], y)
            y_shape = _map(lambda part: [1, *np.shape(part[0] if isinstance(part, list) else part)], label)
            self._output_dtype = _map(lambda part: np.asarray(part).dtype, label)
            if n_classes is not None and not isinstance(label, dict) and n_classes > 0:
                self._output_dtype = np.float32
        else:
            self._y = None
        self._set_shapes(_map(lambda part: [1, *part.shape], first), y_shape, batch_size)
        self._input_dtype = _map(lambda part: _check_dtype(part.dtype), first)

    def get_feed_params(self) -> dict[str, Any]:
        """The batch size."""
        return {"batch_size": self._batch_size}

    def get_feed_dict_fn(self) -> Callable[[], dict[str, Any]]:
        """A function that gives the next step's feed; it raises StopIteration where the iterator ends."""

        def feed() -> dict[str, Any]:
            rows = list(itertools.islice(self._x, self._batch_size))
            if not rows:
                raise StopIteration
            fed: dict[str, Any] = {}
            x = {key: [row[key] for row in rows] for key in rows[0]} if isinstance(rows[0], dict) else rows
            shaped = lambda part, shape, dtype: np.array(part, dtype).reshape([len(rows), *shape[1:]])  # noqa: E731
            _feed(fed, self._input_placeholder, _map(shaped, x, self.input_shape, self._input_dtype))
            if self._y is not None:
                labels = list(itertools.islice(self._y, len(rows)))
                keyed = isinstance(labels[0], dict)
                y = {key: [label[key] for label in labels] for key in labels[0]} if keyed else labels
                classes = {key: (self.n_classes or {}).get(key) for key in y} if keyed else self.n_classes
                places = range(len(rows))
                out = _map(
                    lambda part, *about: _labels(part, places, *about),
                    y,
                    self.output_shape,
                    self._output_dtype,
                    classes,
                )
                _feed(fed, self._output_placeholder, out)
            return fed

        return feed
