"""How a checkpoint is evaluated once."""

from __future__ import annotations

import time
from typing import Any

from tf1graph.tf._private import basic_session_run_hooks, compat_v1, evaluation, inside


@inside(evaluation, "_evaluate_once")
def evaluate_once(
    checkpoint_path: str | None,
    master: str = "",
    scaffold: Any = None,
    eval_ops: Any = None,
    feed_dict: Any = None,
    final_ops: Any = None,
    final_ops_feed_dict: Any = None,
    hooks: Any = None,
    config: Any = None,
) -> Any:
    """What `final_ops` give after `eval_ops` were run to the end; today's says in the log how long that took."""
    hooks = list(hooks or [])
    step = evaluation._get_or_create_eval_step()
    if eval_ops is not None:
        counted = any(isinstance(hook, evaluation._MultiStepStopAfterNEvalsHook) for hook in hooks)
        count = 1
        if counted:
            count = compat_v1.cast(basic_session_run_hooks.get_or_create_steps_per_run_variable(), step.dtype)
        update = compat_v1.assign_add(step, count, use_locking=True)
        if isinstance(eval_ops, dict):
            eval_ops["update_eval_step"] = update
        else:
            eval_ops = [*(eval_ops if isinstance(eval_ops, (list, tuple)) else [eval_ops]), update]
        completed = evaluation._get_latest_eval_step_value(eval_ops)
        for hook in hooks:
            if isinstance(hook, (evaluation._StopAfterNEvalsHook, evaluation._MultiStepStopAfterNEvalsHook)):
                hook._set_evals_completed_tensor(completed)
    compat_v1.logging.info("Starting evaluation at " + time.strftime("%Y-%m-%dT%H:%M:%SZ", time.localtime()))
    creator = compat_v1.train.ChiefSessionCreator(
        scaffold=scaffold, checkpoint_filename_with_path=checkpoint_path, master=master, config=config
    )
    final = compat_v1.train.FinalOpsHook(final_ops, final_ops_feed_dict)
    with compat_v1.train.MonitoredSession(session_creator=creator, hooks=[*hooks, final]) as session:
        while eval_ops is not None and not session.should_stop():
            session.run(eval_ops, feed_dict)
    compat_v1.logging.info("Finished evaluation at " + time.strftime("%Y-%m-%d-%H:%M:%S", time.localtime()))
    return final.final_ops_values
