"""`GridLSTMCell` (arXiv:1507.01526) and its bidirectional form: LSTMs over time and frequency at once."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from typing import Any

from tf1graph.tf._private import array_ops, clip_ops, compat_v1, math_ops, variable_scope
from tf1graph.tf.contrib.rnn.coupled import SLOW_STATE, frequency_parts, joined_variable
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell, known_depth

CHECK = "please check the input size and filter config are correct."


@provide("tf.contrib.rnn.GridLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class GridLSTMCell(RNNCell):
    """LSTMs over blocks of frequencies [N, frequencies], each with a memory in time and one in frequency.

    Args:
      num_units: the size of memory and output for each part of the frequencies.
      use_peepholes: whether the gates see the memories.
      share_time_frequency_weights: whether both memories have the same variables.
      cell_clip: the memories are clipped to [-cell_clip, cell_clip]; not where it is None.
      initializer: unused, as in 1.15.5: the scope's initializes.
      num_unit_shards: how many variables a kernel is made of.
      forget_bias: added to the gates that forget.
      feature_size: how many frequencies are seen at once.
      frequency_skip: how far the next part is.
      num_frequency_blocks: how many parts each block has.
      start_freqindex_list, end_freqindex_list: where the blocks start and end; there is one where they are None.
      couple_input_forget_gates: whether as much is written as is forgotten.
      state_is_tuple: whether a state is a named tuple; joined where it is false.
      reuse: whether to take variables that exist.

    Raises:
      ValueError: there is no `num_frequency_blocks`, or not as many as the inputs have.
    """

    _directions: tuple[str, ...] = ("",)
    _state_name = "GridLSTMStateTuple"

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        share_time_frequency_weights: bool = False,
        cell_clip: float | None = None,
        initializer: Any = None,
        num_unit_shards: int = 1,
        forget_bias: float = 1.0,
        feature_size: int | None = None,
        frequency_skip: int | None = None,
        num_frequency_blocks: Sequence[int] | None = None,
        start_freqindex_list: Sequence[int] | None = None,
        end_freqindex_list: Sequence[int] | None = None,
        couple_input_forget_gates: bool = False,
        state_is_tuple: bool = True,
        reuse: bool | None = None,
    ):
        super().__init__(_reuse=reuse)
        if not state_is_tuple:
            compat_v1.logging.warn(SLOW_STATE, self)
        if num_frequency_blocks is None:
            raise ValueError("Must specify num_frequency_blocks")
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._shares = share_time_frequency_weights
        self._coupled = couple_input_forget_gates
        self._state_is_tuple = state_is_tuple
        self._cell_clip = cell_clip
        self._num_unit_shards = num_unit_shards
        self._forget_bias = forget_bias
        self._feature_size: Any = feature_size
        self._frequency_skip: Any = frequency_skip
        self._starts, self._ends = start_freqindex_list or (), end_freqindex_list or ()
        self._num_frequency_blocks = num_frequency_blocks
        self._sizes = [num_units, num_units] * int(sum(num_frequency_blocks)) * len(self._directions)
        names = [
            f"{direction}state_f{part:02d}_b{block:02d}_{kind}"
            for direction in self._directions
            for block, parts in enumerate(num_frequency_blocks)
            for part in range(parts)
            for kind in "cm"
        ]
        self._state_tuple_type: Any = collections.namedtuple(self._state_name, names) if state_is_tuple else None

    @property
    def output_size(self) -> int:
        return sum(self._sizes)

    @property
    def state_size(self) -> Any:
        return self._state_tuple_type(*self._sizes) if self._state_is_tuple else sum(self._sizes)

    @property
    def state_tuple_type(self) -> Any:
        """The named tuple of a state; None where states are joined."""
        return self._state_tuple_type

    def call(self, inputs: Any, state: Any) -> Any:
        rows = compat_v1.dimension_value(inputs.shape[0]) or array_ops.shape(inputs)[0]
        outputs, states = self._run_blocks(self._blocks(inputs), state, rows)
        new_state = self._state_tuple_type(*states) if self._state_is_tuple else array_ops.concat(states, 1)
        return array_ops.concat(outputs, 1), new_state

    def _run_blocks(self, blocks: Any, state: Any, rows: Any, direction: str = "") -> tuple[list[Any], list[Any]]:
        outputs: list[Any] = []
        states: list[Any] = []
        for i, parts in enumerate(blocks):
            block = _Block(self, i, parts)
            for k, part in enumerate(parts):
                if k == 0:
                    output_before, memory_before = (array_ops.zeros([rows, self._num_units], part.dtype) for _ in "mc")
                memory, output = self._past(state, f"{direction}state_f{k:02d}_b{i:02d}", k)
                joined = array_ops.concat([part, output, output_before], 1)
                freq, time = block.step(joined, memory_before, memory)
                memory_before, output_before = freq
                states.extend(time)
                outputs.extend([time[1], output_before])
        return outputs, states

    def _past(self, state: Any, name: str, part: int) -> Any:
        if self._state_is_tuple:
            return getattr(state, f"{name}_c"), getattr(state, f"{name}_m")
        units = self._num_units
        return tuple(array_ops.slice(state, [0, i * units], [-1, units]) for i in (2 * part, 2 * part + 1))

    def _blocks(self, inputs: Any, offset: int = 0) -> list[list[Any]]:
        """The parts of each block of the frequencies, `offset` further on."""
        width, asked = known_depth(inputs.shape.with_rank(2)), self._num_frequency_blocks
        if offset:
            around = [0, 0, 0, offset] if offset > 0 else [0, 0, -offset, 0]
            inputs = array_ops.pad(inputs, compat_v1.constant(around, shape=[2, 2], dtype=compat_v1.int32), "CONSTANT")
            offset = max(offset, 0)
        if not self._starts:
            spans = [(0, width)]
        else:
            if len(self._starts) != len(self._ends):
                raise ValueError(
                    f"Length of start and end freqindex_list does not match {len(self._starts)} {len(self._ends)}"
                )
            spans = list(zip(self._starts, self._ends, strict=True))
        if len(asked) != len(spans):
            raise ValueError(f"Length of num_frequency_blocks is not {len(spans)}, but instead is {len(asked)}")
        blocks = []
        for count, (start, end) in zip(asked, spans, strict=True):
            size, skip = self._feature_size, self._frequency_skip
            found = int((end - start - size) / skip) + 1
            if found != count:
                raise ValueError(f"Invalid num_frequency_blocks, requires {count} but gets {found}, {CHECK}")
            blocks.append(frequency_parts(inputs, end - start, size, skip, start + offset))
        return blocks


class _Block:
    """The variables of a block, and a step over one of its parts."""

    def __init__(self, cell: Any, block: int, parts: Any):
        self._cell = cell
        self._dtype = parts[0].dtype
        self._count = 3 if cell._coupled else 4
        self._name = f"_{block}"
        units = cell._num_units
        depth = compat_v1.dimension_value(parts[0].shape[1])
        axes = ("freq",) if cell._shares else ("freq", "time")
        self._maps = [self._map(axis[0], [depth + 2 * units, self._count * units]) for axis in axes]
        self._peepholes = {
            (gate, axis, of): self._variable(f"W_{gate}_diag_{axis}{of}", [units])
            for axis in axes
            for gate in ("IO" if cell._coupled else "FIO")
            for of in "ft"
            if cell._use_peepholes
        }

    def step(self, joined: Any, memory_before: Any, memory: Any) -> Any:
        """(memory, output) in frequency, then in time, of the memories before."""
        freq = self._gates(joined, self._maps[0])
        time = freq if self._cell._shares else self._gates(joined, self._maps[1])
        both = memory_before, memory
        new_freq = self._memory(freq, "freq", memory_before, both)
        new_time = self._memory(time, "time", memory, both)
        both = new_freq, new_time
        return tuple(
            (new, math_ops.sigmoid(self._peep(gates[-1], "O", axis, both)) * math_ops.tanh(new))
            for gates, axis, new in ((freq, "freq", new_freq), (time, "time", new_time))
        )

    def _memory(self, gates: Any, axis: str, before: Any, both: Any) -> Any:
        cell = self._cell
        write = math_ops.sigmoid(self._peep(gates[0], "I", axis, both))
        if cell._coupled:
            forget = 1.0 - write
        else:
            forget = math_ops.sigmoid(self._peep(gates[2] + cell._forget_bias, "F", axis, both))
        memory = forget * before + write * math_ops.tanh(gates[1])
        return memory if cell._cell_clip is None else clip_ops.clip_by_value(memory, -cell._cell_clip, cell._cell_clip)

    def _peep(self, gate: Any, which: str, axis: str, memories: Any) -> Any:
        if self._cell._use_peepholes:
            axis = "freq" if self._cell._shares else axis
            for of, memory in zip("ft", memories, strict=True):
                gate = gate + self._peepholes[which, axis, of] * memory
        return gate

    def _gates(self, joined: Any, weights: Any) -> Any:
        kernel, bias = weights
        return array_ops.split(compat_v1.nn.bias_add(math_ops.matmul(joined, kernel), bias), self._count, axis=1)

    def _map(self, axis: str, shape: list[int]) -> Any:
        kernel = joined_variable(f"W_{axis}{self._name}", shape, self._dtype, self._cell._num_unit_shards)
        return kernel, self._variable(f"B_{axis}", shape[1:], initializer=compat_v1.zeros_initializer())

    def _variable(self, name: str, shape: list[int], **about: Any) -> Any:
        return variable_scope.get_variable(name + self._name, shape=shape, dtype=self._dtype, **about)


@provide("tf.contrib.rnn.BidirectionalGridLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class BidirectionalGridLSTMCell(GridLSTMCell):
    """A `GridLSTMCell` that runs over the frequencies up and down.

    Args:
      num_units, …, couple_input_forget_gates: as of `GridLSTMCell`.
      backward_slice_offset: how much further on the way down starts.
      reuse: whether to take variables that exist.
    """

    _directions = ("fwd_", "bwd_")
    _state_name = "BidirectionalGridLSTMStateTuple"

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        share_time_frequency_weights: bool = False,
        cell_clip: float | None = None,
        initializer: Any = None,
        num_unit_shards: int = 1,
        forget_bias: float = 1.0,
        feature_size: int | None = None,
        frequency_skip: int | None = None,
        num_frequency_blocks: Sequence[int] | None = None,
        start_freqindex_list: Sequence[int] | None = None,
        end_freqindex_list: Sequence[int] | None = None,
        couple_input_forget_gates: bool = False,
        backward_slice_offset: int = 0,
        reuse: bool | None = None,
    ):
        super().__init__(
            num_units,
            use_peepholes,
            share_time_frequency_weights,
            cell_clip,
            initializer,
            num_unit_shards,
            forget_bias,
            feature_size,
            frequency_skip,
            num_frequency_blocks,
            start_freqindex_list,
            end_freqindex_list,
            couple_input_forget_gates,
            True,
            reuse,
        )
        self._backward_slice_offset = int(backward_slice_offset)

    def call(self, inputs: Any, state: Any) -> Any:
        rows = compat_v1.dimension_value(inputs.shape[0]) or array_ops.shape(inputs)[0]
        up = down = self._blocks(inputs)
        if self._backward_slice_offset:
            down = self._blocks(inputs, self._backward_slice_offset)
        outputs: list[Any] = []
        states: list[Any] = []
        for direction, blocks in (("fwd", up), ("bwd", [block[::-1] for block in down])):
            with variable_scope.variable_scope(direction):
                ran = self._run_blocks(blocks, state, rows, f"{direction}_")
            outputs += ran[0]
            states += ran[1]
        return array_ops.concat(outputs, 1), self._state_tuple_type(*states)
