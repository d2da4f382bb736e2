"""`tf.contrib.slim.learning`: one op that takes a training step, and the loop around it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.training import training
from tf1graph.tf.contrib.training.training import USE_GLOBAL_STEP, Pairs, clip_gradient_norms, multiply_gradients
from tf1graph.tf.names import provide

LOOP: dict[str, Any] = {"gone": "2.0"}
USE_DEFAULT: Any = 0


@provide("tf.contrib.slim.learning.add_gradients_summaries", gone="2.0")
def add_gradients_summaries(grads_and_vars: Pairs) -> list[Any]:
    """Summaries of each gradient, a histogram and its norm, beside the variable's name."""
    return training.add_gradients_summaries(grads_and_vars, "/")


@provide("tf.contrib.slim.learning.create_train_op", gone="2.0")
def create_train_op(
    total_loss: Any,
    optimizer: Any,
    global_step: Any = USE_GLOBAL_STEP,
    update_ops: Iterable[Any] | None = None,
    variables_to_train: Sequence[Any] | None = None,
    clip_gradient_norm: float = 0,
    summarize_gradients: bool = False,
    gate_gradients: int = 1,
    aggregation_method: Any = None,
    colocate_gradients_with_ops: bool = False,
    gradient_multipliers: dict[Any, Any] | None = None,
    check_numerics: bool = True,
) -> Any:
    """The loss, as a tensor that runs the updates and takes a training step when it is run.

    Args:
      clip_gradient_norm: the norm that each gradient is clipped to by itself; not at all where it is 0.
      gradient_multipliers: factors by variable or the name of its op.
      The others are those of `tf.contrib.training.create_train_op`.
    """

    def transform(pairs: Pairs) -> Pairs:
        if gradient_multipliers:
            with tf.name_scope("multiply_grads"):
                pairs = multiply_gradients(pairs, gradient_multipliers)
        if clip_gradient_norm > 0:
            with tf.name_scope("clip_grads"):
                pairs = clip_gradient_norms(pairs, clip_gradient_norm)
        return pairs

    return training.create_train_op(
        total_loss,
        optimizer,
        global_step,
        update_ops,
        variables_to_train,
        transform,
        summarize_gradients,
        gate_gradients,
        aggregation_method,
        colocate_gradients_with_ops,
        check_numerics,
    )


@provide("tf.contrib.slim.learning.train_step", **LOOP)
def train_step(sess: Any, train_op: Any, global_step: Any, train_step_kwargs: dict[str, Any]) -> tuple[Any, Any]:
    """One step: the loss, and whether to stop.

    Args:
      train_step_kwargs: tensors `should_stop`, `should_log` and `should_trace`, each asked if it is there; `logdir`
        for the trace, and the `summary_writer`.

    Raises:
      ValueError: a trace is asked for, and there is no `logdir`.
    """
    start, options, metadata = time.time(), None, None
    if "should_trace" in train_step_kwargs:
        if "logdir" not in train_step_kwargs:
            raise ValueError("logdir must be present in train_step_kwargs when should_trace is present")
        if sess.run(train_step_kwargs["should_trace"]):
            options = tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE)
            metadata = tf.RunMetadata()
    loss, step = sess.run([train_op, global_step], options=options, run_metadata=metadata)
    elapsed = time.time() - start
    if metadata is not None:
        _write_trace(metadata, step, train_step_kwargs)
    if "should_log" in train_step_kwargs and sess.run(train_step_kwargs["should_log"]):
        tf.logging.info("global step %d: loss = %.4f (%.3f sec/step)", step, loss, elapsed)
    return loss, sess.run(train_step_kwargs["should_stop"]) if "should_stop" in train_step_kwargs else False


def _write_trace(metadata: Any, step: int, given: dict[str, Any]) -> None:
    path = os.path.join(given["logdir"], f"tf_trace-{step}.json")
    tf.logging.info("Writing trace to %s", path)
    with tf.gfile.GFile(path, "w") as file:
        file.write(tf.python.client.timeline.Timeline(metadata.step_stats).generate_chrome_trace_format())
    if "summary_writer" in given:
        given["summary_writer"].add_run_metadata(metadata, f"run_metadata-{step}")


@provide("tf.contrib.slim.learning.train", **LOOP)
def train(
    train_op: Any,
    logdir: str | None,
    train_step_fn: Callable[..., tuple[Any, Any]] = train_step,
    train_step_kwargs: Any = USE_DEFAULT,
    log_every_n_steps: int = 1,
    graph: Any = None,
    master: str = "",
    is_chief: bool = True,
    global_step: Any = None,
    number_of_steps: int | None = None,
    init_op: Any = USE_DEFAULT,
    init_feed_dict: Any = None,
    local_init_op: Any = USE_DEFAULT,
    init_fn: Callable[[Any], Any] | None = None,
    ready_op: Any = USE_DEFAULT,
    summary_op: Any = USE_DEFAULT,
    save_summaries_secs: int = 600,
    summary_writer: Any = USE_DEFAULT,
    startup_delay_steps: int = 0,
    saver: Any = None,
    save_interval_secs: int = 600,
    sync_optimizer: Any = None,
    session_config: Any = None,
    session_wrapper: Callable[[Any], Any] | None = None,
    trace_every_n_steps: int | None = None,
    ignore_live_threads: bool = False,
) -> Any:
    """Train until `number_of_steps`, or until the data ends, under a `tf.train.Supervisor`; the last loss.

    Args:
      train_op: what `create_train_op` gave.
      logdir: folder of checkpoints and summaries, gone on from if it has some; None to write nothing.
      train_step_fn, train_step_kwargs: what takes a step; see `train_step`.
      log_every_n_steps: how often the loss is logged; 0 for never.
      startup_delay_steps: which global step a worker that is not the chief waits for.
      sync_optimizer: a `tf.train.SyncReplicasOptimizer`, or a list of them.
      session_wrapper: puts another session in the session's place, a debugger's say.
      trace_every_n_steps: how often a trace of the step is written into `logdir`.
      The others are those of `tf.train.Supervisor`.

    Raises:
      ValueError: there is no `train_op`, or an argument needs a `logdir` or rules another out.
    """
    _check(train_op, logdir, summary_op, saver, trace_every_n_steps, number_of_steps)
    optimizers = [sync_optimizer] if isinstance(sync_optimizer, tf.train.SyncReplicasOptimizer) else sync_optimizer
    if optimizers is not None and startup_delay_steps > 0:
        raise ValueError("startup_delay_steps must be zero when sync_optimizer is supplied.")
    graph = graph or tf.get_default_graph()
    with graph.as_default():
        if global_step is None:
            global_step = tf.train.get_or_create_global_step()
        saver = saver or tf.train.Saver()
        starts = _Starts(init_op, local_init_op, ready_op, optimizers, is_chief)
        if summary_op is USE_DEFAULT:
            summary_op = tf.summary.merge_all()
        if summary_writer is USE_DEFAULT:
            summary_writer = tf.train.Supervisor.USE_DEFAULT
        tokens = [optimizer.get_init_tokens_op() for optimizer in optimizers or ()] if is_chief else []
        runners = [optimizer.get_chief_queue_runner() for optimizer in optimizers or ()] if is_chief else []
        if train_step_kwargs is USE_DEFAULT:
            trace = trace_every_n_steps if is_chief else None
            train_step_kwargs = _step_arguments(global_step, number_of_steps, log_every_n_steps, trace, logdir)
    supervisor = tf.train.Supervisor(
        graph=graph,
        is_chief=is_chief,
        logdir=logdir,
        init_op=starts.init_op,
        init_feed_dict=init_feed_dict,
        local_init_op=starts.local_init_op,
        ready_for_local_init_op=starts.ready_for_local_init_op,
        ready_op=starts.ready_op,
        summary_op=summary_op,
        summary_writer=summary_writer,
        global_step=global_step,
        saver=saver,
        save_summaries_secs=save_summaries_secs,
        save_model_secs=save_interval_secs,
        init_fn=init_fn,
    )
    if summary_writer is not None:
        train_step_kwargs["summary_writer"] = supervisor.summary_writer

    def run(session: Any) -> Any:
        session = session_wrapper(session) if session_wrapper else session
        if is_chief and logdir:
            supervisor.start_standard_services(session)
        elif not is_chief and startup_delay_steps > 0:
            _wait_for_step(session, global_step, min(startup_delay_steps, number_of_steps or sys.maxsize))
        threads = supervisor.start_queue_runners(session)
        if tokens:
            supervisor.start_queue_runners(session, runners)
            session.run(tokens)
        loss = None
        try:
            while not supervisor.should_stop():
                loss, should_stop = train_step_fn(session, train_op, global_step, train_step_kwargs)
                if should_stop:
                    tf.logging.info("Stopping Training.")
                    supervisor.request_stop()
                    break
        except tf.errors.OutOfRangeError as end:
            tf.logging.info("Caught OutOfRangeError. Stopping Training. %s", end)
        if logdir and supervisor.is_chief:
            tf.logging.info("Finished training! Saving model to disk.")
            supervisor.saver.save(session, supervisor.save_path, global_step=supervisor.global_step)
            supervisor.stop(threads, close_summary_writer=True, ignore_live_threads=ignore_live_threads)
        return loss

    while True:
        try:
            with supervisor.managed_session(master, start_standard_services=False, config=session_config) as session:
                return run(session)
        except tf.errors.AbortedError:
            tf.logging.info("Retrying training!")


def _check(train_op: Any, logdir: Any, summary_op: Any, saver: Any, trace: Any, number_of_steps: Any) -> None:
    if train_op is None:
        raise ValueError("train_op cannot be None.")
    if logdir is None:
        needing = {
            "summary_op": summary_op is not USE_DEFAULT and summary_op is not None,
            "saver": saver is not None,
            "trace_every_n_steps": trace is not None,
        }
        for name, is_given in needing.items():
            if is_given:
                raise ValueError(f"Cannot provide {name} because logdir=None")
    if number_of_steps is not None and number_of_steps <= 0:
        raise ValueError("`number_of_steps` must be either None or a positive number.")


class _Starts:
    """The ops with which a session starts, those of replicas in step included."""

    def __init__(self, init_op: Any, local_init_op: Any, ready_op: Any, optimizers: Any, is_chief: bool):
        for optimizer in optimizers or ():
            if not isinstance(optimizer, tf.train.SyncReplicasOptimizer):
                raise ValueError("`sync_optimizer` must be a tf.train.SyncReplicasOptimizer.")
        with tf.name_scope("init_ops"):
            self.init_op = tf.global_variables_initializer() if init_op is USE_DEFAULT else init_op
            self.ready_op = tf.report_uninitialized_variables() if ready_op is USE_DEFAULT else ready_op
            if local_init_op is USE_DEFAULT:
                local_init_op = tf.group(tf.local_variables_initializer(), tf.tables_initializer())
            self.ready_for_local_init_op = None
            if optimizers is not None:
                name = "chief_init_op" if is_chief else "local_step_init_op"
                with tf.control_dependencies([local_init_op] if local_init_op is not None else []):
                    local_init_op = tf.group(*[getattr(optimizer, name) for optimizer in optimizers])
                ready = [optimizer.ready_for_local_init_op for optimizer in optimizers]
                self.ready_for_local_init_op = tf.group(*ready)
            self.local_init_op = local_init_op


def _step_arguments(
    global_step: Any, number_of_steps: int | None, log_every: int, trace_every: int | None, logdir: str | None
) -> dict[str, Any]:
    with tf.name_scope("train_step"):
        stop = tf.greater_equal(global_step, number_of_steps) if number_of_steps else tf.constant(False)
        found: dict[str, Any] = {"should_stop": stop}
        if log_every > 0:
            found["should_log"] = tf.equal(tf.mod(global_step, log_every), 0)
        if trace_every is not None:
            found["should_trace"] = tf.equal(tf.mod(global_step, trace_every), 0)
            found["logdir"] = logdir
        return found


def _wait_for_step(session: Any, global_step: Any, step: int) -> None:
    while tf.train.global_step(session, global_step) < step:
        time.sleep(1.0)
