"""Windows of a time series, as an estimator's input functions."""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import compat_v1, nest
from tf1graph.tf.contrib.timeseries.feature_keys import FilteringResults, PredictionFeatures, TrainEvalFeatures
from tf1graph.tf.contrib.timeseries.model_utils import canonicalize_times_or_steps_from_output
from tf1graph.tf.contrib.timeseries.readers import (  # noqa: F401
    CSVReader,
    NumpyReader,
    ReaderBaseTimeSeriesParser,
    TFExampleReader,
    TimeSeriesReader,
    _canonicalize_numpy_data,
    _local_count,
)
from tf1graph.tf.names import provide

PLACE = "tf.contrib.timeseries."


@provide(PLACE + "predict_continuation_input_fn", gone="2.0")
def predict_continuation_input_fn(
    evaluation: dict[str, Any], steps: int | None = None, times: Any = None, exogenous_features: Any = None
) -> Callable[[], Any]:
    """An input function that predicts what follows an evaluation.

    Args:
      evaluation: what `evaluate` gave.
      steps: how many times after it; or
      times: these, [batch, window].
      exogenous_features: by their keys, [batch, window, …].

    Raises:
      ValueError: both or none of `steps` and `times`, or times that do not lie after the evaluation.
    """
    features = {
        PredictionFeatures.STATE_TUPLE: evaluation[FilteringResults.STATE_TUPLE],
        PredictionFeatures.TIMES: canonicalize_times_or_steps_from_output(times, steps, evaluation),
        **(exogenous_features or {}),
    }

    def _predict_input_fn() -> Any:
        def once(value: Any) -> Any:
            return tf.train.limit_epochs(value, num_epochs=1)

        return {key: nest.map_structure(once, values) for key, values in features.items()}, None

    return _predict_input_fn


class TimeSeriesInputFn(abc.ABC):
    """Base of input functions of time series."""

    @abc.abstractmethod
    def create_batch(self) -> tuple[dict[str, Any], None]:
        """The features, [batch, window, …] each, and no labels."""

    def __call__(self) -> tuple[dict[str, Any], None]:
        return self.create_batch()


@provide(PLACE + "WholeDatasetInputFn", gone="2.0")
class WholeDatasetInputFn(TimeSeriesInputFn):
    """Gives the whole series again and again, as one window: for evaluation.

    Args:
      time_series_reader: a `NumpyReader`, `CSVReader` or the like.
    """

    def __init__(self, time_series_reader: TimeSeriesReader):
        self._reader = time_series_reader

    def create_batch(self) -> tuple[dict[str, Any], None]:
        whole = self._reader.read_full()
        return {name: value[None, ...] for name, value in whole.items()}, None


@provide(PLACE + "RandomWindowInputFn", gone="2.0")
class RandomWindowInputFn(TimeSeriesInputFn):
    """Gives batches of windows in random order: for training.

    Args:
      time_series_reader: a `NumpyReader`, `CSVReader` or the like.
      window_size: how many times a window has.
      batch_size: how many windows a batch has.
      queue_capacity_multiplier: how many batches the queues hold.
      shuffle_min_after_dequeue_multiplier: how many batches stay in the queue that shuffles.
      discard_out_of_order: whether a window whose times go back is left out; else it is sorted.
      discard_consecutive_batches_limit: after how many batches without a good window it is an OutOfRangeError.
      jitter: whether now and then a time is skipped between windows.
      num_threads: of the queues; None is the batch size. With 1 and a seed the windows repeat.
      shuffle_seed: of the order.

    Raises:
      ValueError: the series is shorter than a window.
    """

    def __init__(
        self,
        time_series_reader: TimeSeriesReader,
        window_size: int,
        batch_size: int,
        queue_capacity_multiplier: int = 1000,
        shuffle_min_after_dequeue_multiplier: int = 2,
        discard_out_of_order: bool = True,
        discard_consecutive_batches_limit: int = 1000,
        jitter: bool = True,
        num_threads: int | None = 2,
        shuffle_seed: int | None = None,
    ):
        self._reader = time_series_reader
        self._reader.check_dataset_size(minimum_dataset_size=window_size)
        self._window_size, self._batch_size = window_size, batch_size
        self._capacity, self._kept = queue_capacity_multiplier, shuffle_min_after_dequeue_multiplier
        self._discards, self._discard_limit = discard_out_of_order, discard_consecutive_batches_limit
        self._jitter = jitter
        self._num_threads = batch_size if num_threads is None else num_threads
        self._seed = shuffle_seed

    def create_batch(self) -> tuple[dict[str, Any], None]:
        windows = self._windows(self._reader.read())
        times = windows[TrainEvalFeatures.TIMES]
        good: Any = True
        if self._discards:
            good = self._in_order(times)
        else:
            _, falling = tf.nn.top_k(times, k=tf.shape(times)[-1], sorted=True)
            rising = tf.reverse(falling, axis=[0])
            windows = {key: tf.gather(params=value, indices=rising) for key, value in windows.items()}
        shuffled = tf.train.maybe_shuffle_batch(
            windows,
            num_threads=self._num_threads,
            seed=self._seed,
            batch_size=self._batch_size,
            capacity=self._capacity * self._batch_size,
            min_after_dequeue=self._kept * self._batch_size,
            keep_input=good,
            enqueue_many=True,
        )
        return shuffled, None

    def _windows(self, features: dict[str, Any]) -> dict[str, Any]:
        """A batch of windows one after the other."""
        skipped: Any = tf.random_uniform(shape=[], maxval=2, dtype=tf.int32) if self._jitter else 0
        shape = [self._batch_size, self._window_size]
        rows = tf.train.batch(
            features,
            batch_size=self._window_size * self._batch_size + skipped,
            enqueue_many=True,
            capacity=self._capacity * self._batch_size * self._window_size,
            num_threads=self._num_threads,
        )
        kept = {key: value[skipped:] for key, value in rows.items()} if self._jitter else rows
        windows = {
            key: tf.reshape(value, tf.concat([shape, tf.shape(value)[1:]], axis=0)) for key, value in kept.items()
        }
        for key, window in windows.items():
            window.set_shape(tf.TensorShape(shape).concatenate(rows[key].get_shape()[1:]))
        return windows

    def _in_order(self, times: Any) -> Any:
        """Of each window whether its times never go back; counts the batches without any."""
        in_order = tf.reduce_all(times[:, 1:] >= times[:, :-1], axis=1)
        discarded = _local_count("discarded_windows_limiter")

        def count() -> Any:
            return tf.cond(
                tf.reduce_any(in_order),
                lambda: tf.assign(discarded, 0),
                lambda: discarded.count_up_to(self._discard_limit),
            )

        initialized = compat_v1.is_variable_initialized(discarded)
        limit = tf.cond(initialized, count, lambda: tf.constant(0, dtype=tf.int64))
        with tf.control_dependencies([limit]):
            return tf.identity(in_order)
