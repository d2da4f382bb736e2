"""LSTMs that convolve: `ConvLSTMCell` (arXiv:1506.04214) and its three shorthands."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, tensor_shape, variable_scope
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple


@provide("tf.contrib.rnn.ConvLSTMCell", today="tf_keras.layers.ConvLSTM2D", gone="2.0")
class ConvLSTMCell(RNNCell):
    """An LSTM whose gates are convolutions.

    Args:
      conv_ndims: how many axes of space there are: 1, 2 or 3.
      input_shape: of an input without the batch, a list: the sizes in space, then the channels.
      output_channels: how many channels state and output have.
      kernel_shape: of the convolution, in space.
      use_bias: whether there is a bias.
      skip_connection: whether the inputs' channels are joined to the outputs'.
      forget_bias: added to the gate that forgets.
      initializers: unused.
      name: of the cell and its scope.

    Raises:
      ValueError: `input_shape` has not one size more than `conv_ndims`.
    """

    def __init__(
        self,
        conv_ndims: int,
        input_shape: list[int],
        output_channels: int,
        kernel_shape: Any,
        use_bias: bool = True,
        skip_connection: bool = False,
        forget_bias: float = 1.0,
        initializers: Any = None,
        name: str = "conv_lstm_cell",
    ):
        super().__init__(name=name)
        if conv_ndims != len(input_shape) - 1:
            raise ValueError(f"Invalid input_shape {input_shape} for conv_ndims={conv_ndims}.")
        self._conv_ndims = conv_ndims
        self._input_shape = input_shape
        self._output_channels = output_channels
        self._kernel_shape = list(kernel_shape)
        self._use_bias = use_bias
        self._skip_connection = skip_connection
        self._forget_bias = forget_bias

    @property
    def state_size(self) -> Any:
        size = tensor_shape.TensorShape([*self._input_shape[:-1], self._output_channels])
        return LSTMStateTuple(size, size)

    @property
    def output_size(self) -> Any:
        channels = self._output_channels + (self._input_shape[-1] if self._skip_connection else 0)
        return tensor_shape.TensorShape([*self._input_shape[:-1], channels])

    def call(self, inputs: Any, state: Any) -> Any:
        memory, hidden = state
        gates = self._convolve([inputs, hidden], 4 * self._output_channels)
        write, new, forget, read = array_ops.split(gates, 4, axis=self._conv_ndims + 1)
        memory = math_ops.sigmoid(forget + self._forget_bias) * memory
        memory = memory + math_ops.sigmoid(write) * math_ops.tanh(new)
        output = math_ops.tanh(memory) * math_ops.sigmoid(read)
        if self._skip_connection:
            output = array_ops.concat([output, inputs], axis=-1)
        return output, LSTMStateTuple(memory, output)

    def _convolve(self, tensors: list[Any], channels: int) -> Any:
        shapes = [tensor.shape.as_list() for tensor in tensors]
        rank = len(shapes[0])
        if any(len(shape) not in (3, 4, 5) for shape in shapes):
            raise ValueError(f"Conv Linear expects 3D, 4D or 5D arguments: {shapes}")
        if any(len(shape) != rank for shape in shapes):
            raise ValueError(f"Conv Linear expects all args to be of same Dimension: {shapes}")
        depth = sum(shape[-1] for shape in shapes)
        kernel = variable_scope.get_variable("kernel", [*self._kernel_shape, depth, channels], dtype=tensors[0].dtype)
        convolve = {3: compat_v1.nn.conv1d, 4: compat_v1.nn.conv2d, 5: compat_v1.nn.conv3d}[rank]
        strides = 1 if rank == 3 else rank * [1]
        result = convolve(array_ops.concat(tensors, axis=rank - 1), kernel, strides, padding="SAME")
        if not self._use_bias:
            return result
        initializer = compat_v1.constant_initializer(0.0)
        return result + variable_scope.get_variable(
            "biases", [channels], dtype=tensors[0].dtype, initializer=initializer
        )


@provide("tf.contrib.rnn.Conv1DLSTMCell", today="tf_keras.layers.ConvLSTM1D", gone="2.0")
class Conv1DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over one axis of space."""

    def __init__(self, name: str = "conv_1d_lstm_cell", **kwargs: Any):
        super().__init__(conv_ndims=1, name=name, **kwargs)


@provide("tf.contrib.rnn.Conv2DLSTMCell", today="tf_keras.layers.ConvLSTM2D", gone="2.0")
class Conv2DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over two axes of space."""

    def __init__(self, name: str = "conv_2d_lstm_cell", **kwargs: Any):
        super().__init__(conv_ndims=2, name=name, **kwargs)


@provide("tf.contrib.rnn.Conv3DLSTMCell", today="tf_keras.layers.ConvLSTM3D", gone="2.0")
class Conv3DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over three axes of space."""

    def __init__(self, name: str = "conv_3d_lstm_cell", **kwargs: Any):
        super().__init__(conv_ndims=3, name=name, **kwargs)
