"""`tf.contrib.training`: batches of examples of like length, or of any other like."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import indexed_slices, input_queues, math_ops, tensor_util
from tf1graph.tf.names import provide

ENDS = (tf.errors.OutOfRangeError, tf.errors.CancelledError)


@provide("tf.contrib.training.bucket", today="tf.data.experimental.group_by_window", gone="2.0")
def bucket(
    tensors: Any,
    which_bucket: Any,
    batch_size: Any,
    num_buckets: int,
    num_threads: int = 1,
    capacity: int = 32,
    bucket_capacities: Sequence[int] | None = None,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    keep_input: Any = True,
    shared_name: str | None = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Batches of examples that go into the same bucket: the bucket's number, int32, and the batched `tensors`.

    Each bucket is a queue; what fills a batch goes on to one queue for all. Queue runners fill them.

    Args:
      tensors: one example, as a list or a dictionary of tensors.
      which_bucket: its bucket, an int32 scalar below `num_buckets`.
      batch_size: of each bucket, or a list with one for each.
      num_threads: how many threads put examples into buckets.
      capacity: of the last queue, and of the buckets where `bucket_capacities` is None.
      shapes: of the tensors, where they are not known.
      dynamic_pad: whether examples of a batch are padded to one shape.
      allow_smaller_final_batch: whether what is left over at the end is a batch.
      keep_input: a Boolean scalar, whether the example is put anywhere.
      shared_name: of the queues, between sessions.

    Raises:
      ValueError: there are no tensors, the lists are not of `num_buckets` elements, or a shape is unknown.
    """
    sizes_differ = isinstance(batch_size, (list, tuple))
    sizes = list(batch_size) if sizes_differ else [batch_size] * num_buckets
    if len(sizes) != num_buckets:
        raise ValueError("If batch_size is a list it must have num_buckets elements")
    capacities = [capacity] * num_buckets if bucket_capacities is None else bucket_capacities
    if len(capacities) != num_buckets:
        raise ValueError(
            f"The list bucket_capacities ({capacities!s}) must have exactly num_buckets ({num_buckets}) elements."
        )
    example = input_queues._as_tensor_list(tensors)
    with tf.name_scope(name, "bucket", example):
        example = indexed_slices.internal_convert_n_to_tensor_or_indexed_slices(example)
        if not example:
            raise ValueError("Expected at least one tensor in bucket().")
        keep_input = input_queues._validate_keep_input(keep_input, enqueue_many=False)
        example, sparse = input_queues._store_sparse_tensors(example, enqueue_many=False, keep_input=keep_input)
        sizes = [_static(tf.convert_to_tensor(size, tf.int32, name="batch_size")) for size in sizes]
        types = input_queues._dtypes([example])
        shapes = input_queues._shapes([example], shapes, enqueue_many=False)
        which_bucket = tf.convert_to_tensor(which_bucket, tf.int32, name="which_bucket")
        make_queue = input_queues._which_queue(dynamic_pad)
        buckets = [
            make_queue(
                capacity=room,
                dtypes=types,
                shapes=shapes,
                shared_name=None if shared_name is None else f"{shared_name}_{i}",
                name=f"bucket_queue_{i}",
            )
            for i, room in enumerate(capacities)
        ]
        rows = None if allow_smaller_final_batch or sizes_differ or tf.is_tensor(sizes[-1]) else sizes[-1]
        batches = tf.PaddingFIFOQueue(
            capacity=capacity,
            dtypes=[tf.int32, *types],
            shapes=[tf.TensorShape([]), *(tf.TensorShape([rows]).concatenate(shape) for shape in buckets[0].shapes)],
            shared_name=shared_name,
            name="top_queue",
        )
        _run_queues(
            _enqueue_one(buckets, which_bucket, example, keep_input),
            buckets,
            sizes,
            batches,
            num_threads,
            allow_smaller_final_batch,
        )
        for queue in buckets:
            tf.summary.scalar(f"bucket/{queue.name}/size", math_ops.cast(batches.size(), tf.float32))
        filled = math_ops.cast(batches.size(), tf.float32) * (1.0 / capacity)
        tf.summary.scalar(f"bucket/{batches.name}/fraction_of_{capacity}_full", filled)
        bucket_number, *batch = batches.dequeue(name="dequeue_top")
        restored = input_queues._restore_sparse_tensors(batch[0] if len(batch) == 1 else batch, sparse)
        return bucket_number, input_queues._as_original_type(tensors, restored)


def _static(size: Any) -> Any:
    """The number that a tensor always is; else the tensor."""
    number = tensor_util.constant_value(size)
    return size if number is None else number


def _enqueue_one(buckets: Sequence[Any], which_bucket: Any, example: Any, keep_input: Any) -> Any:
    """The op that puts an example into its bucket, where it is kept."""

    def put() -> Any:
        into_each = [
            tf.cond(math_ops.equal(which_bucket, i), functools.partial(queue.enqueue, example), tf.no_op)
            for i, queue in enumerate(buckets)
        ]
        return tf.group(*into_each, name="group_enqueues")

    return tf.contrib.layers.utils.smart_cond(keep_input, put, tf.no_op)


def _run_queues(
    enqueue: Any, buckets: Sequence[Any], sizes: Sequence[Any], batches: Any, num_threads: int, smaller: bool
) -> None:
    """Add the runners: of the buckets' batches into `batches`, and of the examples into the buckets."""
    to_batches = []
    for i, (queue, size) in enumerate(zip(buckets, sizes, strict=True)):
        number = tf.constant(i)
        taken = (queue.dequeue_up_to if smaller else queue.dequeue_many)(size, name=f"read_bucket_{i}")
        taken = taken if isinstance(taken, (list, tuple)) else [taken]
        to_batches.append(batches.enqueue([number, *taken], name=f"enqueue_from_bucket_{i}"))
    tf.train.add_queue_runner(
        tf.train.QueueRunner(
            buckets[0],
            to_batches,
            close_op=batches.close(),
            cancel_op=batches.close(cancel_pending_enqueues=True),
            queue_closed_exception_types=ENDS,
        )
    )
    tf.train.add_queue_runner(
        tf.train.QueueRunner(
            batches,
            [enqueue] * num_threads,
            close_op=tf.group(*[queue.close() for queue in buckets]),
            cancel_op=tf.group(*[queue.close(cancel_pending_enqueues=True) for queue in buckets]),
            queue_closed_exception_types=ENDS,
        )
    )


@provide(
    "tf.contrib.training.bucket_by_sequence_length",
    today="tf.data.Dataset.bucket_by_sequence_length",
    gone="2.0",
)
def bucket_by_sequence_length(
    input_length: Any,
    tensors: Any,
    batch_size: Any,
    bucket_boundaries: Sequence[int],
    num_threads: int = 1,
    capacity: int = 32,
    bucket_capacities: Sequence[int] | None = None,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    keep_input: Any = True,
    shared_name: str | None = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Batches of sequences of like length: their lengths, int32, and the batched `tensors`.

    Args:
      input_length: the length of the example, an int32 scalar.
      bucket_boundaries: increasing lengths; the first bucket takes those below the first of them, the last the
        others.
      The rest are those of `bucket`, for one bucket more than there are boundaries.

    Raises:
      TypeError: the boundaries are no list of integers.
      ValueError: there are none, or they do not increase; and as `bucket` does.
    """
    example = input_queues._as_tensor_list(tensors)
    if not isinstance(bucket_boundaries, (list, tuple)):
        raise TypeError(f"bucket_boundaries must be a list or tuple, but received: {bucket_boundaries}")
    if not bucket_boundaries:
        raise ValueError("bucket_boundaries must not be empty")
    for below, above in pairwise(bucket_boundaries):
        if not (isinstance(below, int) and isinstance(above, int)):
            raise TypeError(f"bucket boundaries must be integers, but saw: {below} and {above}")
        if below >= above:
            raise ValueError(f"Buckets must contain sequential increasing lengths, but saw: {below} before {above}")
    with tf.name_scope(name, "bucket_by_sequence_length", [input_length, *example]):
        input_length = tf.convert_to_tensor(input_length, tf.int32, name="input_length")
        any_length = np.iinfo(np.int32)
        reached = math_ops.less_equal([any_length.min, *bucket_boundaries], input_length)
        fits = math_ops.logical_and(reached, math_ops.less(input_length, [*bucket_boundaries, any_length.max]))
        which_bucket = math_ops.cast(math_ops.reduce_min(tf.where_v2(fits)), tf.int32)
        _, (lengths, *batch) = bucket(
            [input_length, *example],
            which_bucket,
            batch_size,
            len(bucket_boundaries) + 1,
            num_threads,
            capacity,
            bucket_capacities,
            None if shapes is None else [tf.TensorShape([]), *shapes],
            dynamic_pad,
            allow_smaller_final_batch,
            keep_input,
            shared_name,
        )
        return lengths, input_queues._as_original_type(tensors, batch)
