"""A graph trained step by step: `tf.contrib.learn.train`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.names import provide


def saver_of(graph: Any, max_to_keep: int = 5) -> Any:
    """What saves and restores all of a graph, None where there is nothing."""
    saved = graph.get_collection(tf.GraphKeys.GLOBAL_VARIABLES) + graph.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS)
    return tf.train.Saver(saved, sharded=True, max_to_keep=max_to_keep) if saved else None


def first_of(collection: str, make: Callable[[], Any] = lambda: None) -> Any:
    """The first of a collection, into which what `make` gives is put where it is empty."""
    there = tf.get_collection(collection)
    if there:
        return there[0]
    made = make()
    if made is not None:
        tf.add_to_collection(collection, made)
    return made


BY_NAMES: dict[str, Any] = {
    "fidelity": "approximate",
    "note": "the figures and the names of the nodes are 1.15.5's; no golden compares their ops and inputs",
}


@provide("tf.contrib.learn.train", "tf.contrib.learn.graph_actions.train", gone="2.0", **BY_NAMES)
def train(
    graph: Any,
    output_dir: str,
    train_op: Any,
    loss_op: Any,
    global_step_tensor: Any = None,
    init_op: Any = None,
    init_feed_dict: dict[Any, Any] | None = None,
    init_fn: Callable[[Any], None] | None = None,
    log_every_steps: int = 10,
    supervisor_is_chief: bool = True,
    supervisor_master: str = "",
    supervisor_save_model_secs: int = 600,
    keep_checkpoint_max: int = 5,
    supervisor_save_summaries_steps: int = 100,
    feed_fn: Callable[[], dict[Any, Any]] | None = None,
    steps: int | None = None,
    fail_on_nan_loss: bool = True,
    monitors: list[Any] | None = None,
    max_steps: int | None = None,
) -> Any:
    """Train a graph under a `tf.train.Supervisor`, from the last checkpoint of a folder on; the last loss.

    Args:
      graph: with nothing else going on in it.
      output_dir: where checkpoints and summaries are written.
      train_op, loss_op: what is run in each step; the former counts the global step up.
      global_step_tensor: the graph's where it is None.
      init_op, init_feed_dict, init_fn: as of the supervisor.
      log_every_steps: of how many steps one is logged.
      supervisor_is_chief, supervisor_master: as of the supervisor.
      supervisor_save_model_secs: seconds between checkpoints.
      keep_checkpoint_max: how many stay.
      supervisor_save_summaries_steps: steps between summaries.
      feed_fn: gives what is fed in each step.
      steps: how many more are taken; as many as there is input for where this and `max_steps` are None.
      fail_on_nan_loss: whether a loss that is no number ends it.
      monitors: of `tf.contrib.learn.monitors`; those of `get_default_monitors` where there are none.
      max_steps: how many are taken, with those of before.

    Raises:
      ValueError: something is missing, or both `steps` and `max_steps` are given.
      NanLossDuringTrainingError: the loss is no number.
    """
    if steps is not None and max_steps is not None:
        raise ValueError("Can not provide both steps and max_steps.")
    if not output_dir:
        raise ValueError(f"Output directory should be non-empty {output_dir}.")
    if train_op is None:
        raise ValueError("Missing train_op.")
    if loss_op is None:
        raise ValueError("Missing loss_op.")
    while True:
        with graph.as_default():
            step = tf.contrib.framework.assert_or_get_global_step(graph, global_step_tensor)
            if step is None:
                raise ValueError('No "global_step" was provided or found in the graph.')
            last = (_step_of(output_dir, step) + steps) if steps and max_steps is None else max_steps
            writer = tf.summary.FileWriterCache.get(output_dir) if supervisor_is_chief else None
            watching = _watching(monitors, loss_op, supervisor_is_chief, supervisor_save_summaries_steps, writer)
            for monitor in watching:
                monitor.begin(max_steps=last)
        supervisor = tf.train.Supervisor(
            graph,
            init_op=init_op or tf.train.Supervisor.USE_DEFAULT,
            init_feed_dict=init_feed_dict,
            is_chief=supervisor_is_chief,
            logdir=output_dir,
            saver=saver_of(graph, keep_checkpoint_max),
            global_step=step,
            summary_op=None,
            summary_writer=writer,
            save_model_secs=supervisor_save_model_secs,
            init_fn=init_fn,
        )
        session = supervisor.prepare_or_wait_for_session(master=supervisor_master, start_standard_services=True)
        supervisor.start_queue_runners(session)
        loop = _Loop(session, supervisor, step, watching, last)
        try:
            with session:
                return loop.run(train_op, loss_op, feed_fn, log_every_steps, fail_on_nan_loss)
        except tf.errors.AbortedError:
            tf.logging.warning("Training got Aborted error. Keep training.")


def _step_of(folder: str, step: Any) -> int:
    """At which step the last checkpoint of a folder was written, 0 where there is none."""
    try:
        return tf.contrib.framework.load_variable(folder, step.name)
    except (tf.errors.NotFoundError, ValueError):
        return 0


def _watching(monitors: Any, loss_op: Any, is_chief: bool, every: int, writer: Any) -> list[Any]:
    if monitors:
        return [monitor for monitor in monitors if is_chief or monitor.run_on_all_workers]
    if not is_chief:
        return []
    return tf.contrib.learn.monitors.get_default_monitors(
        loss_op=loss_op,
        summary_op=first_of(tf.GraphKeys.SUMMARY_OP, _all_summaries),
        save_summary_steps=every,
        summary_writer=writer,
    )


def _all_summaries() -> Any:
    summaries = tf.get_collection(tf.GraphKeys.SUMMARIES)
    return tf.summary.merge(summaries, name="MergeSummary") if summaries else None


class _Loop:
    """The steps of a training."""

    def __init__(self, session: Any, supervisor: Any, step: Any, monitors: list[Any], last: int | None):
        self._session, self._supervisor, self._step = session, supervisor, step
        self._monitors, self._last = monitors, last

    def run(self, train_op: Any, loss_op: Any, feed_fn: Any, log_every: int, fails_on_nan: bool) -> Any:
        """The last loss, after the last checkpoint was written."""
        failure: BaseException | None = None
        self._loss: Any = None
        try:
            self._go_on(train_op, loss_op, feed_fn, log_every, fails_on_nan)
        except tf.errors.OutOfRangeError as error:
            said = "Got exception during tf.learn training loop possibly due to exhausted input queue %s."
            tf.logging.warn(said, error)
        except StopIteration:
            tf.logging.info("Exhausted input iterarator.")
        except BaseException as error:
            failure = error
        try:
            self._finish()
        except tf.errors.OutOfRangeError as error:
            said = (
                "OutOfRangeError in tf.learn final checkpoint possibly due to exhausted input queue. Note: summary_op "
                "is not expected to trigger dequeues. %s."
            )
            tf.logging.warn(said, error)
        except BaseException as error:
            if failure is None:
                raise
            tf.logging.error("Got exception during tf.learn final checkpoint %s.", error)
        if failure is not None:
            raise failure
        return self._loss

    def _go_on(self, train_op: Any, loss_op: Any, feed_fn: Any, log_every: int, fails_on_nan: bool) -> None:
        at = logged = self._session.run(self._step)
        tf.logging.info("Training steps [%d,%s)", at, "inf" if self._last is None else str(self._last))
        while not self._supervisor.should_stop() and (self._last is None or at < self._last):
            began = time.time()
            feed = feed_fn() if feed_fn is not None else None
            outputs, is_over = self._take_step(at + 1, [train_op, loss_op], feed)
            self._loss = outputs[loss_op.name]
            if np.isnan(self._loss):
                if fails_on_nan:
                    tf.logging.error("Model diverged with loss = NaN.")
                    raise tf.contrib.learn.NanLossDuringTrainingError
                tf.logging.warning("Model diverged with loss = NaN.")
            if is_over:
                break
            now = self._session.run(self._step)
            if now <= at:
                said = "Global step was not incremented by train op at step %s: new step %d"
                tf.logging.error(said, at, now)
            at = now
            if (self._last is not None and at >= self._last) or at - logged >= log_every:
                said = "training step %d, loss = %.5f (%.3f sec/batch)."
                tf.logging.info(said, at, self._loss, time.time() - began)
                logged = at

    def _take_step(self, number: int, fetched: list[Any], feed: Any) -> tuple[dict[Any, Any], bool]:
        """What a step gave, by name where it is a tensor, and whether a monitor wants it to be the last."""
        for monitor in self._monitors:
            fetched = [*fetched, *monitor.step_begin(number)]
        fetched = list(dict.fromkeys(fetched))
        names = [each.name if isinstance(each, tf.Tensor) else each for each in fetched]
        outputs = dict(zip(names, self._session.run(fetched, feed_dict=feed), strict=True))
        wishes = [monitor.step_end(number, outputs) for monitor in self._monitors]
        return outputs, any(wishes)

    def _finish(self) -> None:
        self._supervisor.stop(close_summary_writer=False)
        at = self._session.run(self._step)
        if self._supervisor.is_chief:
            path = self._supervisor.save_path
            tf.logging.info("Saving checkpoint for step %d to checkpoint: %s.", at, path)
            self._supervisor.saver.save(self._session, path, global_step=at)
            for monitor in self._monitors:
                monitor.end()
