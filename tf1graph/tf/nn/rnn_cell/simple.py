"""The cells whose state is their output: `BasicRNNCell` and `GRUCell`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops
from tf1graph.tf.layers.arguments import initializer_of
from tf1graph.tf.layers.base import InputSpec
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import LayerRNNCell, cell_activation, check_dtypes, known_depth


class _OneStateCell(LayerRNNCell):
    """A cell with one state, which is its output too."""

    def __init__(
        self, num_units: int, activation: Any, reuse: bool | None, name: str | None, dtype: Any, **kwargs: Any
    ):
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        check_dtypes(self.dtype)
        self.input_spec = InputSpec(ndim=2)
        self._num_units = num_units
        self._activation = cell_activation(activation)

    @property
    def state_size(self) -> int:
        return self._num_units

    @property
    def output_size(self) -> int:
        return self._num_units


@provide("tf.nn.rnn_cell.BasicRNNCell", today="tf_keras.layers.SimpleRNNCell", gone="2.16")
class BasicRNNCell(_OneStateCell):
    """The simplest cell: output and new state are both `activation([inputs, state] · kernel + bias)`.

    Args:
      num_units: the size of state and output.
      activation: a function or the name of one in `tf.nn`; tanh where it is None.
      reuse: whether to take variables that exist.
      name: of the cell and its scope.
      dtype: of the variables; that of the first input where it is None.
    """

    _configured = ("num_units", "activation", "reuse")

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: bool | None = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ):
        super().__init__(num_units, activation, reuse, name, dtype, **kwargs)

    def build(self, input_shape: Any) -> None:
        depth = known_depth(input_shape)
        check_dtypes(self.dtype)
        self._kernel = self.add_variable("kernel", shape=[depth + self._num_units, self._num_units])
        self._bias = self.add_variable("bias", shape=[self._num_units], initializer=compat_v1.zeros_initializer())
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        check_dtypes(inputs, state)
        gates = math_ops.matmul(array_ops.concat([inputs, state], 1), self._kernel)
        output = self._activation(compat_v1.nn.bias_add(gates, self._bias))
        return output, output


@provide("tf.nn.rnn_cell.GRUCell", today="tf_keras.layers.GRUCell", gone="2.16")
class GRUCell(_OneStateCell):
    """A gated recurrent unit (arXiv:1406.1078): two gates choose between the old state and a candidate.

    Args:
      num_units: the size of state and output.
      activation: of the candidate: a function or the name of one in `tf.nn`; tanh where it is None.
      reuse: whether to take variables that exist.
      kernel_initializer: of both kernels; the scope's where it is None, else Glorot's uniform one.
      bias_initializer: of both biases; ones for the gates and zeros for the candidate where it is None.
      name: of the cell and its scope.
      dtype: of the variables; that of the first input where it is None.
    """

    _configured = ("num_units", "kernel_initializer", "bias_initializer", "activation", "reuse")

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: bool | None = None,
        kernel_initializer: Any = None,
        bias_initializer: Any = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ):
        super().__init__(num_units, activation, reuse, name, dtype, **kwargs)
        self._kernel_initializer = initializer_of(kernel_initializer)
        self._bias_initializer = initializer_of(bias_initializer)

    def build(self, input_shape: Any) -> None:
        depth = known_depth(input_shape) + self._num_units
        check_dtypes(self.dtype)
        of_gates, of_candidate = compat_v1.constant_initializer(1.0), compat_v1.zeros_initializer()
        if self._bias_initializer is not None:
            of_gates = of_candidate = self._bias_initializer
        self._gate_kernel, self._gate_bias = self._add_pair("gates", depth, 2 * self._num_units, of_gates)
        self._candidate_kernel, self._candidate_bias = self._add_pair("candidate", depth, self._num_units, of_candidate)
        self.built = True

    def _add_pair(self, part: str, depth: int, size: int, of_bias: Any) -> tuple[Any, Any]:
        kernel = self.add_variable(f"{part}/kernel", shape=[depth, size], initializer=self._kernel_initializer)
        return kernel, self.add_variable(f"{part}/bias", shape=[size], initializer=of_bias)

    def call(self, inputs: Any, state: Any) -> Any:
        check_dtypes(inputs, state)
        gates = math_ops.matmul(array_ops.concat([inputs, state], 1), self._gate_kernel)
        gates = math_ops.sigmoid(compat_v1.nn.bias_add(gates, self._gate_bias))
        reset, update = array_ops.split(gates, 2, axis=1)
        kept = reset * state
        candidate = math_ops.matmul(array_ops.concat([inputs, kept], 1), self._candidate_kernel)
        candidate = self._activation(compat_v1.nn.bias_add(candidate, self._candidate_bias))
        output = update * state + (1 - update) * candidate
        return output, output
