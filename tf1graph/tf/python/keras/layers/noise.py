"""Noise: seeded from NumPy's generator where the layer draws by way of the backend."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph.tf._private import array_ops, math_ops
from tf1graph.tf.python.keras._tf_keras import backend, inside, layers

ALPHA = 1.6732632423543772848170429916717
SCALE = 1.0507009873554804934193349852946


@inside(layers.GaussianNoise)
def call(self: Any, inputs: Any, training: Any = None) -> Any:
    def noisy() -> Any:
        return inputs + backend.random_normal(
            shape=array_ops.shape(inputs), mean=0.0, stddev=self.stddev, dtype=inputs.dtype
        )

    return backend.in_train_phase(noisy, inputs, training=training)


@inside(layers.GaussianDropout, name="call")
def multiply(self: Any, inputs: Any, training: Any = None) -> Any:
    if not 0 < self.rate < 1:
        return inputs

    def noisy() -> Any:
        deviation = np.sqrt(self.rate / (1.0 - self.rate))
        return inputs * backend.random_normal(
            shape=array_ops.shape(inputs), mean=1.0, stddev=deviation, dtype=inputs.dtype
        )

    return backend.in_train_phase(noisy, inputs, training=training)


@inside(layers.AlphaDropout, name="call")
def drop_to_minimum(self: Any, inputs: Any, training: Any = None) -> Any:
    if not 0.0 < self.rate < 1.0:
        return inputs
    noise_shape = self._get_noise_shape(inputs)
    lowest = -ALPHA * SCALE

    def dropped() -> Any:
        kept = math_ops.greater_equal(backend.random_uniform(noise_shape, seed=self.seed), self.rate)
        kept = math_ops.cast(kept, inputs.dtype)
        slope = ((1 - self.rate) * (1 + self.rate * lowest**2)) ** -0.5
        offset = -slope * lowest * self.rate
        return slope * (inputs * kept + lowest * (1 - kept)) + offset

    return backend.in_train_phase(dropped, inputs, training=training)
