"""The tasks of `train_and_evaluate`: all in one process, or one of a cluster's."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.clusters import TaskType
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.estimator.evaluator import (
    _ContinuousEvalListener,
    _EvalResult,
    _EvalStatus,
    _Evaluator,
    _NewCheckpointListenerForEvaluate,
)
from tf1graph.tf.estimator.training import TrainSpec, check_eval_spec, checked_hooks

MOST_DELAY_SECS = 60
DELAY_SECS_A_WORKER = 5
TRAINERS = (TaskType.CHIEF, TaskType.MASTER, TaskType.WORKER)
TASKS = (TaskType.CHIEF, TaskType.EVALUATOR, TaskType.MASTER, TaskType.PS, TaskType.WORKER)


class _TrainingExecutor:
    """Does what the estimator's configuration makes its task.

    Args:
      train_hooks: beside those of `train_spec`.
      continuous_eval_listener: is asked around each evaluation whether to go on.

    Raises:
      TypeError: an argument is not what it must be.
    """

    def __init__(
        self,
        estimator: Any,
        train_spec: Any,
        eval_spec: Any,
        train_hooks: Iterable[Any] | None = None,
        continuous_eval_listener: _ContinuousEvalListener | None = None,
    ):
        if not isinstance(estimator, Estimator):
            raise TypeError(f"`estimator` must have type `tf.estimator.Estimator`. Got: {type(estimator)}")
        if not isinstance(train_spec, TrainSpec):
            raise TypeError(f"`train_spec` must have type `tf.estimator.TrainSpec`. Got: {type(train_spec)}")
        if eval_spec:
            check_eval_spec(eval_spec)
        listener = continuous_eval_listener or _ContinuousEvalListener()
        if not isinstance(listener, _ContinuousEvalListener):
            raise TypeError("`continuous_eval_listener` must have type `_ContinuousEvalListener`.")
        self._estimator, self._train_spec, self._eval_spec = estimator, train_spec, eval_spec
        self._train_hooks, self._listener = checked_hooks(train_hooks), listener

    @property
    def estimator(self) -> Any:
        """Whose training it is."""
        return self._estimator

    def run(self) -> Any:
        """Do the task.

        Raises:
          ValueError: there is none of that name.
        """
        config = self._estimator.config
        if not config.cluster_spec and config.task_type != TaskType.EVALUATOR:
            tf.logging.info("Running training and evaluation locally (non-distributed).")
            return self.run_local()
        if not config.task_type:
            raise ValueError(
                "`estimator.config` must have task_type set. This usually means TF_CONFIG environment is not set "
                "correctly."
            )
        if config.task_type == "local":
            raise ValueError(
                "`task.type` in TF_CONFIG cannot be `local`. Leaving `cluster` and `task` properties in TF_CONFIG "
                "absent triggers train and evaluate `Estimator` locally (non-distributed)."
            )
        if config.task_type not in TASKS:
            raise ValueError(f"Task type {config.task_type} is not supported. Supported task types are {[*TASKS]}")
        return getattr(self, f"run_{config.task_type}")()

    def run_local(self) -> tuple[Any, Any]:
        """Train and evaluate in turns; what the last evaluation gave, and what its exporters did."""
        check_eval_spec(self._eval_spec)
        config = self._estimator.config
        tf.logging.info(
            "Start train and evaluate loop. The evaluate will happen after every checkpoint. Checkpoint frequency is "
            f"determined based on RunConfig arguments: save_checkpoints_steps {config.save_checkpoints_steps} or "
            f"save_checkpoints_secs {config.save_checkpoints_secs}."
        )
        listener = self._evaluating_listener(self._listener)
        self._train([listener])
        result = listener.eval_result or _EvalResult(_EvalStatus.MISSING_CHECKPOINT)
        return result.metrics, listener.export_results

    def run_chief(self) -> None:
        """Train as the chief of a cluster."""
        self._start_distributed_training()

    def run_worker(self) -> None:
        """Train as a worker of a cluster."""
        self._start_distributed_training()

    def run_master(self) -> None:
        """Train as the chief of a cluster, and evaluate."""
        check_eval_spec(self._eval_spec)
        self._start_distributed_training([self._evaluating_listener(_ContinuousEvalListener())])

    def run_ps(self) -> None:
        """Serve variables for ever."""
        self._start_server(self._estimator.config).join()

    def run_evaluator(self) -> None:
        """Evaluate each checkpoint that another task has saved, until the last."""
        check_eval_spec(self._eval_spec)
        delay = self._eval_spec.start_delay_secs
        if delay:
            tf.logging.info("Waiting %f secs before starting eval.", delay)
            time.sleep(delay)
        evaluator = _Evaluator(self._estimator, self._eval_spec, self._train_spec.max_steps)
        result: _EvalResult | None = None
        stop = False
        while not stop:
            last = self._train_spec.max_steps
            if result and result.metrics and last and result.metrics[tf.GraphKeys.GLOBAL_STEP] >= last:
                step = result.metrics[tf.GraphKeys.GLOBAL_STEP]
                tf.logging.info("Exiting evaluation, global_step=%s >= train max_steps=%s", step, last)
                return
            result, stop = self._evaluate_once(evaluator, self._eval_spec.throttle_secs)

    def _evaluate_once(self, evaluator: _Evaluator, throttle_secs: float) -> tuple[_EvalResult | None, bool]:
        start = time.time()
        if not self._listener.before_eval():
            tf.logging.info("Exiting evaluation, as requested by _ContinuousEvalListener.before_eval.")
            return None, True
        result, _ = evaluator.evaluate_and_export()
        if not self._listener.after_eval(result):
            tf.logging.info("Exiting evaluation, as requested by _ContinuousEvalListener.after_eval.")
            return result, True
        rest = throttle_secs - (time.time() - start)
        if rest > 0:
            tf.logging.info("Waiting %f secs before starting next eval run.", rest)
            time.sleep(rest)
        elif throttle_secs == 0 and result.status != _EvalStatus.EVALUATED:
            tf.logging.warning(
                "EvalSpec.throttle_secs is set as 0. This might overload the job before finding (next) new checkpoint. "
                "Please consider to increase it."
            )
        return result, False

    def _evaluating_listener(self, listener: _ContinuousEvalListener) -> _NewCheckpointListenerForEvaluate:
        evaluator = _Evaluator(self._estimator, self._eval_spec, self._train_spec.max_steps)
        return _NewCheckpointListenerForEvaluate(evaluator, self._eval_spec.throttle_secs, listener)

    def _train(self, saving_listeners: list[Any] | None) -> None:
        self._estimator.train(
            input_fn=self._train_spec.input_fn,
            max_steps=self._train_spec.max_steps,
            hooks=[*self._train_spec.hooks, *self._train_hooks],
            saving_listeners=saving_listeners,
        )

    def _start_distributed_training(self, saving_listeners: list[Any] | None = None) -> None:
        config = self._estimator.config
        tf_config = json.loads(os.environ.get("TF_CONFIG") or "{}")
        if not tf_config:
            tf.logging.warn("TF_CONFIG should not be empty in distributed environment.")
        if tf_config.get("environment") != "google":
            self._start_server(config)
        if config.task_type == TaskType.WORKER:
            most = config.experimental_max_worker_delay_secs
            delay = min(MOST_DELAY_SECS if most is None else most, (config.task_id + 1) * DELAY_SECS_A_WORKER)
            if delay > 0:
                tf.logging.info("Waiting %d secs before starting training.", delay)
                time.sleep(delay)
        self._train(saving_listeners)

    def _start_server(self, config: Any) -> Any:
        if not config.cluster_spec or not config.task_type or config.task_id is None:
            raise RuntimeError(
                "Could not start server; be sure to specify cluster_spec, task_type, and task in RunConfig or set the "
                "TF_CONFIG environment variable."
            )
        if not config.master:
            jobs = config.cluster_spec.jobs
            if len(jobs) > 1 or len(config.cluster_spec.job_tasks(jobs[0])) > 1 or config.task_type not in TRAINERS:
                raise RuntimeError(
                    "Could not start server; be sure to specify master in RunConfig or set the TF_CONFIG environment "
                    "variable."
                )
            tf.logging.info("Skip starting Tensorflow server as there is only one node in the cluster.")
            return None
        tf.logging.info("Start Tensorflow server.")
        session_config = tf.ConfigProto(log_device_placement=False)
        if config.session_config is not None:
            session_config.gpu_options.CopyFrom(config.session_config.gpu_options)
        server = tf.train.Server(
            config.cluster_spec,
            job_name=config.task_type,
            task_index=config.task_id,
            config=session_config,
            start=False,
            protocol=config.protocol,
        )
        server.start()
        return server
