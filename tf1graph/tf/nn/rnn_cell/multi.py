"""`MultiRNNCell`: cells one upon the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, variable_scope
from tf1graph.tf.layers.base import Layer
from tf1graph.tf.names import provide
from tf1graph.tf.nn.rnn_cell.base import RNNCell


@provide("tf.nn.rnn_cell.MultiRNNCell", today="tf_keras.layers.StackedRNNCells", gone="2.16")
class MultiRNNCell(RNNCell):
    """Cells of which each takes the output of the one before.

    Args:
      cells: a list of cells, the first takes the inputs.
      state_is_tuple: whether a state is a tuple of the cells' states; one tensor, all joined, where it is false.

    Raises:
      TypeError: `cells` is no list.
      ValueError: it is empty; or states are to be joined, and those of a cell are tuples.
    """

    def __init__(self, cells: Sequence[Any], state_is_tuple: bool = True):
        super().__init__()
        if not cells:
            raise ValueError("Must specify at least one cell for MultiRNNCell.")
        if not compat_v1.nest.is_nested(cells):
            raise TypeError(f"cells must be a list or tuple, but saw: {cells}.")
        if len(set(map(id, cells))) < len(cells):
            compat_v1.logging.log_first_n(
                compat_v1.logging.WARN,
                "At least two cells provided to MultiRNNCell are the same object and will share weights.",
                1,
            )
        self._cells = cells
        self._state_is_tuple = state_is_tuple
        if not state_is_tuple and any(compat_v1.nest.is_nested(cell.state_size) for cell in cells):
            raise ValueError(
                "Some cells return tuples of states, but the flag state_is_tuple is not set.  "
                f"State sizes are: {[cell.state_size for cell in cells]}"
            )

    @property
    def state_size(self) -> Any:
        sizes = tuple(cell.state_size for cell in self._cells)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self) -> Any:
        return self._cells[-1].output_size

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """The cells' states of zeros."""
        with self._zero_state_scope(batch_size):
            if self._state_is_tuple:
                return tuple(cell.zero_state(batch_size, dtype) for cell in self._cells)
            return super().zero_state(batch_size, dtype)

    @property
    def trainable_weights(self) -> list[Any]:
        """Those of the cells that are layers."""
        return self._weights_of_cells("trainable_weights") if self.trainable else []

    @property
    def non_trainable_weights(self) -> list[Any]:
        others = [] if self.trainable else self._weights_of_cells("trainable_weights")
        return others + self._weights_of_cells("non_trainable_weights")

    def call(self, inputs: Any, state: Any) -> Any:
        states = []
        start = 0
        for i, cell in enumerate(self._cells):
            with variable_scope.variable_scope(f"cell_{i}"):
                if self._state_is_tuple:
                    if not compat_v1.nest.is_nested(state):
                        raise ValueError(
                            f"Expected state to be a tuple of length {len(self.state_size)}, but received: {state}"
                        )
                    current = state[i]
                else:
                    current = array_ops.slice(state, [0, start], [-1, cell.state_size])
                    start += cell.state_size
                inputs, new_state = cell(inputs, current)
                states.append(new_state)
        return inputs, tuple(states) if self._state_is_tuple else array_ops.concat(states, 1)

    def _weights_of_cells(self, which: str) -> list[Any]:
        return [weight for cell in self._cells if isinstance(cell, Layer) for weight in getattr(cell, which)]
