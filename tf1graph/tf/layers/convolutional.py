"""`tf.layers.conv1d`, `conv2d` and `conv3d` (python/layers/convolutional.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, nn_ops, tensor_shape
from tf1graph.tf.layers.arguments import (
    activation_of,
    data_format_of,
    initializer_of,
    layout_of,
    length_after,
    padding_of,
    sizes_of,
)
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.layers.functions import function_of
from tf1graph.tf.layers.input_spec import InputSpec
from tf1graph.tf.names import provide


class Conv(Layer):
    """Base of the convolutions: `activation(convolution(inputs, kernel) + bias)`."""

    rank: int
    causal = False  # whether padding may be so that no output sees what comes after it

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str = "channels_last",
        dilation_rate: Any = 1,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = None,
        bias_initializer: Any = "zeros",
        kernel_regularizer: Callable[[Any], Any] | None = None,
        bias_regularizer: Callable[[Any], Any] | None = None,
        activity_regularizer: Callable[[Any], Any] | None = None,
        kernel_constraint: Callable[[Any], Any] | None = None,
        bias_constraint: Callable[[Any], Any] | None = None,
        trainable: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ):
        super().__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.filters = filters
        self.kernel_size = sizes_of(kernel_size, self.rank, "kernel_size")
        self.strides = sizes_of(strides, self.rank, "strides")
        self.padding = padding_of(padding, self.causal)
        self.data_format = data_format_of(data_format)
        self.dilation_rate = sizes_of(dilation_rate, self.rank, "dilation_rate")
        self.activation = activation_of(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializer_of(kernel_initializer)
        self.bias_initializer = initializer_of(bias_initializer)
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.input_spec = InputSpec(ndim=self.rank + 2)

    @property
    def layout(self) -> str:
        """The data format as the ops call it, `NHWC`."""
        return layout_of(self.data_format, self.rank)

    def build(self, input_shape: Any) -> None:
        channels = self._check_channels(input_shape)
        self.kernel = self._add_kernel((*self.kernel_size, channels, self.filters))
        self.bias = self._add_bias()
        # its first node is the constant `dilation_rate`, which nothing reads: each later seed counts it
        self._convolve = nn_ops.Convolution(
            tensor_shape.as_shape(input_shape),
            filter_shape=self.kernel.shape,
            padding="VALID" if self.padding == "causal" else self.padding.upper(),
            strides=self.strides,
            dilation_rate=self.dilation_rate,
            data_format=self.layout,
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        if self.padding == "causal":
            inputs = array_ops.pad(inputs, self._causal_padding())
        return self._finish(self._convolve(inputs, self.kernel))

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the output, of an input of `input_shape`."""
        batch, *sizes = tensor_shape.as_shape(input_shape).as_list()
        last = self.data_format == "channels_last"
        sizes = sizes[:-1] if last else sizes[1:]
        per_axis = zip(sizes, self.kernel_size, self.strides, self.dilation_rate, strict=True)
        new = [length_after(size, kernel, self.padding, by, rate) for size, kernel, by, rate in per_axis]
        return tensor_shape.as_shape([batch, *new, self.filters] if last else [batch, self.filters, *new])

    def _check_channels(self, input_shape: Any) -> int:
        axis = 1 if self.data_format == "channels_first" else -1
        channels = compat_v1.dimension_value(tensor_shape.as_shape(input_shape)[axis])
        if channels is None:
            raise ValueError("The channel dimension of the inputs should be defined. Found `None`.")
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: channels})
        return channels

    def _add_kernel(self, shape: tuple[int, ...]) -> Any:
        return self.add_weight(
            "kernel",
            shape,
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )

    def _add_bias(self) -> Any:
        if not self.use_bias:
            return None
        return self.add_weight(
            "bias",
            (self.filters,),
            initializer=self.bias_initializer,
            regularizer=self.bias_regularizer,
            constraint=self.bias_constraint,
        )

    def _finish(self, outputs: Any) -> Any:
        """Add the bias and apply the activation."""
        if self.use_bias:
            first = self.data_format == "channels_first"
            if first and self.rank == 1:
                outputs += array_ops.reshape(self.bias, (1, self.filters, 1))
            else:
                outputs = compat_v1.nn.bias_add(outputs, self.bias, data_format="NCHW" if first else "NHWC")
        return outputs if self.activation is None else self.activation(outputs)

    def _causal_padding(self) -> list[list[int]]:
        before = [self.dilation_rate[0] * (self.kernel_size[0] - 1), 0]
        return [[0, 0], before, [0, 0]] if self.data_format == "channels_last" else [[0, 0], [0, 0], before]


ARGUMENTS = """

    Args:
      filters: how many output channels.
      kernel_size, strides, dilation_rate: one integer for every axis of space, or one each.
      padding: `valid` or `same`{}.
      data_format: `channels_last`, inputs are [N, {}, channels], or `channels_first`, [N, channels, {}].
      activation: a function or the name of one in `tf.nn`; linear where it is None.
      use_bias: whether there is a bias [filters].
      kernel_initializer: of the kernel [{}, channels, filters]; the scope's where it is None, else Glorot's.
      bias_initializer: of the bias.
      kernel_regularizer, bias_regularizer, activity_regularizer: functions that give a loss.
      kernel_constraint, bias_constraint: functions that the optimiser applies after a step.
      trainable: whether the variables are trained.
      name: of the layer and its scope.
"""


@provide("tf.layers.Conv1D", today="tf_keras.layers.Conv1D", gone="2.16")
class Conv1D(Conv):
    __doc__ = "A convolution over sequences with a learned kernel: `activation(inputs * kernel + bias)`."
    __doc__ += ARGUMENTS.format(", or `causal`", "length", "length", "length")
    rank = 1
    causal = True


@provide("tf.layers.Conv2D", today="tf_keras.layers.Conv2D", gone="2.16")
class Conv2D(Conv):
    __doc__ = "A convolution over pictures with a learned kernel: `activation(inputs * kernel + bias)`."
    __doc__ += ARGUMENTS.format("", "height, width", "height, width", "height, width")
    rank = 2


@provide("tf.layers.Conv3D", today="tf_keras.layers.Conv3D", gone="2.16")
class Conv3D(Conv):
    __doc__ = "A convolution over volumes with a learned kernel: `activation(inputs * kernel + bias)`."
    __doc__ += ARGUMENTS.format("", *["depth, height, width"] * 3)
    rank = 3


conv1d = function_of(Conv1D, "conv1d", "A convolution over sequences, its variables made in the default graph.")
conv2d = function_of(Conv2D, "conv2d", "A convolution over pictures, its variables made in the default graph.")
conv3d = function_of(Conv3D, "conv3d", "A convolution over volumes, its variables made in the default graph.")
