"""`keras.backend`: that of `tf.keras`, with what Keras 2.2.4 worked out otherwise, and seeds that NumPy draws."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.keras._tree import mirror
from tf1graph.keras.backend.chance import (
    dropout,
    random_binomial,
    random_normal,
    random_normal_variable,
    random_uniform,
    random_uniform_variable,
    truncated_normal,
)
from tf1graph.keras.backend.crossentropies import (
    binary_crossentropy,
    categorical_crossentropy,
    sparse_categorical_crossentropy,
)
from tf1graph.keras.backend.labels import ctc_decode
from tf1graph.keras.backend.normalization import (
    batch_normalization,
    moving_average_update,
    normalize_batch_in_training,
)
from tf1graph.keras.backend.phases import in_test_phase, in_train_phase
from tf1graph.keras.backend.pictures import resize_images
from tf1graph.keras.backend.sessions import Function, batch_get_value, eval, function, get_session, get_value
from tf1graph.keras.backend.shapes import get_variable_shape, is_tensor, normalize_data_format, slice, transpose_shape

__all__ = [
    "Function",
    "batch_get_value",
    "batch_normalization",
    "binary_crossentropy",
    "categorical_crossentropy",
    "ctc_decode",
    "dropout",
    "eval",
    "function",
    "get_session",
    "get_value",
    "get_variable_shape",
    "in_test_phase",
    "in_train_phase",
    "is_tensor",
    "moving_average_update",
    "normalize_batch_in_training",
    "normalize_data_format",
    "random_binomial",
    "random_normal",
    "random_normal_variable",
    "random_uniform",
    "random_uniform_variable",
    "resize_images",
    "slice",
    "sparse_categorical_crossentropy",
    "transpose_shape",
    "truncated_normal",
]

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


def softmax(x: Any, axis: int = -1) -> Any:
    """The softmax of any axis, by TensorFlow's own."""
    return tf.nn.softmax(x, axis=axis)


__getattr__, __dir__ = mirror(__name__)
