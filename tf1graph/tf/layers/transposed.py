"""`tf.layers.conv2d_transpose` and `conv3d_transpose` (python/layers/convolutional.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, nn_ops, tensor_shape
from tf1graph.tf.layers.arguments import has_channels_first_kernels, layout_of, length_before
from tf1graph.tf.layers.convolutional import Conv
from tf1graph.tf.layers.functions import function_of
from tf1graph.tf.names import provide


class ConvTranspose(Conv):
    """Base of the transposed convolutions: what a convolution's gradient does to its input."""

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str = "channels_last",
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
        super().__init__(
            filters,
            kernel_size,
            strides,
            padding,
            data_format,
            1,
            activation,
            use_bias,
            kernel_initializer,
            bias_initializer,
            kernel_regularizer,
            bias_regularizer,
            activity_regularizer,
            kernel_constraint,
            bias_constraint,
            trainable,
            name,
            **kwargs,
        )

    def build(self, input_shape: Any) -> None:
        channels = self._check_channels(input_shape)
        self.kernel = self._add_kernel((*self.kernel_size, self.filters, channels))
        self.bias = self._add_bias()
        self.built = True

    def call(self, inputs: Any) -> Any:
        shape = array_ops.shape(inputs)
        batch = shape[0]
        before = [shape[axis] for axis in self._space()]
        sizes = self._sizes(before)
        last = self.data_format == "channels_last"
        wanted = compat_v1.stack((batch, *sizes, self.filters) if last else (batch, self.filters, *sizes))
        outputs = self._transpose(inputs, wanted)
        outputs.set_shape(self.compute_output_shape(inputs.shape))
        return self._finish(outputs)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the output, of an input of `input_shape`."""
        shape = tensor_shape.as_shape(input_shape).as_list()
        sizes = self._sizes([shape[axis] for axis in self._space()])
        last = self.data_format == "channels_last"
        return tensor_shape.as_shape([shape[0], *sizes, self.filters] if last else [shape[0], self.filters, *sizes])

    def _space(self) -> range:
        first = 1 if self.data_format == "channels_last" else 2
        return range(first, first + self.rank)

    def _sizes(self, before: list[Any]) -> list[Any]:
        per_axis = zip(before, self.kernel_size, self.strides, strict=True)
        return [length_before(size, kernel, self.padding, by) for size, kernel, by in per_axis]

    def _transpose(self, inputs: Any, wanted: Any) -> Any:
        raise NotImplementedError

    def _strides(self, last: bool) -> tuple[int, ...]:
        return (1, *self.strides, 1) if last else (1, 1, *self.strides)


ARGUMENTS = """

    Args:
      filters: how many output channels.
      kernel_size, strides: one integer for every axis of space, or one each.
      padding: `valid` or `same`.
      data_format: `channels_last`, inputs are [N, {0}, channels], or `channels_first`, [N, channels, {0}].
      activation: a function or the name of one in `tf.nn`; linear where it is None.
      use_bias: whether there is a bias [filters].
      kernel_initializer: of the kernel [{0}, filters, channels]; the scope's where it is None, else Glorot's.
      bias_initializer: of the bias.
      kernel_regularizer, bias_regularizer, activity_regularizer: functions that give a loss.
      kernel_constraint, bias_constraint: functions that the optimiser applies after a step.
      trainable: whether the variables are trained.
      name: of the layer and its scope.
"""


@provide("tf.layers.Conv2DTranspose", today="tf_keras.layers.Conv2DTranspose", gone="2.16")
class Conv2DTranspose(ConvTranspose):
    __doc__ = "A transposed convolution, which makes pictures larger by its strides." + ARGUMENTS.format(
        "height, width"
    )
    rank = 2

    def _transpose(self, inputs: Any, wanted: Any) -> Any:
        # TensorFlow 1 moved the channels to the end and back where no device convolves with channels first
        moved = self.data_format == "channels_first" and not has_channels_first_kernels()
        last = moved or self.data_format == "channels_last"
        if moved:
            inputs = array_ops.transpose(inputs, (0, 2, 3, 1))
            wanted = compat_v1.stack([wanted[0], wanted[2], wanted[3], wanted[1]])
        else:
            wanted[0]  # a node that nothing reads: Keras looked whether the batch size is None
        outputs = nn_ops.conv2d_transpose(
            inputs,
            self.kernel,
            wanted,
            self._strides(last),
            padding=self.padding.upper(),
            data_format="NHWC" if last else "NCHW",
        )
        return array_ops.transpose(outputs, (0, 3, 1, 2)) if moved else outputs


@provide("tf.layers.Conv3DTranspose", today="tf_keras.layers.Conv3DTranspose", gone="2.16")
class Conv3DTranspose(ConvTranspose):
    __doc__ = "A transposed convolution, which makes volumes larger by its strides." + ARGUMENTS.format(
        "depth, height, width"
    )
    rank = 3

    def _transpose(self, inputs: Any, wanted: Any) -> Any:
        return compat_v1.nn.conv3d_transpose(
            inputs,
            self.kernel,
            wanted,
            self._strides(self.data_format == "channels_last"),
            padding=self.padding.upper(),
            data_format=layout_of(self.data_format, 3),
        )


conv2d_transpose = function_of(
    Conv2DTranspose, "conv2d_transpose", "A transposed convolution over pictures, its variables in the default graph."
)
conv3d_transpose = function_of(
    Conv3DTranspose, "conv3d_transpose", "A transposed convolution over volumes, its variables in the default graph."
)
