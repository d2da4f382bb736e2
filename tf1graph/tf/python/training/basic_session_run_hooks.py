"""How the hook that saves checkpoints goes about it."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import basic_session_run_hooks, compat_v1, inside, original

ASKED_EACH_STEP = 1_000_000  # steps a run, as today's hook assumes: so it reads the global step after each run


@inside(basic_session_run_hooks.CheckpointSaverHook)
def begin(self: Any) -> None:
    """Start as today's, but read the global step when the next checkpoint is due."""
    original(basic_session_run_hooks.CheckpointSaverHook.begin)(self)
    if self._steps_per_run == ASKED_EACH_STEP:
        self._steps_per_run = 1


@inside(basic_session_run_hooks.CheckpointSaverHook)
def _save(self: Any, session: Any, step: int) -> bool:
    """Save; whether a listener wants to stop. What is said of it in the log is said before the listeners are asked."""
    compat_v1.logging.info("Saving checkpoints for %d into %s.", step, self._save_path)
    for listener in self._listeners:
        listener.before_save(session, step)
    self._get_saver().save(session, self._save_path, global_step=step, write_meta_graph=self._save_graph_def)
    log = compat_v1.SessionLog(status=compat_v1.SessionLog.CHECKPOINT, checkpoint_path=self._save_path)
    self._summary_writer.add_session_log(log, step)
    stop = False
    for listener in self._listeners:
        if listener.after_save(session, step):
            compat_v1.logging.info(
                "A CheckpointSaverListener requested that training be stopped. listener: %s", listener
            )
            stop = True
    return stop
