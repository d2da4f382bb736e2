"""`tf.contrib.slim.queues`: the graph's queue runners, for a while."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

from tf1graph import tf
from tf1graph.tf.names import provide

_lock = threading.Lock()


@provide("tf.contrib.slim.queues.NestedQueueRunnerError", gone="2.0")
class NestedQueueRunnerError(Exception):
    """`QueueRunners` within `QueueRunners`."""


@provide("tf.contrib.slim.queues.QueueRunners", gone="2.0")
@contextlib.contextmanager
def QueueRunners(session: Any) -> Iterator[None]:
    """Within it, the queue runners of the graph run in `session`.

    Raises:
      NestedQueueRunnerError: they run already.
    """
    if not _lock.acquire(blocking=False):
        raise NestedQueueRunnerError("QueueRunners cannot be nested")
    coordinator, threads = tf.train.Coordinator(), []
    for runner in tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS):
        threads += runner.create_threads(session, coord=coordinator, daemon=True, start=True)
    try:
        yield
    finally:
        coordinator.request_stop()
        try:
            coordinator.join(threads, stop_grace_period_secs=120)
        except RuntimeError:
            session.close()
        _lock.release()
