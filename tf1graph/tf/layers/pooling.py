"""`tf.layers.max_pooling2d` (python/layers/pooling.py of 1.15.5)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1
from tf1graph.tf.layers.arguments import data_format_of, layout_of, padding_of, sizes_of
from tf1graph.tf.layers.base import InputSpec, Layer
from tf1graph.tf.names import provide


@provide("tf.layers.MaxPooling2D", today="tf_keras.layers.MaxPooling2D", gone="2.16")
class MaxPooling2D(Layer):
    """The maximum over each window; see `max_pooling2d` for the arguments."""

    def __init__(
        self,
        pool_size: Any,
        strides: Any,
        padding: str = "valid",
        data_format: str = "channels_last",
        name: str | None = None,
        **kwargs: Any,
    ):
        super().__init__(name=name, **kwargs)
        self.pool_size = sizes_of(pool_size, 2, "pool_size")
        self.strides = sizes_of(pool_size if strides is None else strides, 2, "strides")
        self.padding = padding_of(padding)
        self.data_format = data_format_of(data_format)
        self.input_spec = InputSpec(ndim=4)

    def call(self, inputs: Any) -> Any:
        last = self.data_format == "channels_last"
        window, strides = ((1, *s, 1) if last else (1, 1, *s) for s in (self.pool_size, self.strides))
        return compat_v1.nn.max_pool(
            inputs, window, strides, self.padding.upper(), data_format=layout_of(self.data_format, 2)
        )


@provide("tf.layers.max_pooling2d", today="tf.nn.max_pool2d", gone="2.16")
def max_pooling2d(
    inputs: Any,
    pool_size: Any,
    strides: Any,
    padding: str = "valid",
    data_format: str = "channels_last",
    name: str | None = None,
) -> Any:
    """The maximum over each window of pictures.

    Args:
      inputs: a tensor [N, height, width, channels], or [N, channels, height, width] with `channels_first`.
      pool_size, strides: one integer for both axes, or (height, width); strides are the pool size where None.
      padding: `valid` or `same`.
      data_format: `channels_last` or `channels_first`.
      name: of the layer.
    """
    return MaxPooling2D(pool_size, strides, padding, data_format, name)(inputs)
