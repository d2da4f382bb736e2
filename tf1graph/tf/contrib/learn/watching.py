"""The monitors of `tf.contrib.learn.monitors` that watch a training."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tf.contrib.learn.monitors import UNHELD, BaseMonitor, EveryN, _provided, extract
from tf1graph.tf.names import provide


def _shown(tags: Mapping[str, str], outputs: Mapping[Any, Any]) -> str:
    return ", ".join(f"{tag} = {extract(outputs, name)}" for tag, name in tags.items() if name in outputs)


@_provided("PrintTensor", "tf.train.LoggingTensorHook")
class PrintTensor(EveryN):
    """Logs tensors.

    Args:
      tensor_names: their names, or a dict of what to call them and names.
      every_n, first_n: at which steps.
    """

    def __init__(self, tensor_names: Any, every_n: int = 100, first_n: int = 1):
        super().__init__(every_n, first_n)
        named = isinstance(tensor_names, dict)
        self._tensor_names = tensor_names if named else {name: name for name in tensor_names}

    def every_n_step_begin(self, step: int) -> list[Any]:
        return list(self._tensor_names.values())

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> None:
        tf.logging.info("Step %d: %s", step, _shown(self._tensor_names, outputs))


@_provided("LoggingTrainable", "tf.train.LoggingTensorHook", **UNHELD)
class LoggingTrainable(EveryN):
    """Logs the trainable variables.

    Args:
      scope: of those that are meant; all where it is None.
      every_n, first_n: at which steps.
    """

    def __init__(self, scope: str | None = None, every_n: int = 100, first_n: int = 1):
        super().__init__(every_n, first_n)
        self._scope = scope

    def every_n_step_begin(self, step: int) -> list[Any]:
        variables = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope=self._scope)
        self._names = {variable.name: variable.value().name for variable in variables}
        return list(self._names.values())

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> None:
        tf.logging.info("Logging Trainable: Step %d: %s", step, _shown(self._names, outputs))


@_provided("CaptureVariable")
class CaptureVariable(EveryN):
    """Keeps the values of a tensor.

    Args:
      var_name: its name.
      every_n, first_n: at which steps.
    """

    def __init__(self, var_name: str, every_n: int = 100, first_n: int = 1):
        super().__init__(every_n, first_n)
        self._var_name = var_name
        self._values: dict[int, Any] = {}

    @property
    def values(self) -> dict[int, Any]:
        """The values by step."""
        return self._values

    def every_n_step_begin(self, step: int) -> list[Any]:
        return [self._var_name]

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> None:
        self._values[step] = extract(outputs, self._var_name)


@_provided("SummarySaver", "tf.train.SummarySaverHook")
class SummarySaver(EveryN):
    """Writes summaries.

    Args:
      summary_op: gives them; that of `scaffold` where it is None.
      save_steps: at which steps.
      output_dir, summary_writer: where to; the estimator's folder where both are None.
      scaffold: a `tf.train.Scaffold`.
    """

    def __init__(
        self,
        summary_op: Any,
        save_steps: int = 100,
        output_dir: str | None = None,
        summary_writer: Any = None,
        scaffold: Any = None,
    ):
        super().__init__(every_n_steps=save_steps)
        self._summary_op, self._scaffold = summary_op, scaffold
        self._summary_writer = summary_writer
        if summary_writer is None and output_dir:
            self._summary_writer = tf.summary.FileWriter(output_dir)

    def set_estimator(self, estimator: Any) -> None:
        super().set_estimator(estimator)
        if self._summary_writer is None:
            self._summary_writer = tf.summary.FileWriter(estimator.model_dir)

    def every_n_step_begin(self, step: int) -> list[Any]:
        if self._summary_op is None and self._scaffold is not None:
            self._summary_op = self._scaffold.summary_op
        return [] if self._summary_op is None else [self._summary_op]

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> bool:
        if self._summary_op is not None and self._summary_writer:
            self._summary_writer.add_summary(extract(outputs, self._summary_op), step)
        return False

    def end(self, session: Any = None) -> None:
        super().end(session=session)
        if self._summary_writer:
            self._summary_writer.flush()


@_provided("ValidationMonitor", "tf.estimator.train_and_evaluate", **UNHELD)
class ValidationMonitor(EveryN):
    """Evaluates the estimator where there is a new checkpoint, and stops the training that no longer helps.

    Args:
      x, y, input_fn, batch_size, metrics, hooks, name: as of `Estimator.evaluate`.
      eval_steps: how many batches.
      every_n_steps: at which steps.
      early_stopping_rounds: after how many steps without a better value it stops; never where it is None.
      early_stopping_metric: of which metric.
      early_stopping_metric_minimize: whether less is better.
      check_interval_secs: it looks for a checkpoint no sooner than so many seconds after it last did.

    Raises:
      ValueError: there is no input.
    """

    def __init__(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Any = None,
        batch_size: int | None = None,
        eval_steps: int | None = None,
        every_n_steps: int = 100,
        metrics: Any = None,
        hooks: Any = None,
        early_stopping_rounds: int | None = None,
        early_stopping_metric: str = "loss",
        early_stopping_metric_minimize: bool = True,
        name: str | None = None,
        check_interval_secs: float | None = 5,
    ):
        super().__init__(every_n_steps=every_n_steps, first_n_steps=-1)
        if x is None and input_fn is None:
            raise ValueError("Either x or input_fn should be provided.")
        self.x, self.y, self.input_fn, self.batch_size, self.eval_steps = x, y, input_fn, batch_size, eval_steps
        self.metrics, self.hooks, self.name = metrics, hooks, name
        self.early_stopping_rounds, self.early_stopping_metric = early_stopping_rounds, early_stopping_metric
        self.early_stopping_metric_minimize = early_stopping_metric_minimize
        self._check_interval_secs = check_interval_secs
        self._best_step: Any = None
        self._best_value: Any = None
        self._best_metrics: Any = None
        self._early_stopped = False
        self._latest_path: str | None = None
        self._last_check: float | None = None

    @property
    def early_stopped(self) -> bool:
        """Whether it stopped the training."""
        return self._early_stopped

    @property
    def best_step(self) -> int | None:
        """At which step the value was best."""
        return self._best_step

    @property
    def best_value(self) -> Any:
        """The best value."""
        return self._best_value

    @property
    def best_metrics(self) -> Any:
        """All metrics of that step."""
        return self._best_metrics

    def _evaluate(self) -> dict[str, Any]:
        common = {"input_fn": self.input_fn, "steps": self.eval_steps, "hooks": self.hooks, "name": self.name}
        own = {"x": self.x, "y": self.y, "batch_size": self.batch_size, "metrics": self.metrics}
        if not isinstance(self._estimator, tf.estimator.Estimator):
            return self._estimator.evaluate(**common, **own)
        if any(value is not None for value in own.values()):
            raise ValueError(
                "tf.estimator.Estimator does not support following arguments: x, y, batch_size, metrics. Should set as "
                "`None` in ValidationMonitor"
            )
        return self._estimator.evaluate(**common)

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> bool:
        if self._estimator is None:
            raise ValueError("Missing call to set_estimator.")
        now, last = time.time(), self._last_check
        if self._check_interval_secs is not None and last is not None and now - last <= self._check_interval_secs:
            return False
        self._last_check = now
        path = tf.train.latest_checkpoint(self._estimator.model_dir)
        if path is None or path == self._latest_path:
            return False
        self._latest_path = path
        found = self._evaluate()
        shown = ", ".join(f"{name} = {value}" for name, value in found.items())
        tf.logging.info("Validation (step %d): %s", step, shown)
        return self.early_stopping_rounds is not None and self._is_over(step, found, self.early_stopping_rounds)

    def _is_over(self, step: int, found: dict[str, Any], rounds: int) -> bool:
        if self.early_stopping_metric not in found:
            raise ValueError(f"Metric {self.early_stopping_metric} missing from outputs {set(found)}.")
        value, best = found[self.early_stopping_metric], self._best_value
        if best is None or (value < best if self.early_stopping_metric_minimize else value > best):
            self._best_value, self._best_metrics, self._best_step = value, copy.deepcopy(found), step
        if step - self._best_step < rounds:
            return False
        tf.logging.info(
            f"Stopping. Best step: {self._best_step} with {self.early_stopping_metric} = {self._best_value}."
        )
        self._early_stopped = True
        return True


@_provided("CheckpointSaver", "tf.train.CheckpointSaverHook")
class CheckpointSaver(BaseMonitor):
    """Saves checkpoints.

    Args:
      checkpoint_dir, checkpoint_basename: folder and beginning of the name.
      save_secs, save_steps: how often, by one of the two.
      saver: a `tf.train.Saver`; that of `scaffold` where it is None.

    Raises:
      ValueError: none of the two is given, or both.
    """

    def __init__(
        self,
        checkpoint_dir: str,
        save_secs: float | None = None,
        save_steps: int | None = None,
        saver: Any = None,
        checkpoint_basename: str = "model.ckpt",
        scaffold: Any = None,
    ):
        super().__init__()
        if save_steps is None and save_secs is None:
            raise ValueError("Either save_steps or save_secs should be provided")
        if save_steps is not None and save_secs is not None:
            raise ValueError("Can not provide both save_steps and save_secs.")
        self._saver, self._scaffold = saver, scaffold
        self._writer = tf.summary.FileWriterCache.get(checkpoint_dir)
        self._path = os.path.join(checkpoint_dir, checkpoint_basename)
        self._save_secs, self._save_steps = save_secs, save_steps

    def begin(self, max_steps: int | None = None) -> None:
        super().begin(max_steps)
        self._saved_at: float | None = None
        self._begun_step: Any = None
        self._saved_step: Any = None

    def step_begin(self, step: int) -> list[Any]:
        self._begun_step = step
        return super().step_begin(step)

    def post_step(self, step: int, session: Any) -> None:
        super().post_step(step, session)
        if self._saved_at is None:
            self._save(step, session)
        by_steps = self._save_steps is not None and step >= self._saved_step + self._save_steps
        by_time = self._save_secs is not None and time.time() >= (self._saved_at or 0) + self._save_secs
        if by_steps or by_time:
            self._save(step, session)

    def end(self, session: Any = None) -> None:
        super().end(session)
        self._save(self._begun_step, session)

    def _save(self, step: int, session: Any) -> None:
        if step == self._saved_step:
            return
        tf.logging.info("Saving checkpoints for %d into %s.", step, self._path)
        self._saved_at, self._saved_step = time.time(), step
        (self._saver or self._scaffold.saver).save(session, self._path, global_step=step)
        log = tf.SessionLog(status=tf.SessionLog.CHECKPOINT, checkpoint_path=self._path)
        self._writer.add_session_log(log, step)


@_provided("StepCounter", "tf.train.StepCounterHook", **UNHELD)
class StepCounter(EveryN):
    """Writes the steps a second as a summary.

    Args:
      every_n_steps: at which steps.
      output_dir, summary_writer: where to; the estimator's folder where both are None.
    """

    def __init__(self, every_n_steps: int = 100, output_dir: str | None = None, summary_writer: Any = None):
        super().__init__(every_n_steps=every_n_steps)
        self._last: tuple[int, float] | None = None
        self._writer = summary_writer
        if summary_writer is None and output_dir:
            self._writer = tf.summary.FileWriterCache.get(output_dir)

    def set_estimator(self, estimator: Any) -> None:
        super().set_estimator(estimator)
        if self._writer is None:
            self._writer = tf.summary.FileWriterCache.get(estimator.model_dir)

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> None:
        now = time.time()
        if self._last and self._writer:
            speed = (step - self._last[0]) / (now - self._last[1])
            self._writer.add_summary(
                tf.Summary(value=[tf.Summary.Value(tag="global_step/sec", simple_value=speed)]), step
            )
        self._last = step, now


@provide(
    "tf.contrib.learn.NanLossDuringTrainingError",
    "tf.contrib.learn.monitors.NanLossDuringTrainingError",
    today="tf.train.NanLossDuringTrainingError",
    gone="2.0",
)
class NanLossDuringTrainingError(RuntimeError):
    """The loss has become NaN."""

    def __str__(self) -> str:
        return "NaN loss during training."


@_provided("NanLoss", "tf.train.NanTensorHook")
class NanLoss(EveryN):
    """Stops the training where the loss is NaN.

    Args:
      loss_tensor: the loss.
      every_n_steps: at which steps it looks.
      fail_on_nan_loss: whether it raises `NanLossDuringTrainingError`.
    """

    def __init__(self, loss_tensor: Any, every_n_steps: int = 100, fail_on_nan_loss: bool = True):
        super().__init__(every_n_steps=every_n_steps)
        self._loss_tensor, self._fail = loss_tensor, fail_on_nan_loss

    def every_n_step_begin(self, step: int) -> list[Any]:
        return [self._loss_tensor]

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> bool:
        if not np.isnan(extract(outputs, self._loss_tensor)):
            return False
        if self._fail:
            tf.logging.error("Model diverged with loss = NaN.")
            raise NanLossDuringTrainingError
        tf.logging.warning("Model diverged with loss = NaN.")
        return True


@_provided("get_default_monitors")
def get_default_monitors(
    loss_op: Any = None,
    summary_op: Any = None,
    save_summary_steps: int = 100,
    output_dir: str | None = None,
    summary_writer: Any = None,
) -> list[BaseMonitor]:
    """A monitor that logs the loss, and one that writes the summaries, where there are such."""
    found: list[BaseMonitor] = []
    if loss_op is not None:
        found.append(PrintTensor(tensor_names={"loss": loss_op.name}))
    if summary_op is not None:
        found.append(SummarySaver(summary_op, save_summary_steps, output_dir, summary_writer))
    return found
