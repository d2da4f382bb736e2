"""An estimator, its input, and when it is trained, evaluated and exported."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import function_utils
from tf1graph.tf.contrib.learn import monitors
from tf1graph.tf.contrib.learn.estimators.run_config import Environment, RunConfig
from tf1graph.tf.contrib.learn.evaluable import Evaluable
from tf1graph.tf.contrib.learn.export_strategy import ExportStrategy
from tf1graph.tf.contrib.learn.trainable import Trainable
from tf1graph.tf.contrib.learn.watching import ValidationMonitor
from tf1graph.tf.names import provide

WARN_EVERY = 600  # seconds, where there is no checkpoint to evaluate


class _AfterSaving(tf.train.CheckpointSaverListener):
    """Evaluates and exports each checkpoint that is saved."""

    def __init__(self, experiment: Experiment):
        self._experiment = experiment
        self._path: str | None = None
        self.results: tuple[Any, Any] = (None, None)

    def after_save(self, session: Any, global_step_value: int) -> None:
        path = tf.train.latest_checkpoint(self._experiment.estimator.model_dir)
        if path and path != self._path:
            self._path = path
            result = self._experiment._evaluate(name="intermediate_export", checkpoint_path=path)
            self.results = result, self._experiment._export(result, path)


@provide(
    "tf.contrib.learn.Experiment",
    today="tf.estimator.train_and_evaluate",
    gone="2.0",
)
class Experiment:
    """An estimator with all that is needed to train and evaluate it.

    Args:
      estimator: of `tf.contrib.learn` or of `tf.estimator`.
      train_input_fn, eval_input_fn: give features and labels.
      eval_metrics: as of `evaluate`; None for an estimator of `tf.estimator`.
      train_steps: at which global step the training ends; without end where it is None.
      eval_steps: how many batches are evaluated; all where it is None.
      train_monitors, eval_hooks: hooks.
      local_eval_frequency: after how many steps `local_run` evaluates.
      eval_delay_secs: how long `evaluate` waits.
      continuous_eval_throttle_secs: how long `continuous_eval` waits at least from one to the next.
      min_eval_frequency: after how many steps `train_and_evaluate` looks for a new checkpoint; never where it is 0.
      delay_workers_by_global_step: whether workers wait for steps, not for seconds.
      export_strategies: an `ExportStrategy`, or some.
      train_steps_per_iteration: of `continuous_train_and_eval`.
      checkpoint_and_export: whether each checkpoint is evaluated and exported.
      saving_listeners: `tf.train.CheckpointSaverListener`s for an estimator of `tf.estimator`.
      check_interval_secs: how long it waits from one look for a checkpoint to the next.

    Raises:
      ValueError: something is not what it must be.
    """

    def __init__(
        self,
        estimator: Any,
        train_input_fn: Callable[[], Any],
        eval_input_fn: Callable[[], Any],
        eval_metrics: Any = None,
        train_steps: int | None = None,
        eval_steps: int | None = 100,
        train_monitors: Iterable[Any] | None = None,
        eval_hooks: Iterable[Any] | None = None,
        local_eval_frequency: int | None = None,
        eval_delay_secs: float = 120,
        continuous_eval_throttle_secs: float = 60,
        min_eval_frequency: int | None = None,
        delay_workers_by_global_step: bool = False,
        export_strategies: Any = None,
        train_steps_per_iteration: int | None = None,
        checkpoint_and_export: bool = False,
        saving_listeners: Any = None,
        check_interval_secs: float = 5,
    ):
        self._is_core = isinstance(estimator, tf.estimator.Estimator)
        if self._is_core and eval_metrics is not None:
            raise ValueError(
                "`eval_metrics` must be `None` with `tf.estimator.Estimator`. Use `eval_metric_ops` in "
                "`tf.estimator.EstimatorSpec` instead."
            )
        if not self._is_core:
            for kind in (Evaluable, Trainable):
                if not isinstance(estimator, kind):
                    raise ValueError(
                        f"`estimator` must implement `tf.contrib.learn.{kind.__name__}` or `tf.estimator.Estimator`."
                    )
            if saving_listeners is not None:
                raise ValueError("`saving_listeners` must be `None` with `tf.contrib.learn.Estimator`.")
        if train_steps_per_iteration is not None and not isinstance(train_steps_per_iteration, int):
            raise ValueError("`train_steps_per_iteration` must be an integer.")
        self._estimator = estimator
        self._train_input_fn, self._eval_input_fn = train_input_fn, eval_input_fn
        self._eval_metrics, self._train_steps, self._eval_steps = eval_metrics, train_steps, eval_steps
        self._train_monitors, self._eval_hooks = list(train_monitors or []), list(eval_hooks or [])
        self._local_eval_frequency = local_eval_frequency
        self._eval_delay_secs, self._throttle_secs = eval_delay_secs, continuous_eval_throttle_secs
        self._min_eval_frequency = 1 if min_eval_frequency is None else min_eval_frequency
        self._delay_workers_by_global_step = delay_workers_by_global_step
        self._export_strategies = _strategies(export_strategies)
        self._train_steps_per_iteration = train_steps_per_iteration
        self._checkpoint_and_export, self._saving_listeners = checkpoint_and_export, saving_listeners
        self._check_interval_secs = check_interval_secs

    estimator = property(lambda self: self._estimator)
    eval_metrics = property(lambda self: self._eval_metrics)
    train_steps = property(lambda self: self._train_steps)
    eval_steps = property(lambda self: self._eval_steps)

    def extend_train_hooks(self, additional_hooks: Iterable[Any]) -> None:
        """Train with more hooks."""
        self._train_monitors.extend(additional_hooks)

    def reset_export_strategies(self, new_export_strategies: Any = None) -> tuple[ExportStrategy, ...]:
        """Export by others; those of before."""
        old, self._export_strategies = self._export_strategies, _strategies(new_export_strategies)
        return old

    def train(self, delay_secs: float | None = None) -> Any:
        """Train up to `train_steps`; a worker of a cluster waits before, longer the higher its number."""
        return self._train(self._train_monitors, delay_secs)

    def _train(self, hooks: list[Any], delay_secs: float | None) -> Any:
        config = self._estimator.config
        if config.cluster_spec and config.master:
            if not isinstance(config, RunConfig):
                raise ValueError(
                    "For distributed runtime, Experiment class only works with tf.contrib.learn.RunConfig for now, but "
                    f"provided {type(config)}"
                )
            if config.environment == Environment.CLOUD:
                self._start_server()
        task = config.task_id or 0
        if delay_secs is None and self._delay_workers_by_global_step:
            hooks = [*hooks, tf.train.GlobalStepWaiterHook(int(8000.0 * math.log(task + 1)))]
        elif delay_secs is None:
            delay_secs = min(60, task * 5)
        _wait(delay_secs, "training")
        return self._fit(hooks, max_steps=self._train_steps)

    def evaluate(self, delay_secs: float | None = None, name: str | None = None) -> Any:
        """Evaluate the latest checkpoint once, after a wait of `eval_delay_secs` unless another is given."""
        _wait(self._eval_delay_secs if delay_secs is None else delay_secs, "eval")
        return self._evaluate(name=name or "one_pass")

    def train_and_evaluate(self) -> tuple[Any, Any]:
        """Train, evaluate as there are checkpoints, and evaluate and export at the end; metrics and exports."""
        config = self._estimator.config
        every = {"save_secs": config.save_checkpoints_secs, "save_steps": config.save_checkpoints_steps}
        if self._checkpoint_and_export and any(every.values()):
            listener = _AfterSaving(self)
            saver = tf.train.CheckpointSaverHook(self._estimator.model_dir, listeners=[listener], **every)
            self._train([*self._train_monitors, saver], 0)
            return listener.results
        hooks = list(self._train_monitors)
        if self._min_eval_frequency:
            validation = ValidationMonitor(
                input_fn=self._eval_input_fn,
                eval_steps=self._eval_steps,
                metrics=self._eval_metrics,
                every_n_steps=self._min_eval_frequency,
                check_interval_secs=self._check_interval_secs,
                hooks=self._eval_hooks,
            )
            hooks.append(validation)
        self._train(hooks, 0)
        result = self._evaluate()
        return result, self._export(result)

    def local_run(self) -> tuple[Any, Any]:
        """`train_and_evaluate` with `local_eval_frequency`."""
        kept, self._min_eval_frequency = self._min_eval_frequency, self._local_eval_frequency or 0
        try:
            return self.train_and_evaluate()
        finally:
            self._min_eval_frequency = kept

    def continuous_eval(
        self,
        delay_secs: float | None = None,
        throttle_delay_secs: float | None = None,
        evaluate_checkpoint_only_once: bool = True,
        continuous_eval_predicate_fn: Callable[..., bool] | None = None,
        name: str = "continuous",
    ) -> None:
        """Evaluate and export checkpoint after checkpoint, until the training has ended or the predicate is false.

        Raises:
          ValueError: the predicate cannot be called.
        """
        self._evaluate_on(
            self._eval_input_fn,
            name,
            delay_secs,
            throttle_delay_secs,
            evaluate_checkpoint_only_once,
            continuous_eval_predicate_fn,
            export=True,
        )

    def continuous_eval_on_train_data(
        self,
        delay_secs: float | None = None,
        throttle_delay_secs: float | None = None,
        continuous_eval_predicate_fn: Callable[..., bool] | None = None,
        name: str = "continuous_on_train_data",
    ) -> None:
        """`continuous_eval` on what it is trained on, without exports."""
        predicate = continuous_eval_predicate_fn
        self._evaluate_on(self._train_input_fn, name, delay_secs, throttle_delay_secs, True, predicate, export=False)

    def _evaluate_on(
        self,
        input_fn: Any,
        name: str,
        delay_secs: float | None,
        throttle_secs: float | None,
        once: bool,
        predicate_fn: Any,
        export: bool,
    ) -> None:
        goes_on = _predicate(predicate_fn)
        _wait(self._eval_delay_secs if delay_secs is None else delay_secs, "eval")
        throttle = self._throttle_secs if throttle_secs is None else throttle_secs
        previous: str | None = None
        result: Any = None
        warned = 0.0
        while goes_on(result, previous):
            if self._is_trained(result):
                tf.logging.info("Exiting continuous eval, train_step=%s", self._train_steps)
                return
            start = time.time()
            path = tf.train.latest_checkpoint(self._estimator.model_dir)
            if path and not (once and path == previous):
                result = self._evaluate(input_fn=input_fn, name=name, checkpoint_path=path) or {}
                if export:
                    self._export(result, path)
                previous = path
            else:
                result = {}
                if start - warned > WARN_EVERY:
                    tf.logging.warning("There is no new checkpoint to evaluate yet.")
                    warned = start
            time.sleep(max(0.0, throttle - (time.time() - start)))

    def continuous_train_and_eval(
        self, continuous_eval_predicate_fn: Callable[..., bool] | None = None
    ) -> tuple[Any, Any]:
        """Train and evaluate in turn, until the steps are taken or the predicate is false; metrics and exports.

        Raises:
          ValueError: the predicate cannot be called.
        """
        goes_on = _predicate(continuous_eval_predicate_fn)
        steps = self._train_steps_per_iteration
        if steps is None:
            steps = 1000 if self._train_steps is None else int(self._train_steps / 10)
        path = result = exports = None
        while goes_on(result, path if result else None) and not self._is_trained(result):
            tf.logging.info("Training model for %s steps", steps)
            self._fit(self._train_monitors, steps=steps)
            path = tf.train.latest_checkpoint(self._estimator.model_dir)
            result = self._evaluate(name="one_pass", checkpoint_path=path)
            exports = self._export(result)
        return result, exports

    def test(self) -> Any:
        """Train for one step, evaluate one batch, export; the metrics."""
        self._fit(self._train_monitors, steps=1)
        result = self._evaluate(name="one_pass", steps=1)
        self._export(result)
        return result

    def run_std_server(self) -> None:
        """Serve as a parameter server, without end."""
        self._start_server().join()

    def _start_server(self) -> Any:
        config = self._estimator.config
        if not config.cluster_spec or not config.task_type or not config.master or config.task_id is None:
            raise ValueError(
                "Could not start server; be sure to specify cluster_spec, task_type, master, and task in RunConfig or "
                "set the TF_CONFIG environment variable."
            )
        return tf.train.Server(
            config.cluster_spec, job_name=config.task_type, task_index=config.task_id, config=config.tf_config
        )

    def _is_trained(self, result: Any) -> bool:
        step = (result or {}).get(tf.GraphKeys.GLOBAL_STEP)
        return bool(step and self._train_steps and step >= self._train_steps)

    def _fit(self, hooks: list[Any], **steps: Any) -> Any:
        hooks = monitors.replace_monitors_with_hooks(hooks, self._estimator)
        given = {"input_fn": self._train_input_fn, **steps}
        if self._is_core:
            return self._estimator.train(hooks=hooks, saving_listeners=self._saving_listeners, **given)
        return self._estimator.fit(monitors=hooks, **given)

    def _evaluate(
        self,
        input_fn: Any = None,
        name: str | None = None,
        checkpoint_path: str | None = None,
        steps: int | None = None,
    ) -> Any:
        metrics = {} if self._is_core else {"metrics": self._eval_metrics}
        return self._estimator.evaluate(
            input_fn=input_fn or self._eval_input_fn,
            steps=steps or self._eval_steps,
            name=name,
            checkpoint_path=checkpoint_path,
            hooks=self._eval_hooks,
            **metrics,
        )

    def _export(self, result: Any, checkpoint_path: str | None = None) -> list[Any]:
        folder = tf.compat.as_bytes(os.path.join(self._estimator.model_dir, "export"))
        return [
            strategy.export(
                self._estimator,
                os.path.join(folder, tf.compat.as_bytes(strategy.name)),
                checkpoint_path=checkpoint_path,
                eval_result=result,
            )
            for strategy in self._export_strategies
        ]


def _strategies(given: Any) -> tuple[ExportStrategy, ...]:
    found = (given,) if isinstance(given, ExportStrategy) else tuple(given or ())
    for strategy in found:
        if not isinstance(strategy, ExportStrategy):
            raise ValueError(
                "`export_strategies` must be an ExportStrategy, an iterable of ExportStrategy, or `None`, found "
                f"{strategy}."
            )
    return found


def _predicate(predicate_fn: Any) -> Callable[[Any, Any], Any]:
    if predicate_fn is None:
        return lambda result, path: True
    if not callable(predicate_fn):
        raise ValueError("`continuous_eval_predicate_fn` must be a callable, or None.")
    if "checkpoint_path" in function_utils.fn_args(predicate_fn):
        return lambda result, path: predicate_fn(result, checkpoint_path=path)
    return lambda result, path: predicate_fn(result)


def _wait(seconds: float | None, what: str) -> None:
    if seconds:
        tf.logging.info("Waiting %f secs before starting %s.", seconds, what)
        time.sleep(seconds)
