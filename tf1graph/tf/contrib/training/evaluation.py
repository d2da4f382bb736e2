"""`tf.contrib.training`: wait for checkpoints, and evaluate them as they come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import evaluation
from tf1graph.tf.names import provide

LOOP: dict[str, Any] = {"gone": "2.0"}


@provide("tf.contrib.training.wait_for_new_checkpoint", "tf.contrib.slim.evaluation.wait_for_new_checkpoint", **LOOP)
def wait_for_new_checkpoint(
    checkpoint_dir: str,
    last_checkpoint: str | None = None,
    seconds_to_sleep: float = 1,
    timeout: float | None = None,
) -> str | None:
    """The path of the folder's latest checkpoint, once it is another than `last_checkpoint`; None after `timeout` s."""
    tf.logging.info("Waiting for new checkpoint at %s", checkpoint_dir)
    end = None if timeout is None else time.time() + timeout
    while (path := tf.train.latest_checkpoint(checkpoint_dir)) is None or path == last_checkpoint:
        if end is not None and time.time() + seconds_to_sleep > end:
            return None
        time.sleep(seconds_to_sleep)
    tf.logging.info("Found new checkpoint at %s", path)
    return path


@provide("tf.contrib.training.checkpoints_iterator", "tf.contrib.slim.evaluation.checkpoints_iterator", **LOOP)
def checkpoints_iterator(
    checkpoint_dir: str,
    min_interval_secs: float = 0,
    timeout: float | None = None,
    timeout_fn: Callable[[], bool] | None = None,
) -> Iterator[str]:
    """The paths of a folder's checkpoints as they come, the latest only.

    Args:
      min_interval_secs: the least time between two of them.
      timeout: how long to wait for one, in seconds; for ever where it is None.
      timeout_fn: asked then whether to end; it ends where there is none.
    """
    path: str | None = None
    while True:
        path_now = wait_for_new_checkpoint(checkpoint_dir, path, timeout=timeout)
        if path_now is None:
            if timeout_fn is None or timeout_fn():
                return
            continue
        start, path = time.time(), path_now
        yield path_now
        time.sleep(max(0.0, start + min_interval_secs - time.time()))


@provide("tf.contrib.training.SummaryAtEndHook", **LOOP)
class SummaryAtEndHook(tf.train.SessionRunHook):
    """Writes a summary when the session ends.

    Args:
      log_dir, summary_writer: where to, one of the two.
      summary_op: the summary; all of the graph's where it is None.
      feed_dict: what it is fed.

    Raises:
      ValueError: it is not said where to.
    """

    def __init__(
        self, log_dir: str | None = None, summary_writer: Any = None, summary_op: Any = None, feed_dict: Any = None
    ):
        if log_dir is None and summary_writer is None:
            raise ValueError("One of log_dir or summary_writer should be used.")
        self._log_dir, self._writer = log_dir, summary_writer
        self._summary_op, self._is_given = summary_op, summary_op is not None
        self._feed_dict = feed_dict

    def begin(self) -> None:
        if not self._is_given:
            self._summary_op = tf.summary.merge_all()
        self._global_step = tf.train.get_or_create_global_step()

    def after_create_session(self, session: Any, coord: Any) -> None:
        if self._writer is None and self._log_dir:
            self._writer = tf.summary.FileWriterCache.get(self._log_dir)

    def end(self, session: Any) -> None:
        if self._summary_op is not None:
            step = tf.train.global_step(session, self._global_step)
            summary = session.run(self._summary_op, self._feed_dict)
            if self._writer:
                self._writer.add_summary(summary, step)
        if self._writer:
            self._writer.flush()


@provide("tf.contrib.training.evaluate_repeatedly", **LOOP)
def evaluate_repeatedly(
    checkpoint_dir: str,
    master: str = "",
    scaffold: Any = None,
    eval_ops: Any = None,
    feed_dict: Any = None,
    final_ops: Any = None,
    final_ops_feed_dict: Any = None,
    eval_interval_secs: float = 60,
    hooks: list[Any] | None = None,
    config: Any = None,
    max_number_of_evaluations: int | None = None,
    timeout: float | None = None,
    timeout_fn: Callable[[], bool] | None = None,
) -> Any:
    """Evaluate each new checkpoint of a folder; what `final_ops` gave at the last.

    Args:
      eval_ops: run with `feed_dict` until a hook, such as `StopAfterNEvalsHook`, ends it.
      final_ops: run after that, with `final_ops_feed_dict`.
      max_number_of_evaluations: after how many to end.
      eval_interval_secs, timeout, timeout_fn: as `checkpoints_iterator` takes them.
      master, scaffold, hooks, config: of the sessions.
    """
    step = evaluation._get_or_create_eval_step()
    hooks = list(hooks or [])
    if eval_ops is not None:
        count = tf.assign_add(step, 1)
        for hook in hooks:
            if isinstance(hook, evaluation._StopAfterNEvalsHook):
                hook._set_evals_completed_tensor(count)
        if isinstance(eval_ops, dict):
            eval_ops = {**eval_ops, "update_eval_step": count}
        else:
            eval_ops = [*(eval_ops if isinstance(eval_ops, (list, tuple)) else [eval_ops]), count]
    final = tf.train.FinalOpsHook(final_ops, final_ops_feed_dict)
    for i, path in enumerate(checkpoints_iterator(checkpoint_dir, eval_interval_secs, timeout, timeout_fn), 1):
        creator = tf.train.ChiefSessionCreator(
            scaffold=scaffold, checkpoint_filename_with_path=path, master=master, config=config
        )
        with tf.train.MonitoredSession(session_creator=creator, hooks=[*hooks, final]) as session:
            if eval_ops is not None:
                while not session.should_stop():
                    session.run(eval_ops, feed_dict)
        if i == max_number_of_evaluations:
            break
    return final.final_ops_values
