"""Autoregressive models: windows of values in, windows of values out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.rnn.lstm_ops import LSTMBlockFusedCell
from tf1graph.tf.contrib.timeseries import math_utils
from tf1graph.tf.contrib.timeseries.ar_windows import WindowedModel
from tf1graph.tf.names import provide


class FlatPredictionModel(tf.keras.Model):
    """Dense layers on the flattened windows; what an `ARModel` predicts with unless told otherwise.

    Args:
      num_features: how many values each time has.
      input_window_size: how many times are known.
      output_window_size: how many are predicted.
      hidden_layer_sizes: of layers with relu before the last.
    """

    def __init__(
        self,
        num_features: int,
        input_window_size: int,
        output_window_size: int,
        hidden_layer_sizes: Sequence[int] | None = None,
    ):
        super().__init__()
        layers = tf.keras.layers
        self._input_flatten, self._output_flatten = layers.Flatten(), layers.Flatten()
        self._hidden_layers = None
        if hidden_layer_sizes:
            self._hidden_layers = tf.keras.Sequential(
                [layers.Dense(size, activation=tf.nn.relu) for size in hidden_layer_sizes]
            )
        outputs = num_features * output_window_size
        self._mean_transform = layers.Dense(outputs, name="predicted_mean")
        self._covariance_transform = layers.Dense(outputs, name="log_sigma_square")
        self._prediction_shape = [-1, output_window_size, num_features]

    def call(self, input_window_features: Any, output_window_features: Any) -> dict[str, Any]:
        """`mean` and `covariance` [batch, output window, features] of windows [batch, window, inputs]."""
        if input_window_features.shape.dims[1].value == 0:
            rows = self._output_flatten(output_window_features)
        elif output_window_features.shape.dims[2].value == 0:
            rows = self._input_flatten(input_window_features)
        else:
            flat = [self._input_flatten(input_window_features), self._output_flatten(output_window_features)]
            rows = tf.concat(flat, axis=1)
        if self._hidden_layers:
            rows = self._hidden_layers(rows)
        mean = tf.reshape(self._mean_transform(rows), self._prediction_shape)
        covariance = tf.reshape(tf.exp(self._covariance_transform(rows)), self._prediction_shape)
        return {"mean": mean, "covariance": covariance}


class LSTMPredictionModel(tf.keras.Model):
    """An LSTM that reads the input window, and one that goes on from its state over the output window.

    Args:
      num_features: how many values each time has.
      input_window_size, output_window_size: are not needed.
      num_units: of each LSTM.
    """

    def __init__(self, num_features: int, input_window_size: int, output_window_size: int, num_units: int = 128):
        super().__init__()
        self._encoder = LSTMBlockFusedCell(num_units=num_units, name="encoder")
        self._decoder = LSTMBlockFusedCell(num_units=num_units, name="decoder")
        self._mean_transform = tf.keras.layers.Dense(num_features, name="mean_transform")
        self._covariance_transform = tf.keras.layers.Dense(num_features, name="covariance_transform")

    def call(self, input_window_features: Any, output_window_features: Any) -> dict[str, Any]:
        """As of `FlatPredictionModel`."""
        inputs = tf.transpose(input_window_features, [1, 0, 2])
        outputs = tf.transpose(output_window_features, [1, 0, 2])
        _, state = self._encoder(inputs, dtype=self.dtype)
        decoded, _ = self._decoder(outputs, dtype=self.dtype, initial_state=state)
        decoded = tf.transpose(decoded, [1, 0, 2])
        mean = self._mean_transform(decoded)
        return {"mean": mean, "covariance": tf.exp(self._covariance_transform(decoded))}


@provide("tf.contrib.timeseries.ARModel", gone="2.0")
class ARModel(WindowedModel):
    """Predicts a window of a time series from the window before it, and from the times themselves.

    Args:
      periodicities: a period or a list of them, in units of the times.
      input_window_size: how many times are known; 0 predicts from the times alone.
      output_window_size: how many are predicted at once.
      num_features: how many values each time has.
      prediction_model_factory: makes the Keras model, from `num_features` and the two sizes.
      num_time_buckets: into how many parts a period is cut; each is one feature of a time.
      loss: `ARModel.NORMAL_LIKELIHOOD_LOSS`, with variances, or `ARModel.SQUARED_LOSS`.
      exogenous_feature_columns: feature columns of what is known beside the values.

    Raises:
      AssertionError: neither periods nor known times, or a size below 1.
    """

    SQUARED_LOSS = "squared_loss"
    NORMAL_LIKELIHOOD_LOSS = "normal_likelihood_loss"

    def __init__(
        self,
        periodicities: Any,
        input_window_size: int,
        output_window_size: int,
        num_features: int,
        prediction_model_factory: Callable[..., Any] = FlatPredictionModel,
        num_time_buckets: int = 10,
        loss: str = NORMAL_LIKELIHOOD_LOSS,
        exogenous_feature_columns: Any = None,
    ):
        super().__init__(
            periodicities,
            input_window_size,
            output_window_size,
            num_features,
            prediction_model_factory,
            num_time_buckets,
            exogenous_feature_columns,
        )
        self.loss = loss

    @property
    def _has_covariance(self) -> bool:
        return self.loss != ARModel.SQUARED_LOSS

    def loss_op(self, targets: Any, prediction_ops: dict[str, Any]) -> Any:
        """The loss of predictions against the values of the output window."""
        prediction = prediction_ops["mean"]
        if self.loss == ARModel.NORMAL_LIKELIHOOD_LOSS:
            sigma = tf.sqrt(tf.maximum(prediction_ops["covariance"], 1e-5))
            loss = -tf.reduce_sum(math_utils.normal_log_prob(targets, sigma, prediction))
        else:
            assert self.loss == ARModel.SQUARED_LOSS, self.loss
            loss = tf.reduce_sum(tf.squared_difference(prediction, targets))
        loss /= tf.cast(tf.reduce_prod(tf.shape(targets)), loss.dtype)
        return loss


class AnomalyMixtureARModel(ARModel):
    """An `ARModel` that allows each value to be an anomaly, drawn from a wider distribution.

    Args:
      anomaly_prior_probability: of a value to be one, between 0 and 1.
      anomaly_distribution: `GAUSSIAN_ANOMALY` or `CAUCHY_ANOMALY`.
      others: as of `ARModel`.
    """

    GAUSSIAN_ANOMALY = "gaussian"
    CAUCHY_ANOMALY = "cauchy"

    def __init__(
        self,
        periodicities: Any,
        anomaly_prior_probability: float,
        input_window_size: int,
        output_window_size: int,
        num_features: int,
        prediction_model_factory: Callable[..., Any] = FlatPredictionModel,
        anomaly_distribution: str | None = GAUSSIAN_ANOMALY,
        num_time_buckets: int = 10,
        exogenous_feature_columns: Any = None,
    ):
        assert 0.0 < anomaly_prior_probability < 1.0
        assert anomaly_distribution in (self.GAUSSIAN_ANOMALY, self.CAUCHY_ANOMALY)
        self._anomaly_prior_probability, self._anomaly_distribution = anomaly_prior_probability, anomaly_distribution
        super().__init__(
            periodicities,
            input_window_size,
            output_window_size,
            num_features,
            prediction_model_factory,
            num_time_buckets,
            exogenous_feature_columns=exogenous_feature_columns,
        )

    def prediction_ops(self, times: Any, values: Any, exogenous_regressors: Any) -> dict[str, Any]:
        predictions = super().prediction_ops(times, values, exogenous_regressors)
        width = tf.get_variable("anomaly_log_param", shape=[], dtype=self.dtype, initializer=tf.zeros_initializer())
        predictions["anomaly_params"] = tf.exp(width)
        return predictions

    def _anomaly_log_prob(self, targets: Any, prediction_ops: dict[str, Any]) -> Any:
        prediction, width = prediction_ops["mean"], prediction_ops["anomaly_params"]
        if self._anomaly_distribution == self.CAUCHY_ANOMALY:
            return math_utils.cauchy_log_prob(targets, width, prediction)
        return math_utils.normal_log_prob(targets, tf.sqrt(tf.maximum(width, 1e-5)), prediction)

    def loss_op(self, targets: Any, prediction_ops: dict[str, Any]) -> Any:
        sigma = tf.sqrt(tf.maximum(prediction_ops["covariance"], 1e-5))
        usual = math_utils.normal_log_prob(targets, sigma, prediction_ops["mean"])
        usual += tf.log(1 - self._anomaly_prior_probability)
        anomaly = self._anomaly_log_prob(targets, prediction_ops)
        anomaly += tf.log(self._anomaly_prior_probability)
        low, high = tf.minimum(usual, anomaly), tf.maximum(usual, anomaly)
        loss = -tf.reduce_sum(high + tf.log(1 + tf.exp(low - high)))  # the logarithm of the sum of both
        loss /= tf.cast(tf.reduce_prod(tf.shape(targets)), self.dtype)
        return loss
