"""`CudnnLSTM` and the like as layers that need no GPU: they compute what cuDNN computes, by the compatible cells."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.cudnn_rnn.cudnn_rnn_ops import CudnnCompatibleGRUCell, CudnnCompatibleLSTMCell
from tf1graph.tf.contrib.cudnn_rnn.format_converters import (
    BIDIRECTIONAL,
    LINEAR_INPUT,
    UNIDIRECTIONAL,
    check_modes,
)
from tf1graph.tf.contrib.cudnn_rnn.saveables import (
    CudnnGRUSaveable,
    CudnnLSTMSaveable,
    CudnnRNNReluSaveable,
    CudnnRNNTanhSaveable,
)
from tf1graph.tf.layers.arguments import choose
from tf1graph.tf.layers.input_spec import InputSpec
from tf1graph.tf.names import provide

PLACE = "tf.contrib.cudnn_rnn."
ABOUT: dict[str, Any] = {
    "fidelity": "approximate",
    "today": "tf_keras.layers.RNN",
    "gone": "2.0",
    "note": "computed by the compatible cells on any device, where 1.15.5 needed a GPU; the same variable, names in "
    "checkpoints and initial weights, other nodes, and other masks of dropout",
}


class _CudnnRNN(tf.layers.Layer):
    """A network of recurrent layers over time, whose weights are one vector, the variable `opaque_kernel`.

    Args:
      num_layers, num_units: how many layers there are, and the size of each one's state.
      input_mode: `linear_input`, or `auto_select` where the inputs have another size than the state.
      direction: `unidirectional`, or `bidirectional` for two networks, whose outputs each layer joins.
      dropout: the part of each layer's inputs but the first's that is dropped in training.
      seed: of the initialiser and of the dropout.
      dtype: float16, float32 or float64.
      kernel_initializer, bias_initializer: of the matrices and biases of each gate; Glorot's uniform one, and zeros.
      name: of the layer and its scope.

    Raises:
      ValueError: the direction, the input mode or the dtype is none of these.
    """

    _rnn_mode: str
    _saveable_cls: Any
    _states = 1
    built: bool

    def __init__(
        self,
        num_layers: int,
        num_units: int,
        input_mode: str = LINEAR_INPUT,
        direction: str = UNIDIRECTIONAL,
        dropout: float = 0.0,
        seed: int | None = None,
        dtype: Any = tf.float32,
        kernel_initializer: Any = None,
        bias_initializer: Any = None,
        name: str | None = None,
    ):
        super().__init__(dtype=dtype, name=name)
        check_modes(direction, input_mode)
        if dtype not in (tf.float16, tf.float32, tf.float64):
            raise ValueError(f"Only support float16, float32, float64, provided {dtype}")
        self._plain_dtype = dtype
        self.num_layers, self.num_units = num_layers, num_units
        self.input_mode, self.direction = input_mode, direction
        self.num_dirs = 2 if direction == BIDIRECTIONAL else 1
        self._dropout, self._seed = dropout, seed
        self._kernel_initializer, self._bias_initializer = kernel_initializer, bias_initializer
        self._input_size: int | None = None
        self.saveable: Any = None

    @property
    def rnn_mode(self) -> str:
        """`lstm`, `gru`, `rnn_tanh` or `rnn_relu`."""
        return self._rnn_mode

    @property
    def input_size(self) -> int:
        """The size of the inputs.

        Raises:
          ValueError: the layer has not been built.
        """
        if not self._input_size:
            raise ValueError("'input_size' is unknown since layer has not been built.")
        return self._input_size

    @property
    def canonical_weight_shapes(self) -> list[tuple[int, int]]:
        """The shapes of the gates' matrices, as cuDNN has them."""
        return self._converter().weight_shapes

    @property
    def canonical_bias_shapes(self) -> list[list[int]]:
        """The shapes of the gates' biases, as cuDNN has them."""
        return self._converter().bias_shapes

    def _converter(self) -> Any:
        return self._saveable_cls.converter(
            self.num_layers, self.num_units, self.input_size, input_mode=self.input_mode, direction=self.direction
        )

    def state_shape(self, batch_size: Any) -> tuple[list[Any], ...]:
        """The shapes of the states, [num_layers · directions, batch, num_units]: two of an LSTM, else one."""
        return ([self.num_layers * self.num_dirs, batch_size, self.num_units],) * self._states

    def build(self, input_shape: Any) -> None:
        """Make the variable for inputs of that shape, [time, batch, size] with the size known."""
        if self.built:
            return
        shape = tf.TensorShape(input_shape)
        if shape.ndims != 3:
            raise ValueError(f"Expecting input_shape with 3 dims, got {shape.ndims}")
        size = tf.dimension_value(shape[-1])
        if size is None:
            raise ValueError("The last dimension of the inputs to `CudnnRNN` should be defined. Found `None`.")
        check_modes(self.direction, self.input_mode, size, self.num_units)
        self._input_size = size
        self.input_spec = InputSpec(ndim=3, axes={-1: size})
        self._set_scope(None)
        with tf.variable_scope(self._scope, reuse=self.built):
            dtype = self._plain_dtype
            self._kernel_initializer = self._kernel_initializer or tf.glorot_uniform_initializer(self._seed, dtype)
            self._bias_initializer = self._bias_initializer or tf.constant_initializer(0.0, dtype=dtype)
            weights = [self._kernel_initializer(shape, dtype=dtype) for shape in self.canonical_weight_shapes]
            biases = [self._bias_initializer(shape, dtype=dtype) for shape in self.canonical_bias_shapes]
            initial = self._converter().canonical_to_opaque(weights, biases)
            self.kernel = tf.get_variable("opaque_kernel", dtype=dtype, initializer=initial, validate_shape=False)
            self._trainable_weights.append(self.kernel)
            if tf.get_variable_scope().reuse is not True:
                self._save_as_cells()
        self.built = True

    def _save_as_cells(self) -> None:
        self.saveable = self._saveable_cls(
            opaque_params=self.kernel,
            num_layers=self.num_layers,
            num_units=self.num_units,
            input_size=self.input_size,
            input_mode=self.input_mode,
            direction=self.direction,
            scope=tf.get_variable_scope(),
            name=f"{self.kernel.op.name}_saveable",
        )
        tf.add_to_collection(tf.GraphKeys.SAVEABLE_OBJECTS, self.saveable)

    def call(
        self,
        inputs: Any,
        initial_state: Any = None,
        sequence_lengths: Any = None,
        time_major: bool = True,
        training: Any = True,
    ) -> Any:
        """The outputs of the last layer, [time, batch, directions · num_units], and the last states, a tuple.

        Args:
          inputs: [time, batch, size], or [batch, time, size] where `time_major` is false; so are the outputs.
          initial_state: a tuple of tensors [num_layers · directions, batch, num_units], h and c of an LSTM, else h;
            [batch, num_layers · directions, num_units] where `time_major` is false; zeros where it is None.
          sequence_lengths: how many steps each example has, [batch]; outputs behind them are zeros.
          training: whether to drop anything.

        Raises:
          TypeError: the initial state is no tuple.
        """
        if initial_state is not None and not isinstance(initial_state, tuple):
            raise TypeError(f"Invalid initial_state type: {initial_state}, expecting tuple.")
        inputs = tf.convert_to_tensor(inputs, dtype=self.dtype)
        if not time_major:
            inputs = tf.transpose(inputs, [1, 0, 2])
        if initial_state is None:
            initial_state = tuple(tf.zeros(shape, dtype=self.dtype) for shape in self.state_shape(tf.shape(inputs)[1]))
        elif not time_major:
            initial_state = tuple(tf.transpose(state, [1, 0, 2]) for state in initial_state)
        states = [tf.unstack(state, self.num_layers * self.num_dirs) for state in initial_state]
        outputs, ends = self._run(inputs, list(zip(*states, strict=True)), sequence_lengths, training)
        last = tuple(tf.stack(parts) for parts in zip(*ends, strict=True))
        if not time_major:
            outputs = tf.transpose(outputs, [1, 0, 2])
            last = tuple(tf.transpose(state, [1, 0, 2]) for state in last)
        return outputs, last

    def _run(self, inputs: Any, states: list[Any], lengths: Any, training: Any) -> tuple[Any, list[Any]]:
        kernels, biases = self._converter().opaque_to_tf_canonical(self.kernel)
        each = len(kernels) // len(states)
        ends = []
        for layer in range(self.num_layers):
            if layer and self._dropout:
                inputs = self._dropped(inputs, training)
            ways = []
            for way in range(self.num_dirs):
                place = layer * self.num_dirs + way
                own = slice(place * each, (place + 1) * each)
                cell = self._cell(kernels[own], biases[own])
                cell.built = True
                turned = _backwards(inputs, lengths) if way else inputs
                state = self._to_cell(states[place])
                with tf.variable_scope(f"layer_{layer}_{way}"):
                    outputs, end = tf.nn.dynamic_rnn(cell, turned, lengths, state, time_major=True)
                ways.append(_backwards(outputs, lengths) if way else outputs)
                ends.append(self._from_cell(end))
            inputs = tf.concat(ways, 2) if self.num_dirs == 2 else ways[0]
        return inputs, ends

    def _dropped(self, inputs: Any, training: Any) -> Any:
        return choose(
            training, lambda: tf.nn.dropout(inputs, rate=self._dropout, seed=self._seed), lambda: tf.identity(inputs)
        )

    def _cell(self, kernels: list[Any], biases: list[Any]) -> Any:
        """The cell that computes with these weights."""
        raise TypeError(f"{type(self).__name__} has no cells: use CudnnLSTM, CudnnGRU, CudnnRNNTanh or CudnnRNNRelu")

    def _to_cell(self, state: tuple[Any, ...]) -> Any:
        return state[0]

    def _from_cell(self, state: Any) -> tuple[Any, ...]:
        return (state,)


def _backwards(tensor: Any, lengths: Any) -> Any:
    """Time turned round, in each example as far as it goes."""
    if lengths is None:
        return tf.reverse(tensor, [0])
    return tf.reverse_sequence(tensor, lengths, seq_axis=0, batch_axis=1)


@provide(PLACE + "CudnnLSTM", **ABOUT)
class CudnnLSTM(_CudnnRNN):
    __doc__ = (_CudnnRNN.__doc__ or "").replace("recurrent layers", "LSTMs", 1)
    _rnn_mode = "lstm"
    _saveable_cls = CudnnLSTMSaveable
    _states = 2

    def _cell(self, kernels: list[Any], biases: list[Any]) -> Any:
        cell = CudnnCompatibleLSTMCell(self.num_units)
        cell._dtype, cell._diagonals = self.dtype, None
        (cell._kernel,), (cell._bias,) = kernels, biases
        return cell

    def _to_cell(self, state: tuple[Any, ...]) -> Any:
        return tf.nn.rnn_cell.LSTMStateTuple(c=state[1], h=state[0])

    def _from_cell(self, state: Any) -> tuple[Any, ...]:
        return (state.h, state.c)


@provide(PLACE + "CudnnGRU", **ABOUT)
class CudnnGRU(_CudnnRNN):
    __doc__ = (_CudnnRNN.__doc__ or "").replace("recurrent layers", "GRUs", 1)
    _rnn_mode = "gru"
    _saveable_cls = CudnnGRUSaveable

    def _cell(self, kernels: list[Any], biases: list[Any]) -> Any:
        cell = CudnnCompatibleGRUCell(self.num_units)
        cell._gate_kernel, *cell._kernels = kernels
        cell._gate_bias, *cell._biases = biases
        return cell


@provide(PLACE + "CudnnRNNTanh", **ABOUT)
class CudnnRNNTanh(_CudnnRNN):
    __doc__ = (_CudnnRNN.__doc__ or "").replace("recurrent layers", "plain layers with tanh", 1)
    _rnn_mode = "rnn_tanh"
    _saveable_cls = CudnnRNNTanhSaveable
    _activation = staticmethod(tf.nn.tanh)

    def _cell(self, kernels: list[Any], biases: list[Any]) -> Any:
        cell = tf.nn.rnn_cell.BasicRNNCell(self.num_units, activation=self._activation)
        (cell._kernel,), (cell._bias,) = kernels, biases
        return cell


@provide(PLACE + "CudnnRNNRelu", **ABOUT)
class CudnnRNNRelu(CudnnRNNTanh):
    __doc__ = (_CudnnRNN.__doc__ or "").replace("recurrent layers", "plain layers with ReLU", 1)
    _rnn_mode = "rnn_relu"
    _saveable_cls = CudnnRNNReluSaveable
    _activation = staticmethod(tf.nn.relu)
