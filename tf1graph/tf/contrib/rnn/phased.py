"""An LSTM over time that is told: `PhasedLSTMCell` (contrib/rnn/python/ops/rnn_cell.py of 1.15.5)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, random_ops, variable_scope
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell
from tf1graph.tf.nn.rnn_cell.linear import Linear
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple


@provide("tf.contrib.rnn.PhasedLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class PhasedLSTMCell(RNNCell):
    """An LSTM whose units open for a part of a period of time (arXiv:1610.09513); inputs are (time [N, 1], x [N, k]).

    Args:
      num_units: the size of memory and output.
      use_peepholes: whether the gates see the memory.
      leak: how much leaks while a unit is closed.
      ratio_on: the part of the period for which it is open.
      trainable_ratio_on: whether that is trained.
      period_init_min, period_init_max: between which the periods start, in units of the time.
      reuse: whether to take variables that exist.
    """

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        leak: float = 0.001,
        ratio_on: float = 0.1,
        trainable_ratio_on: bool = True,
        period_init_min: float = 1.0,
        period_init_max: float = 1000.0,
        reuse: bool | None = None,
    ):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._leak = leak
        self._ratio_on = ratio_on
        self._trainable_ratio_on = trainable_ratio_on
        self._periods = period_init_min, period_init_max
        self._maps: dict[str, Linear] = {}

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> int:
        return self._num_units

    def call(self, inputs: Any, state: Any) -> Any:
        memory_before, output_before = state
        time, x = inputs
        seen = [x, output_before]
        with variable_scope.variable_scope("mask_gates"):
            gates = math_ops.sigmoid(self._map("gates", [*seen, *self._peep(memory_before)], 2 * self._num_units))
            write, forget = array_ops.split(gates, 2, axis=1)
        with variable_scope.variable_scope("new_input"):
            new = math_ops.tanh(self._map("new", seen, self._num_units))
        memory = memory_before * forget + write * new
        with variable_scope.variable_scope("output_gate"):
            read = math_ops.sigmoid(self._map("read", [*seen, *self._peep(memory)], self._num_units))
        output = math_ops.tanh(memory) * read
        openness = self._openness(time)
        memory = openness * memory + (1 - openness) * memory_before
        output = openness * output + (1 - openness) * output_before
        return output, LSTMStateTuple(memory, output)

    def _peep(self, memory: Any) -> list[Any]:
        return [memory] if self._use_peepholes else []

    def _map(self, name: str, tensors: list[Any], size: int) -> Any:
        if name not in self._maps:
            self._maps[name] = Linear(tensors, size, True)
        return self._maps[name](tensors)

    def _openness(self, time: Any) -> Any:
        size = [self._num_units]
        get, start = variable_scope.get_variable, compat_v1.constant_initializer(self._ratio_on)
        period = get("period", size, initializer=self._draw_periods)
        phase = get("phase", size, initializer=compat_v1.random_uniform_initializer(0.0, period.initial_value))
        part = get("ratio_on", size, initializer=start, trainable=self._trainable_ratio_on)
        phase, period = math_ops.cast(phase, time.dtype), math_ops.cast(period, time.dtype)
        shifted = time - phase
        # the remainder, with the gradient of the whole
        rest = array_ops.stop_gradient(math_ops.mod(shifted, period) - shifted) + shifted
        cycle = math_ops.cast(rest / period, compat_v1.float32)
        rising = 2 * cycle / part
        falling = 2 - rising
        closed = self._leak * cycle
        openness = compat_v1.where(cycle < part, falling, closed)
        return compat_v1.where(cycle < 0.5 * part, rising, openness)

    def _draw_periods(self, shape: Any, dtype: Any = compat_v1.float32, partition_info: Any = None) -> Any:
        low, high = (math_ops.log(bound) for bound in self._periods)
        return math_ops.exp(random_ops.random_uniform(shape, low, high, dtype))
