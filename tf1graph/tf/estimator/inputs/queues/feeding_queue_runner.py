"""A queue runner whose threads feed what functions give."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from tf1graph import tf


class _FeedingQueueRunner(tf.train.QueueRunner):
    """Fills a queue by enqueue ops, each in a thread of its own, fed by the function of the same place.

    Args:
      feed_fns: functions without arguments that give a feed dict, or raise `tf.errors.OutOfRangeError` at the end.
      The others are those of `tf.train.QueueRunner`.

    Raises:
      ValueError: there are not as many functions as enqueue ops.
    """

    def __init__(
        self,
        queue: Any = None,
        enqueue_ops: Sequence[Any] | None = None,
        close_op: Any = None,
        cancel_op: Any = None,
        feed_fns: Sequence[Callable[[], dict[Any, Any]] | None] | None = None,
        queue_closed_exception_types: tuple[type[Exception], ...] | None = None,
    ):
        ends = queue_closed_exception_types or (tf.errors.OutOfRangeError, tf.errors.CancelledError)
        enqueue_ops = enqueue_ops or ()
        super().__init__(queue, enqueue_ops, close_op, cancel_op, queue_closed_exception_types=ends)
        if feed_fns is not None and len(feed_fns) != len(enqueue_ops):
            raise ValueError("If feed_fns is not None, it must have the same length as enqueue_ops.")
        self._feed_fns = feed_fns or [None] * len(enqueue_ops)

    def create_threads(self, sess: Any, coord: Any = None, daemon: bool = False, start: bool = False) -> list[Any]:
        """The threads that fill the queue; none where those of an earlier call still run."""
        with self._lock:
            if self._runs_per_session.get(sess, 0) > 0:
                return []
            self._runs_per_session[sess] = len(self._enqueue_ops)
            self._exceptions_raised: list[Exception] = []
        threads = [
            threading.Thread(target=self._fill, args=(sess, op, feed_fn, coord))
            for op, feed_fn in zip(self._enqueue_ops, self._feed_fns, strict=True)
        ]
        if coord:
            threads.append(threading.Thread(target=self._close_on_stop, args=(sess, self._cancel_op, coord)))
        for thread in threads:
            thread.daemon = daemon
            if start:
                thread.start()
        return threads

    def _fill(self, session: Any, enqueue_op: Any, feed_fn: Callable[[], Any] | None, coord: Any) -> None:
        if coord:
            coord.register_thread(threading.current_thread())
        try:
            while not (coord and coord.should_stop()):
                session.run(enqueue_op, feed_dict=feed_fn and feed_fn())
        except (tf.errors.OutOfRangeError, tf.errors.CancelledError):
            self._leave(session, close=True)
        except Exception as error:
            self._leave(session)
            if coord:
                coord.request_stop(error)
            else:
                tf.logging.error("Exception in QueueRunner: %s", str(error))
                with self._lock:
                    self._exceptions_raised.append(error)
                raise
        else:
            self._leave(session)

    def _leave(self, session: Any, close: bool = False) -> None:
        """One thread less; with `close`, the last closes the queue, so that its reader comes to the end."""
        with self._lock:
            self._runs_per_session[session] -= 1
            if close and self._runs_per_session[session] == 0:
                try:
                    session.run(self._close_op)
                except Exception as error:
                    tf.logging.vlog(1, "Ignored exception: %s", str(error))

    def _init_from_proto(self, queue_runner_def: Any, import_scope: Any = None) -> None:
        raise NotImplementedError(f"{type(self).__name__} does not support initialization from proto.")

    def to_proto(self, export_scope: Any = None) -> Any:
        """Not possible: functions cannot be saved.

        Raises:
          NotImplementedError: always.
        """
        raise NotImplementedError(f"{type(self).__name__} does not support serialization to proto.")
