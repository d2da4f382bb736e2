"""What layers of Keras 2.2.4 gave otherwise than those of `tf.keras` do: other seeds, averages or nodes."""

from __future__ import annotations

import math
from typing import Any

from tf1graph import tf
from tf1graph.keras import backend


def _dropout(self: Any, inputs: Any, training: Any = None) -> Any:
    """What is kept is drawn from the layer's seed, or one that NumPy draws when the layer is called."""
    if not 0 < self.rate < 1:
        return inputs
    shape = self._get_noise_shape(inputs)
    return backend.in_train_phase(lambda: backend.dropout(inputs, self.rate, shape, self.seed), inputs, training)


def _gaussian_noise(self: Any, inputs: Any, training: Any = None) -> Any:
    def noised() -> Any:
        return inputs + backend.random_normal(tf.shape(inputs), 0.0, self.stddev)

    return backend.in_train_phase(noised, inputs, training)


def _gaussian_dropout(self: Any, inputs: Any, training: Any = None) -> Any:
    if not 0 < self.rate < 1:
        return inputs

    def noised() -> Any:
        return inputs * backend.random_normal(tf.shape(inputs), 1.0, math.sqrt(self.rate / (1.0 - self.rate)))

    return backend.in_train_phase(noised, inputs, training)


def _alpha_dropout(self: Any, inputs: Any, training: Any = None) -> Any:
    """Numbers that are dropped become what keeps mean and variance of what a scaled exponential unit gives."""
    if not 0 < self.rate < 1:
        return inputs
    lowest = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946
    scale = ((1 - self.rate) * (1 + self.rate * lowest**2)) ** -0.5
    shift = -scale * lowest * self.rate

    def dropped() -> Any:
        drawn = backend.random_uniform(self.noise_shape or tf.shape(inputs), seed=self.seed)
        kept = tf.cast(tf.greater_equal(drawn, self.rate), tf.keras.backend.floatx())
        return scale * (inputs * kept + lowest * (1 - kept)) + shift

    return backend.in_train_phase(dropped, inputs, training)


def _normalize(self: Any, inputs: Any, training: Any = None) -> Any:
    """By the batch's mean and variance in training, else by the moving ones, which are freed of their start."""
    rank = len(inputs.shape)
    axis = self.axis[0] if isinstance(self.axis, (list, tuple)) else self.axis
    others = [i for i in range(rank) if i != axis % rank]
    parts = (self.moving_mean, self.moving_variance, self.beta, self.gamma)

    def at_rest() -> Any:
        mean, variance, beta, gamma = parts
        if others != list(range(rank - 1)):
            shape = [1] * rank
            shape[axis] = int(inputs.shape[axis])
            mean, variance, beta, gamma = (None if part is None else tf.reshape(part, shape) for part in parts)
        axis_of_parts = axis if axis != rank - 1 else -1
        return backend.batch_normalization(inputs, mean, variance, beta, gamma, axis_of_parts, self.epsilon)

    if training is not None and not tf.is_tensor(training) and not training:
        return at_rest()
    normed, mean, variance = backend.normalize_batch_in_training(inputs, self.gamma, self.beta, others, self.epsilon)
    count = tf.cast(tf.reduce_prod([tf.shape(inputs)[i] for i in others]), inputs.dtype)
    variance *= count / (count - (1.0 + self.epsilon))
    for moving, value in ((self.moving_mean, mean), (self.moving_variance, variance)):
        self.add_update(backend.moving_average_update(moving, value, self.momentum))
    return backend.in_train_phase(normed, at_rest, training)


def _enlarge(self: Any, inputs: Any) -> Any:
    height, width = self.size
    return backend.resize_images(inputs, height, width, self.data_format, self.interpolation)


def _reshape(self: Any, inputs: Any) -> Any:
    """The size that is left open is known all the same: Keras reckoned it from the others."""
    outputs = tf.reshape(inputs, (tf.shape(inputs)[0], *self.target_shape))
    outputs.set_shape(self.compute_output_shape(inputs.shape))
    return outputs


CALLS = {
    "AlphaDropout": _alpha_dropout,
    "BatchNormalization": _normalize,
    "Dropout": _dropout,
    "GaussianDropout": _gaussian_dropout,
    "GaussianNoise": _gaussian_noise,
    "Reshape": _reshape,
    "SpatialDropout1D": _dropout,
    "SpatialDropout2D": _dropout,
    "SpatialDropout3D": _dropout,
    "UpSampling2D": _enlarge,
}
