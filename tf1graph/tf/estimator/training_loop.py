"""The loop in which an estimator trains, and the hooks around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import training_util
from tf1graph.tf.estimator.clusters import TaskType


def read_global_step(step: Any) -> None:
    """Have the graph read the global step where no other op has changed it yet."""
    if step is not None:
        training_util._get_or_create_global_step_read(tf.get_default_graph())


def check_listeners(listeners: Iterable[Any] | None) -> list[Any]:
    """The listeners as a list.

    Raises:
      TypeError: one is no `tf.train.CheckpointSaverListener`.
    """
    listeners = list(listeners or [])
    for listener in listeners:
        if not isinstance(listener, tf.train.CheckpointSaverListener):
            raise TypeError(f"saving_listeners must be a list of CheckpointSaverListener, given: {listener}")
    return listeners


def train(
    config: Any, session_config: Any, spec: Any, hooks: list[Any], global_step: Any, saving_listeners: list[Any]
) -> Any:
    """Take steps until a hook or the input ends them; the loss of the last, None where there was none.

    Args:
      hooks: those of the input and of the program.

    Raises:
      ValueError: there are listeners, and nothing is saved.
    """
    if not any(summary.op.name == "loss" for summary in tf.get_collection(tf.GraphKeys.SUMMARIES)):
        tf.summary.scalar("loss", spec.loss)
    tf.add_to_collection(tf.GraphKeys.LOSSES, spec.loss)
    hooks = [*hooks, tf.train.NanTensorHook(spec.loss)]
    if config.log_step_count_steps is not None:
        tensors = {"loss": spec.loss, "step": global_step}
        hooks.append(tf.train.LoggingTensorHook(tensors, every_n_iter=config.log_step_count_steps))
    hooks.extend(spec.training_hooks)
    if not (spec.scaffold.saver or tf.get_collection(tf.GraphKeys.SAVERS)):
        saver = tf.train.Saver(
            sharded=True,
            max_to_keep=config.keep_checkpoint_max,
            keep_checkpoint_every_n_hours=config.keep_checkpoint_every_n_hours,
            defer_build=True,
            save_relative_paths=True,
        )
        tf.add_to_collection(tf.GraphKeys.SAVERS, saver)
    chief_hooks = _saving_hooks(config, spec, hooks, saving_listeners)
    summary_steps, log_steps = config.save_summary_steps, config.log_step_count_steps
    jobs = config.cluster_spec.jobs if config.cluster_spec else ()
    if TaskType.WORKER in jobs and TaskType.MASTER in jobs:  # then the first worker writes, not the master
        if config.task_type == TaskType.WORKER and config.task_id == 0:
            hooks.extend(_writing_hooks(config, spec))
        summary_steps, log_steps = 0, None
    loss, made_a_step = None, False
    with tf.train.MonitoredTrainingSession(
        master=config.master,
        is_chief=config.is_chief,
        checkpoint_dir=config.model_dir,
        scaffold=spec.scaffold,
        hooks=hooks,
        chief_only_hooks=(*chief_hooks, *spec.training_chief_hooks),
        save_checkpoint_secs=0,
        save_summaries_steps=summary_steps,
        config=session_config,
        max_wait_secs=config.session_creation_timeout_secs,
        log_step_count_steps=log_steps,
    ) as session:
        while not session.should_stop():
            _, loss = session.run([spec.train_op, spec.loss])
            made_a_step = True
    if not made_a_step:
        tf.logging.warning("Training with estimator made no steps. Perhaps input is empty or misspecified.")
    return loss


def _saving_hooks(config: Any, spec: Any, hooks: list[Any], listeners: list[Any]) -> list[Any]:
    """A hook that saves, where the program has none; the listeners are put to the first that there is."""
    saving = [hook for hook in (*hooks, *spec.training_chief_hooks) if isinstance(hook, tf.train.CheckpointSaverHook)]
    ours = []
    if not saving and (config.save_checkpoints_secs or config.save_checkpoints_steps):
        ours = saving = [
            tf.train.CheckpointSaverHook(
                config.model_dir,
                save_secs=config.save_checkpoints_secs,
                save_steps=config.save_checkpoints_steps,
                scaffold=spec.scaffold,
            )
        ]
    if listeners and not saving:
        raise ValueError(
            "There should be a CheckpointSaverHook to use saving_listeners. Please set one of the "
            "RunConfig.save_checkpoints_steps or RunConfig.save_checkpoints_secs."
        )
    for listener in listeners:
        if listener not in saving[0]._listeners:
            saving[0]._listeners.append(listener)
    return ours


def _writing_hooks(config: Any, spec: Any) -> list[Any]:
    hooks = []
    if config.save_summary_steps:
        hooks.append(
            tf.train.SummarySaverHook(
                save_steps=config.save_summary_steps, output_dir=config.model_dir, scaffold=spec.scaffold
            )
        )
    if config.log_step_count_steps:
        hooks.append(tf.train.StepCounterHook(every_n_steps=config.log_step_count_steps, output_dir=config.model_dir))
    return hooks
