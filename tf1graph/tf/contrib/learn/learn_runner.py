"""Runs experiments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1graph import tf
from tf1graph.tf.contrib.learn.estimators.run_config import RunConfig, TaskType
from tf1graph.tf.contrib.learn.experiment import Experiment
from tf1graph.tf.names import provide

PLACE = "tf.contrib.learn.learn_runner."
SCHEDULES = {TaskType.MASTER: "train_and_evaluate", TaskType.PS: "run_std_server", TaskType.WORKER: "train"}


@provide(PLACE + "run", today="tf.estimator.train_and_evaluate", gone="2.0")
def run(
    experiment_fn: Callable[..., Any],
    output_dir: str | None = None,
    schedule: str | None = None,
    run_config: Any = None,
    hparams: Any = None,
) -> Any:
    """Make an experiment and run it.

    Args:
      experiment_fn: makes the `Experiment`, of `output_dir`, or of `run_config` and `hparams`.
      output_dir: the folder of the model, where there is no `run_config`.
      schedule: which of the experiment's methods; in a cluster that of the task, else `train_and_evaluate`.
      run_config: a `RunConfig` with a folder, which the estimator must have too.
      hparams: `tf.contrib.training.HParams`, or None.

    Returns:
      what that method returns.

    Raises:
      ValueError: something is missing, or cannot be meant together.
      TypeError: `experiment_fn` makes no experiment.
      RuntimeError: its estimator has another configuration.
    """
    if output_dir is not None and run_config is not None:
        raise ValueError("Cannot provide both `output_dir` and `run_config`")
    if output_dir is None and run_config is None:
        raise ValueError("Must set value for `output_dir` or `run_config`")
    if not callable(experiment_fn):
        raise TypeError(f'Experiment builder "{experiment_fn}" is not callable.')
    if run_config is not None:
        experiment = _checked(experiment_fn)(run_config=run_config, hparams=hparams)
    else:
        if not output_dir:
            raise ValueError("Must specify an output directory")
        if hparams is not None:
            raise ValueError("Must set `hparams` as None for `experiment_fn` with `output_dir`.")
        experiment = _experiment(experiment_fn(output_dir=output_dir))
    schedule = schedule or _default_schedule(run_config or experiment.estimator.config)
    if not hasattr(experiment, schedule):
        raise ValueError(f"Schedule references non-existent task {schedule}")
    task = getattr(experiment, schedule)
    if not callable(task):
        raise TypeError(f"Schedule references non-callable member {schedule}")
    return task()


@provide(PLACE + "tune", fidelity="approximate", gone="2.0", note="held by no golden")
def tune(experiment_fn: Callable[..., Any], tuner: Any) -> None:
    """Run trial after trial of a tuner, an object with `next_trial` and `run_experiment`."""
    while tuner.next_trial():
        tuner.run_experiment(_checked(experiment_fn, needs_hparams=True))


def _experiment(found: Any) -> Experiment:
    if not isinstance(found, Experiment):
        raise TypeError(f"Experiment builder did not return an Experiment instance, got {type(found)} instead.")
    return found


def _checked(experiment_fn: Callable[..., Any], needs_hparams: bool = False) -> Callable[..., Experiment]:
    """`experiment_fn`, which is checked to use the configuration that it is given."""

    def make(run_config: Any, hparams: Any) -> Experiment:
        if not isinstance(run_config, RunConfig):
            raise ValueError("`run_config` must be `tf.contrib.learn.RunConfig` instance")
        if not vars(run_config)["_model_dir"]:
            raise ValueError("Must specify a model directory `model_dir` in `run_config`.")
        if hparams is not None and not isinstance(hparams, tf.contrib.training.HParams):
            raise ValueError("`hparams` must be `HParams` instance")
        if needs_hparams and hparams is None:
            raise ValueError("`hparams` cannot be `None`.")
        expected = run_config.uid()
        experiment = _experiment(experiment_fn(run_config, hparams))
        config = experiment.estimator.config
        if not hasattr(config, "uid"):
            raise RuntimeError(
                "Pass `run_config` argument of the `experiment_fn` to the Estimator in Experiment. It is likely a "
                "different `RunConfig` is passed to `Estimator` or the `config` constructor argument in `Estimator` is "
                "not set."
            )
        if config.uid() != expected:
            raise RuntimeError(
                "`RunConfig` instance is expected to be used by the `Estimator` inside the `Experiment`. expected "
                f"{expected}, but got {config.uid()}"
            )
        return experiment

    return make


def _default_schedule(config: Any) -> str:
    cluster = config.cluster_spec if config else None
    if not cluster or sum(len(cluster.job_tasks(job)) for job in cluster.jobs) <= 1:
        return "train_and_evaluate"
    if not config.task_type:
        raise ValueError("Must specify a schedule")
    if config.task_type not in SCHEDULES:
        raise ValueError(f"No default schedule for task type: {config.task_type}")
    return SCHEDULES[config.task_type]
