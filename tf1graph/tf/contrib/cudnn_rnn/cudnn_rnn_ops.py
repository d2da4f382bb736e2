"""`CudnnCompatibleLSTMCell` and `CudnnCompatibleGRUCell` (contrib/cudnn_rnn/python/ops/cudnn_rnn_ops.py)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops
from tf1graph.tf.contrib.rnn.lstm_ops import LSTMBlockCell
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import known_depth
from tf1graph.tf.nn.rnn_cell.simple import GRUCell


@provide("tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class CudnnCompatibleLSTMCell(LSTMBlockCell):
    """The LSTM of cuDNN: without clipping, peepholes and a bias of forgetting.

    Args:
      num_units: the size of memory and output.
      reuse: whether to take variables that exist.
    """

    def __init__(self, num_units: int, reuse: bool | None = None):
        super().__init__(num_units, forget_bias=0, reuse=reuse, name="cudnn_compatible_lstm_cell")


@provide("tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell", today="tf_keras.layers.GRUCell(reset_after=True)", gone="2.0")
class CudnnCompatibleGRUCell(GRUCell):
    """The GRU of cuDNN: the gate resets the state after its product, not before.

    Args:
      num_units: the size of state and output.
      reuse: whether to take variables that exist.
      kernel_initializer: of the kernels; the scope's where it is None.
    """

    def __init__(self, num_units: int, reuse: bool | None = None, kernel_initializer: Any = None):
        super().__init__(num_units, activation=None, reuse=reuse, kernel_initializer=kernel_initializer)

    def build(self, inputs_shape: Any) -> None:
        depth, units = known_depth(inputs_shape), self._num_units
        ones = compat_v1.constant_initializer(1.0, dtype=self.dtype)
        self._gate_kernel, self._gate_bias = self._add_pair("gates", depth + units, 2 * units, ones)
        places = {"candidate/input_projection": depth, "candidate/hidden_projection": units}
        self._kernels = [
            self.add_variable(f"{place}/kernel", shape=[rows, units], initializer=self._kernel_initializer)
            for place, rows in places.items()
        ]
        self._biases = [
            self.add_variable(f"{place}/bias", shape=[units], initializer=compat_v1.zeros_initializer(dtype=self.dtype))
            for place in places
        ]
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        gates = math_ops.matmul(array_ops.concat([inputs, state], 1), self._gate_kernel)
        gates = math_ops.sigmoid(compat_v1.nn.bias_add(gates, self._gate_bias))
        reset, update = array_ops.split(gates, 2, axis=1)
        candidate = compat_v1.nn.bias_add(math_ops.matmul(inputs, self._kernels[0]), self._biases[0])
        candidate += reset * compat_v1.nn.bias_add(math_ops.matmul(state, self._kernels[1]), self._biases[1])
        candidate = self._activation(candidate)
        output = (1 - update) * candidate + update * state
        return output, output
