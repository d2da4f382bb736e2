"""Graphs run in sessions of their own: `tf.contrib.learn.train`, `evaluate`, `run_n`, `run_feeds` and `infer`."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf._private import deprecation, resources
from tf1graph.tf.contrib.learn.training_loop import BY_NAMES, first_of, saver_of, train
from tf1graph.tf.names import Row, add, provide

__all__ = ["train"]

PLACE = "tf.contrib.learn.graph_actions."
deprecated = deprecation.deprecated  # which TensorFlow 1 left here, as it did the next one
load_variable = tf.contrib.framework.load_variable
add(
    Row(PLACE + "deprecated", "exact", "tf1graph.tf._private:deprecation.deprecated", gone="2.0"),
    Row(PLACE + "load_variable", "exact", "tf1graph.tf:contrib.framework.load_variable", gone="2.0"),
)
STOP_SECONDS = 120  # queue runners may take to stop


def _provide(name: str, **about: Any) -> Callable[[Any], Any]:
    return provide(f"tf.contrib.learn.{name}", f"tf.contrib.learn.graph_actions.{name}", gone="2.0", **about)


@provide(PLACE + "get_summary_writer", today="tf.compat.v1.summary.FileWriterCache.get", gone="2.0")
def get_summary_writer(logdir: str) -> Any:
    """The writer of summaries of a folder, of which there is one."""
    return tf.summary.FileWriterCache.get(logdir)


@provide(PLACE + "clear_summary_writers", today="tf.compat.v1.summary.FileWriterCache.clear", gone="2.0")
def clear_summary_writers() -> None:
    """Forget the writers of all folders."""
    return tf.summary.FileWriterCache.clear()


@_provide("run_n")
def run_n(
    output_dict: dict[str, Any],
    feed_dict: dict[Any, Any] | None = None,
    restore_checkpoint_path: str | None = None,
    n: int = 1,
) -> list[dict[str, Any]]:
    """The values of `output_dict`, run `n` times with the same feed; see `run_feeds_iter`."""
    return run_feeds(output_dict, itertools.repeat(feed_dict, n), restore_checkpoint_path)


@_provide("run_feeds")
def run_feeds(*args: Any, **kwargs: Any) -> list[dict[str, Any]]:
    """What `run_feeds_iter` gives, as a list."""
    return list(run_feeds_iter(*args, **kwargs))


@provide("tf.contrib.learn.graph_actions.run_feeds_iter", gone="2.0")
def run_feeds_iter(
    output_dict: dict[str, Any], feed_dicts: Iterable[Any], restore_checkpoint_path: str | None = None
) -> Iterator[dict[str, Any]]:
    """The values of `output_dict` for each feed, one after the other, with the queue runners going.

    Args:
      output_dict: tensors of one graph by name.
      feed_dicts: what is fed in each run, None for nothing.
      restore_checkpoint_path: the checkpoint that the variables are restored from; initialised where it is None.

    Raises:
      ValueError: there is nothing to run.
    """
    if not output_dict:
        raise ValueError(f"output_dict is invalid: {output_dict}.")
    if not feed_dicts:
        raise ValueError(f"feed_dicts is invalid: {feed_dicts}.")
    with next(iter(output_dict.values())).graph.as_default(), tf.Session("") as session:
        session.run(resources.initialize_resources(resources.shared_resources() + resources.local_resources()))
        if restore_checkpoint_path:
            _restore(session, restore_checkpoint_path)
        else:
            session.run(tf.global_variables_initializer())
        session.run(tf.local_variables_initializer())
        session.run(tf.tables_initializer())
        coordinator = tf.train.Coordinator()
        threads = None
        try:
            threads = tf.train.start_queue_runners(session, coord=coordinator)
            for feed in feed_dicts:
                yield session.run(output_dict, feed)
        finally:
            coordinator.request_stop()
            if threads:
                coordinator.join(threads, stop_grace_period_secs=STOP_SECONDS)


@_provide("infer")
def infer(
    restore_checkpoint_path: str | None, output_dict: dict[str, Any], feed_dict: dict[Any, Any] | None = None
) -> dict[str, Any]:
    """The values of `output_dict`, run once; see `run_feeds_iter`."""
    return run_feeds(output_dict, [feed_dict], restore_checkpoint_path)[0]


def _restore(session: Any, path: str, saver: Any = None) -> None:
    tf.logging.info("Loading model from checkpoint: %s.", path)
    saver = saver or saver_of(session.graph)
    if saver:
        saver.restore(session, path)
    else:
        tf.logging.info("No variables found in graph, not creating Saver() object.")


@_provide("evaluate", **BY_NAMES)
def evaluate(
    graph: Any,
    output_dir: str,
    checkpoint_path: str | None,
    eval_dict: dict[str, Any],
    update_op: Any = None,
    global_step_tensor: Any = None,
    supervisor_master: str = "",
    log_every_steps: int = 10,
    feed_fn: Callable[[], dict[Any, Any]] | None = None,
    max_steps: int | None = None,
) -> tuple[dict[str, Any] | None, int]:
    """What tensors give in the last step of an evaluation, and the global step; they are written as summaries too.

    Args:
      graph: with nothing else going on in it.
      output_dir: where the summaries are written.
      checkpoint_path: what is restored; a folder, of which it is the last, a checkpoint, or None for neither.
      eval_dict: the tensors by name.
      update_op: what is run in each step; the tensors themselves where it is None.
      global_step_tensor: the graph's where it is None.
      supervisor_master: as of `tf.train.Supervisor`.
      log_every_steps: of how many steps one is logged.
      feed_fn: gives what is fed in each step.
      max_steps: how many there are; as many as there is input for where it is None.

    Raises:
      ValueError: there is no folder.
    """
    if not output_dir:
        raise ValueError(f"Output directory should be non-empty {output_dir}.")
    with graph.as_default():
        step_tensor = tf.contrib.framework.assert_or_get_global_step(graph, global_step_tensor)
        keys = tf.GraphKeys
        saver = first_of(keys.SAVERS, lambda: tf.train.Saver() if tf.global_variables() else None)
        initialize = first_of(
            keys.LOCAL_INIT_OP, lambda: tf.group(tf.local_variables_initializer(), tf.tables_initializer())
        )
        before_that = first_of(keys.READY_FOR_LOCAL_INIT_OP)
        ready = first_of(keys.READY_OP, tf.report_uninitialized_variables)
        manager = tf.train.SessionManager(local_init_op=initialize, ready_op=ready, ready_for_local_init_op=before_that)
        session, initialized = manager.recover_session(
            master=supervisor_master, saver=saver, checkpoint_dir=checkpoint_path
        )
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
    with session:
        if not initialized:
            tf.logging.warning("Failed to initialize from %s.", checkpoint_path)
            session.run(tf.variables_initializer(graph.get_collection(keys.GLOBAL_VARIABLES)))
            if checkpoint_path:
                _restore(session, checkpoint_path, saver)
        at = session.run(step_tensor)
        until = "inf" if max_steps is None else str(max_steps)
        tf.logging.info("Eval steps [%d,%s) for training step %d.", 0, until, at)
        results, step, evaluated, feed = None, 0, None, None
        say = tf.logging.info if max_steps is None else tf.logging.warn
        try:
            try:
                while max_steps is None or step < max_steps:
                    step, began = step + 1, time.time()
                    feed = feed_fn() if feed_fn is not None else None
                    if update_op is not None:
                        session.run(update_op, feed_dict=feed)
                    else:
                        results, evaluated = session.run(eval_dict, feed_dict=feed), step
                    if step % log_every_steps == 0:
                        if step != evaluated:
                            results, evaluated = session.run(eval_dict, feed_dict=feed), step
                        said = "Results after %d steps (%.3f sec/batch): %s."
                        tf.logging.info(said, step, time.time() - began, _shown(results))
            finally:
                if step != evaluated or results is None:
                    results = session.run(eval_dict, feed_dict=feed)
                session.close()
                try:
                    coordinator.request_stop()
                    coordinator.join(threads, stop_grace_period_secs=STOP_SECONDS)
                except (RuntimeError, tf.errors.CancelledError) as error:
                    tf.logging.warning("Coordinator didn't stop cleanly: %s", error)
        except tf.errors.OutOfRangeError as error:
            say("Input queue is exhausted%s.", "" if max_steps is None else f": {error}")
        except StopIteration as error:
            say("Input iterator is exhausted%s.", "" if max_steps is None else f": {error}")
    _write(output_dir, results or {}, at)
    return results, at


def _shown(results: Any) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sorted((results or {}).items()))


def _write(folder: str, results: dict[str, Any], step: int) -> None:
    tf.logging.info("Saving evaluation summary for step %d: %s", step, _shown(results))
    summary = tf.Summary()
    for name, value in results.items():
        if value is None:
            continue
        made = summary.value.add(tag=name)
        if isinstance(value, (np.float32, float)):
            made.simple_value = float(value)
        else:
            tf.logging.warn("Skipping summary for %s, must be a float or np.float32.", name)
    writer = get_summary_writer(folder)
    writer.add_summary(summary, step)
    writer.flush()
