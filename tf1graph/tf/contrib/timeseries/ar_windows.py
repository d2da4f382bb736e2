"""How an autoregressive model goes over a series, window by window, in evaluation and prediction."""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops
from tf1graph.tf.contrib.timeseries.feature_keys import NOT_EXOGENOUS, PredictionFeatures, TrainEvalFeatures
from tf1graph.tf.contrib.timeseries.math_utils import InputStatistics
from tf1graph.tf.contrib.timeseries.model import ModelOutputs, TimeSeriesModel, without

TIMES, VALUES = TrainEvalFeatures.TIMES, TrainEvalFeatures.VALUES


class WindowedModel(TimeSeriesModel):
    """Base of `ARModel`: all of it but the loss. Arguments as there."""

    def __init__(
        self,
        periodicities: Any,
        input_window_size: int,
        output_window_size: int,
        num_features: int,
        prediction_model_factory: Callable[..., Any],
        num_time_buckets: int,
        exogenous_feature_columns: Any,
    ):
        self._model_factory = prediction_model_factory
        self.input_window_size, self.output_window_size = input_window_size, output_window_size
        self.window_size = input_window_size + output_window_size
        super().__init__(num_features=num_features, exogenous_feature_columns=exogenous_feature_columns)
        self.exogenous_size = 0
        if exogenous_feature_columns is not None:
            self.exogenous_size = self._get_exogenous_embedding_shape()[-1]
        assert num_time_buckets > 0
        self._buckets = int(num_time_buckets)
        if not isinstance(periodicities, (list, tuple)):
            periodicities = [periodicities] if periodicities else []
        self._periodicities = [int(period) for period in periodicities]
        assert all(period > 0 for period in self._periodicities)
        assert self._periodicities or input_window_size
        assert output_window_size > 0

    @property
    @abc.abstractmethod
    def _has_covariance(self) -> bool:
        """Whether the predictions have variances that are learnt."""

    @abc.abstractmethod
    def loss_op(self, targets: Any, prediction_ops: dict[str, Any]) -> Any:
        """The loss of predictions against the values of the output window."""

    def initialize_graph(self, input_statistics: InputStatistics | None = None) -> None:
        super().initialize_graph(input_statistics=input_statistics)
        # A slash at the end leaves enclosing scopes: the variables' names are the same in a loop and outside.
        self._model_scope = tf.variable_scope("model/", use_resource=True)
        self._model_instance = self._model_factory(
            num_features=self.num_features,
            input_window_size=self.input_window_size,
            output_window_size=self.output_window_size,
        )

    def get_start_state(self) -> tuple[Any, Any, Any]:
        """Times, values and exogenous features of an input window, all zeros."""
        size = self.input_window_size
        return (
            tf.zeros([size], dtype=tf.int64),
            tf.zeros([size, self.num_features], dtype=self.dtype),
            tf.zeros([size, self.exogenous_size], dtype=self.dtype),
        )

    def prediction_ops(self, times: Any, values: Any, exogenous_regressors: Any) -> dict[str, Any]:
        """The predictions for the output window.

        Args:
          times: of both windows, [batch, window].
          values: of the input window, [batch, input window, features]; None where it is empty.
          exogenous_regressors: of both windows, [batch, window, size].
        """
        times.get_shape().assert_is_compatible_with([None, self.window_size])
        batch_size = tf.shape(times)[0]
        sizes = (self.input_window_size, self.output_window_size)
        if self.input_window_size:
            values.get_shape().assert_is_compatible_with([None, self.input_window_size, self.num_features])
        if exogenous_regressors is not None:
            exogenous_regressors.get_shape().assert_is_compatible_with([None, self.window_size, self.exogenous_size])
        inputs, outputs = [], []
        if self._periodicities:
            _, by_period = self._compute_time_features(times)
            count = self._buckets * len(self._periodicities)
            of_times = tf.reshape(by_period, [batch_size, self.window_size, count])
            of_input, of_output = tf.split(of_times, sizes, axis=1)
            inputs.append((of_input, count))
            outputs.append((of_output, count))
        if self.input_window_size:
            known = tf.slice(values, [0, 0, 0], [-1, self.input_window_size, -1])
            known = tf.reshape(known, [batch_size, self.input_window_size, self.num_features])
            inputs.append((known, self.num_features))
        if self.exogenous_size:
            of_input, of_output = tf.split(exogenous_regressors, sizes, axis=1)
            inputs.append((of_input, self.exogenous_size))
            outputs.append((of_output, self.exogenous_size))
        assert inputs
        input_window = tf.concat([part for part, _ in inputs], axis=2)
        if outputs:
            output_window = tf.concat([part for part, _ in outputs], axis=2)
        else:
            output_window = tf.zeros([batch_size, self.output_window_size, 0], dtype=self.dtype)
        batch = times.get_shape().dims[0].value
        input_window.set_shape([batch, self.input_window_size, sum(size for _, size in inputs)])
        output_window.set_shape([batch, self.output_window_size, sum(size for _, size in outputs)])
        with self._model_scope:
            predictions = self._model_instance(input_window, output_window)
            for prediction in predictions.values():
                prediction.set_shape([None, self.output_window_size, self.num_features])
            return predictions

    def _compute_time_features(self, time: Any) -> tuple[Any, Any]:
        """Of times [batch, window] how many periods they are, and how far in which part of each period."""
        batch_size = tf.shape(time)[0]
        count = len(self._periodicities)
        periods = tf.constant(self._periodicities, shape=[1, 1, count, 1], dtype=time.dtype)
        time = tf.reshape(time, [batch_size, -1, 1, 1])
        offset = time / self._periodicities
        place = tf.cast(time % periods, self.dtype) * self._buckets / tf.cast(periods, self.dtype)
        buckets = tf.reshape(tf.range(self._buckets, dtype=self.dtype), [1, 1, 1, self._buckets])
        place = tf.nn.relu(place - buckets)
        return offset, tf.where_v2(place < 1.0, place, tf.zeros_like(place))

    def _process_exogenous_features(self, times: Any, features: dict[str, Any]) -> Any:
        embedded = super()._process_exogenous_features(times=times, features=features)
        if embedded is not None:
            return embedded
        assert self.exogenous_size == 0
        return tf.zeros(tf.concat([tf.shape(times), tf.constant([0])], axis=0))

    def predict(self, features: dict[str, Any]) -> dict[str, Any]:
        """`mean` and `covariance` [batch, times, features]; those of a squared loss are ones, scaled."""
        if not self._graph_initialized:
            self.initialize_graph()
        known, size = self.input_window_size, self.output_window_size
        times = tf.cast(tf.convert_to_tensor(features[PredictionFeatures.TIMES]), tf.int32)
        exogenous = self._process_exogenous_features(times=times, features=without(features, NOT_EXOGENOUS))
        with tf.control_dependencies([tf.assert_equal(tf.shape(times)[1], tf.shape(exogenous)[1])]):
            exogenous = tf.identity(exogenous)
        batch_size = tf.shape(times)[0]
        wanted = tf.shape(times)[1]
        windows = (wanted + size - 1) // size
        padding = windows * size - wanted
        times = tf.pad(times, [[0, 0], [0, padding]])
        exogenous = tf.pad(exogenous, [[0, 0], [0, padding], [0, 0]])
        state_times, state_values, state_exogenous = features[PredictionFeatures.STATE_TUPLE]
        state_times = tf.cast(tf.convert_to_tensor(state_times), tf.int32)
        state_values = tf.convert_to_tensor(state_values, dtype=self.dtype)
        state_exogenous = tf.convert_to_tensor(state_exogenous, dtype=self.dtype)
        first_times = times[:, :size]
        first_exogenous = exogenous[:, :size, :]
        first_values: Any = 0
        if known > 0:
            first_times = tf.concat([state_times[:, -known:], first_times], 1)
            values_size, times_size = tf.shape(state_values)[1], tf.shape(state_times)[1]
            checks = [tf.assert_greater_equal(values_size, known), tf.assert_equal(values_size, times_size)]
            with tf.control_dependencies(checks):
                first_values = state_values[:, -known:, :]
                first_exogenous = tf.concat([state_exogenous[:, -known:, :], first_exogenous[:, :size, :]], axis=1)

        def step(number: Any, at: Any, values: Any, regressors: Any, means: Any, covariances: Any) -> tuple[Any, ...]:
            found = self.prediction_ops(at, values, regressors)
            start = size * math_ops.minimum(number + 1, windows - 1)  # of the next window; the last repeats
            if known > size:
                values = tf.concat([values[:, size:, :], found["mean"]], 1)
                regressors = tf.concat([regressors[:, -known:, :], exogenous[:, start : start + size, :]], axis=1)
                at = tf.concat([at[:, -known:], times[:, start : start + size]], 1)
            elif known > 0:
                values = found["mean"][:, -known:, :]
                regressors = exogenous[:, start - known : start + size, :]
                at = times[:, start - known : start + size]
            else:
                regressors = exogenous[:, start : start + size, :]
                at = times[:, start : start + size]
            at.set_shape(first_times.get_shape())
            regressors.set_shape(first_exogenous.get_shape())
            means = means.write(number, found["mean"])
            if self._has_covariance:
                covariances = covariances.write(number, found["covariance"])
            return number + 1, at, values, regressors, means, covariances

        covariances: Any = tf.TensorArray(dtype=self.dtype, size=windows) if self._has_covariance else 0.0
        means = tf.TensorArray(dtype=self.dtype, size=windows)
        start = [0, first_times, first_values, first_exogenous, means, covariances]
        *_, means, covariances = tf.while_loop(lambda number, *_: math_ops.less(number, windows), step, start)

        def in_a_row(array: Any) -> Any:
            length = windows * size
            flat = tf.transpose(array.stack(), [1, 0, 2, 3])
            return tf.reshape(flat, tf.stack([batch_size, length, -1]))[:, :wanted, :]

        mean = in_a_row(means)
        covariance = in_a_row(covariances) if self._has_covariance else tf.ones_like(mean)
        return {"mean": self._scale_back_data(mean), "covariance": self._scale_back_variance(covariance)}

    def _process_window(self, features: dict[str, Any], mode: str, exogenous_regressors: Any) -> ModelOutputs:
        """The loss and the predictions of one window."""
        times = tf.cast(features[TIMES], tf.int64)
        given = tf.cast(features[VALUES], dtype=self.dtype)
        exogenous = tf.cast(exogenous_regressors, dtype=self.dtype)
        known, size = self.input_window_size, self.output_window_size
        if not times.get_shape().is_compatible_with([None, self.window_size]):
            raise ValueError(
                f"ARModel with input_window_size={known} and output_window_size={size} expects feature '{TIMES}' to "
                f"have shape (batch_size, {self.window_size}) (for any batch_size), but got shape {times.get_shape()}. "
                f"If you are using RandomWindowInputFn, set window_size={self.window_size} or adjust the "
                "input_window_size and output_window_size arguments to ARModel."
            )
        values = self._scale_data(given)
        found = self.prediction_ops(times, values[:, :known, :] if known > 0 else None, exogenous)
        mean, covariance = found["mean"], found["covariance"]
        targets = tf.slice(values, [0, known, 0], [-1, -1, -1])
        targets.get_shape().assert_is_compatible_with(mean.get_shape())
        if mode == tf.estimator.ModeKeys.EVAL and not self._has_covariance:  # in the scale of the series
            loss = self.loss_op(self._scale_back_data(targets), {"mean": self._scale_back_data(mean)})
        else:
            loss = self.loss_op(targets, found)
        mean = self._scale_back_data(mean)
        covariance = self._scale_back_variance(covariance)
        return ModelOutputs(
            loss=loss,
            end_state=(times[:, -known:], values[:, -known:, :], exogenous[:, -known:, :]),
            predictions={"mean": mean, "covariance": covariance, "observed": given[:, -size:]},
            prediction_times=times[:, -size:],
        )

    def get_batch_loss(self, features: dict[str, Any], mode: str, state: Any) -> ModelOutputs:
        """The loss of one window in training, the mean loss of all windows of a series in evaluation.

        Raises:
          ValueError: the series is shorter than a window, or the mode is another.
        """
        features = {name: tf.convert_to_tensor(value) for name, value in features.items()}
        times = features[TIMES]
        exogenous = self._process_exogenous_features(times=times, features=without(features, NOT_EXOGENOUS))
        if mode == tf.estimator.ModeKeys.TRAIN:
            return self._process_window(features, mode, exogenous)
        if mode == tf.estimator.ModeKeys.EVAL:
            return self._process_series(features, times, exogenous, state)
        raise ValueError(f"Unknown mode '{mode}' passed to get_batch_loss.")

    def _process_series(self, features: dict[str, Any], times: Any, exogenous: Any, state: Any) -> ModelOutputs:
        mode, size = tf.estimator.ModeKeys.EVAL, self.output_window_size
        times.get_shape().assert_has_rank(2)
        length = _known_length(times)
        if length is not None and length < self.window_size:
            raise ValueError(
                "ARModel requires a window of at least input_window_size + output_window_size to evaluate on "
                f"(input_window_size={self.input_window_size}, output_window_size={size}, and got shape "
                f"{times.get_shape()} for feature '{TIMES}' (batch size, window size))."
            )
        windows = (tf.shape(times)[1] - self.input_window_size) // size
        predicted = windows * size
        used = predicted + self.input_window_size
        features = {name: value[:, -used:] for name, value in features.items()}

        def step(number: Any, losses: Any, means: Any, covariances: Any) -> tuple[Any, ...]:
            start = number * size
            window = {name: value[:, start : start + self.window_size] for name, value in features.items()}
            found = self._process_window(window, mode, exogenous[:, start : start + self.window_size])
            return (
                number + 1,
                losses.write(number, found.loss),
                means.write(number, found.predictions["mean"]),
                covariances.write(number, found.predictions["covariance"]),
            )

        arrays = [tf.TensorArray(dtype=self.dtype, size=windows) for _ in range(3)]
        _, losses, means, covariances = tf.while_loop(lambda number, *_: number < windows, step, [0, *arrays])
        values = tf.cast(features[VALUES], dtype=self.dtype)
        shape = [tf.shape(times)[0], size * windows, self.num_features]
        end = self._end_state(state, times, values, exogenous) if self.input_window_size > 0 else tuple(state)
        return ModelOutputs(
            loss=tf.reduce_mean(losses.stack(), axis=0),
            end_state=end,
            predictions={
                "mean": tf.reshape(tf.transpose(means.stack(), [1, 0, 2, 3]), shape),
                "covariance": tf.reshape(tf.transpose(covariances.stack(), [1, 0, 2, 3]), shape),
                "observed": values[:, -predicted:],
            },
            prediction_times=times[:, -predicted:],
        )

    def _end_state(self, state: Any, times: Any, values: Any, exogenous: Any) -> tuple[Any, Any, Any]:
        """The last input window of a state and the series after it."""
        known = self.input_window_size
        times_before, values_before, exogenous_before = state
        new_times = tf.concat([times_before, tf.cast(times, dtype=tf.int64)], axis=1)[:, -known:]
        new_times.set_shape((None, known))
        new_values = tf.concat([values_before, self._scale_data(values)], axis=1)[:, -known:, :]
        new_values.set_shape((None, known, self.num_features))
        new_exogenous = tf.concat([exogenous_before, exogenous], axis=1)[:, -known:, :]
        new_exogenous.set_shape((None, known, self.exogenous_size))
        return new_times, new_values, new_exogenous


def _known_length(times: Any) -> int | None:
    """The static window of times, as 1.15.5 knew it: not where it was cut at the length of another tensor."""
    op = times.op
    if op.type == "StridedSlice" and op.inputs[2].op.type != "Const":
        return None
    return times.get_shape().dims[1].value
