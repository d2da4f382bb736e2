"""`AttentionCellWrapper` (contrib/rnn/python/ops/rnn_cell.py of 1.15.5)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, math_ops, variable_scope
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell, assert_like_rnncell
from tf1graph.tf.nn.rnn_cell.linear import Linear


@provide("tf.contrib.rnn.AttentionCellWrapper", today="tf_keras.layers.Attention over the outputs", gone="2.0")
class AttentionCellWrapper(RNNCell):
    """A cell that looks back at its last outputs (arXiv:1601.06733).

    Args:
      cell: the cell inside.
      attn_length: how many outputs it looks back at.
      attn_size: the size of an output; that of the cell's where it is None.
      attn_vec_size: the size of the vectors that are compared; `attn_size` where it is None.
      input_size: what inputs and attention are mapped to; the size of the inputs where it is None.
      state_is_tuple: whether a state is (the cell's, the attention [N, attn_size], the outputs looked back at
        [N, attn_size * attn_length]); these joined where it is false.
      reuse: whether to take variables that exist.

    Raises:
      TypeError: `cell` is no cell.
      ValueError: its states are tuples though they are to be joined; or `attn_length` is not positive.
    """

    def __init__(
        self,
        cell: Any,
        attn_length: int,
        attn_size: int | None = None,
        attn_vec_size: int | None = None,
        input_size: int | None = None,
        state_is_tuple: bool = True,
        reuse: bool | None = None,
    ):
        super().__init__(_reuse=reuse)
        assert_like_rnncell("cell", cell)
        if compat_v1.nest.is_nested(cell.state_size) and not state_is_tuple:
            raise ValueError(
                "Cell returns tuple of states, but the flag state_is_tuple is not set. "
                f"State size is: {cell.state_size}"
            )
        if attn_length <= 0:
            raise ValueError(f"attn_length should be greater than zero, got {attn_length}")
        if not state_is_tuple:
            compat_v1.logging.warn(
                "%s: Using a concatenated state is slower and will soon be deprecated.  Use state_is_tuple=True.", self
            )
        self._cell = cell
        self._state_is_tuple = state_is_tuple
        self._input_size = input_size
        self._attn_length = attn_length
        self._attn_size = cell.output_size if attn_size is None else attn_size
        self._attn_vec_size = self._attn_size if attn_vec_size is None else attn_vec_size
        self._linear1: Linear | None = None
        self._linear2: Linear | None = None
        self._linear3: Linear | None = None

    @property
    def state_size(self) -> Any:
        sizes = (self._cell.state_size, self._attn_size, self._attn_size * self._attn_length)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self) -> int:
        return self._attn_size

    def call(self, inputs: Any, state: Any) -> Any:
        state, attention, past = state if self._state_is_tuple else self._parts(state)
        past = array_ops.reshape(past, [-1, self._attn_length, self._attn_size])
        size = inputs.shape.as_list()[1] if self._input_size is None else self._input_size
        if self._linear1 is None:
            self._linear1 = Linear([inputs, attention], size, True)
        output, state = self._cell(self._linear1([inputs, attention]), state)
        query = array_ops.concat(compat_v1.nest.flatten(state), 1) if self._state_is_tuple else state
        attention, past = self._attention(query, past)
        with variable_scope.variable_scope("attn_output_projection"):
            if self._linear2 is None:
                self._linear2 = Linear([output, attention], self._attn_size, True)
            output = self._linear2([output, attention])
        past = array_ops.concat([past, array_ops.expand_dims(output, 1)], 1)
        states = state, attention, array_ops.reshape(past, [-1, self._attn_length * self._attn_size])
        return output, states if self._state_is_tuple else array_ops.concat(list(states), 1)

    def _parts(self, state: Any) -> Any:
        inner, size = self._cell.state_size, self._attn_size
        return (
            array_ops.slice(state, [0, 0], [-1, inner]),
            array_ops.slice(state, [0, inner], [-1, size]),
            array_ops.slice(state, [0, inner + size], [-1, size * self._attn_length]),
        )

    def _attention(self, query: Any, past: Any) -> Any:
        """The mean of `past` by its likeness to `query`, and `past` without its oldest output."""
        with variable_scope.variable_scope("attention"):
            kernel = variable_scope.get_variable("attn_w", [1, 1, self._attn_size, self._attn_vec_size])
            weights = variable_scope.get_variable("attn_v", [self._attn_vec_size])
            hidden = array_ops.reshape(past, [-1, self._attn_length, 1, self._attn_size])
            features = compat_v1.nn.conv2d(hidden, kernel, [1, 1, 1, 1], "SAME")
            if self._linear3 is None:
                self._linear3 = Linear(query, self._attn_vec_size, True)
            asked = array_ops.reshape(self._linear3(query), [-1, 1, 1, self._attn_vec_size])
            likeness = math_ops.reduce_sum(weights * math_ops.tanh(features + asked), [2, 3])
            shares = array_ops.reshape(compat_v1.nn.softmax(likeness), [-1, self._attn_length, 1, 1])
            mean = math_ops.reduce_sum(shares * hidden, [1, 2])
            attention = array_ops.reshape(mean, [-1, self._attn_size])
            return attention, array_ops.slice(past, [0, 1, 0], [-1, -1, -1])
