"""`CoupledInputForgetGateLSTMCell`, `TimeFreqLSTMCell`, and the variables in shards that both have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph.tf._private import array_ops, clip_ops, compat_v1, math_ops, variable_scope
from tf1graph.tf.contrib.rnn.normalized import normalized
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell, known_depth
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple

SLOW_STATE = "%s: Using a concatenated state is slower and will soon be deprecated.  Use state_is_tuple=True."


def joined_variable(name: str, shape: list[int], dtype: Any, shards: int) -> Any:
    """A matrix of `shards` variables, joined once for each scope.

    Raises:
      ValueError: there are more shards than rows.
    """
    rows, *rest = shape
    if shards > rows:
        raise ValueError(f"Too many shards: shape={shape}, num_shards={shards}")
    least, longer = divmod(rows, shards)
    parts = [
        variable_scope.get_variable(f"{name}_{i}", [least + (i < longer), *rest], dtype=dtype) for i in range(shards)
    ]
    if len(parts) == 1:
        return parts[0]
    key = compat_v1.GraphKeys.CONCATENATED_VARIABLES
    called = f"{variable_scope.get_variable_scope().name}/{name}/concat:0"
    for known in compat_v1.get_collection(key):
        if known.name == called:
            return known
    joined = array_ops.concat(parts, 0, name=f"{name}/concat")
    compat_v1.add_to_collection(key, joined)
    return joined


@provide("tf.contrib.rnn.CoupledInputForgetGateLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class CoupledInputForgetGateLSTMCell(RNNCell):
    """An LSTM that writes just as much as it forgets (arXiv:1503.04069).

    Args:
      num_units: the size of the memory.
      use_peepholes: whether the gates see the memory.
      initializer: unused, as in 1.15.5: the scope's initializes.
      num_proj: the size of the output, to which a matrix projects it; `num_units` where it is None.
      proj_clip: the projected output is clipped to [-proj_clip, proj_clip]; not where it is None.
      num_unit_shards, num_proj_shards: how many variables kernel and projection are made of.
      forget_bias: added to the gate that forgets.
      state_is_tuple: whether a state is an `LSTMStateTuple`; memory and output joined where it is false.
      activation: a function.
      reuse: whether to take variables that exist.
      layer_norm: whether gates and memory are normalised.
      norm_gain, norm_shift: where scale and centre of the normalisations start.
    """

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        initializer: Any = None,
        num_proj: int | None = None,
        proj_clip: float | None = None,
        num_unit_shards: int = 1,
        num_proj_shards: int = 1,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Callable[[Any], Any] = math_ops.tanh,
        reuse: bool | None = None,
        layer_norm: bool = False,
        norm_gain: float = 1.0,
        norm_shift: float = 0.0,
    ):
        super().__init__(_reuse=reuse)
        if not state_is_tuple:
            compat_v1.logging.warn(SLOW_STATE, self)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._num_unit_shards = num_unit_shards
        self._num_proj_shards = num_proj_shards
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation
        self._layer_norm = layer_norm
        self._norm = norm_gain, norm_shift

    @property
    def state_size(self) -> Any:
        sizes = LSTMStateTuple(self._num_units, self.output_size)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self) -> int:
        return self._num_proj or self._num_units

    def call(self, inputs: Any, state: Any) -> Any:
        units = self._num_units
        size = units if self._num_proj is None else self._num_proj
        if self._state_is_tuple:
            memory, output = state
        else:
            memory = array_ops.slice(state, [0, 0], [-1, units])
            output = array_ops.slice(state, [0, units], [-1, size])
        depth, dtype = known_depth(inputs.shape.with_rank(2)), inputs.dtype
        kernel = joined_variable("W", [depth + size, 3 * units], dtype, self._num_unit_shards)
        zeros = compat_v1.zeros_initializer()
        bias = variable_scope.get_variable("B", shape=[3 * units], initializer=zeros, dtype=dtype)
        gates = math_ops.matmul(array_ops.concat([inputs, output], 1), kernel)
        if not self._layer_norm:
            gates = compat_v1.nn.bias_add(gates, bias)
        new, forget, read = array_ops.split(gates, 3, axis=1)
        new, forget, read = (
            self._normalized(gate, scope) for gate, scope in ((new, "transform"), (forget, "forget"), (read, "output"))
        )
        peep_forget = peep_read = None
        if self._use_peepholes:
            peep_forget = variable_scope.get_variable("W_F_diag", shape=[units], dtype=dtype)
            peep_read = variable_scope.get_variable("W_O_diag", shape=[units], dtype=dtype)
        forget = math_ops.sigmoid(_peeping(forget + self._forget_bias, peep_forget, memory))
        memory = forget * memory + (1 - forget) * self._activation(new)
        memory = self._normalized(memory, "state")
        output = math_ops.sigmoid(_peeping(read, peep_read, memory)) * self._activation(memory)
        if self._num_proj is not None:
            projection = joined_variable("W_P", [units, self._num_proj], dtype, self._num_proj_shards)
            output = math_ops.matmul(output, projection)
            if self._proj_clip is not None:
                output = clip_ops.clip_by_value(output, -self._proj_clip, self._proj_clip)
        if self._state_is_tuple:
            return output, LSTMStateTuple(memory, output)
        return output, array_ops.concat([memory, output], 1)

    def _normalized(self, tensor: Any, scope: str) -> Any:
        return normalized(tensor, scope, *self._norm) if self._layer_norm else tensor


def _peeping(gate: Any, weights: Any, memory: Any) -> Any:
    return gate if weights is None else gate + weights * memory


@provide("tf.contrib.rnn.TimeFreqLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class TimeFreqLSTMCell(RNNCell):
    """An LSTM over time, which at each step runs over the frequencies, [N, frequencies].

    Args:
      num_units: the size of memory and output for each part of the frequencies.
      use_peepholes: whether the gates see the memory.
      cell_clip: the memory is clipped to [-cell_clip, cell_clip]; not where it is None.
      initializer: unused, as in 1.15.5: the scope's initializes.
      num_unit_shards: how many variables the kernel is made of.
      forget_bias: added to the gate that forgets.
      feature_size: how many frequencies are seen at once.
      frequency_skip: how far the next part is.
      reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        cell_clip: float | None = None,
        initializer: Any = None,
        num_unit_shards: int = 1,
        forget_bias: float = 1.0,
        feature_size: int | None = None,
        frequency_skip: int = 1,
        reuse: bool | None = None,
    ):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._cell_clip = cell_clip
        self._num_unit_shards = num_unit_shards
        self._forget_bias = forget_bias
        self._feature_size: Any = feature_size
        self._frequency_skip = frequency_skip

    @property
    def state_size(self) -> int:
        return 2 * self._num_units

    @property
    def output_size(self) -> int:
        return self._num_units

    def call(self, inputs: Any, state: Any) -> Any:
        units, dtype = self._num_units, inputs.dtype
        parts = frequency_parts(
            inputs, known_depth(inputs.shape.with_rank(2)), self._feature_size, self._frequency_skip
        )
        depth = compat_v1.dimension_value(parts[0].shape[1])
        kernel = joined_variable("W", [depth + 2 * units, 4 * units], dtype, self._num_unit_shards)
        zeros = compat_v1.zeros_initializer()
        bias = variable_scope.get_variable("B", shape=[4 * units], initializer=zeros, dtype=dtype)
        peep_forget = peep_write = peep_read = None
        if self._use_peepholes:
            peep_forget, peep_write, peep_read = (
                variable_scope.get_variable(f"W_{gate}_diag", shape=[units], dtype=dtype) for gate in "FIO"
            )
        output = array_ops.zeros([compat_v1.dimension_value(inputs.shape[0]) or inputs.shape[0], units], dtype)
        for i, part in enumerate(parts):
            memory = array_ops.slice(state, [0, 2 * i * units], [-1, units])
            before = array_ops.slice(state, [0, (2 * i + 1) * units], [-1, units])
            gates = math_ops.matmul(array_ops.concat([part, before, output], 1), kernel)
            write, new, forget, read = array_ops.split(compat_v1.nn.bias_add(gates, bias), 4, axis=1)
            forget = math_ops.sigmoid(_peeping(forget + self._forget_bias, peep_forget, memory)) * memory
            memory = forget + math_ops.sigmoid(_peeping(write, peep_write, memory)) * math_ops.tanh(new)
            if self._cell_clip is not None:
                memory = clip_ops.clip_by_value(memory, -self._cell_clip, self._cell_clip)
            output = math_ops.sigmoid(_peeping(read, peep_read, memory)) * math_ops.tanh(memory)
            if i == 0:
                states, outputs = array_ops.concat([memory, output], 1), output
            else:
                states = array_ops.concat([states, memory, output], 1)
                outputs = array_ops.concat([outputs, output], 1)
        return outputs, states


def frequency_parts(inputs: Any, width: int, size: int, skip: int, start: int = 0) -> list[Any]:
    """Parts of `size` columns, `skip` apart, of the `width` columns of `inputs` [N, …] from `start` on."""
    count = int((width - size) / skip) + 1
    return [array_ops.slice(inputs, [0, start + i * skip], [-1, size]) for i in range(count)]
