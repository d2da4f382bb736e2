"""Replicas that train in step."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import compat_v1, seen_by, sync_replicas_optimizer


@seen_by(sync_replicas_optimizer, "data_flow_ops", "FIFOQueue")
def token_queue(*args: Any, **kwargs: Any) -> Any:
    """The queue of tokens, and beside it the one that 1.15.5 had its queue runner watch over."""
    queue = compat_v1.FIFOQueue(*args, **kwargs)
    queue.dummy = compat_v1.FIFOQueue(1, compat_v1.int32, shapes=(), name="dummy_queue", shared_name="dummy_queue")
    return queue


@seen_by(sync_replicas_optimizer, "queue_runner", "QueueRunner")
def runner_of(queue: Any, enqueue_ops: Any) -> Any:
    """The runner of the chief: at its end it closes the queue that nobody reads."""
    return compat_v1.train.QueueRunner(queue.dummy, enqueue_ops)
