"""Cells whose units do not see each other's past: `SRUCell`, `IndRNNCell`, `IndyGRUCell`, `IndyLSTMCell`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_array_ops, math_ops
from tf1graph.tf.layers.base import InputSpec
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import LayerRNNCell, known_depth
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple


class _Independent(LayerRNNCell):
    """A cell of `num_units`, whose state is of that size."""

    def __init__(self, num_units: int, activation: Callable[[Any], Any] | None, **kwargs: Any):
        super().__init__(**kwargs)
        self.input_spec = InputSpec(ndim=2)
        self._num_units = num_units
        self._activation = activation or math_ops.tanh

    @property
    def state_size(self) -> Any:
        return self._num_units

    @property
    def output_size(self) -> int:
        return self._num_units

    def _add_past(self, name: str, columns: int) -> Any:
        """The variable by which each unit sees its own past."""
        start = compat_v1.random_uniform_initializer(minval=-1, maxval=1, dtype=self.dtype)
        return self.add_variable(name, shape=[1, columns], initializer=start)


@provide("tf.contrib.rnn.SRUCell", today="tf_keras.layers.GRUCell", gone="2.0")
class SRUCell(_Independent):
    """The simple recurrent unit (arXiv:1709.02755): no product with the state.

    Args:
      num_units: the size of state and output.
      activation: a function; tanh where it is None.
      reuse: whether to take variables that exist.
      name: of the cell and its scope.
    """

    def __init__(
        self,
        num_units: int,
        activation: Callable[[Any], Any] | None = None,
        reuse: bool | None = None,
        name: str | None = None,
        **kwargs: Any,
    ):
        super().__init__(num_units, activation, _reuse=reuse, name=name, **kwargs)

    def build(self, inputs_shape: Any) -> None:
        depth = known_depth(inputs_shape)
        self._kernel = self.add_variable("kernel", shape=[depth, 4 * self._num_units])
        self._bias = self.add_variable("bias", shape=[2 * self._num_units], initializer=compat_v1.zeros_initializer)
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        new, forget, reset, passed = array_ops.split(math_ops.matmul(inputs, self._kernel), 4, axis=1)
        both = compat_v1.nn.bias_add(array_ops.concat([forget, reset], 1), self._bias)
        forget, reset = array_ops.split(math_ops.sigmoid(both), 2, axis=1)
        state = forget * state + (1.0 - forget) * new
        return reset * self._activation(state) + (1.0 - reset) * passed, state


@provide("tf.contrib.rnn.IndRNNCell", today="tf_keras.layers.SimpleRNNCell", gone="2.0")
class IndRNNCell(_Independent):
    """The simplest such cell (arXiv:1803.04831).

    Args:
      num_units: the size of state and output.
      activation: a function; tanh where it is None.
      reuse: whether to take variables that exist.
      name: of the cell and its scope.
      dtype: of the variables.
    """

    def __init__(
        self,
        num_units: int,
        activation: Callable[[Any], Any] | None = None,
        reuse: bool | None = None,
        name: str | None = None,
        dtype: Any = None,
    ):
        super().__init__(num_units, activation, _reuse=reuse, name=name, dtype=dtype)

    def build(self, inputs_shape: Any) -> None:
        depth = known_depth(inputs_shape)
        self._kernel_w = self.add_variable("kernel_w", shape=[depth, self._num_units])
        self._kernel_u = self._add_past("kernel_u", self._num_units)
        zeros = compat_v1.zeros_initializer(dtype=self.dtype)
        self._bias = self.add_variable("bias", shape=[self._num_units], initializer=zeros)
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        gates = math_ops.matmul(inputs, self._kernel_w) + state * self._kernel_u
        output = self._activation(compat_v1.nn.bias_add(gates, self._bias))
        return output, output


class _Indy(_Independent):
    """A cell with gates, whose initializers may be chosen."""

    def __init__(
        self,
        num_units: int,
        activation: Callable[[Any], Any] | None,
        kernel_initializer: Any,
        bias_initializer: Any,
        **kwargs: Any,
    ):
        super().__init__(num_units, activation, **kwargs)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    def _add_map(self, kernel: str, past: str, bias: str, depth: int, columns: int, start: Any) -> Any:
        kernel = self.add_variable(kernel, shape=[depth, columns], initializer=self._kernel_initializer)
        past = self._add_past(past, columns)
        initializer = start if self._bias_initializer is None else self._bias_initializer
        return kernel, past, self.add_variable(bias, shape=[columns], initializer=initializer)


@provide("tf.contrib.rnn.IndyGRUCell", today="tf_keras.layers.GRUCell", gone="2.0")
class IndyGRUCell(_Indy):
    """A GRU of units that see only their own past.

    Args:
      num_units: the size of state and output.
      activation: a function; tanh where it is None.
      reuse: whether to take variables that exist.
      kernel_initializer: of the products with the inputs; the scope's where it is None.
      bias_initializer: of the biases; where it is None those of the gates start from 1, the other from 0.
      name: of the cell and its scope.
      dtype: of the variables.
    """

    def __init__(
        self,
        num_units: int,
        activation: Callable[[Any], Any] | None = None,
        reuse: bool | None = None,
        kernel_initializer: Any = None,
        bias_initializer: Any = None,
        name: str | None = None,
        dtype: Any = None,
    ):
        super().__init__(
            num_units, activation, kernel_initializer, bias_initializer, _reuse=reuse, name=name, dtype=dtype
        )

    def build(self, inputs_shape: Any) -> None:
        depth, units = known_depth(inputs_shape), self._num_units
        ones = compat_v1.constant_initializer(1.0, dtype=self.dtype)
        zeros = compat_v1.zeros_initializer(dtype=self.dtype)
        self._gates = self._add_map("gates/kernel_w", "gates/kernel_u", "gates/bias", depth, 2 * units, ones)
        # the first of these was never called kernel_w
        self._candidate = self._add_map("candidate/kernel", "candidate/kernel_u", "candidate/bias", depth, units, zeros)
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        kernel, past, bias = self._gates
        gates = math_ops.matmul(inputs, kernel) + gen_array_ops.tile(state, [1, 2]) * past
        reset, update = array_ops.split(math_ops.sigmoid(compat_v1.nn.bias_add(gates, bias)), 2, axis=1)
        seen = reset * state
        kernel, past, bias = self._candidate
        candidate = math_ops.matmul(inputs, kernel) + seen * past
        candidate = self._activation(compat_v1.nn.bias_add(candidate, bias))
        state = update * state + (1 - update) * candidate
        return state, state


@provide("tf.contrib.rnn.IndyLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class IndyLSTMCell(_Indy):
    """An LSTM of units that see only their own past (arXiv:1903.08023).

    Args:
      num_units: the size of memory and output.
      forget_bias: added to the gate that forgets.
      activation: a function; tanh where it is None.
      reuse: whether to take variables that exist.
      kernel_initializer: of the product with the inputs; the scope's where it is None.
      bias_initializer: of the bias; zeros where it is None.
      name: of the cell and its scope.
      dtype: of the variables.
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        activation: Callable[[Any], Any] | None = None,
        reuse: bool | None = None,
        kernel_initializer: Any = None,
        bias_initializer: Any = None,
        name: str | None = None,
        dtype: Any = None,
    ):
        super().__init__(
            num_units, activation, kernel_initializer, bias_initializer, _reuse=reuse, name=name, dtype=dtype
        )
        self._forget_bias = forget_bias

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self._num_units)

    def build(self, inputs_shape: Any) -> None:
        depth = known_depth(inputs_shape)
        zeros = compat_v1.zeros_initializer(dtype=self.dtype)
        self._maps = self._add_map("kernel_w", "kernel_u", "bias", depth, 4 * self._num_units, zeros)
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        one = compat_v1.constant(1, dtype=compat_v1.int32)
        memory, output = state
        kernel, past, bias = self._maps
        gates = math_ops.matmul(inputs, kernel)
        gates += gen_array_ops.tile(output, [1, 4]) * past
        write, new, forget, read = array_ops.split(compat_v1.nn.bias_add(gates, bias), 4, axis=one)
        forget_bias = compat_v1.constant(self._forget_bias, dtype=forget.dtype)
        # by name, as in `BasicLSTMCell`
        kept = math_ops.multiply(memory, math_ops.sigmoid(math_ops.add(forget, forget_bias)))
        memory = math_ops.add(kept, math_ops.multiply(math_ops.sigmoid(write), self._activation(new)))
        output = math_ops.multiply(self._activation(memory), math_ops.sigmoid(read))
        return output, LSTMStateTuple(memory, output)
