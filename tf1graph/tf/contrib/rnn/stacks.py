"""Layers of bidirectional nets, each of which takes both directions of the one before (contrib/rnn/.../rnn.py)."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import array_ops, compat_v1, variable_scope
from tf1graph.tf.names import provide


@provide("tf.contrib.rnn.stack_bidirectional_rnn", today="tf_keras.layers.Bidirectional", gone="2.0")
def stack_bidirectional_rnn(
    cells_fw: list[Any],
    cells_bw: list[Any],
    inputs: Any,
    initial_states_fw: list[Any] | None = None,
    initial_states_bw: list[Any] | None = None,
    dtype: Any = None,
    sequence_length: Any = None,
    scope: Any = None,
) -> Any:
    """Unrolled: the outputs, a list over time, and the last states of both directions, a tuple over layers.

    Args:
      cells_fw, cells_bw: lists of cells, one a layer.
      inputs: a list over time of tensors [N, size].
      initial_states_fw, initial_states_bw: lists of states, one a layer; zeros of `dtype` where they are None.
      dtype: of these.
      sequence_length: how many steps each example has, [N].
      scope: of the variables.

    Raises:
      ValueError: the lists are empty, no lists, or of several lengths.
    """
    _check(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    states = []
    with variable_scope.variable_scope(scope or "stack_bidirectional_rnn"):
        for i, (forward, backward) in enumerate(zip(cells_fw, cells_bw, strict=True)):
            with variable_scope.variable_scope(f"cell_{i}") as cell_scope:
                inputs, *both = compat_v1.nn.static_bidirectional_rnn(
                    forward,
                    backward,
                    inputs,
                    initial_state_fw=initial_states_fw[i] if initial_states_fw else None,
                    initial_state_bw=initial_states_bw[i] if initial_states_bw else None,
                    sequence_length=sequence_length,
                    dtype=dtype,
                    scope=cell_scope,
                )
            states.append(both)
    return (inputs, *zip(*states, strict=True))


@provide("tf.contrib.rnn.stack_bidirectional_dynamic_rnn", today="tf_keras.layers.Bidirectional", gone="2.0")
def stack_bidirectional_dynamic_rnn(
    cells_fw: list[Any],
    cells_bw: list[Any],
    inputs: Any,
    initial_states_fw: list[Any] | None = None,
    initial_states_bw: list[Any] | None = None,
    dtype: Any = None,
    sequence_length: Any = None,
    parallel_iterations: int | None = None,
    time_major: bool = False,
    scope: Any = None,
    swap_memory: bool = False,
) -> Any:
    """By loops: the outputs [N, time, size], and the last states of both directions, a tuple over layers.

    Args:
      cells_fw, cells_bw: lists of cells, one a layer.
      inputs: a tensor [N, time, size], or [time, N, size] where `time_major` holds; the outputs are as well.
      initial_states_fw, initial_states_bw: lists of states, one a layer; zeros of `dtype` where they are None.
      dtype: of these.
      sequence_length: how many steps each example has, [N].
      parallel_iterations, time_major, swap_memory: as `tf.nn.dynamic_rnn` takes them.
      scope: of the variables.

    Raises:
      ValueError: the lists are empty, no lists, or of several lengths.
    """
    _check(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    states = []
    with variable_scope.variable_scope(scope or "stack_bidirectional_rnn"):
        for i, (forward, backward) in enumerate(zip(cells_fw, cells_bw, strict=True)):
            with variable_scope.variable_scope(f"cell_{i}"):
                outputs, both = compat_v1.nn.bidirectional_dynamic_rnn(
                    forward,
                    backward,
                    inputs,
                    initial_state_fw=initial_states_fw[i] if initial_states_fw else None,
                    initial_state_bw=initial_states_bw[i] if initial_states_bw else None,
                    sequence_length=sequence_length,
                    parallel_iterations=parallel_iterations,
                    dtype=dtype,
                    swap_memory=swap_memory,
                    time_major=time_major,
                )
                inputs = array_ops.concat(outputs, 2)
            states.append(both)
    return (inputs, *zip(*states, strict=True))


def _check(cells_fw: Any, cells_bw: Any, states_fw: Any, states_bw: Any) -> None:
    for way, cells in (("fw", cells_fw), ("bw", cells_bw)):
        if not cells:
            raise ValueError(f"Must specify at least one {way} cell for BidirectionalRNN.")
        if not isinstance(cells, list):
            raise ValueError(f"cells_{way} must be a list of RNNCells (one per layer).")
    if len(cells_fw) != len(cells_bw):
        raise ValueError("Forward and Backward cells must have the same depth.")
    for way, states in (("fw", states_fw), ("bw", states_bw)):
        if states is not None and (not isinstance(states, list) or len(states) != len(cells_fw)):
            raise ValueError(f"initial_states_{way} must be a list of state tensors (one per layer).")
