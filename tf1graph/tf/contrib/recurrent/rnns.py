"""RNN cells run by `Recurrent`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import math_ops, nest
from tf1graph.tf.contrib.recurrent.recurrent import NOTE, Recurrent
from tf1graph.tf.names import provide

PLACE = "tf.contrib.recurrent."
ABOUT: dict[str, Any] = {"fidelity": "approximate", "gone": "2.0", "note": NOTE}


@provide(PLACE + "functional_rnn", today="tf.compat.v1.nn.dynamic_rnn", **ABOUT)
def functional_rnn(
    cell: Any,
    inputs: Any,
    sequence_length: Any = None,
    initial_state: Any = None,
    dtype: Any = None,
    time_major: bool = False,
    scope: Any = None,
    use_tpu: bool = False,
    reverse: bool = False,
) -> tuple[Any, Any]:
    """As `tf.nn.dynamic_rnn`: the outputs, zeros behind the ends of sequences, and the states there.

    Args:
      inputs: [batch, time, size], or [time, batch, size] where `time_major` is true; so are the outputs.
      initial_state: zeros of `dtype` where it is None.
      use_tpu: unused.
      reverse: whether to begin at the end; the state is then that of the first step, and the steps between the end
        of a sequence and of the longest are taken too.
    """
    with tf.variable_scope(scope or "rnn") as rnn_scope:
        if not time_major:
            inputs = nest.map_structure(lambda tensor: tf.transpose(tensor, [1, 0, 2]), inputs)
        first = nest.flatten(inputs)[0]
        if initial_state is None:
            initial_state = cell.zero_state(tf.shape(first)[1], dtype)
    if reverse:
        inputs = nest.map_structure(lambda tensor: tf.reverse(tensor, [0]), inputs)

    def step(theta: Any, state: Any, now: Any) -> tuple[Any, Any]:
        with tf.variable_scope(rnn_scope, auxiliary_name_scope=False):
            output, new = cell(now, state[1])
        return [output, new], []

    output0 = tf.zeros([tf.shape(first)[1], cell.output_size], dtype=nest.flatten(initial_state)[0].dtype)
    output0.set_shape([tf.dimension_value(first.shape[1]), cell.output_size])
    length = None if sequence_length is None else math_ops.reduce_max(sequence_length)
    (outputs, states), (_, last) = Recurrent(
        [], [output0, initial_state], inputs, step, max_input_length=length, aligned_end=reverse
    )
    if sequence_length is not None and not reverse:
        last = nest.map_structure(lambda whole: _at_ends(whole, sequence_length), states)
    if reverse:
        outputs = tf.reverse(outputs, [0])
    if sequence_length is not None:
        counts = math_ops.range(tf.shape(outputs)[0])[:, tf.newaxis] < tf.cast(sequence_length, tf.int32)
        outputs *= tf.cast(counts[..., tf.newaxis], outputs.dtype)
    return outputs if time_major else tf.transpose(outputs, [1, 0, 2]), last


def _at_ends(states: Any, lengths: Any) -> Any:
    """The state [batch, size] in the last step of each sequence; zeros of one without steps."""
    is_last = tf.equal(math_ops.range(tf.shape(states)[0])[:, tf.newaxis], tf.cast(lengths, tf.int32) - 1)
    return math_ops.reduce_sum(tf.cast(is_last[..., tf.newaxis], states.dtype) * states, 0)


@provide(PLACE + "bidirectional_functional_rnn", today="tf.compat.v1.nn.bidirectional_dynamic_rnn", **ABOUT)
def bidirectional_functional_rnn(
    cell_fw: Any,
    cell_bw: Any,
    inputs: Any,
    initial_state_fw: Any = None,
    initial_state_bw: Any = None,
    dtype: Any = None,
    sequence_length: Any = None,
    time_major: bool = False,
    use_tpu: bool = False,
    fast_reverse: bool = False,
    scope: Any = None,
) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """As `tf.nn.bidirectional_dynamic_rnn`: the outputs of both ways, and their states.

    Args:
      fast_reverse: whether to turn all of time round, not each sequence.
    """
    axes = (0, 1) if time_major else (1, 0)

    def turn(tensor: Any) -> Any:
        if sequence_length is None:
            return tf.reverse(tensor, axis=[axes[0]])
        return tf.reverse_sequence(tensor, sequence_length, seq_axis=axes[0], batch_axis=axes[1])

    options = {"sequence_length": sequence_length, "dtype": dtype, "time_major": time_major}
    with tf.variable_scope(scope or "bidirectional_rnn"):
        with tf.variable_scope("fw") as fw_scope:
            forwards = functional_rnn(cell_fw, inputs, initial_state=initial_state_fw, scope=fw_scope, **options)
        with tf.variable_scope("bw") as bw_scope:
            turned = inputs if fast_reverse else turn(inputs)
            outputs, state = functional_rnn(
                cell_bw, turned, initial_state=initial_state_bw, scope=bw_scope, reverse=fast_reverse, **options
            )
    outputs = outputs if fast_reverse else turn(outputs)
    return (forwards[0], outputs), (forwards[1], state)
