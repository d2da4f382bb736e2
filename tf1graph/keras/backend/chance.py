"""Random numbers: without a seed of the program's, NumPy draws one when the node is made."""

from __future__ import annotations

from typing import Any

import numpy as np

from tf1graph import tf

LARGEST_SEED = 10_000_000
LARGEST_SEED_OF_VARIABLES = 1_000_000_000


def seed_of(given: int | None, largest: int = LARGEST_SEED) -> int:
    """The seed of a random op: the one given, else NumPy's next."""
    return np.random.randint(largest) if given is None else given


def _dtype(given: Any) -> Any:
    return given or tf.keras.backend.floatx()


def random_normal(
    shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Normally distributed numbers."""
    return tf.random_normal(shape, mean, stddev, _dtype(dtype), seed_of(seed))


def random_uniform(
    shape: Any, minval: float = 0.0, maxval: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Evenly distributed numbers."""
    return tf.random_uniform(shape, minval, maxval, _dtype(dtype), seed_of(seed))


def truncated_normal(
    shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Normally distributed numbers within two deviations."""
    return tf.truncated_normal(shape, mean, stddev, _dtype(dtype), seed_of(seed))


def random_binomial(shape: Any, p: float = 0.0, dtype: Any = None, seed: int | None = None) -> Any:
    """Ones with probability `p`, else zeros."""
    dtype = _dtype(dtype)
    drawn = tf.random_uniform(shape, dtype=dtype, seed=seed_of(seed))
    return tf.where(drawn <= p, tf.ones(shape, dtype), tf.zeros(shape, dtype))


def random_uniform_variable(
    shape: Any, low: float, high: float, dtype: Any = None, name: str | None = None, seed: int | None = None
) -> Any:
    """A variable that starts evenly distributed."""
    seed = seed_of(seed, LARGEST_SEED_OF_VARIABLES)
    drawn = tf.random_uniform_initializer(low, high, dtype=tf.as_dtype(_dtype(dtype)), seed=seed)
    return tf.keras.backend.variable(drawn(shape), dtype=_dtype(dtype), name=name)


def random_normal_variable(
    shape: Any, mean: float, scale: float, dtype: Any = None, name: str | None = None, seed: int | None = None
) -> Any:
    """A variable that starts normally distributed."""
    seed = seed_of(seed, LARGEST_SEED_OF_VARIABLES)
    drawn = tf.random_normal_initializer(mean, scale, dtype=tf.as_dtype(_dtype(dtype)), seed=seed)
    return tf.keras.backend.variable(drawn(shape), dtype=_dtype(dtype), name=name)


def dropout(x: Any, level: float, noise_shape: Any = None, seed: int | None = None) -> Any:
    """`x` with the part `level` of its numbers, drawn anew at each run, at 0 and the others larger by as much."""
    return tf.nn.dropout(x * 1.0, 1.0 - level, noise_shape, seed=seed_of(seed))
