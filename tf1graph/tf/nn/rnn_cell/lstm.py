"""Long short-term memory: `BasicLSTMCell`, `LSTMCell` and the state of both."""

from __future__ import annotations

import collections
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops
from tf1graph.tf.layers.arguments import initializer_of
from tf1graph.tf.layers.base import InputSpec
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import LayerRNNCell, cell_activation, check_dtypes, known_depth


@provide("tf.nn.rnn_cell.LSTMStateTuple", today="(c, h)", gone="2.16")
class LSTMStateTuple(collections.namedtuple("LSTMStateTuple", ("c", "h"))):
    """The state of an LSTM, or its sizes: the memory `c` and the output `h`."""

    __slots__ = ()

    @property
    def dtype(self) -> Any:
        """The dtype of both.

        Raises:
          TypeError: they differ.
        """
        if self.c.dtype != self.h.dtype:
            raise TypeError(f"Inconsistent internal state: {self.c.dtype} vs {self.h.dtype}")
        return self.c.dtype


class _LSTM(LayerRNNCell):
    def __init__(self, state_is_tuple: bool, activation: Any, **kwargs: Any):
        super().__init__(**kwargs)
        check_dtypes(self.dtype)
        if not state_is_tuple:
            compat_v1.logging.warn(
                "%s: Using a concatenated state is slower and will soon be deprecated.  Use state_is_tuple=True.", self
            )
        self.input_spec = InputSpec(ndim=2)
        self._state_is_tuple = state_is_tuple
        self._activation = cell_activation(activation)

    def _join(self, memory: Any, output: Any) -> Any:
        if self._state_is_tuple:
            return LSTMStateTuple(memory, output)
        return array_ops.concat([memory, output], 1)


@provide("tf.nn.rnn_cell.BasicLSTMCell", today="tf_keras.layers.LSTMCell", gone="2.16")
class BasicLSTMCell(_LSTM):
    """An LSTM (arXiv:1409.2329) without clipping, projection and peepholes.

    Args:
      num_units: the size of memory and output.
      forget_bias: added to the gate that forgets.
      state_is_tuple: whether a state is an `LSTMStateTuple` of two tensors [N, num_units]; one tensor
        [N, 2 * num_units] where it is false.
      activation: a function or the name of one in `tf.nn`; tanh where it is None.
      reuse: whether to take variables that exist.
      name: of the cell and its scope.
      dtype: of the variables; that of the first input where it is None.
    """

    _configured = ("num_units", "forget_bias", "state_is_tuple", "activation", "reuse")

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Any = None,
        reuse: bool | None = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ):
        super().__init__(state_is_tuple, activation, _reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._forget_bias = forget_bias

    @property
    def state_size(self) -> Any:
        return LSTMStateTuple(self._num_units, self._num_units) if self._state_is_tuple else 2 * self._num_units

    @property
    def output_size(self) -> int:
        return self._num_units

    def build(self, input_shape: Any) -> None:
        depth = known_depth(input_shape)
        check_dtypes(self.dtype)
        self._kernel = self.add_variable("kernel", shape=[depth + self._num_units, 4 * self._num_units])
        self._bias = self.add_variable("bias", shape=[4 * self._num_units], initializer=compat_v1.zeros_initializer())
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        check_dtypes(inputs, state)
        one = compat_v1.constant(1, dtype=compat_v1.int32)
        memory, output = state if self._state_is_tuple else array_ops.split(state, 2, axis=one)
        gates = math_ops.matmul(array_ops.concat([inputs, output], 1), self._kernel)
        gates = compat_v1.nn.bias_add(gates, self._bias)
        write, new, forget, read = array_ops.split(gates, 4, axis=one)
        bias = compat_v1.constant(self._forget_bias, dtype=forget.dtype)
        # each sum and product by name: they are `Add` and `Mul`, where operators would be `add` and `mul`
        forget = math_ops.sigmoid(math_ops.add(forget, bias))
        kept = math_ops.multiply(memory, forget)
        written = math_ops.multiply(math_ops.sigmoid(write), self._activation(new))
        memory = math_ops.add(kept, written)
        output = math_ops.multiply(self._activation(memory), math_ops.sigmoid(read))
        return output, self._join(memory, output)


@provide("tf.nn.rnn_cell.LSTMCell", today="tf_keras.layers.LSTMCell", gone="2.16")
class LSTMCell(_LSTM):
    """An LSTM that may look at its memory through peepholes, clip the memory, and project its output.

    Args:
      num_units: the size of the memory.
      use_peepholes: whether the gates see the memory, each unit its own.
      cell_clip: the memory is clipped to [-cell_clip, cell_clip] before the activation; not where it is None.
      initializer: of kernels and peepholes; the scope's where it is None, else Glorot's uniform one.
      num_proj: the size of the output, to which a matrix projects it; `num_units` where it is None.
      proj_clip: the projected output is clipped to [-proj_clip, proj_clip]; not where it is None.
      num_unit_shards, num_proj_shards: how many parts kernel and projection are split into, by a partitioner.
      forget_bias: added to the gate that forgets.
      state_is_tuple: whether a state is an `LSTMStateTuple`; one tensor, memory and output joined, where it is false.
      activation: a function or the name of one in `tf.nn`; tanh where it is None.
      reuse: whether to take variables that exist.
      name: of the cell and its scope.
      dtype: of the variables; that of the first input where it is None.
    """

    _configured = (
        "num_units",
        "use_peepholes",
        "cell_clip",
        "initializer",
        "num_proj",
        "proj_clip",
        "num_unit_shards",
        "num_proj_shards",
        "forget_bias",
        "state_is_tuple",
        "activation",
        "reuse",
    )

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        cell_clip: float | None = None,
        initializer: Any = None,
        num_proj: int | None = None,
        proj_clip: float | None = None,
        num_unit_shards: int | None = None,
        num_proj_shards: int | None = None,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Any = None,
        reuse: bool | None = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ):
        super().__init__(state_is_tuple, activation, _reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._cell_clip = cell_clip
        self._initializer = initializer_of(initializer)
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._num_unit_shards = num_unit_shards
        self._num_proj_shards = num_proj_shards
        self._forget_bias = forget_bias

    @property
    def state_size(self) -> Any:
        sizes = LSTMStateTuple(self._num_units, self.output_size)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self) -> int:
        return self._num_proj or self._num_units

    def build(self, input_shape: Any) -> None:
        depth = known_depth(input_shape)
        check_dtypes(self.dtype)
        outputs = self._num_units if self._num_proj is None else self._num_proj
        self._kernel = self.add_variable(
            "kernel",
            shape=[depth + outputs, 4 * self._num_units],
            initializer=self._initializer,
            partitioner=_in_parts(self._num_unit_shards),
        )
        self._bias = self.add_variable("bias", shape=[4 * self._num_units], initializer=compat_v1.zeros_initializer())
        if self._use_peepholes:
            self._w_f_diag, self._w_i_diag, self._w_o_diag = (
                self.add_variable(f"w_{gate}_diag", shape=[self._num_units], initializer=self._initializer)
                for gate in "fio"
            )
        if self._num_proj is not None:
            self._proj_kernel = self.add_variable(
                "projection/kernel",
                shape=[self._num_units, self._num_proj],
                initializer=self._initializer,
                partitioner=_in_parts(self._num_proj_shards),
            )
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        check_dtypes(inputs, state)
        memory, output = state if self._state_is_tuple else self._parts(state)
        if compat_v1.dimension_value(inputs.shape.with_rank(2)[1]) is None:
            raise ValueError("Could not infer input size from inputs.get_shape()[-1]")
        gates = math_ops.matmul(array_ops.concat([inputs, output], 1), self._kernel)
        gates = compat_v1.nn.bias_add(gates, self._bias)
        write, new, forget, read = array_ops.split(gates, 4, axis=1)
        if self._use_peepholes:
            kept = math_ops.sigmoid(forget + self._forget_bias + self._w_f_diag * memory) * memory
            memory = kept + math_ops.sigmoid(write + self._w_i_diag * memory) * self._activation(new)
        else:
            kept = math_ops.sigmoid(forget + self._forget_bias) * memory
            memory = kept + math_ops.sigmoid(write) * self._activation(new)
        if self._cell_clip is not None:
            memory = compat_v1.clip_by_value(memory, -self._cell_clip, self._cell_clip)
        if self._use_peepholes:
            read = read + self._w_o_diag * memory
        output = math_ops.sigmoid(read) * self._activation(memory)
        if self._num_proj is not None:
            output = math_ops.matmul(output, self._proj_kernel)
            if self._proj_clip is not None:
                output = compat_v1.clip_by_value(output, -self._proj_clip, self._proj_clip)
        return output, self._join(memory, output)

    def _parts(self, state: Any) -> tuple[Any, Any]:
        outputs = self._num_units if self._num_proj is None else self._num_proj
        memory = array_ops.slice(state, [0, 0], [-1, self._num_units])
        return memory, array_ops.slice(state, [0, self._num_units], [-1, outputs])


def _in_parts(count: int | None) -> Any:
    return None if count is None else compat_v1.fixed_size_partitioner(count)
