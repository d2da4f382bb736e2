"""Shapes and the places of channels in them."""

from __future__ import annotations

from typing import Any

from tf1graph import tf


def normalize_data_format(value: str | None) -> str:
    """`channels_first` or `channels_last`; None is what the backend is set to.

    Raises:
      ValueError: neither.
    """
    data_format = (value or tf.keras.backend.image_data_format()).lower()
    if data_format not in ("channels_first", "channels_last"):
        raise ValueError(
            f'The `data_format` argument must be one of "channels_first", "channels_last". Received: {value}'
        )
    return data_format


def transpose_shape(shape: Any, target_format: str, spatial_axes: Any) -> Any:
    """A shape with its channels last in the order of `target_format`; a list or tuple, as it was.

    Raises:
      ValueError: the format is none of the two.
    """
    if normalize_data_format(target_format) == "channels_last":
        return shape
    found = (*shape[: spatial_axes[0]], shape[-1], *(shape[axis] for axis in spatial_axes))
    return found if isinstance(shape, tuple) else list(found)


def is_tensor(x: Any) -> bool:
    """Whether it is a tensor, sparse or not, or a variable."""
    return tf.is_tensor(x)


def get_variable_shape(x: Any) -> Any:
    """The shape of a variable as whole numbers."""
    return tf.keras.backend.int_shape(x)


def slice(x: Any, start: Any, size: Any) -> Any:
    """A part of a tensor: from `start`, of `size`.

    Raises:
      ValueError: not as many places as sizes.
    """
    if len(start) != len(size):
        raise ValueError("The dimension and the size of indices should match.")
    return tf.slice(x, start, size)
