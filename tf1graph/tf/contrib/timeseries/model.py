"""Base of models of time series."""

from __future__ import annotations

import abc
from collections.abc import Iterable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.feature_keys import TrainEvalFeatures
from tf1graph.tf.contrib.timeseries.math_utils import InputStatistics, replicate_state


class ModelOutputs(NamedTuple):
    """What a model says of a window.

    Attributes:
      loss: a scalar.
      end_state: the model's state after the window.
      predictions: by name, each [batch, window, …] of `prediction_times`.
      prediction_times: [batch, window].
    """

    loss: Any
    end_state: Any
    predictions: Any
    prediction_times: Any


class TimeSeriesModel(abc.ABC):
    """Base of models that a `TimeSeriesRegressor` trains.

    Args:
      num_features: how many values each time has.
      exogenous_feature_columns: feature columns of what is known beside the values.
      dtype: of the values.
    """

    def __init__(self, num_features: int, exogenous_feature_columns: Any = None, dtype: Any = tf.float32):
        self._exogenous_feature_columns = exogenous_feature_columns or []
        self.num_features, self.dtype = num_features, dtype
        self._input_statistics: InputStatistics | None = None
        self._graph_initialized = False
        self._stats_means = self._stats_sigmas = None

    @property
    def exogenous_feature_columns(self) -> Any:
        """The feature columns of what is not predicted."""
        return self._exogenous_feature_columns

    def generate(
        self, number_of_series: int, series_length: int, model_parameters: Any = None, seed: Any = None
    ) -> Any:
        """Series drawn from the model; few models can."""
        raise NotImplementedError("This model does not support generation.")

    def initialize_graph(self, input_statistics: InputStatistics | None = None) -> None:
        """Take the statistics of the series; comes before all else that builds the graph."""
        self._graph_initialized = True
        self._input_statistics = input_statistics
        if input_statistics:
            self._stats_means, variances = input_statistics.overall_feature_moments
            self._stats_sigmas = tf.sqrt(variances)

    def _scale_data(self, data: Any) -> Any:
        """Values as the model has them: of mean 0 and variance 1, where there are statistics."""
        return data if self._input_statistics is None else (data - self._stats_means) / self._stats_sigmas

    def _scale_back_data(self, data: Any) -> Any:
        return data if self._input_statistics is None else (data * self._stats_sigmas) + self._stats_means

    def _scale_variance(self, variance: Any) -> Any:
        statistics = self._input_statistics
        return variance if statistics is None else variance / statistics.overall_feature_moments.variance

    def _scale_back_variance(self, variance: Any) -> Any:
        statistics = self._input_statistics
        return variance if statistics is None else variance * statistics.overall_feature_moments.variance

    def _check_graph_initialized(self) -> None:
        if not self._graph_initialized:
            raise ValueError("TimeSeriesModels require initialize_graph() to be called before use.")

    def define_loss(self, features: dict[str, Any], mode: str) -> ModelOutputs:
        """The loss of windows that all begin in the model's start state.

        Args:
          features: `times` [batch, window], `values` [batch, window, features] and the exogenous ones.
          mode: TRAIN or EVAL of `tf.estimator.ModeKeys`.
        """
        self._check_graph_initialized()
        state = self.get_start_state()
        batch_size = tf.shape(features[TrainEvalFeatures.TIMES])[0]
        return self.get_batch_loss(features=features, mode=mode, state=replicate_state(state, batch_size))

    @abc.abstractmethod
    def get_start_state(self) -> Any:
        """The state at the start of a series: a nest of tensors without an axis for the batch."""

    @abc.abstractmethod
    def get_batch_loss(self, features: dict[str, Any], mode: str, state: Any) -> ModelOutputs:
        """The loss of windows that begin in `state`, a nest of tensors [batch, …]."""

    @abc.abstractmethod
    def predict(self, features: dict[str, Any]) -> dict[str, Any]:
        """Predictions [batch, window, …] for the `times` of `features`, from their state `start_tuple`."""

    def _get_exogenous_embedding_shape(self) -> Any:
        """The shape of what the exogenous features of one time become."""
        if not self._exogenous_feature_columns:
            return (0,)
        with tf.Graph().as_default():
            spec = tf.feature_column.make_parse_example_spec(self._exogenous_feature_columns)
            parsed = tf.parse_example(serialized=tf.placeholder(shape=[None], dtype=tf.string), features=spec)
            embedded = tf.feature_column.input_layer(parsed, self._exogenous_feature_columns)
            return embedded.get_shape().as_list()[1:]

    def _process_exogenous_features(self, times: Any, features: dict[str, Any]) -> Any:
        """The exogenous features as one vector a time, [batch, window, size]; None without columns for them.

        Raises:
          ValueError: a feature's rank is not known.
        """
        if not self._exogenous_feature_columns:
            return None
        rows = {name: _rows(name, tensor) for name, tensor in features.items()}
        embedded = tf.feature_column.input_layer(
            features=rows, feature_columns=self._exogenous_feature_columns, trainable=True
        )
        vectors = tf.reshape(embedded, tf.concat([tf.shape(times), tf.shape(embedded)[1:]], axis=0))
        vectors.set_shape(times.get_shape().concatenate(embedded.get_shape()[1:]))
        return tf.cast(vectors, dtype=self.dtype)


def _rows(name: str, tensor: Any) -> Any:
    """A feature [batch, window, …] as [batch * window, …], with a second axis if it is of numbers."""
    if tensor.get_shape().ndims is None:
        raise ValueError(
            f"Features with unknown rank are not supported. Got shape {tensor.get_shape()} for feature {name}."
        )
    shape = tf.shape(tensor)
    tensor = tf.reshape(tensor, tf.concat([[shape[0] * shape[1]], shape[2:]], axis=0))
    return tensor[:, None] if tensor.get_shape().ndims == 1 and tensor.dtype != tf.string else tensor


def without(features: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """The features but for these keys."""
    return {key: value for key, value in features.items() if key not in keys}


def __getattr__(name: str) -> Any:
    if name == "SequentialTimeSeriesModel":
        from tf1graph.tf.contrib.timeseries.sequential import SequentialTimeSeriesModel

        return SequentialTimeSeriesModel
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
