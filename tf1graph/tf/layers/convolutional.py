"""`tf.layers.conv2d` (python/layers/convolutional.py of 1.15.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import compat_v1, nn_ops
from tf1graph.tf.layers.arguments import (
    activation_of,
    data_format_of,
    initializer_of,
    layout_of,
    padding_of,
    sizes_of,
)
from tf1graph.tf.layers.base import InputSpec, Layer
from tf1graph.tf.names import provide


@provide("tf.layers.Conv2D", today="tf_keras.layers.Conv2D", gone="2.16")
class Conv2D(Layer):
    """`activation(convolution(inputs, kernel) + bias)`; see `conv2d` for the arguments."""

    rank = 2

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = (1, 1),
        padding: str = "valid",
        data_format: str = "channels_last",
        dilation_rate: Any = (1, 1),
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
        self.padding = padding_of(padding)
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
        axis = self.layout.index("C") if self.data_format == "channels_first" else -1
        channels = compat_v1.dimension_value(input_shape[axis])
        if channels is None:
            raise ValueError("The channel dimension of the inputs should be defined. Found `None`.")
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: channels})
        self.kernel = self.add_weight(
            "kernel",
            (*self.kernel_size, channels, self.filters),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                "bias",
                (self.filters,),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        # its first node is the constant `dilation_rate`, which nothing reads: each later seed counts it
        self._convolve = nn_ops._WithSpaceToBatch(
            input_shape,
            dilation_rate=self.dilation_rate,
            padding=self.padding.upper(),
            build_op=self._build_plain,
            filter_shape=self.kernel.shape,
            spatial_dims=[self.layout.index(axis) for axis in self.layout if axis not in "NC"],
            data_format=self.layout,
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        outputs = self._convolve(inputs, self.kernel)
        if self.use_bias:
            outputs = compat_v1.nn.bias_add(outputs, self.bias, data_format=self.layout)
        return outputs if self.activation is None else self.activation(outputs)

    def _build_plain(self, rank: int, padding: str) -> Any:
        """The convolution without dilation: TensorFlow 1 put a dilated one between SpaceToBatch and BatchToSpace."""
        del rank
        strides = (1, *self.strides, 1) if self.data_format == "channels_last" else (1, 1, *self.strides)

        def convolve(inputs: Any, kernel: Any) -> Any:
            return compat_v1.nn.conv2d(inputs, kernel, strides, padding, data_format=self.layout, name="Conv2D")

        return convolve


@provide("tf.layers.conv2d", today="tf_keras.layers.Conv2D(…)(inputs)", gone="2.16")
def conv2d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = (1, 1),
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
    reuse: bool | None = None,
) -> Any:
    """A convolution over pictures with a learned kernel: `activation(inputs * kernel + bias)`.

    Args:
      inputs: a floating tensor [N, height, width, channels], or [N, channels, height, width] with
        `channels_first`; `channels` known.
      filters: how many output channels.
      kernel_size, strides, dilation_rate: one integer for both axes, or (height, width).
      padding: `valid` or `same`.
      data_format: `channels_last` or `channels_first`.
      activation: a function or the name of one in `tf.nn`; linear where it is None.
      use_bias: whether there is a bias [filters].
      kernel_initializer: of the kernel [height, width, channels, filters]; the scope's where it is None, else
        Glorot's uniform one.
      bias_initializer: of the bias.
      kernel_regularizer, bias_regularizer, activity_regularizer: functions that give a loss.
      kernel_constraint, bias_constraint: functions that the optimiser applies after a step.
      trainable: whether the variables are trained.
      name: of the layer and its scope; layers of one name share their variables where `reuse` is true.
      reuse: whether to take variables that exist.
    """
    layer = Conv2D(
        filters,
        kernel_size,
        strides,
        padding,
        data_format,
        dilation_rate,
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
        dtype=inputs.dtype.base_dtype,
        _scope=name,
        _reuse=reuse,
    )
    return layer(inputs)
