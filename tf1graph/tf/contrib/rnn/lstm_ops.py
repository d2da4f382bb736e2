"""LSTMs whose step, or whose whole run over time, is one op: `LSTMBlockCell`, `LSTMBlockFusedCell`."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, gen_rnn_ops, gradient, math_ops, nn_ops, ops
from tf1graph.tf.layers.base import InputSpec, Layer
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import LayerRNNCell, known_depth
from tf1graph.tf.nn.rnn_cell.lstm import LSTMStateTuple

DIAGONALS = ("w_i_diag", "w_f_diag", "w_o_diag")


@gradient("LSTMBlockCell")
def lstm_block_cell_grad(op: Any, *grads: Any) -> Any:
    x, memory, output, kernel, *diagonals, bias = op.inputs
    gates = dict(zip(("i", "cs", "f", "o", "ci", "co"), op.outputs, strict=False))
    rows = compat_v1.dimension_value(x.shape.with_rank(2)[0])
    depth = compat_v1.dimension_value(x.shape[1])
    units = compat_v1.dimension_value(memory.shape.with_rank(2)[1])
    if depth is None or units is None:
        raise ValueError("The gradient of LSTMBlockCell needs to know the sizes of its inputs and its state.")
    memory_grad, gates_grad, *diagonal_grads = gen_rnn_ops.lstm_block_cell_grad(
        x,
        memory,
        output,
        kernel,
        *diagonals,
        bias,
        **gates,
        cs_grad=grads[1],
        h_grad=grads[6],
        use_peephole=op.get_attr("use_peephole"),
    )
    both = math_ops.matmul(gates_grad, kernel, transpose_b=True)
    rows = -1 if rows is None else rows
    x_grad = array_ops.slice(both, (0, 0), (rows, depth))
    output_grad = array_ops.slice(both, (0, depth), (rows, units))
    kernel_grad = math_ops.matmul(array_ops.concat([x, output], 1), gates_grad, transpose_a=True)
    return x_grad, memory_grad, output_grad, kernel_grad, *diagonal_grads, nn_ops.bias_add_grad(gates_grad)


class _Block:
    """What the two have in common: the variables, and the arguments of the op."""

    _num_units: int
    _forget_bias: float
    _cell_clip: float
    _use_peephole: bool
    add_variable: Any

    def _settle(self, num_units: int, forget_bias: float, cell_clip: float | None, use_peephole: bool) -> None:
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._cell_clip = -1 if cell_clip is None else cell_clip
        self._use_peephole = use_peephole

    def _add_variables(self, depth: int) -> None:
        units = self._num_units
        self._kernel = self.add_variable("kernel", [depth + units, 4 * units])
        self._bias = self.add_variable("bias", [4 * units], initializer=compat_v1.constant_initializer(0.0))
        self._diagonals = [self.add_variable(name, [units]) for name in DIAGONALS] if self._use_peephole else None
        self.built = True

    def _arguments(self, dtype: Any) -> dict[str, Any]:
        """The op's arguments that are not the step's; the peepholes are zeros where there are none."""
        diagonals = self._diagonals or [array_ops.zeros([self._num_units], dtype=dtype)] * 3
        return {
            "w": self._kernel,
            **dict(zip(("wci", "wcf", "wco"), diagonals, strict=True)),
            "b": self._bias,
            "forget_bias": self._forget_bias,
            "cell_clip": self._cell_clip,
            "use_peephole": self._use_peephole,
        }


@provide("tf.contrib.rnn.LSTMBlockCell", today="tf_keras.layers.LSTMCell", gone="2.0")
class LSTMBlockCell(_Block, LayerRNNCell):
    """An LSTM whose step is one op.

    Args:
      num_units: the size of memory and output.
      forget_bias: added to the gate that forgets.
      cell_clip: the memory is clipped to [-cell_clip, cell_clip]; not where it is None.
      use_peephole: whether the gates see the memory.
      dtype: of the variables; that of the first input where it is None.
      reuse: whether to take variables that exist.
      name: of the cell and its scope, which is `lstm_cell` as that of `LSTMCell`.
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: float | None = None,
        use_peephole: bool = False,
        dtype: Any = None,
        reuse: bool | None = None,
        name: str = "lstm_cell",
    ):
        super().__init__(_reuse=reuse, dtype=dtype, name=name)
        self._settle(num_units, forget_bias, cell_clip, use_peephole)
        self.input_spec = InputSpec(ndim=2)

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> int:
        return self._num_units

    def build(self, input_shape: Any) -> None:
        self._add_variables(known_depth(input_shape))

    def call(self, inputs: Any, state: Any) -> Any:
        if len(state) != 2:
            raise ValueError("Expecting state to be a tuple with length 2.")
        about = self._arguments(self.dtype)
        step = gen_rnn_ops.lstm_block_cell(x=inputs, cs_prev=state[0], h_prev=state[1], **about)
        return step.h, LSTMStateTuple(step.cs, step.h)


@provide(
    "tf.contrib.rnn.LSTMBlockWrapper",
    today="tf_keras.layers.LSTM",
    gone="2.0",
)
class LSTMBlockWrapper(Layer):
    """Base of the LSTMs that run over the whole of time; subclasses give `num_units` and write `_call_cell`."""

    @property
    def num_units(self) -> int:
        """The size of memory and output."""
        raise NotImplementedError

    def _call_cell(
        self, inputs: Any, initial_cell_state: Any, initial_output: Any, dtype: Any, sequence_length: Any
    ) -> Any:
        """The memories and the outputs, both [time, N, num_units]."""
        raise NotImplementedError

    def call(self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None) -> Any:
        """Outputs [time, N, num_units] and the last state; a list of inputs gives a list of outputs.

        Args:
          inputs: a tensor [time, N, size], or a list over time.
          initial_state: a pair of tensors [N, num_units]; zeros where it is None.
          dtype: of these zeros.
          sequence_length: how many steps each example has, [N].

        Raises:
          ValueError: neither a state nor a dtype is given, or the size of the inputs is not known.
        """
        listed = isinstance(inputs, list)
        inputs = compat_v1.stack(inputs) if listed else inputs
        time, rows, depth = inputs.shape.with_rank(3).as_list()
        if not depth:
            raise ValueError(f"Expecting inputs_shape[2] to be set: {inputs.shape}")
        rows = array_ops.shape(inputs)[1] if rows is None else rows
        time = array_ops.shape(inputs)[0] if time is None else time
        if initial_state is None:
            if dtype is None:
                raise ValueError("Either initial_state or dtype needs to be specified")
            initial_state = (array_ops.zeros(compat_v1.stack([rows, self.num_units]), dtype=dtype),) * 2
        elif len(initial_state) != 2:
            raise ValueError("Expecting initial_state to be a tuple with length 2 or None")
        else:
            dtype = initial_state[0].dtype if dtype is None else dtype
        if sequence_length is None:
            memories, outputs = self._call_cell(inputs, initial_state[0], initial_state[1], dtype, None)
            state = LSTMStateTuple(memories[-1], outputs[-1])
        else:
            lengths = ops.convert_to_tensor(sequence_length)
            memories, outputs = self._call_cell(inputs, initial_state[0], initial_state[1], dtype, lengths)
            mask = array_ops.transpose(array_ops.sequence_mask(lengths, time, dtype=dtype), [1, 0])
            outputs = outputs * array_ops.tile(array_ops.expand_dims(mask, [-1]), [1, 1, self.num_units])
            runs = [
                array_ops.concat([array_ops.expand_dims(first, [0]), later], 0)
                for first, later in zip(initial_state, (memories, outputs), strict=True)
            ]
            state = LSTMStateTuple(*(_last(run, lengths, rows) for run in runs))
        return (compat_v1.unstack(outputs) if listed else outputs), state


@provide("tf.contrib.rnn.LSTMBlockFusedCell", today="tf_keras.layers.LSTM", gone="2.0")
class LSTMBlockFusedCell(_Block, LSTMBlockWrapper):
    """An LSTM whose run over the whole of time is one op; see `LSTMBlockCell` for the arguments."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: float | None = None,
        use_peephole: bool = False,
        reuse: bool | None = None,
        dtype: Any = None,
        name: str = "lstm_fused_cell",
    ):
        super().__init__(_reuse=reuse, name=name, dtype=dtype)
        self._settle(num_units, forget_bias, cell_clip, use_peephole)
        self.input_spec = InputSpec(ndim=3)

    @property
    def num_units(self) -> int:
        return self._num_units

    def build(self, input_shape: Any) -> None:
        self._add_variables(known_depth(input_shape))

    def _call_cell(
        self, inputs: Any, initial_cell_state: Any, initial_output: Any, dtype: Any, sequence_length: Any
    ) -> Any:
        time = compat_v1.dimension_value(inputs.shape.with_rank(3)[0])
        time = array_ops.shape(inputs)[0] if time is None else time
        about = self._arguments(dtype)
        steps = time if sequence_length is None else math_ops.reduce_max(sequence_length)
        run = gen_rnn_ops.block_lstm(
            seq_len_max=math_ops.cast(steps, compat_v1.int64),
            x=inputs,
            cs_prev=initial_cell_state,
            h_prev=initial_output,
            **about,
        )
        return run.cs, run.h


def _last(run: Any, lengths: Any, rows: Any) -> Any:
    return array_ops.gather_nd(run, compat_v1.stack([lengths, math_ops.range(rows)], axis=1))
