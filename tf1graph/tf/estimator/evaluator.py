"""The evaluations between the steps of a training."""

from __future__ import annotations

import os
import time
from typing import Any, NamedTuple

from tf1graph import tf


class _EvalStatus:
    EVALUATED = "evaluated"
    MISSING_CHECKPOINT = "missing checkpoint"
    NO_NEW_CHECKPOINT = "no new checkpoint"


class _EvalResult(NamedTuple):
    """What came of an evaluation; metrics and the checkpoint's path only where there was one."""

    status: str
    metrics: dict[str, Any] | None = None
    checkpoint_path: str | None = None


class _ContinuousEvalListener:
    """Is asked before and after each evaluation; who answers False ends the training."""

    def before_eval(self) -> bool:
        return True

    def after_eval(self, eval_result: _EvalResult) -> bool:
        return True


class _Evaluator:
    """Evaluates an estimator's latest checkpoint, once each, and has it exported."""

    def __init__(self, estimator: Any, eval_spec: Any, max_training_steps: int | None):
        self._estimator, self._eval_spec, self._max_training_steps = estimator, eval_spec, max_training_steps
        self.is_final_export_triggered = False
        self._previous_path: str | None = None
        self._last_warning_time = 0.0

    def evaluate_and_export(self) -> tuple[_EvalResult, list[Any]]:
        """What the evaluation of the latest checkpoint gave, and what the exporters did."""
        path = self._estimator.latest_checkpoint()
        if not path:
            self._warn("Estimator is not trained yet. Will start an evaluation when a checkpoint is ready.")
            return _EvalResult(_EvalStatus.MISSING_CHECKPOINT), []
        if path == self._previous_path:
            self._warn(
                "No new checkpoint ready for evaluation. Skip the current evaluation pass as evaluation results are "
                "expected to be same for the same checkpoint."
            )
            return _EvalResult(_EvalStatus.NO_NEW_CHECKPOINT), []
        spec = self._eval_spec
        metrics = self._estimator.evaluate(
            input_fn=spec.input_fn, steps=spec.steps, name=spec.name, checkpoint_path=path, hooks=spec.hooks
        )
        last = self._max_training_steps
        is_final = bool(last and metrics[tf.GraphKeys.GLOBAL_STEP] >= last)
        folder = os.path.join(tf.compat.as_str_any(self._estimator.model_dir), "export")
        exported = [
            exporter.export(
                estimator=self._estimator,
                export_path=os.path.join(folder, exporter.name),
                checkpoint_path=path,
                eval_result=metrics,
                is_the_final_export=is_final,
            )
            for exporter in spec.exporters
        ]
        self.is_final_export_triggered = self.is_final_export_triggered or is_final
        self._last_warning_time, self._previous_path = 0.0, path
        return _EvalResult(_EvalStatus.EVALUATED, metrics, path), exported

    def _warn(self, message: str) -> None:
        now = time.time()
        if now - self._last_warning_time > 600:
            tf.logging.warning(message)
            self._last_warning_time = now


class _NewCheckpointListenerForEvaluate(tf.train.CheckpointSaverListener):
    """Evaluates when a checkpoint has been saved, but for the first, and not more often than it is wanted."""

    def __init__(self, evaluator: _Evaluator, eval_throttle_secs: float, listener: _ContinuousEvalListener):
        self._evaluator, self._throttle_secs, self._listener = evaluator, eval_throttle_secs, listener
        self.eval_result: _EvalResult | None = None
        self.export_results: list[Any] | None = None

    def begin(self) -> None:
        self._timer = tf.train.SecondOrStepTimer(every_secs=self._throttle_secs)
        self._is_first_run = True

    def after_save(self, session: Any, global_step_value: int) -> bool | None:
        """Whether the training is to end."""
        if self._is_first_run:
            self._is_first_run = False
            return None
        if not self._listener.before_eval():
            tf.logging.info(
                "Exiting training and evaluation loop, as requested by _ContinuousEvalListener.before_eval."
            )
            return True
        if not self._timer.should_trigger_for_step(global_step_value):
            tf.logging.info(f"Skip the current checkpoint eval due to throttle secs ({self._throttle_secs} secs).")
            return None
        if not self._listener.after_eval(self._evaluate(global_step_value)):
            tf.logging.info("Exiting evaluation, as requested by _ContinuousEvalListener.after_eval.")
            return True
        return None

    def end(self, session: Any, global_step_value: int) -> None:
        if global_step_value != self._timer.last_triggered_step() and self._listener.before_eval():
            self._listener.after_eval(self._evaluate(global_step_value))

    def _evaluate(self, step: int) -> _EvalResult:
        self._timer.update_last_triggered_step(step)
        self.eval_result, self.export_results = self._evaluator.evaluate_and_export()
        if self.eval_result.status != _EvalStatus.EVALUATED:
            raise RuntimeError(
                f"There was no new checkpoint after the training. Eval status: {self.eval_result.status}"
            )
        return self.eval_result
