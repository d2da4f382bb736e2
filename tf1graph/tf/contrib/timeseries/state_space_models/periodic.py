"""Values that come round."""

from __future__ import annotations

import math
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.timeseries.state_space_models.configuration import StateSpaceModelConfiguration
from tf1graph.tf.contrib.timeseries.state_space_models.state_space_model import StateSpaceModel


def _along_last(size: int, like: Any, dtype: Any = None) -> Any:
    """0, 1, … up to `size`, on one axis after those of `like`."""
    numbers = tf.range(size, dtype=dtype)
    return tf.reshape(numbers, tf.concat([tf.ones([tf.rank(like)], dtype=tf.int32), [size]], axis=0))


class CycleStateSpaceModel(StateSpaceModel):
    """A model of as many values as a period has times; their sum is 0, so the state has all but one.

    Args:
      periodicity: times in a period.
      configuration: a `StateSpaceModelConfiguration`.
    """

    def __init__(
        self,
        periodicity: int,
        configuration: StateSpaceModelConfiguration = StateSpaceModelConfiguration(),  # noqa: B008
    ):
        self._periodicity = periodicity
        super().__init__(configuration=configuration)

    def get_state_transition(self) -> Any:
        return self.transition_to_powers(tf.ones([], dtype=tf.int32))

    def get_noise_transform(self) -> Any:
        """Noise comes into the first value alone, on which the closed form of its sums stands."""
        return tf.pad(tf.ones([1], dtype=self.dtype), paddings=[(0, self._periodicity - 2)])[..., None]

    def transition_to_powers(self, powers: Any) -> Any:
        """Rotations by powers: ones on one diagonal, and a row of -1 for the value that the state has not."""
        powers %= self._periodicity
        places = _along_last(self._periodicity - 1, powers, powers.dtype)
        in_row = tf.equal(places + 1, powers[..., None])
        shape = tf.shape(in_row)
        row = tf.where(in_row, -tf.ones(shape, dtype=self.dtype), tf.zeros(shape, dtype=self.dtype))
        apart = places[..., None] - places[..., None, :]
        on_diagonal = tf.equal(apart % self._periodicity, powers[..., None, None])
        ones = tf.ones(tf.shape(on_diagonal), dtype=self.dtype)
        diagonal = tf.where(on_diagonal, ones, tf.zeros(tf.shape(on_diagonal), dtype=self.dtype))
        return tf.cast(diagonal + row[..., None], self.dtype)

    def transition_power_noise_accumulator(self, num_steps: Any, noise_addition_coefficient: Any = 1) -> Any:
        """The noise gathered: of how often each value of the period has had some, times a coefficient."""
        variance = tf.squeeze(self.state_transition_noise_covariance, axis=[-1, -2])
        places = _along_last(self._periodicity, num_steps, num_steps.dtype)
        until_next = (places - (num_steps[..., None] - 1)) % self._periodicity
        scale = tf.convert_to_tensor(noise_addition_coefficient, self.dtype)[..., None] * variance
        times = (num_steps[..., None] + until_next) // self._periodicity
        gathered = scale * tf.cast(times, dtype=self.dtype)
        square = tf.matrix_diag(gathered)
        upper = tf.concat([tf.zeros_like(square[..., :-1, 0:1]), -square[..., :-1, 0:-2]], axis=-1)
        lower = tf.concat([tf.zeros_like(square[..., 0:1, :-1]), -square[..., 0:-2, :-1]], axis=-2)
        rotated = tf.concat([gathered[..., -1:], gathered[..., :-2]], axis=-1)
        return tf.matrix_diag(gathered[..., :-1] + rotated) + lower + upper

    def get_observation_model(self, times: Any) -> Any:
        """The first value is seen, the others come round to its place."""
        first = tf.ones([1], dtype=self.dtype)
        return tf.concat(values=[first, tf.zeros([self._periodicity - 2], dtype=self.dtype)], axis=0)


class ResolutionCycleModel(CycleStateSpaceModel):
    """A model of a period with fewer values than times, between which it is smooth.

    The rotation of `CycleStateSpaceModel` is raised to the power `num_latent_values / periodicity`, which is real for
    an odd number of values.

    Args:
      num_latent_values: values in a period, an odd number; the state has one less.
      periodicity: times in a period, which need not be whole.
      near_integer_threshold: so near to a whole number, a power is taken as that.
      configuration: a `StateSpaceModelConfiguration`.

    Raises:
      ValueError: an even number of values.
    """

    def __init__(
        self,
        num_latent_values: int,
        periodicity: Any,
        near_integer_threshold: float = 1e-8,
        configuration: StateSpaceModelConfiguration = StateSpaceModelConfiguration(),  # noqa: B008
    ):
        if num_latent_values % 2 != 1:
            raise ValueError("Only odd numbers of latent values are supported.")
        self._num_latent_values, self._true_periodicity = num_latent_values, periodicity
        self._near_integer_threshold = near_integer_threshold
        super().__init__(periodicity=num_latent_values, configuration=configuration)

    def _close_to_integer(self, value: Any) -> Any:
        value = tf.cast(value, self.dtype)
        return tf.less(tf.abs(value - tf.round(value)), self._near_integer_threshold)

    def _values_of_a_step(self) -> tuple[Any, Any]:
        """The number of values, and by how many of them one step turns."""
        count = tf.cast(self._num_latent_values, self.dtype)
        return count, count / tf.cast(self._true_periodicity, dtype=self.dtype)

    def transition_to_powers(self, powers: Any) -> Any:
        """Rotations in closed form; whole ones, where that is 0 / 0, as of `CycleStateSpaceModel`."""
        count, of_one_step = self._values_of_a_step()
        turns = tf.cast(powers, self.dtype) * of_one_step
        scale = (tf.sin(turns * math.pi) / count)[..., None, None]
        places = _along_last(self._num_latent_values - 1, turns)
        numbers = tf.cast(places, self.dtype)
        signs = tf.cast(1 - 2 * (places % 2), self.dtype)
        of_rows = 1.0 / tf.sin(math.pi / count * (turns[..., None] - numbers - 1))
        apart = numbers[..., None, :] - numbers[..., None]
        of_all = signs[..., None, :] / tf.sin(math.pi / count * (turns[..., None, None] + apart))
        between = scale * signs[..., None] * (of_rows[..., None] + of_all)
        whole = self._close_to_integer(turns)
        return tf.where(whole, super().transition_to_powers(tf.cast(tf.round(turns), tf.int64)), between)

    def transition_power_noise_accumulator(self, num_steps: Any, noise_addition_coefficient: Any = 1) -> Any:
        """The noise gathered: whole periods at once where that can be, the rest step by step."""
        of_cycle = super().transition_power_noise_accumulator
        size = self._num_latent_values - 1

        def folded() -> tuple[Any, Any]:
            coefficient = tf.cast(self._true_periodicity, self.dtype) / tf.cast(self._num_latent_values, self.dtype)
            values = tf.convert_to_tensor(self._num_latent_values, dtype=num_steps.dtype)
            of_period = of_cycle(noise_addition_coefficient=coefficient, num_steps=values)
            period = tf.cast(self._true_periodicity, num_steps.dtype)
            periods = tf.cast(num_steps // period, self.dtype)
            stretched = periods[..., None, None]
            ones = tf.ones([tf.rank(periods)], dtype=tf.int32)
            gathered = stretched * tf.reshape(of_period, tf.concat([ones, tf.shape(of_period)], axis=0))
            return num_steps % period, gathered

        def unfolded() -> tuple[Any, Any]:
            return num_steps, tf.zeros(tf.concat([tf.shape(num_steps), [size, size]], axis=0), dtype=self.dtype)

        steps, gathered = tf.cond(self._whole_period_folding(), folded, unfolded)
        sums = self._power_sum_array(tf.reduce_max(steps))
        variance = tf.squeeze(self.state_transition_noise_covariance, axis=[-1, -2])
        return gathered + variance * tf.gather(sums, indices=steps)

    def _whole_period_folding(self) -> Any:
        """Whether the times of a period are whole, and no fewer than its values."""
        whole = self._close_to_integer(self._true_periodicity)
        return tf.logical_and(whole, tf.greater_equal(self._true_periodicity, self._num_latent_values))

    def _power_sum_array(self, max_remaining_steps: Any) -> Any:
        """What noise of variance 1 becomes in 0, 1, … steps, [steps + 1, states, states], in closed form."""
        count, of_one_step = self._values_of_a_step()
        turns = tf.cast(tf.range(max_remaining_steps), self.dtype) * of_one_step
        places = tf.range(self._num_latent_values - 1)[None, ...]
        numbers = tf.cast(places, self.dtype)

        def cosecant(turned: Any) -> Any:
            return 1.0 / tf.sin(math.pi / count * turned)

        def singular(turned: Any) -> tuple[Any, Any]:
            normalized = turned / count
            return self._close_to_integer(normalized), tf.cos(normalized * math.pi)

        before = turns[..., None] - numbers
        mesh = cosecant(before) + cosecant(before - 1.0)
        products = mesh[..., None, :] * mesh[..., None]
        signs = tf.cast(1 - 2 * ((places[..., None, :] + places[..., None]) % 2), self.dtype)
        at_first, sign_of_first = singular(turns[..., None] - numbers)
        at_second, sign_of_second = singular(turns[..., None] - numbers - 1)
        at_any = tf.logical_or(at_first, at_second)
        sign = tf.where(at_first, sign_of_first, sign_of_second)
        at_both = tf.logical_and(at_any[..., None], at_any[..., None, :])
        whole = self._close_to_integer(turns)
        finite = tf.where(whole, tf.zeros_like(products), products)
        scale = tf.sin(math.pi * turns) / count
        limits = sign[..., None] * sign[..., None, :]
        terms = signs * tf.where(at_both, limits, finite * scale[..., None, None] ** 2)
        return tf.pad(tf.cumsum(terms), [(1, 0), (0, 0), (0, 0)])
