"""Readers of time series: from arrays, CSV files and files of examples."""

from __future__ import annotations

import abc
from collections.abc import Sequence
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import compat_v1
from tf1graph.tf.contrib.timeseries.feature_keys import SERIES
from tf1graph.tf.names import provide

TIMES, VALUES = SERIES
PLACE = "tf.contrib.timeseries."


def _local_count(name: str) -> Any:
    """A counter that no checkpoint holds."""
    return tf.Variable(
        initial_value=tf.constant(0, dtype=tf.int64),
        name=name,
        trainable=False,
        collections=[tf.GraphKeys.LOCAL_VARIABLES],
    )


class TimeSeriesReader(abc.ABC):
    """Base of what reads a time series."""

    def check_dataset_size(self, minimum_dataset_size: int) -> None:  # noqa: B027 - files may be of any length
        """Raise a ValueError where the series is known to be shorter than that; here it never is."""

    @abc.abstractmethod
    def read(self) -> dict[str, Any]:
        """Some next records of the series, which begins again at its end: [records, …] by name."""

    @abc.abstractmethod
    def read_full(self) -> dict[str, Any]:
        """The whole series: [records, …] by name."""


@provide(PLACE + "NumpyReader", gone="2.0")
class NumpyReader(TimeSeriesReader):
    """Reads a series of arrays.

    Args:
      data: arrays by name; `times` [times], `values` [times] or [times, features], and any others [times, …].
      read_num_records_hint: how many records are read at once.

    Raises:
      ValueError: the shapes do not fit one another, or are those of several series.
    """

    def __init__(self, data: dict[str, Any], read_num_records_hint: int = 4096):
        self._features = _canonicalize_numpy_data(data, require_single_batch=True)
        self._hint = read_num_records_hint

    def check_dataset_size(self, minimum_dataset_size: int) -> None:
        size = self._features[TIMES].shape[1]
        if size < minimum_dataset_size:
            raise ValueError(
                f"A TimeSeriesInputFn is configured to create windows of size {minimum_dataset_size}, but only {size} "
                "records were available in the dataset. Either decrease the window size or provide more records."
            )

    def read(self) -> dict[str, Any]:
        features = {key: np.squeeze(value, axis=0) for key, value in self._features.items()}
        make = tf.estimator.inputs.numpy_input_fn(x=features, batch_size=self._hint, num_epochs=None, shuffle=False)
        return make()

    def read_full(self) -> dict[str, Any]:
        make = tf.estimator.inputs.numpy_input_fn(
            x=self._features, batch_size=1, num_epochs=None, queue_capacity=2, shuffle=False
        )
        return {name: tf.squeeze(value, axis=0) for name, value in make().items()}


class ReaderBaseTimeSeriesParser(TimeSeriesReader):
    """Base of readers of files.

    Args:
      filenames: a name or a list of them.
      read_num_records_hint: how many records are read at once.
    """

    def __init__(self, filenames: Any, read_num_records_hint: int = 4096):
        self._filenames, self._hint = filenames, read_num_records_hint

    @abc.abstractmethod
    def _get_reader(self) -> Any:
        """A `tf.ReaderBase`, whose values are the records."""

    @abc.abstractmethod
    def _process_records(self, records: Any) -> dict[str, Any]:
        """The features of records: [records, …] by name."""

    def _get_filename_queue(self, epoch_limit: int) -> tuple[Any, Any]:
        """The queue of names, and the count of epochs, which is an OutOfRangeError at the limit."""
        count = _local_count("epoch_limiter")
        names = tf.reshape(tf.convert_to_tensor(self._filenames), [-1])
        counted = tf.cond(
            compat_v1.is_variable_initialized(count),
            lambda: count.count_up_to(epoch_limit),
            lambda: tf.constant(0, dtype=tf.int64),
        )
        with tf.control_dependencies([counted]):
            names = tf.identity(names)
        return tf.train.string_input_producer(names, shuffle=False, capacity=1), count

    def read(self) -> dict[str, Any]:
        queue, count = self._get_filename_queue(self._hint)
        reader = self._get_reader()
        with tf.control_dependencies([tf.assign(count, 0)]):
            _, records = reader.read_up_to(queue, self._hint)
        return self._process_records(records)

    def read_full(self) -> dict[str, Any]:
        reader = self._get_reader()
        queue, count = self._get_filename_queue(epoch_limit=2)
        with tf.control_dependencies([tf.assign(count, 0)]):
            first_key, first_value = reader.read_up_to(queue, 1)

        def goes_on(key: Any, value: Any, index: Any, collected: Any) -> Any:
            return tf.not_equal(tf.squeeze(key, axis=0), tf.squeeze(first_key, axis=0))

        def step(key: Any, value: Any, index: Any, collected: Any) -> tuple[Any, ...]:
            new_key, new_value = reader.read_up_to(queue, 1)
            new_key.set_shape([1])
            new_value.set_shape([1])
            return new_key, new_value, index + 1, collected.write(index, value)

        start = [tf.constant([""]), first_value, 0, tf.TensorArray(dtype=tf.string, size=0, dynamic_size=True)]
        *_, collected = tf.while_loop(goes_on, step, start)
        records = collected.concat()
        with tf.control_dependencies([records]):
            at_its_start = reader.reset()
        with tf.control_dependencies([at_its_start]):
            records = tf.identity(records)
        return self._process_records(records)


@provide(PLACE + "CSVReader", gone="2.0")
class CSVReader(ReaderBaseTimeSeriesParser):
    """Reads a series of CSV files.

    Args:
      filenames: a name or a list of them.
      column_names: of the files' columns in order; one is `times`, and all called `values` are one feature together.
      column_dtypes: of the columns; int64 for times and float32 for the rest where they are not given.
      skip_header_lines: how many lines at the start of a file are none of the series.
      read_num_records_hint: how many records are read at once.

    Raises:
      ValueError: a column is missing or there are two of times, or the types are not as many as the names.
    """

    def __init__(
        self,
        filenames: Any,
        column_names: Sequence[str] = SERIES,
        column_dtypes: Sequence[Any] | None = None,
        skip_header_lines: int | None = None,
        read_num_records_hint: int = 4096,
    ):
        for required in SERIES:
            if required not in column_names:
                raise ValueError(f"'{required}' is a required column.")
        if column_dtypes is not None and len(column_dtypes) != len(column_names):
            raise ValueError(
                "If specified, the length of column_dtypes must match the length of column_names (got "
                f"column_dtypes={column_dtypes} and column_names={column_names})."
            )
        if list(column_names).count(TIMES) != 1:
            raise ValueError(f"Got more than one times column ('{TIMES}'), but exactly one is required.")
        self._names, self._dtypes, self._skipped = column_names, column_dtypes, skip_header_lines
        super().__init__(filenames, read_num_records_hint)

    def _get_reader(self) -> Any:
        return tf.TextLineReader(skip_header_lines=self._skipped)

    def _process_records(self, records: Any) -> dict[str, Any]:
        defaults: list[Any]
        if self._dtypes is None:
            defaults = [(tf.zeros([], tf.int64),) if name == TIMES else () for name in self._names]
        else:
            defaults = [(tf.zeros([], dtype),) for dtype in self._dtypes]
        columns: dict[str, list[Any]] = {}
        for name, column in zip(self._names, tf.decode_csv(records, defaults), strict=True):
            columns.setdefault(name, []).append(column)
        return {name: found[0] if name == TIMES else tf.stack(found, axis=1) for name, found in columns.items()}


class TFExampleReader(ReaderBaseTimeSeriesParser):
    """Reads a series of files of `tf.train.Example`s, one a time.

    Args:
      filenames: a name or a list of them.
      features: as of `tf.parse_example`, with `times` and `values` among them.

    Raises:
      ValueError: one of these is not.
    """

    def __init__(self, filenames: Any, features: dict[str, Any]):
        for required in SERIES:
            if required not in features:
                raise ValueError(f"'{required}' is a required column.")
        self._features = features
        super().__init__(filenames)

    def _get_reader(self) -> Any:
        return tf.TFRecordReader()

    def _process_records(self, records: Any) -> dict[str, Any]:
        return tf.parse_example(serialized=records, features=self._features)


def _canonicalize_numpy_data(data: dict[str, Any], require_single_batch: bool) -> dict[str, Any]:
    """Arrays [batch, window, …] of those of one example, one series or several; `values` with an axis of features."""
    features = {key: np.array(value) for key, value in data.items()}
    if TIMES not in features or VALUES not in features:
        raise ValueError(f"{TIMES} and {VALUES} are required features.")
    axes = features[TIMES].shape
    for key, value in features.items():
        if value.shape[: len(axes)] != axes:
            raise ValueError(
                "All features must have their shapes prefixed by the shape of the times feature. Got shape "
                f"{value.shape} for feature '{key}', but shape {axes} for '{TIMES}'"
            )
    if len(axes) > 2:
        raise ValueError(
            "Got an unexpected number of dimensions for times. Was expecting at most two ([batch size, series "
            f"length]), but got shape {axes}."
        )
    if len(axes) < 2:
        given = features[VALUES]
        if given.ndim > len(axes) + 1:
            raise ValueError(
                f"Got an unexpected number of dimensions for the '{VALUES}' feature. Was expecting at most "
                f"{len(axes) + 1} since '{TIMES}' has {len(axes)}, but got shape {given.shape}"
            )
        if given.ndim == len(axes):
            features[VALUES] = given[..., None]
        added = (None,) * (2 - len(axes))
        features = {key: value[(*added, ...)] for key, value in features.items()}
    if require_single_batch and features[TIMES].shape[0] != 1:
        raise ValueError("Got batch input, was expecting unbatched input.")
    return features
