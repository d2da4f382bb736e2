"""Autoregression with a moving average."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.math_utils import variable_covariance_matrix
from tf1graph.tf.contrib.timeseries.state_space_models.configuration import StateSpaceModelConfiguration
from tf1graph.tf.contrib.timeseries.state_space_models.state_space_model import StateSpaceModel


class VARMA(StateSpaceModel):
    """A vector autoregression with a moving average.

    Its state is `state_num_blocks` vectors of the features, the first of which is made of all by `ar_coefs` [features,
    features, orders], each other is the one before it moved on. New errors come into them by `ma_coefs` [orders,
    features, features], and into the last as they are.

    Args:
      autoregressive_order: how many values back.
      moving_average_order: how many errors back.
      configuration: a `StateSpaceModelConfiguration`.
    """

    ar_coefs: Any
    ma_coefs: Any

    def __init__(
        self,
        autoregressive_order: int,
        moving_average_order: int,
        configuration: StateSpaceModelConfiguration = StateSpaceModelConfiguration(),  # noqa: B008
    ):
        self.ar_order, self.ma_order = autoregressive_order, moving_average_order
        self.state_num_blocks = max(autoregressive_order, moving_average_order + 1)
        super().__init__(configuration=configuration)
        self.state_dimension = self.state_num_blocks * self.num_features

    def _define_parameters(self, observation_transition_tradeoff_log: Any = None) -> None:
        count = self.num_features
        with tf.variable_scope(self._variable_scope):
            self.ar_coefs = tf.get_variable(
                name="ar_coefs",
                shape=[count, count, self.ar_order],
                dtype=self.dtype,
                initializer=tf.zeros_initializer(),
            )
            ones = tf.tile(self._identity()[None, :, :], [self.ma_order, 1, 1])
            self.ma_coefs = tf.get_variable(name="ma_coefs", initializer=ones, dtype=self.dtype)
        super()._define_parameters(observation_transition_tradeoff_log=observation_transition_tradeoff_log)

    def _identity(self, blocks: int = 1) -> Any:
        return tf.eye(blocks * self.num_features, dtype=self.dtype)

    def get_state_transition(self) -> Any:
        unused = self.state_num_blocks - self.ar_order
        coefficients = tf.pad(self.ar_coefs, [[0, 0], [0, 0], [0, unused]])
        first = tf.reshape(coefficients, [self.num_features, self.state_dimension])
        moved = tf.pad(self._identity(self.state_num_blocks - 1), [[0, 0], [0, self.num_features]])
        return tf.concat([first, moved], axis=0)

    def get_noise_transform(self) -> Any:
        others = self.state_num_blocks - 1
        coefficients = tf.reshape(
            tf.pad(self.ma_coefs, [[others - self.ma_order, 0], [0, 0], [0, 0]]),
            [others * self.num_features, self.num_features],
            name="noise_transform",
        )
        return tf.concat([coefficients, self._identity()], axis=0)

    def get_observation_model(self, times: Any) -> Any:
        count, name = self.num_features, "observation_model"
        if self.ar_order > self.ma_order or self.state_num_blocks < 2:
            return tf.pad(self._identity(), [[0, 0], [0, count * (self.state_num_blocks - 1)]], name=name)
        # The last block is observed too: errors that have reached it do not come round to the first.
        first = tf.pad(self._identity(), [[0, 0], [0, count * (self.state_num_blocks - 2)]])
        return tf.concat([first, self._identity()], axis=1, name=name)

    def get_state_transition_noise_covariance(self, minimum_initial_variance: float = 1e-5) -> Any:
        """The covariance [features, features] of the errors, which begins as wide as the first values are."""
        log_scale: Any = 0.0
        variance = self._start_variance()
        if variance is not None:
            log_scale = tf.log(tf.maximum(tf.reduce_mean(variance), minimum_initial_variance))
        transform = tf.convert_to_tensor(self.get_noise_transform(), dtype=self.dtype)
        return variable_covariance_matrix(
            tf.dimension_value(transform.shape[1]),
            "state_transition_noise",
            dtype=self.dtype,
            initial_overall_scale_log=log_scale,
        )
