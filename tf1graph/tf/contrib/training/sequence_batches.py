"""`tf.contrib.training.batch_sequences_with_states`: sequences padded, cut into pieces and batched."""

from __future__ import annotations

import numbers
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.training.sequence_queueing_state_saver import (
    NextQueuedSequenceBatch,
    SequenceQueueingStateSaver,
)
from tf1graph.tf.names import provide

KEYS = 100000000  # how many random numbers make keys unique


@provide(
    "tf.contrib.training.batch_sequences_with_states",
    fidelity="approximate",
    gone="2.0",
    note="the nodes of dense tensors; SparseTensors are refused",
)
def batch_sequences_with_states(
    input_key: Any,
    input_sequences: dict[str, Any],
    input_context: dict[str, Any],
    input_length: Any,
    initial_states: dict[str, Any],
    num_unroll: int,
    batch_size: Any,
    num_threads: int = 3,
    capacity: Any = 1000,
    allow_small_batch: bool = True,
    pad: bool = True,
    make_keys_unique: bool = False,
    make_keys_unique_seed: int | None = None,
    name: str | None = None,
) -> NextQueuedSequenceBatch:
    """Batches of pieces of sequences out of a `SequenceQueueingStateSaver` that queue runners fill.

    Args:
      input_length: where it is None, and `pad` is true, as many steps as the sequences have.
      num_threads: how many threads put sequences in.
      pad: whether sequences are filled up with zeros to a multiple of `num_unroll`; an error in the run where they
        are none, and it is false.
      make_keys_unique: whether a random number of `make_keys_unique_seed` is put after the keys.
      The others are the state saver's.

    Raises:
      TypeError: a sequence or a context is a SparseTensor.
      ValueError: `num_unroll` is no integer.
    """
    for key, tensor in [*input_sequences.items(), *input_context.items()]:
        if isinstance(tensor, (tf.SparseTensor, tf.SparseTensorValue)):
            raise TypeError(f"batch_sequences_with_states takes dense tensors here: make {key!r} one before.")
    given = [*input_sequences.values(), *input_context.values(), *initial_states.values()]
    with tf.name_scope(name, "batch_sequences_with_states", given) as name:
        if pad:
            length, sequences = _padded(input_sequences, num_unroll)
            input_length = length if input_length is None else input_length
        else:
            sequences = {key: _whole(key, value, num_unroll) for key, value in input_sequences.items()}
        _make_unused_length(sequences)
        if make_keys_unique:
            number = tf.random_uniform((), minval=0, maxval=KEYS, dtype=tf.int32, seed=make_keys_unique_seed)
            input_key = tf.string_join([input_key, tf.as_string(number)])
        saver = SequenceQueueingStateSaver(
            batch_size,
            num_unroll,
            input_length=input_length,
            input_key=input_key,
            input_sequences=sequences,
            input_context=input_context,
            initial_states=initial_states,
            capacity=capacity,
            allow_small_batch=allow_small_batch,
        )
        ready = tf.cast(saver.barrier.ready_size(), tf.float32)
        tf.summary.scalar(f"queue/{saver.barrier.name}/ready_segment_batches_", ready)
        ends = (tf.errors.OutOfRangeError, tf.errors.CancelledError)
        runner = tf.train.QueueRunner(saver, [saver.prefetch_op] * num_threads, queue_closed_exception_types=ends)
        tf.train.add_queue_runner(runner)
        return saver.next_batch


def _padded(sequences: dict[str, Any], num_unroll: int) -> tuple[Any, dict[str, Any]]:
    """The steps of the sequences, which must have as many, and the sequences filled up."""
    if not isinstance(num_unroll, numbers.Integral):
        raise ValueError(f"Unsupported num_unroll expected int, got: {num_unroll}")
    if not isinstance(sequences, dict):
        raise TypeError(f"Unsupported sequences expected dict, got: {sequences}")
    if not sequences:
        return 0, {}
    tensors = {key: tf.convert_to_tensor(value) for key, value in sorted(sequences.items())}
    lengths = [tf.shape(value)[0] for value in tensors.values()]
    equal = [_equals(length, lengths) for length in lengths]
    with tf.control_dependencies(equal):
        length = tf.identity(lengths[0], name="control_dependency")
    unroll = tf.constant(num_unroll)
    padded_length = length + (unroll - length % unroll) % unroll
    return length, {key: _fill_up(value, padded_length) for key, value in tensors.items()}


def _equals(length: Any, lengths: list[Any]) -> Any:
    """The check that a length is the first one."""
    fits = tf.equal(length, lengths[0])
    said = ["All sequence lengths must match, but received lengths: ", tf.as_string(lengths)]
    return tf.Assert(fits, [tf.string_join(said)])


def _fill_up(value: Any, length: Any) -> Any:
    lacking = [length - tf.shape(value)[0]]
    shape = tf.concat((lacking, tf.shape(value)[1:]), 0)
    nothing = tf.constant("" if value.dtype == tf.string else 0, dtype=value.dtype)
    return tf.concat([value, tf.fill(dims=shape, value=nothing)], 0)


def _whole(key: str, value: Any, num_unroll: int) -> Any:
    """A sequence, checked to be of whole pieces."""
    tensor = tf.convert_to_tensor(value)
    length = tf.shape(tensor)[0]
    fits = tf.logical_and(tf.equal(length % num_unroll, 0), tf.not_equal(length, 0))
    said = [
        f"Tensor {key} first dimension should be a multiple of: ",
        tf.as_string(num_unroll),
        ", but saw value: ",
        tf.as_string(length),
        ". Consider setting pad=True.",
    ]
    with tf.control_dependencies([tf.Assert(fits, [tf.string_join(said)])]):
        return tf.identity(tensor, name="multiple_of_checked")


def _make_unused_length(sequences: dict[str, Any]) -> None:
    """The nodes that TensorFlow 1 made of a sequence's length for sparse contexts, also where there are none."""
    length = tf.constant(1)
    if sequences:
        first = next(iter(sequences.values()))
        with tf.control_dependencies([first]):
            length = tf.shape(first)[0]
    tf.cast(length, tf.int64)
