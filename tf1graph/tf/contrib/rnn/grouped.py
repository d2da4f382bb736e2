"""`GLSTMCell` (arXiv:1703.10722), and `CompiledWrapper`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, op_def_registry, variable_scope
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell
from tf1graph.tf.nn.rnn_cell.linear import Linear
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple


@provide("tf.contrib.rnn.GLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class GLSTMCell(RNNCell):
    """An LSTM in groups, each of which sees its part of inputs and output.

    Args:
      num_units: the size of the memory.
      initializer: of the variables; the scope's where it is None.
      num_proj: the size of the output, to which a matrix projects it; `num_units` where it is None.
      number_of_groups: which divides all sizes.
      forget_bias: added to the gate that forgets.
      activation: a function.
      reuse: whether to take variables that exist.

    Raises:
      ValueError: a size is not divisible by the number of groups.
    """

    def __init__(
        self,
        num_units: int,
        initializer: Any = None,
        num_proj: int | None = None,
        number_of_groups: int = 1,
        forget_bias: float = 1.0,
        activation: Callable[[Any], Any] = math_ops.tanh,
        reuse: bool | None = None,
    ):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._num_proj = num_proj
        self._forget_bias = forget_bias
        self._activation = activation
        self._number_of_groups = number_of_groups
        for name, size in (("num_units", num_units), ("num_proj", num_proj or 0)):
            if size % number_of_groups != 0:
                raise ValueError(f"{name} must be divisible by number_of_groups")
        self._linear1: list[Linear | None] = [None] * number_of_groups
        self._linear2: Linear | None = None

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self) -> int:
        return self._num_proj or self._num_units

    def call(self, inputs: Any, state: Any) -> Any:
        memory, output = state
        groups, units = self._number_of_groups, self._num_units
        self._batch_size = compat_v1.dimension_value(inputs.shape[0]) or array_ops.shape(inputs)[0]
        size = compat_v1.dimension_value(inputs.shape[1])
        if size is None:
            raise ValueError("input size must be statically known")
        if size % groups != 0:
            raise ValueError(f"input size ({size}) must be divisible by number_of_groups ({groups})")
        with variable_scope.variable_scope(variable_scope.get_variable_scope(), initializer=self._initializer):
            gates = []
            for i in range(groups):
                with variable_scope.variable_scope(f"group{i}"):
                    seen = [self._part(inputs, i, size // groups), self._part(output, i, self.output_size // groups)]
                    joined = array_ops.concat(seen, axis=1)
                    linear = self._linear1[i] or Linear(joined, 4 * (units // groups), False)
                    self._linear1[i] = linear
                    gates.append(array_ops.split(linear(joined), 4, 1))
            zeros = compat_v1.constant_initializer(0.0, dtype=inputs.dtype)
            biases = [
                variable_scope.get_variable(f"bias_{gate}", [units], inputs.dtype, initializer=zeros) for gate in "ijfo"
            ]
            write, new, forget, read = (
                compat_v1.nn.bias_add(array_ops.concat(parts, axis=1), bias)
                for parts, bias in zip(zip(*gates, strict=True), biases, strict=True)
            )
        memory = math_ops.sigmoid(forget + self._forget_bias) * memory + math_ops.sigmoid(write) * math_ops.tanh(new)
        output = math_ops.sigmoid(read) * self._activation(memory)
        if self._num_proj is not None:
            with variable_scope.variable_scope("projection"):
                self._linear2 = self._linear2 or Linear(output, self._num_proj, False)
                output = self._linear2(output)
        return output, LSTMStateTuple(memory, output)

    def _part(self, tensor: Any, group: int, size: int) -> Any:
        name = f"GLSTM_group{group}_input_generation"
        return array_ops.slice(tensor, [0, group * size], [self._batch_size, size], name=name)


@provide("tf.contrib.rnn.CompiledWrapper", today="tf.function(jit_compile=True)", gone="2.0")
class CompiledWrapper(RNNCell):
    """The cell `cell`, whose ops XLA compiles where it can; those with a state only where `compile_stateful` holds."""

    def __init__(self, cell: Any, compile_stateful: bool = False):
        self._cell = cell
        self._compile_stateful = compile_stateful

    @property
    def state_size(self) -> Any:
        return self._cell.state_size

    @property
    def output_size(self) -> Any:
        return self._cell.output_size

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        with self._zero_state_scope(batch_size):
            return self._cell.zero_state(batch_size, dtype)

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:  # type: ignore[override]
        compiled = True if self._compile_stateful else _is_stateless
        with compat_v1.xla.experimental.jit_scope(compile_ops=compiled):
            return self._cell(inputs, state, scope=scope)


def _is_stateless(node: Any) -> bool:
    return not op_def_registry.get(node.op).is_stateful
