"""`tf.contrib.model_pruning.train`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.slim.learning import USE_DEFAULT, train_step
from tf1graph.tf.names import provide


@provide(
    "tf.contrib.model_pruning.train",
    fidelity="approximate",
    gone="2.0",
    note="`tf.contrib.slim.learning.train`; it gives the last loss, where 1.15.5 ended with a TypeError",
)
def train(
    train_op: Any,
    logdir: str | None,
    mask_update_op: Any,
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
    trace_every_n_steps: int | None = None,
) -> Any:
    """`tf.contrib.slim.learning.train`, with `mask_update_op` run after each step.

    1.15.5 took the loss that came back for a pair, and so ended each training with a TypeError; here it is the loss.
    """

    def step(session: Any, *arguments: Any) -> tuple[Any, Any]:
        found = train_step_fn(session, *arguments)
        session.run(mask_update_op)
        return found

    return tf.contrib.slim.learning.train(
        train_op,
        logdir,
        train_step_fn=step,
        train_step_kwargs=train_step_kwargs,
        log_every_n_steps=log_every_n_steps,
        graph=graph,
        master=master,
        is_chief=is_chief,
        global_step=global_step,
        number_of_steps=number_of_steps,
        init_op=init_op,
        init_feed_dict=init_feed_dict,
        local_init_op=local_init_op,
        init_fn=init_fn,
        ready_op=ready_op,
        summary_op=summary_op,
        save_summaries_secs=save_summaries_secs,
        summary_writer=summary_writer,
        startup_delay_steps=startup_delay_steps,
        saver=saver,
        save_interval_secs=save_interval_secs,
        sync_optimizer=sync_optimizer,
        session_config=session_config,
        trace_every_n_steps=trace_every_n_steps,
    )
