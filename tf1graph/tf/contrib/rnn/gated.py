"""Cells with other gates: `UGRNNCell`, `IntersectionRNNCell` (arXiv:1611.09913), `NASCell` (arXiv:1611.01578)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, variable_scope
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import LayerRNNCell, RNNCell, assert_like_rnncell, known_depth
from tf1graph.tf.nn.rnn_cell.linear import Linear
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple


class _OneState(RNNCell):
    def __init__(self, num_units: int, initializer: Any, forget_bias: float, reuse: bool | None):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._linear: Linear | None = None

    @property
    def state_size(self) -> int:
        return self._num_units

    @property
    def output_size(self) -> int:
        return self._num_units

    def _scope_of_variables(self) -> Any:
        return variable_scope.variable_scope(variable_scope.get_variable_scope(), initializer=self._initializer)

    def _map(self, tensor: Any, size: int) -> Any:
        if self._linear is None:
            self._linear = Linear(tensor, size, True)
        return self._linear(tensor)


@provide("tf.contrib.rnn.UGRNNCell", today="tf_keras.layers.GRUCell", gone="2.0")
class UGRNNCell(_OneState):
    """One gate chooses between the old state and a candidate.

    Args:
      num_units: the size of state and output.
      initializer: of the variables; the scope's where it is None.
      forget_bias: added to the gate.
      activation: of the candidate.
      reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        num_units: int,
        initializer: Any = None,
        forget_bias: float = 1.0,
        activation: Callable[[Any], Any] = math_ops.tanh,
        reuse: bool | None = None,
    ):
        super().__init__(num_units, initializer, forget_bias, reuse)
        self._activation = activation

    def call(self, inputs: Any, state: Any) -> Any:
        known_depth(inputs.shape.with_rank(2))
        with self._scope_of_variables():
            both = self._map(array_ops.concat([inputs, state], 1), 2 * self._num_units)
            gate, candidate = array_ops.split(both, 2, axis=1)
            candidate = self._activation(candidate)
            gate = math_ops.sigmoid(gate + self._forget_bias)
            state = gate * state + (1.0 - gate) * candidate
        return state, state


@provide("tf.contrib.rnn.IntersectionRNNCell", today="tf_keras.layers.GRUCell", gone="2.0")
class IntersectionRNNCell(_OneState):
    """A step over time and one through the depth of layers, each with a gate.

    Args:
      num_units: the size of state and output.
      num_in_proj: whether, being a number, inputs of another size than `num_units` are projected to that.
      initializer: of the variables; the scope's where it is None.
      forget_bias: added to both gates.
      y_activation: of the candidate for the output.
      reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        num_units: int,
        num_in_proj: int | None = None,
        initializer: Any = None,
        forget_bias: float = 1.0,
        y_activation: Callable[[Any], Any] = compat_v1.nn.relu,
        reuse: bool | None = None,
    ):
        super().__init__(num_units, initializer, forget_bias, reuse)
        self._num_input_proj = num_in_proj
        self._y_activation = y_activation
        self._projection: Linear | None = None

    def call(self, inputs: Any, state: Any) -> Any:
        depth, units = known_depth(inputs.shape.with_rank(2)), self._num_units
        with self._scope_of_variables():
            if depth != units:
                inputs = self._project(inputs)
            both = self._map(array_ops.concat([inputs, state], 1), 4 * units)
            gate, hidden = both[:, :units], both[:, units : 2 * units]
            gate_of_output, output = both[:, 2 * units : 3 * units], both[:, 3 * units : 4 * units]
            hidden, output = math_ops.tanh(hidden), self._y_activation(output)
            gate = math_ops.sigmoid(gate + self._forget_bias)
            gate_of_output = math_ops.sigmoid(gate_of_output + self._forget_bias)
            state = gate * state + (1.0 - gate) * hidden
            output = gate_of_output * inputs + (1.0 - gate_of_output) * output
        return output, state

    def _project(self, inputs: Any) -> Any:
        if not self._num_input_proj:
            raise ValueError(
                "Must have input size == output size for Intersection RNN. "
                "To fix, num_in_proj should be set to num_units at cell init."
            )
        with variable_scope.variable_scope("in_projection"):
            if self._projection is None:
                self._projection = Linear(inputs, self._num_units, True)
            return self._projection(inputs)


@provide("tf.contrib.rnn.NASCell", today="tfa.rnn.NASCell", gone="2.0")
class NASCell(LayerRNNCell):
    """The cell that a search for architectures found.

    Args:
      num_units: the size of the memory.
      num_proj: the size of the output, to which a matrix projects it; `num_units` where it is None.
      use_bias: whether there is a bias.
      reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        num_units: int,
        num_proj: int | None = None,
        use_bias: bool = False,
        reuse: bool | None = None,
        **kwargs: Any,
    ):
        super().__init__(_reuse=reuse, **kwargs)
        self._num_units = num_units
        self._num_proj = num_proj
        self._use_bias = use_bias

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self) -> int:
        return self._num_units if self._num_proj is None else self._num_proj

    def build(self, input_shape: Any) -> None:
        depth, size = known_depth(input_shape), 8 * self._num_units
        self.recurrent_kernel = self.add_variable("recurrent_kernel", [self.output_size, size])
        self.kernel = self.add_variable("kernel", [depth, size])
        if self._use_bias:
            self.bias = self.add_variable("bias", shape=[size], initializer=compat_v1.zeros_initializer)
        if self._num_proj is not None:
            self.projection_weights = self.add_variable("projection_weights", [self._num_units, self._num_proj])
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        sigmoid, tanh, relu = math_ops.sigmoid, math_ops.tanh, compat_v1.nn.relu
        memory, output = state
        recurrent = math_ops.matmul(output, self.recurrent_kernel)
        fresh = math_ops.matmul(inputs, self.kernel)
        if self._use_bias:
            recurrent = compat_v1.nn.bias_add(recurrent, self.bias)
        parts = array_ops.split(recurrent, 8, axis=1)
        pairs = list(zip(array_ops.split(fresh, 8, axis=1), parts, strict=True))
        nodes = [sigmoid, relu, sigmoid, relu, tanh, sigmoid, tanh, sigmoid]
        a, b, c, d, e, f, g, h = (
            node(x * m if i == 3 else x + m) for i, (node, (x, m)) in enumerate(zip(nodes, pairs, strict=True))
        )
        first, second, third, fourth = tanh(a * b), tanh(c + d), tanh(e * f), sigmoid(g + h)
        first = tanh(first + memory)
        memory = first * second
        output = tanh(memory * tanh(third + fourth))
        if self._num_proj is not None:
            output = math_ops.matmul(output, self.projection_weights)
        return output, LSTMStateTuple(memory, output)


@provide("tf.contrib.rnn.HighwayWrapper", today="tf_keras: carry the inputs by a gate", gone="2.0")
class HighwayWrapper(RNNCell):
    """A cell whose inputs are carried on beside its outputs, by gates (arXiv:1505.00387).

    Args:
      cell: the cell inside; its outputs are of the size of its inputs.
      couple_carry_transform_gates: whether what is not carried is the outputs' share; else that has its own gate.
      carry_bias_init: where the bias of the carrying gate starts.
    """

    def __init__(self, cell: Any, couple_carry_transform_gates: bool = True, carry_bias_init: float = 1.0):
        assert_like_rnncell("cell", cell)
        self._cell = cell
        self._couple_carry_transform_gates = couple_carry_transform_gates
        self._carry_bias_init = carry_bias_init

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
        nested = compat_v1.nest
        outputs, state = self._cell(inputs, state, scope=scope)
        nested.assert_same_structure(inputs, outputs)
        nested.map_structure(lambda x, y: x.shape.assert_is_compatible_with(y.shape), inputs, outputs)
        return nested.map_structure(self._highway, inputs, outputs), state

    def _highway(self, inputs: Any, outputs: Any) -> Any:
        carry = self._gate(inputs, "carry", self._carry_bias_init)
        if self._couple_carry_transform_gates:
            transform = 1 - carry
        else:
            transform = self._gate(inputs, "transform", -self._carry_bias_init)
        return inputs * carry + outputs * transform

    def _gate(self, inputs: Any, name: str, start: float) -> Any:
        size = compat_v1.dimension_value(inputs.shape.with_rank(2)[1])
        weights = variable_scope.get_variable(f"{name}_w", [size, size])
        bias = variable_scope.get_variable(f"{name}_b", [size], initializer=compat_v1.constant_initializer(start))
        return math_ops.sigmoid(compat_v1.nn.xw_plus_b(inputs, weights, bias))
