"""`tf.layers.separable_conv1d` and `separable_conv2d` (python/layers/convolutional.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1
from tf1graph.tf.layers.arguments import initializer_of
from tf1graph.tf.layers.convolutional import Conv
from tf1graph.tf.layers.functions import function_of
from tf1graph.tf.names import provide


class SeparableConv(Conv):
    """Base of the separable convolutions: one kernel over space for each channel, then a mixture of the channels."""

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str = "channels_last",
        dilation_rate: Any = 1,
        depth_multiplier: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = None,
        pointwise_initializer: Any = None,
        bias_initializer: Any = "zeros",
        depthwise_regularizer: Callable[[Any], Any] | None = None,
        pointwise_regularizer: Callable[[Any], Any] | None = None,
        bias_regularizer: Callable[[Any], Any] | None = None,
        activity_regularizer: Callable[[Any], Any] | None = None,
        depthwise_constraint: Callable[[Any], Any] | None = None,
        pointwise_constraint: Callable[[Any], Any] | None = None,
        bias_constraint: Callable[[Any], Any] | None = None,
        trainable: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ):
        super().__init__(
            filters,
            kernel_size,
            strides,
            padding,
            data_format,
            dilation_rate,
            activation,
            use_bias,
            bias_initializer=bias_initializer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            bias_constraint=bias_constraint,
            trainable=trainable,
            name=name,
            **kwargs,
        )
        self.depth_multiplier = depth_multiplier
        self.depthwise_initializer = initializer_of(depthwise_initializer)
        self.pointwise_initializer = initializer_of(pointwise_initializer)
        self.depthwise_regularizer = depthwise_regularizer
        self.pointwise_regularizer = pointwise_regularizer
        self.depthwise_constraint = depthwise_constraint
        self.pointwise_constraint = pointwise_constraint

    def build(self, input_shape: Any) -> None:
        channels = self._check_channels(input_shape)
        self.depthwise_kernel = self.add_weight(
            "depthwise_kernel",
            (*self.kernel_size, channels, self.depth_multiplier),
            initializer=self.depthwise_initializer,
            regularizer=self.depthwise_regularizer,
            constraint=self.depthwise_constraint,
        )
        self.pointwise_kernel = self.add_weight(
            "pointwise_kernel",
            (*[1] * self.rank, self.depth_multiplier * channels, self.filters),
            initializer=self.pointwise_initializer,
            regularizer=self.pointwise_regularizer,
            constraint=self.pointwise_constraint,
        )
        self.bias = self._add_bias()
        self.built = True

    def call(self, inputs: Any) -> Any:
        """A sequence is convolved as a picture of one row."""
        first = self.data_format == "channels_first"
        row = 2 if first else 1
        depthwise, pointwise, strides = self.depthwise_kernel, self.pointwise_kernel, self.strides
        if self.padding == "causal":
            inputs = array_ops.pad(inputs, self._causal_padding())
        if self.rank == 1:
            inputs = array_ops.expand_dims(inputs, row)
            depthwise, pointwise = array_ops.expand_dims(depthwise, 0), array_ops.expand_dims(pointwise, 0)
            strides *= 2
        layout = "NCHW" if first else "NHWC"
        outputs = compat_v1.nn.separable_conv2d(
            inputs,
            depthwise,
            pointwise,
            strides=(1, 1, *strides) if first else (1, *strides, 1),
            padding="VALID" if self.padding == "causal" else self.padding.upper(),
            rate=(1,) * (2 - self.rank) + self.dilation_rate,
            data_format=layout,
        )
        if self.use_bias:
            outputs = compat_v1.nn.bias_add(outputs, self.bias, data_format=layout)
        if self.rank == 1:
            outputs = array_ops.squeeze(outputs, [row])
        return outputs if self.activation is None else self.activation(outputs)


ARGUMENTS = """

    Args:
      filters: how many output channels.
      kernel_size, strides, dilation_rate: one integer for every axis of space, or one each.
      padding: `valid` or `same`{1}.
      data_format: `channels_last`, inputs are [N, {0}, channels], or `channels_first`, [N, channels, {0}].
      depth_multiplier: how many channels the first step makes of each.
      activation: a function or the name of one in `tf.nn`; linear where it is None.
      use_bias: whether there is a bias [filters].
      depthwise_initializer: of the kernel [{0}, channels, depth_multiplier]; the scope's where it is None.
      pointwise_initializer: of the kernel [1 …, channels · depth_multiplier, filters]; the scope's where it is None.
      bias_initializer: of the bias.
      depthwise_regularizer, pointwise_regularizer, bias_regularizer, activity_regularizer: functions that give a loss.
      depthwise_constraint, pointwise_constraint, bias_constraint: functions that the optimiser applies after a step.
      trainable: whether the variables are trained.
      name: of the layer and its scope.
"""


@provide("tf.layers.SeparableConv1D", today="tf_keras.layers.SeparableConv1D", gone="2.16")
class SeparableConv1D(SeparableConv):
    __doc__ = "A separable convolution over sequences." + ARGUMENTS.format("length", ", or `causal`")
    rank = 1
    causal = True


@provide("tf.layers.SeparableConv2D", today="tf_keras.layers.SeparableConv2D", gone="2.16")
class SeparableConv2D(SeparableConv):
    __doc__ = "A separable convolution over pictures." + ARGUMENTS.format("height, width", "")
    rank = 2


separable_conv1d = function_of(
    SeparableConv1D, "separable_conv1d", "A separable convolution over sequences, its variables in the default graph."
)
separable_conv2d = function_of(
    SeparableConv2D, "separable_conv2d", "A separable convolution over pictures, its variables in the default graph."
)
