"""`tf.contrib.grid_rnn.GridRNNCell` (Kalchbrenner et al., 2015)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell import LSTMCell, RNNCell

Dims = int | Sequence[int] | None


@provide("tf.contrib.grid_rnn.GridRNNCell", gone="2.0")
class GridRNNCell(RNNCell):
    """A cell of one cell a dimension: each sees what the others give, and has a state where it is recurrent.

    Args:
      num_units: the size of each dimension's output.
      num_dims: how many dimensions there are.
      input_dims: those that take the inputs, in place of a state of their own.
      output_dims: those whose outputs are the grid's.
      priority_dims: those that come last, and see the outputs of the others of this step.
      non_recurrent_dims: those that have no state, and a layer of `non_recurrent_fn` for a cell.
      tied: whether all dimensions have the same variables.
      cell_fn: makes a cell of `num_units`, whose states are tuples; an LSTM where it is None.
      non_recurrent_fn: an activation; relu where it is None.
      state_is_tuple: whether a state is a tuple of the recurrent dimensions' states; joined where it is false.
      output_is_tuple: whether the output is a tuple of the output dimensions'; joined where it is false.

    Raises:
      ValueError: a dimension is not one of `num_dims`, of which there must be one.
      TypeError: `cell_fn` made no cell.
    """

    def __init__(
        self,
        num_units: int,
        num_dims: int = 1,
        input_dims: Dims = None,
        output_dims: Dims = None,
        priority_dims: Dims = None,
        non_recurrent_dims: Dims = None,
        tied: bool = False,
        cell_fn: Callable[[int], Any] | None = None,
        non_recurrent_fn: Callable[..., Any] | None = None,
        state_is_tuple: bool = True,
        output_is_tuple: bool = True,
    ):
        super().__init__()
        for what, is_tuple in (("state", state_is_tuple), ("output", output_is_tuple)):
            if not is_tuple:
                tf.logging.warning(
                    "%s: Using a concatenated %s is slower and will soon be deprecated.  Use %s_is_tuple=True.",
                    self,
                    what,
                    what,
                )
        if num_dims < 1:
            raise ValueError(f"dims must be >= 1: {num_dims}")
        self._num_units, self._num_dims, self._tied = num_units, num_dims, tied
        self._inputs, self._outputs, self._priority, passing = (
            _dims(given, num_dims) for given in (input_dims, output_dims, priority_dims, non_recurrent_dims)
        )
        self._recurrent = [dim for dim in range(num_dims) if dim not in passing]
        self._non_recurrent_fn = non_recurrent_fn or tf.nn.relu
        self._state_is_tuple, self._output_is_tuple = state_is_tuple, output_is_tuple
        make = cell_fn or (lambda size: LSTMCell(size, state_is_tuple=state_is_tuple))
        self._cells = [make(num_units)] * num_dims if tied else [make(num_units) for _ in range(num_dims)]
        if not isinstance(self._cells[0], RNNCell):
            raise TypeError(f"cell_fn must return an RNNCell instance, saw: {type(self._cells[0])}")

    @property
    def output_size(self) -> Any:
        sizes = (self._cells[0].output_size,) * len(self._outputs)
        return sizes if self._output_is_tuple else sum(sizes)

    @property
    def state_size(self) -> Any:
        if self._state_is_tuple:
            return (self._cells[0].state_size,) * len(self._recurrent)
        return self._size_of_state() * len(self._recurrent)

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:  # type: ignore[override]
        """One step: the output and the new state.

        Args:
          inputs: a tensor [N, size], a tuple of one for each input dimension, or None.
          scope: of the variables; the class's name where it is None.

        Raises:
          ValueError: inputs or states are not as many as the dimensions.
        """
        dtype = inputs.dtype
        memories, given = self._parts(state)
        with tf.variable_scope(scope or type(self).__name__):
            self._project(inputs, memories, given)
            outputs: list[Any] = [None] * self._num_dims
            states: list[Any] = [None] * self._num_dims
            ordinary = [dim for dim in range(self._num_dims) if dim not in self._priority]
            for dims, is_first in ((ordinary, True), (self._priority, False)):
                self._propagate(dims, is_first, memories, given, outputs, states)
            chosen = [outputs[dim] for dim in self._outputs]
            output = tuple(chosen) if self._output_is_tuple else _join(chosen, dtype)
            kept = [states[dim] for dim in self._recurrent]
            new_state = tuple(kept) if self._state_is_tuple else _join([part for each in kept for part in each], dtype)
        return output, new_state

    def _size_of_state(self) -> int:
        """Of one cell, all parts together."""
        sizes = self._cells[0].state_size
        return sum(sizes) if isinstance(sizes, tuple) else sizes

    def _parts(self, state: Any) -> tuple[list[Any], list[Any]]:
        """Of each dimension the memory, None where its cell has none, and the output of the step before."""
        memories: list[Any] = [None] * self._num_dims
        given: list[Any] = [None] * self._num_dims
        size, units = self._size_of_state(), self._num_units
        if self._state_is_tuple and len(state) != len(self._recurrent):
            raise ValueError(f"Expected state as a tuple of {len(self._recurrent)} element")
        for place, dim in enumerate(self._recurrent):
            if self._state_is_tuple:
                parts = state[place] if size > units else (state[place],)
            else:
                ends = [(place * size, units)] + [(place * size + units, size - units)] * (size > units)
                parts = [tf.slice(state, [0, start], [-1, length]) for start, length in ends]
            *memory, given[dim] = parts
            if memory:
                memories[dim] = memory[0]
        return memories, given

    def _project(self, inputs: Any, memories: list[Any], given: list[Any]) -> None:
        """Put the inputs, projected, in the place of the input dimensions' outputs and memories."""
        if inputs is None or not self._inputs or not tf.dimension_value(inputs.shape.with_rank(2)[1]):
            return
        parts = inputs
        if not isinstance(inputs, tuple):
            parts = tf.split(value=inputs, num_or_size_splits=len(self._inputs), axis=1)
        elif len(inputs) != len(self._inputs):
            raise ValueError(f"Expect inputs as a tuple of {len(inputs)} tensors")
        shape = [tf.dimension_value(parts[0].shape.with_rank(2)[1]), self._num_units]
        with_memory = self._size_of_state() > self._num_units
        for part, dim in zip(parts, self._inputs, strict=True):
            given[dim] = tf.matmul(part, tf.get_variable(f"project_m_{dim}", shape, dtype=inputs.dtype))
            if with_memory:
                memories[dim] = tf.matmul(part, tf.get_variable(f"project_c_{dim}", shape, dtype=inputs.dtype))

    def _propagate(
        self,
        dims: Sequence[int],
        is_first: bool,
        memories: list[Any],
        given: list[Any],
        outputs: list[Any],
        states: list[Any],
    ) -> None:
        """Fill in the outputs and states of `dims`.

        Each cell has the last dimension's output in its state, and those of the others for inputs.
        """
        if not dims:
            return
        newest = [old if new is None else new for old, new in zip(given, outputs, strict=True)]
        if self._num_dims > 1:
            seen = tf.concat(newest[:-1], 1)
        else:
            seen = tf.zeros([given[0].shape.as_list()[0], 0], given[0].dtype)
        for dim in dims:
            is_recurrent = dim in self._recurrent
            name = "recurrent" if is_recurrent else "non_recurrent"
            both = newest[-1]
            if not is_recurrent and self._num_dims > 1:
                both = tf.concat([seen, newest[-1]], 1)
            with tf.variable_scope(name if self._tied else f"{name}/cell_{dim}") as scope:
                if self._tied and not (is_first and dim == dims[0]):
                    scope.reuse_variables()
                if is_recurrent:
                    state = newest[-1] if memories[dim] is None else (memories[dim], newest[-1])
                    outputs[dim], states[dim] = self._cells[dim](seen, state)
                else:
                    outputs[dim] = tf.contrib.layers.fully_connected(
                        both,
                        num_outputs=self._num_units,
                        activation_fn=self._non_recurrent_fn,
                        weights_initializer=scope.initializer or tf.contrib.layers.xavier_initializer,
                        weights_regularizer=scope.regularizer,
                    )


def _dims(given: Dims, count: int) -> list[int]:
    """The dimensions as a sorted list."""
    listed = [] if given is None else [given] if isinstance(given, int) else given
    dims = sorted(set(listed))
    if any(not 0 <= dim < count for dim in dims):
        raise ValueError(f"Invalid dims: {dims}. Must be in [0, {count})")
    return dims


def _join(tensors: Sequence[Any], dtype: Any) -> Any:
    return tf.concat(tensors, 1) if tensors else tf.zeros([0, 0], dtype)
