"""A level with a slope."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.state_space_models.configuration import StateSpaceModelConfiguration
from tf1graph.tf.contrib.timeseries.state_space_models.state_space_model import StateSpaceModel


class AdderStateSpaceModel(StateSpaceModel):
    """A model of a level, the values, to which each time a slope is added.

    Args:
      use_level_noise: whether the level has noise beside the slope's.
      configuration: a `StateSpaceModelConfiguration`.
    """

    def __init__(
        self,
        use_level_noise: bool = True,
        configuration: StateSpaceModelConfiguration = StateSpaceModelConfiguration(),  # noqa: B008
    ):
        self.use_level_noise = use_level_noise
        super().__init__(configuration=configuration)

    def get_prior_mean(self) -> Any:
        statistics = self._input_statistics
        with tf.variable_scope(self._variable_scope):
            if statistics is None:
                return super().get_prior_mean()
            level = tf.reduce_mean(self._scale_data(statistics.series_start_moments.mean))
            start = tf.stack([level, 0.0])
            return start + tf.get_variable(
                name="prior_state_mean",
                shape=start.get_shape(),
                initializer=tf.zeros_initializer(),
                dtype=self.dtype,
                trainable=self._configuration.trainable_start_state,
            )

    def transition_to_powers(self, powers: Any) -> Any:
        """[[1, power], [0, 1]] of each power."""
        around = tf.concat([tf.zeros([tf.rank(powers), 2], dtype=tf.int32), [(0, 1), (1, 0)]], axis=0)
        slopes = tf.pad(powers[..., None, None], paddings=around)
        identities = tf.eye(num_rows=2, batch_shape=tf.shape(powers), dtype=self.dtype)
        return identities + tf.cast(slopes, self.dtype)

    def transition_power_noise_accumulator(self, num_steps: Any) -> Any:
        """The noise gathered, from the sums of the first numbers and of their squares."""
        steps = tf.cast(num_steps, self.dtype)
        last = steps - 1
        noise = self._transformed_noise(adjoint_b=True)
        level, above, below, slope = tf.unstack(tf.reshape(noise, [-1, 4]), axis=1)
        numbers = last * (last + 1) / 2
        squares = numbers * (2 * last + 1) / 3
        entries = [
            steps * level + numbers * (above + below) + squares * slope,
            steps * above + numbers * slope,
            steps * below + numbers * slope,
            steps * slope,
        ]
        return tf.reshape(tf.stack(entries, axis=1), tf.concat([tf.shape(steps), [2, 2]], axis=0))

    def get_state_transition(self) -> Any:
        return [[1.0, 1.0], [0.0, 1.0]]

    def get_noise_transform(self) -> Any:
        return [[1.0, 0.0], [0.0, 1.0]] if self.use_level_noise else [[0.0], [1.0]]

    def get_observation_model(self, times: Any) -> Any:
        return tf.constant([1.0, 0.0], dtype=self.dtype)
