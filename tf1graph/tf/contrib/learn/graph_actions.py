"""Tensors run again and again in a session of their own: `tf.contrib.learn.run_n`, `run_feeds` and `infer`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import resources
from tf1graph.tf.names import provide

STOP_SECONDS = 120  # queue runners may take to stop


def _provide(name: str) -> Callable[[Any], Any]:
    return provide(f"tf.contrib.learn.{name}", f"tf.contrib.learn.graph_actions.{name}", gone="2.0")


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


def _restore(session: Any, path: str) -> None:
    tf.logging.info("Loading model from checkpoint: %s.", path)
    saved = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES) + tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS)
    if saved:
        tf.train.Saver(saved, sharded=True, max_to_keep=5).restore(session, path)
    else:
        tf.logging.info("No variables found in graph, not creating Saver() object.")
