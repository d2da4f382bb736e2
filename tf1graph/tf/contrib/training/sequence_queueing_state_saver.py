"""`tf.contrib.training.SequenceQueueingStateSaver`: long sequences in pieces, whose states wait for the next piece."""

from __future__ import annotations

import collections
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import data_flow_ops
from tf1graph.tf.contrib.training import sequence_checks as check
from tf1graph.tf.names import provide

TOKEN = 21051976  # stands for a sequence in the queue that limits how many are under way
FIXED = ("length", "total_length", "next_key", "sequence", "sequence_count")  # of a piece, beside what the user gave


@provide("tf.contrib.training.NextQueuedSequenceBatch", gone="2.0")
class NextQueuedSequenceBatch:
    """A batch of pieces, and where the states go that they lead to: a `state_saver` of `tf.nn`'s RNNs.

    Args:
      state_saver: a `SequenceQueueingStateSaver`, whose `next_batch` this is.
    """

    def __init__(self, state_saver: SequenceQueueingStateSaver):
        self._saver = state_saver
        self.insertion_index, self.key, received = state_saver._barrier.take_many(
            state_saver._batch_size, state_saver._allow_small_batch, name="BarrierTakeMany"
        )
        places = state_saver._places

        def all_of(kind: str, tensors: dict[str, Any]) -> dict[str, Any]:
            return collections.OrderedDict((name, received[places[kind, name]]) for name in tensors)

        self.sequence = received[places["", "sequence"]]
        self.sequence_count = received[places["", "sequence_count"]]
        self.next_key = received[places["", "next_key"]]
        self.length = received[places["", "length"]]
        self.total_length = received[places["", "total_length"]]
        self.context = all_of("context", state_saver._context)
        self.sequences = all_of("sequence", state_saver._sequences)
        self.batch_size = tf.squeeze(tf.shape(self.length))
        self._is_done = self.sequence + 1 >= self.sequence_count
        finished = tf.reduce_sum(tf.cast(self._is_done, tf.int32))
        with tf.control_dependencies([state_saver._capacity_queue.dequeue_many(finished)]):
            self._states = {name: tf.identity(received[places["state", name]]) for name in state_saver._states}

    def state(self, state_name: str) -> Any:
        """The states before the pieces, [N, ...].

        Raises:
          KeyError: none was declared by this name.
        """
        return self._states[state_name]

    def save_state(self, state_name: str, value: Any, name: str | None = None) -> Any:
        """The op that keeps the states after the pieces, [N, ...], for the next ones of the same sequences.

        Raises:
          KeyError: none was declared by this name.
        """
        if state_name not in self._states:
            raise KeyError(f"state was not declared: {state_name}")
        saver = self._saver
        with (
            tf.name_scope(name, "InputQueueingStateSaver_SaveState", values=[value]),
            tf.colocate_with(saver._capacity_queue.queue_ref),
        ):
            going_on = tf.reshape(tf.where(tf.logical_not(self._is_done)), [-1])
            keys = tf.gather(self.next_key, going_on)
            given = tf.identity(value, name=f"convert_{state_name}")
            kept = tf.gather(check.of_shape(given, tf.shape(self._states[state_name])), going_on)
            place = saver._places["state", state_name]
            return saver._barrier.insert_many(place, keys, kept, name=f"BarrierInsertState_{state_name}")


@provide("tf.contrib.training.SequenceQueueingStateSaver", gone="2.0")
class SequenceQueueingStateSaver:
    """Cuts sequences into pieces of `num_unroll` steps, which come in batches as soon as their states are known.

    Args:
      batch_size: how many pieces a batch has, an integer or a tensor.
      num_unroll: how many steps a piece has.
      input_length: the sequence's steps without padding, an int32 scalar.
      input_key: the sequence's name, a string scalar, which no other under way may have.
      input_sequences: tensors [steps, ...] by name; the steps are a multiple of `num_unroll`.
      input_context: tensors by name that are given with every piece.
      initial_states: tensors by name.
      capacity: how many sequences are under way at most; must be given, despite its default.
      allow_small_batch: whether the last batch may be smaller.

    Raises:
      TypeError, ValueError: a name is no string or has a colon, a shape is not known, or a dtype is another.
    """

    _length: Any
    _key: Any
    _padded: Any
    _sequences: dict[str, Any]
    _context: dict[str, Any]
    _states: dict[str, Any]

    def __init__(
        self,
        batch_size: Any,
        num_unroll: int,
        input_length: Any,
        input_key: Any,
        input_sequences: dict[str, Any],
        input_context: dict[str, Any],
        initial_states: dict[str, Any],
        capacity: Any = None,
        allow_small_batch: bool = False,
        name: str | None = None,
    ):
        if capacity is not None and isinstance(batch_size, tf.Tensor):
            sizes = [tf.cast(size, tf.int64) for size in (capacity, batch_size)]
            enough = tf.assert_greater_equal(*sizes, message="capacity needs to be >= batch_size.")
            with tf.control_dependencies([enough]):
                input_key = tf.identity(input_key)
        elif capacity is not None and capacity < batch_size:
            raise ValueError(f"capacity {capacity} needs to be >= batch_size {batch_size}")
        self._capacity_queue = tf.FIFOQueue(capacity=capacity, dtypes=[tf.int32], shapes=[[]])
        with tf.colocate_with(self._capacity_queue.queue_ref):
            _check_names("state", initial_states)
            if not initial_states:
                raise ValueError(
                    "initial_states may not be empty: at least one state variable is required to properly enqueue "
                    "split sequences to run in separate iterations"
                )
            given = [input_length, input_key, *input_sequences.values(), *input_context.values()]
            with tf.name_scope(name, "InputQueueingStateSaver", given) as self._scope:
                self._batch_size, self._num_unroll = batch_size, num_unroll
                self._take_inputs(input_length, input_key, input_sequences, input_context, initial_states)
                tensors = {"sequence": self._sequences, "context": self._context, "state": self._states}
                names = [("", part) for part in FIXED] + [(kind, key) for kind, kept in tensors.items() for key in kept]
                self._places = {name: place for place, name in enumerate(names)}
                too_long = [
                    "Input length should be <= than length from sequences:",
                    self._length,
                    " vs. ",
                    self._padded,
                ]
                with tf.control_dependencies([tf.Assert(tf.less_equal(self._length, self._padded), too_long)]):
                    self._length = tf.identity(self._length)
                self._barrier = self._make_barrier()
        self._allow_small_batch = allow_small_batch
        self._prefetch_op: Any = None
        self._next_batch: NextQueuedSequenceBatch | None = None

    def _take_inputs(self, length: Any, key: Any, sequences: Any, context: Any, states: Any) -> None:
        """Check what the user gave, and keep it sorted by name."""
        length = tf.convert_to_tensor(length, name="length")
        key = tf.convert_to_tensor(key, name="key")
        _check_names("sequence", sequences)
        _check_names("context", context)
        if not sequences:
            raise ValueError("must have at least one sequence tensor")
        sequences, context, states = (
            {name: tf.convert_to_tensor(tensor, name=f"{kind}_{name}") for name, tensor in given.items()}
            for kind, given in (("sequence", sequences), ("context", context), ("state", states))
        )
        for kind, given, first in (("state", states, 0), ("context", context, 0), ("sequence", sequences, 1)):
            for name, tensor in given.items():
                if not tensor.shape[first:].is_fully_defined():
                    but = "(ignoring first dimension)" if first else ""
                    raise ValueError(f"Shape for {kind} {name} is not fully defined {but}: {tensor.shape}")
        self._length, self._key = check.of_rank(length, 0), check.of_rank(key, 0)
        if self._length.dtype != tf.int32:
            raise TypeError(f"length dtype must be int32, but received: {self._length.dtype}")
        if self._key.dtype != tf.string:
            raise TypeError(f"key dtype must be string, but received: {self._key.dtype}")
        self._context, self._states = dict(sorted(context.items())), dict(sorted(states.items()))
        by_name = sorted(sequences.items())
        padded = tf.identity(tf.shape(by_name[0][1])[0], name="padded_length")
        self._padded = check.multiple_of(padded, self._num_unroll)
        self._sequences = {
            name: check.of_sizes(tensor, [0], [self._padded], f"sorted_sequences_{name}") for name, tensor in by_name
        }

    def _make_barrier(self) -> Any:
        tensors = [*self._sequences.values(), *self._context.values(), *self._states.values()]
        pieces = [[self._num_unroll, *tensor.shape.as_list()[1:]] for tensor in self._sequences.values()]
        others = [tensor.shape.as_list() for tensor in (*self._context.values(), *self._states.values())]
        types = [tf.int32, tf.int32, tf.string, tf.int32, tf.int32] + [tensor.dtype for tensor in tensors]
        return data_flow_ops.Barrier(types=types, shapes=[()] * len(FIXED) + pieces + others)

    @property
    def name(self) -> str:
        """The scope's."""
        return self._scope

    @property
    def barrier(self) -> Any:
        """Where the pieces wait."""
        return self._barrier

    @property
    def batch_size(self) -> Any:
        """As it was given."""
        return self._batch_size

    @property
    def num_unroll(self) -> int:
        """As it was given."""
        return self._num_unroll

    @property
    def prefetch_op(self) -> Any:
        """The op that puts in a sequence; it is run by a queue runner, or a thread."""
        if self._prefetch_op is None:
            with tf.name_scope(None), tf.name_scope(self._scope, values=[self._barrier.barrier_ref]):
                self._prefetch_op = self._make_prefetch_op()
        return self._prefetch_op

    @property
    def next_batch(self) -> NextQueuedSequenceBatch:
        """The batch of pieces that are ready; its states must be saved in the same run."""
        _ = self.prefetch_op
        if self._next_batch is None:
            with tf.name_scope(None), tf.name_scope(self._scope, values=[self._barrier.barrier_ref]):
                self._next_batch = NextQueuedSequenceBatch(self)
        return self._next_batch

    def close(self, cancel_pending_enqueues: bool = False, name: str | None = None) -> Any:
        """The op after which no sequence is put in; those under way come to their ends unless they are cancelled."""
        with tf.name_scope(name, "SQSSClose", [self._prefetch_op]) as name:
            barrier = self._barrier.close(cancel_pending_enqueues, "BarrierClose")
            queue = self._capacity_queue.close(cancel_pending_enqueues, "FIFOClose")
            return tf.group(barrier, queue, name=name)

    def _make_prefetch_op(self) -> Any:
        count = tf.div(self._padded, self._num_unroll)
        ones = tf.ones(tf.expand_dims(count, 0), dtype=tf.int32)
        sequence = tf.range(count)
        lengths = tf.maximum(0, self._length - self._num_unroll * sequence)
        lengths = tf.minimum(self._num_unroll, lengths)
        total_lengths, counts = self._length * ones, count * ones
        numbers = [tf.as_string(sequence, width=5, fill="0"), "_of_", tf.as_string(count, width=5, fill="0")]
        keys = tf.string_join([*numbers, ":", self._key], name="StringJoinCurrentKeys")
        later = tf.slice(keys, [1], [-1])
        stop = tf.expand_dims(tf.string_join(["STOP:", self._key], name="StringJoinStop"), 0)
        next_keys = tf.concat([later, stop], 0, name="concat_next_keys")
        pieces = {name: self._cut(name, tensor, count) for name, tensor in self._sequences.items()}
        contexts = {name: self._repeat(name, tensor, count) for name, tensor in self._context.items()}

        def insert(place: tuple[str, str], values: Any, name: str) -> Any:
            return self._barrier.insert_many(self._places[place], keys, values, name=name)

        order = insert(("", "sequence"), sequence, "BarrierInsertSequence")
        fixed = [
            order,
            insert(("", "sequence_count"), counts, "BarrierInsertSequenceCount"),
            insert(("", "next_key"), next_keys, "BarrierInsertNextKey"),
            insert(("", "length"), lengths, "BarrierInsertLength"),
            insert(("", "total_length"), total_lengths, "BarrierInsertTotalLength"),
        ]
        of_context = [insert(("context", k), v, f"BarrierInsertContext_{k}") for k, v in contexts.items()]
        of_pieces = [insert(("sequence", k), v, f"BarrierInsertSequences_{k}") for k, v in pieces.items()]
        token = self._capacity_queue.enqueue((TOKEN,))
        with tf.control_dependencies([order, token]):
            of_states = [
                self._barrier.insert_many(
                    self._places["state", name],
                    tf.stack([keys[0]]),
                    tf.stack([value]),
                    name=f"BarrierInitialInsertState_{name}",
                )
                for name, value in self._states.items()
            ]
        return tf.group(token, *fixed, *of_states, *of_context, *of_pieces, name="StateSaverPrefetchGroup")

    def _cut(self, name: str, tensor: Any, count: Any) -> Any:
        """A sequence as pieces [count, num_unroll, ...]."""
        rest = tensor.shape.as_list()[1:]
        sizes = [tf.expand_dims(count, 0), tf.expand_dims(self._num_unroll, 0), rest]
        shape = tf.concat(sizes, 0, name=f"concat_sequences_{name}")
        cut = tf.reshape(tensor, shape, name=f"reshape_sequences_{name}")
        axes = range(tensor.shape.ndims + 1)
        return check.of_sizes(cut, axes, [count, self._num_unroll, *rest], f"reshaped_sequences_{name}")

    def _repeat(self, name: str, tensor: Any, count: Any) -> Any:
        """A context tensor for every piece: [count, ...]."""
        row = tf.expand_dims(tensor, 0)
        times = tf.concat([tf.expand_dims(count, 0), [1] * tensor.shape.ndims], 0, name=f"concat_context_{name}")
        tiled = tf.tile(row, times, name=f"tile_context_{name}")
        axes = range(tensor.shape.ndims + 1)
        return check.of_sizes(tiled, axes, [count, *tensor.shape.as_list()], f"expanded_context_{name}")


def _check_names(kind: str, tensors: Any) -> None:
    if not isinstance(tensors, dict):
        raise TypeError("initial_states must be a dictionary" if kind == "state" else f"{kind} must be a dict")
    for name in tensors:
        if not isinstance(name, str):
            raise TypeError(f"{kind} name must be a string: {name}")
        if ":" in name:
            raise ValueError(f"{kind} name may not have a colon: '{name}'")
