"""`keras.backend`: that of `tf.keras`, the older names, and random numbers that follow NumPy's seed."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.keras._tree import mirror
from tf1graph.keras.initializers import seed_of

_ORDERINGS = {"channels_first": "th", "channels_last": "tf"}


def backend() -> str:
    """The name of the backend, `tensorflow`."""
    return "tensorflow"


def image_dim_ordering() -> str:
    """Where Keras 1 said that a picture's channels are: `tf` for last, `th` for first."""
    return _ORDERINGS[tf.keras.backend.image_data_format()]


def set_image_dim_ordering(dim_ordering: str) -> None:
    """Set where a picture's channels are, as Keras 1 said it.

    Raises:
      ValueError: neither `tf` nor `th`.
    """
    formats = {ordering: data_format for data_format, ordering in _ORDERINGS.items()}
    if dim_ordering not in formats:
        raise ValueError(f"Unknown dim_ordering: {dim_ordering}")
    tf.keras.backend.set_image_data_format(formats[dim_ordering])


def random_normal(
    shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Normally distributed numbers; without a seed, NumPy draws one."""
    return tf.random_normal(shape, mean, stddev, dtype or tf.keras.backend.floatx(), seed_of(seed))


def random_uniform(
    shape: Any, minval: float = 0.0, maxval: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Evenly distributed numbers; without a seed, NumPy draws one."""
    return tf.random_uniform(shape, minval, maxval, dtype or tf.keras.backend.floatx(), seed_of(seed))


def truncated_normal(
    shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: int | None = None
) -> Any:
    """Normally distributed numbers within two deviations; without a seed, NumPy draws one."""
    return tf.truncated_normal(shape, mean, stddev, dtype or tf.keras.backend.floatx(), seed_of(seed))


def dropout(x: Any, level: float, noise_shape: Any = None, seed: int | None = None) -> Any:
    """`x` with the fraction `level` set to 0, the rest scaled up; without a seed, NumPy draws one."""
    return tf.nn.dropout(x * 1.0, 1.0 - level, noise_shape, seed=seed_of(seed))


__getattr__, __dir__ = mirror(__name__)
