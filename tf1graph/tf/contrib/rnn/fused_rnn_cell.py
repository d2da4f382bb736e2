"""Nets over the whole of time as one call: `FusedRNNCell` and what makes one of a cell."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1
from tf1graph.tf.names import provide


@provide("tf.contrib.rnn.FusedRNNCell", gone="2.0")
class FusedRNNCell:
    """Base of what maps inputs [time, N, size] to outputs and the last state."""

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
    ) -> Any:
        """Outputs [time, N, size] and the last state.

        Args:
          inputs: a tensor of the time first, or a list of matrices; the outputs are then a list too.
          initial_state: of the structure of the cell's state; zeros of `dtype` where it is None.
          dtype: of that state.
          sequence_length: how many steps each example has, [N]; all of them where it is None.
          scope: of the variables.
        """
        raise NotImplementedError


@provide("tf.contrib.rnn.FusedRNNCellAdaptor", today="tf_keras.layers.RNN", gone="2.0")
class FusedRNNCellAdaptor(FusedRNNCell):
    """A cell run over time: by `dynamic_rnn` where that is asked for, else by `static_rnn`."""

    def __init__(self, cell: Any, use_dynamic_rnn: bool = False):
        self._cell = cell
        self._use_dynamic_rnn = use_dynamic_rnn

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
    ) -> Any:
        listed = isinstance(inputs, list)
        about = {"initial_state": initial_state, "dtype": dtype, "sequence_length": sequence_length, "scope": scope}
        if self._use_dynamic_rnn:
            inputs = compat_v1.stack(inputs) if listed else inputs
            outputs, state = compat_v1.nn.dynamic_rnn(self._cell, inputs, time_major=True, **about)
            return (compat_v1.unstack(outputs) if listed else outputs), state
        inputs = inputs if listed else compat_v1.unstack(inputs)
        outputs, state = compat_v1.nn.static_rnn(self._cell, inputs, **about)
        return (outputs if listed else compat_v1.stack(outputs)), state


@provide("tf.contrib.rnn.TimeReversedFusedRNN", today="tf_keras.layers.RNN(go_backwards=True)", gone="2.0")
class TimeReversedFusedRNN(FusedRNNCell):
    """A fused cell that goes from the last step to the first."""

    def __init__(self, cell: Any):
        self._cell = cell

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
    ) -> Any:
        outputs, state = self._cell(
            _turned(inputs, sequence_length),
            initial_state=initial_state,
            dtype=dtype,
            sequence_length=sequence_length,
            scope=scope,
        )
        return _turned(outputs, sequence_length), state


def _turned(steps: Any, lengths: Any) -> Any:
    if isinstance(steps, list):
        return steps[::-1]
    return array_ops.reverse(steps, [0]) if lengths is None else compat_v1.reverse_sequence(steps, lengths, 0, 1)
