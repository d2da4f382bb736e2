"""`LayerNormBasicLSTMCell` (arXiv:1607.06450), with dropout that spares the memory (arXiv:1603.05118)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, nn_ops, variable_scope
from tf1graph.tf.contrib import layers
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple


@provide("tf.contrib.rnn.LayerNormBasicLSTMCell", today="tf_keras.layers.LayerNormalization in a cell", gone="2.0")
class LayerNormBasicLSTMCell(RNNCell):
    """An LSTM whose gates and memory are normalised, with dropout of what is written into the memory.

    Args:
      num_units: the size of memory and output.
      forget_bias: added to the gate that forgets.
      input_size: unused.
      activation: a function.
      layer_norm: whether there is normalisation; a bias stands in its place where there is none.
      norm_gain, norm_shift: where scale and centre of the normalisations start.
      dropout_keep_prob: how likely a number is kept: a float or a scalar tensor.
      dropout_prob_seed: of the masks.
      reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        input_size: Any = None,
        activation: Callable[[Any], Any] = math_ops.tanh,
        layer_norm: bool = True,
        norm_gain: float = 1.0,
        norm_shift: float = 0.0,
        dropout_keep_prob: Any = 1.0,
        dropout_prob_seed: int | None = None,
        reuse: bool | None = None,
    ):
        super().__init__(_reuse=reuse)
        if input_size is not None:
            compat_v1.logging.warn("%s: The input_size parameter is deprecated.", self)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._activation = activation
        self._layer_norm = layer_norm
        self._norm_gain = norm_gain
        self._norm_shift = norm_shift
        self._keep_prob = dropout_keep_prob
        self._seed = dropout_prob_seed

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> int:
        return self._num_units

    def call(self, inputs: Any, state: Any) -> Any:
        memory, output = state
        gates = self._linear(array_ops.concat([inputs, output], 1))
        write, new, forget, read = array_ops.split(gates, 4, axis=1)
        if self._layer_norm:
            write = self._norm(write, "input")
            new = self._norm(new, "transform")
            forget = self._norm(forget, "forget")
            read = self._norm(read, "output")
        new = self._activation(new)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            new = nn_ops.dropout(new, self._keep_prob, seed=self._seed)
        memory = memory * math_ops.sigmoid(forget + self._forget_bias) + math_ops.sigmoid(write) * new
        if self._layer_norm:
            memory = self._norm(memory, "state")
        output = self._activation(memory) * math_ops.sigmoid(read)
        return output, LSTMStateTuple(memory, output)

    def _linear(self, inputs: Any) -> Any:
        size = 4 * self._num_units
        kernel = variable_scope.get_variable("kernel", [inputs.shape[-1], size], dtype=inputs.dtype)
        product = math_ops.matmul(inputs, kernel)
        if self._layer_norm:
            return product
        return compat_v1.nn.bias_add(product, variable_scope.get_variable("bias", [size], dtype=inputs.dtype))

    def _norm(self, inputs: Any, scope: str) -> Any:
        return normalized(inputs, scope, self._norm_gain, self._norm_shift)


def normalized(inputs: Any, scope: str, gain: float, shift: float) -> Any:
    """`inputs` normalised over their units, with `gamma` from `gain` and `beta` from `shift` on in `scope`."""
    with variable_scope.variable_scope(scope):
        for name, start in (("gamma", gain), ("beta", shift)):
            initializer = compat_v1.constant_initializer(start)
            variable_scope.get_variable(name, inputs.shape[-1:], inputs.dtype, initializer)
    return layers.layer_norm(inputs, reuse=True, scope=scope)
