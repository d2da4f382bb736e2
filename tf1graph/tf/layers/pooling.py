"""`tf.layers.max_pooling1d` … `average_pooling3d` (python/layers/pooling.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, nn_ops, tensor_shape
from tf1graph.tf.layers.arguments import (
    data_format_of,
    has_channels_first_kernels,
    layout_of,
    length_after,
    padding_of,
    sizes_of,
)
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.layers.functions import function_of
from tf1graph.tf.layers.input_spec import InputSpec
from tf1graph.tf.names import provide


class Pooling(Layer):
    """Base of the pooling layers."""

    rank: int
    pool: Callable[..., Any]  # of `tf.nn`

    def __init__(
        self,
        pool_size: Any,
        strides: Any,
        padding: str = "valid",
        data_format: str = "channels_last",
        name: str | None = None,
        **kwargs: Any,
    ):
        if strides is None:
            raise ValueError("Argument `strides` must not be None.")
        super().__init__(name=name, **kwargs)
        self.pool_size = sizes_of(pool_size, self.rank, "pool_size")
        self.strides = sizes_of(strides, self.rank, "strides")
        self.padding = padding_of(padding)
        self.data_format = data_format_of(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs: Any) -> Any:
        if self.rank == 1:
            return self._call_on_sequences(inputs)
        last = self.data_format == "channels_last"
        if self.rank == 2 or last:
            return self._pool(inputs, self.pool_size, self.strides, last)
        outputs = self._pool(array_ops.transpose(inputs, (0, 2, 3, 4, 1)), self.pool_size, self.strides, True)
        return array_ops.transpose(outputs, (0, 4, 1, 2, 3))

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the output, of an input of `input_shape`."""
        batch, *sizes = tensor_shape.as_shape(input_shape).as_list()
        last = self.data_format == "channels_last"
        channels = sizes.pop(-1 if last else 0)
        per_axis = zip(sizes, self.pool_size, self.strides, strict=True)
        new = [length_after(size, window, self.padding, by) for size, window, by in per_axis]
        return tensor_shape.as_shape([batch, *new, channels] if last else [batch, channels, *new])

    def _call_on_sequences(self, inputs: Any) -> Any:
        """A sequence is pooled as a picture of one column."""
        last = self.data_format == "channels_last"
        column = 2 if last else 3
        inputs = array_ops.expand_dims(inputs, column)
        window, strides = (*self.pool_size, 1), (*self.strides, 1)
        if last or has_channels_first_kernels():
            outputs = self._pool(inputs, window, strides, last)
        else:
            outputs = self._pool(array_ops.transpose(inputs, (0, 2, 3, 1)), window, strides, True)
            outputs = array_ops.transpose(outputs, (0, 3, 1, 2))
        return array_ops.squeeze(outputs, column)

    def _pool(self, inputs: Any, window: tuple[int, ...], strides: tuple[int, ...], last: bool) -> Any:
        window, strides = ((1, *sizes, 1) if last else (1, 1, *sizes) for sizes in (window, strides))
        layout = layout_of("channels_last" if last else "channels_first", len(window) - 2)
        return type(self).pool(inputs, window, strides, self.padding.upper(), data_format=layout)


class MaxPooling(Pooling):
    """The maximum over each window.

    Args:
      pool_size, strides: one integer for every axis of space, or one each.
      padding: `valid` or `same`.
      data_format: `channels_last` or `channels_first`.
      name: of the layer.
    """

    pool = nn_ops.max_pool


class AveragePooling(Pooling):
    """The mean over each window; what lies outside is not counted.

    Args:
      pool_size, strides: one integer for every axis of space, or one each.
      padding: `valid` or `same`.
      data_format: `channels_last` or `channels_first`.
      name: of the layer.
    """

    pool = nn_ops.avg_pool


@provide("tf.layers.MaxPooling1D", today="tf_keras.layers.MaxPooling1D", gone="2.16")
class MaxPooling1D(MaxPooling):
    __doc__ = MaxPooling.__doc__
    rank = 1


@provide("tf.layers.MaxPooling2D", today="tf_keras.layers.MaxPooling2D", gone="2.16")
class MaxPooling2D(MaxPooling):
    __doc__ = MaxPooling.__doc__
    rank = 2


@provide("tf.layers.MaxPooling3D", today="tf_keras.layers.MaxPooling3D", gone="2.16")
class MaxPooling3D(MaxPooling):
    __doc__ = MaxPooling.__doc__
    rank = 3
    pool = nn_ops.max_pool3d


@provide("tf.layers.AveragePooling1D", today="tf_keras.layers.AveragePooling1D", gone="2.16")
class AveragePooling1D(AveragePooling):
    __doc__ = AveragePooling.__doc__
    rank = 1


@provide("tf.layers.AveragePooling2D", today="tf_keras.layers.AveragePooling2D", gone="2.16")
class AveragePooling2D(AveragePooling):
    __doc__ = AveragePooling.__doc__
    rank = 2


@provide("tf.layers.AveragePooling3D", today="tf_keras.layers.AveragePooling3D", gone="2.16")
class AveragePooling3D(AveragePooling):
    __doc__ = AveragePooling.__doc__
    rank = 3
    pool = nn_ops.avg_pool3d


max_pooling1d = function_of(MaxPooling1D, "max_pooling1d", "The maximum over each window of sequences.", shares=False)
max_pooling2d = function_of(MaxPooling2D, "max_pooling2d", "The maximum over each window of pictures.", shares=False)
max_pooling3d = function_of(MaxPooling3D, "max_pooling3d", "The maximum over each window of volumes.", shares=False)
average_pooling1d = function_of(
    AveragePooling1D, "average_pooling1d", "The mean over each window of sequences.", shares=False
)
average_pooling2d = function_of(
    AveragePooling2D, "average_pooling2d", "The mean over each window of pictures.", shares=False
)
average_pooling3d = function_of(
    AveragePooling3D, "average_pooling3d", "The mean over each window of volumes.", shares=False
)
