"""`tf.contrib.slim.prefetch_queue`."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import input_queues, math_ops
from tf1graph.tf.names import provide


@provide("tf.contrib.slim.prefetch_queue.prefetch_queue", gone="2.0")
def prefetch_queue(
    tensors: Any,
    capacity: int = 8,
    num_threads: int = 1,
    dynamic_pad: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """A queue that holds values of `tensors` ready; its `dequeue` gives them.

    Args:
      tensors: a list or a dictionary.
      num_threads: how many threads fill it.
      dynamic_pad: whether shapes may be open.
    """
    names = sorted(tensors) if isinstance(tensors, dict) else None
    parts = tensors if names is None else [tensors[name] for name in names]
    with tf.name_scope(name, "prefetch_queue", parts):
        queue = input_queues._which_queue(dynamic_pad)(
            capacity=capacity,
            dtypes=[part.dtype for part in parts],
            shapes=[part.shape for part in parts],
            names=names,
            shared_name=shared_name,
        )
        put = queue.enqueue(tensors)
        tf.train.add_queue_runner(tf.train.QueueRunner(queue, [put] * num_threads))
        filled = math_ops.cast(queue.size(), tf.float32) * (1.0 / capacity)
        tf.summary.scalar(f"fraction_of_{capacity}_full", filled)
        return queue
