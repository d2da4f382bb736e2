"""`tf.contrib.slim.evaluation`: evaluate one checkpoint, or each as it comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.training.evaluation import LOOP, checkpoints_iterator, wait_for_new_checkpoint
from tf1graph.tf.names import provide

__all__ = ["checkpoints_iterator", "evaluate_once", "evaluation_loop", "wait_for_new_checkpoint"]

USE_DEFAULT: Any = 0


@provide("tf.contrib.slim.evaluation.evaluate_once", **LOOP)
def evaluate_once(
    master: str,
    checkpoint_path: str,
    logdir: str,
    num_evals: int = 1,
    initial_op: Any = None,
    initial_op_feed_dict: Any = None,
    eval_op: Any = None,
    eval_op_feed_dict: Any = None,
    final_op: Any = None,
    final_op_feed_dict: Any = None,
    summary_op: Any = USE_DEFAULT,
    summary_op_feed_dict: Any = None,
    variables_to_restore: Any = None,
    session_config: Any = None,
    hooks: Any = None,
) -> Any:
    """What `final_op` gives after `eval_op` was run `num_evals` times on a checkpoint; summaries go to `logdir`."""
    return tf.contrib.training.evaluate_once(
        checkpoint_path,
        master=master,
        scaffold=_scaffold(variables_to_restore, init_op=initial_op, init_feed_dict=initial_op_feed_dict),
        eval_ops=eval_op,
        feed_dict=eval_op_feed_dict,
        final_ops=final_op,
        final_ops_feed_dict=final_op_feed_dict,
        hooks=_hooks(num_evals, logdir, summary_op, summary_op_feed_dict, hooks),
        config=session_config,
    )


@provide("tf.contrib.slim.evaluation.evaluation_loop", **LOOP)
def evaluation_loop(
    master: str,
    checkpoint_dir: str,
    logdir: str,
    num_evals: int = 1,
    initial_op: Any = None,
    initial_op_feed_dict: Any = None,
    init_fn: Callable[..., Any] | None = None,
    eval_op: Any = None,
    eval_op_feed_dict: Any = None,
    final_op: Any = None,
    final_op_feed_dict: Any = None,
    summary_op: Any = USE_DEFAULT,
    summary_op_feed_dict: Any = None,
    variables_to_restore: Any = None,
    eval_interval_secs: float = 60,
    max_number_of_evaluations: int | None = None,
    session_config: Any = None,
    timeout: float | None = None,
    timeout_fn: Callable[[], bool] | None = None,
    hooks: Any = None,
) -> Any:
    """`evaluate_once` of each new checkpoint of a folder; see `tf.contrib.training.evaluate_repeatedly`."""
    return tf.contrib.training.evaluate_repeatedly(
        checkpoint_dir,
        master=master,
        scaffold=_scaffold(
            variables_to_restore, init_op=initial_op, init_feed_dict=initial_op_feed_dict, init_fn=init_fn
        ),
        eval_ops=eval_op,
        feed_dict=eval_op_feed_dict,
        final_ops=final_op,
        final_ops_feed_dict=final_op_feed_dict,
        eval_interval_secs=eval_interval_secs,
        hooks=_hooks(num_evals, logdir, summary_op, summary_op_feed_dict, hooks),
        config=session_config,
        max_number_of_evaluations=max_number_of_evaluations,
        timeout=timeout,
        timeout_fn=timeout_fn,
    )


def _scaffold(variables: Any, **starts: Any) -> Any:
    return tf.train.Scaffold(saver=None if variables is None else tf.train.Saver(variables), **starts)


def _hooks(num_evals: int, logdir: str, summary_op: Any, feed_dict: Any, more: Any) -> list[Any]:
    training = tf.contrib.training
    if summary_op is USE_DEFAULT:
        summary_op = tf.summary.merge_all()
    hooks = [training.StopAfterNEvalsHook(num_evals)]
    if summary_op is not None:
        hooks.append(training.SummaryAtEndHook(log_dir=logdir, summary_op=summary_op, feed_dict=feed_dict))
    return [*hooks, *(more or ())]
