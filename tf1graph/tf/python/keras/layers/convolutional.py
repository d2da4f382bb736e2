"""Convolutions: TensorFlow 1 made an object of each, whose nodes come with the variables."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, nn_ops, original, tensor_shape
from tf1graph.tf.python.keras._tf_keras import backend, base_conv, inside, layers


@inside(base_conv.Conv)
def build(self: Any, input_shape: Any) -> None:
    original(base_conv.Conv.build)(self, input_shape)
    # its first node is the constant `dilation_rate`, which nothing reads: each later seed counts it
    self._convolve = nn_ops.Convolution(
        tensor_shape.as_shape(input_shape),
        filter_shape=self.kernel.shape,
        padding="VALID" if self.padding == "causal" else self.padding.upper(),
        strides=self.strides,
        dilation_rate=self.dilation_rate,
        data_format=self._tf_data_format,
    )


@inside(base_conv.Conv)
def call(self: Any, inputs: Any) -> Any:
    if self.groups > 1:  # which TensorFlow 1 had not
        return original(base_conv.Conv.call)(self, inputs)
    if self.padding == "causal":
        inputs = array_ops.pad(inputs, self._compute_causal_padding(inputs))
    outputs = self._convolve(inputs, self.kernel)
    if self.use_bias:
        first = self.data_format == "channels_first"
        if first and self.rank == 1:
            outputs += array_ops.reshape(self.bias, (1, self.filters, 1))
        else:
            outputs = compat_v1.nn.bias_add(outputs, self.bias, data_format="NCHW" if first else "NHWC")
    return outputs if self.activation is None else self.activation(outputs)


@inside(layers.Conv2DTranspose, name="call")
def transpose_2d(self: Any, inputs: Any) -> Any:
    first = self.data_format == "channels_first"
    shape = array_ops.shape(inputs)
    batch = shape[0]
    before = [shape[axis] for axis in ((2, 3) if first else (1, 2))]
    space = [
        _length_before(length, kernel, self.padding, added, stride, dilation)
        for length, kernel, added, stride, dilation in zip(
            before, self.kernel_size, self.output_padding or (None, None), self.strides, self.dilation_rate, strict=True
        )
    ]
    wanted = compat_v1.stack((batch, self.filters, *space) if first else (batch, *space, self.filters))
    outputs = backend.conv2d_transpose(
        inputs,
        self.kernel,
        wanted,
        strides=self.strides,
        padding=self.padding,
        data_format=self.data_format,
        dilation_rate=self.dilation_rate,
    )
    outputs.set_shape(self.compute_output_shape(inputs.shape))
    if self.use_bias:
        outputs = compat_v1.nn.bias_add(outputs, self.bias, data_format="NCHW" if first else "NHWC")
    return outputs if self.activation is None else self.activation(outputs)


def _length_before(length: Any, kernel: int, padding: str, added: int | None, stride: int, dilation: int) -> Any:
    """The length, as nodes, of what a convolution makes `length` of."""
    kernel += (kernel - 1) * (dilation - 1)
    if added is not None:
        cut = kernel // 2 if padding == "same" else 0
        return (length - 1) * stride + kernel - 2 * cut + added
    return length * stride if padding == "same" else length * stride + max(kernel - stride, 0)
