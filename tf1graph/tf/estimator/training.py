"""Training and evaluation in turns, in one process or as one task of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from tf1graph import tf
from tf1graph.tf.estimator.exporter import Exporter
from tf1graph.tf.names import provide


class _Train(NamedTuple):
    input_fn: Any
    max_steps: Any
    hooks: Any


@provide("tf.estimator.TrainSpec")
class TrainSpec(_Train):
    """How `train_and_evaluate` trains.

    Args:
      input_fn: gives features and labels, or a `tf.data.Dataset` of them.
      max_steps: at which global step the training ends; at the end of the input where it is None.
      hooks: `tf.train.SessionRunHook`s.

    Raises:
      TypeError: `input_fn` is no function, or a hook none.
      ValueError: `max_steps` is not positive.
    """

    __slots__ = ()

    def __new__(
        cls, input_fn: Callable[..., Any], max_steps: int | None = None, hooks: Iterable[Any] | None = None
    ) -> TrainSpec:
        _check_input_fn(input_fn)
        _check_positive("max_steps", max_steps)
        return super().__new__(cls, input_fn, max_steps, checked_hooks(hooks))


class _Eval(NamedTuple):
    input_fn: Any
    steps: Any
    name: Any
    hooks: Any
    exporters: Any
    start_delay_secs: Any
    throttle_secs: Any


@provide("tf.estimator.EvalSpec")
class EvalSpec(_Eval):
    """How `train_and_evaluate` evaluates.

    Args:
      input_fn: gives features and labels, or a `tf.data.Dataset` of them.
      steps: how many batches; all where it is None.
      name: of the evaluation, which names its folder.
      hooks: `tf.train.SessionRunHook`s.
      exporters: a `tf.estimator.Exporter`, or several with different names.
      start_delay_secs: how long an evaluator of a cluster waits at first.
      throttle_secs: evaluations are at least so many seconds apart.

    Raises:
      TypeError: `input_fn` is no function, or something else is not what it must be.
      ValueError: a number is too small, or names of exporters are missing or the same.
    """

    __slots__ = ()

    def __new__(
        cls,
        input_fn: Callable[..., Any],
        steps: int | None = 100,
        name: str | None = None,
        hooks: Iterable[Any] | None = None,
        exporters: Any = None,
        start_delay_secs: float = 120,
        throttle_secs: float = 600,
    ) -> EvalSpec:
        _check_input_fn(input_fn)
        _check_positive("steps", steps)
        if name is not None and not isinstance(name, str):
            raise TypeError(f"`name` must be string, given: {name}")
        hooks, exporters = checked_hooks(hooks), _checked_exporters(exporters)
        for what, given in (("start_delay_secs", start_delay_secs), ("throttle_secs", throttle_secs)):
            if given < 0:
                raise ValueError(f"Must specify {what} >= 0, given: {given}")
        return super().__new__(cls, input_fn, steps, name, hooks, exporters, start_delay_secs, throttle_secs)


def _check_input_fn(input_fn: Any) -> None:
    if not callable(input_fn):
        raise TypeError(f"`input_fn` must be callable, given: {input_fn}")


def _check_positive(name: str, number: int | None) -> None:
    if number is not None and number <= 0:
        raise ValueError(f"Must specify {name} > 0, given: {number}")


def checked_hooks(hooks: Iterable[Any] | None) -> tuple[Any, ...]:
    """The hooks as a tuple.

    Raises:
      TypeError: one is no `tf.train.SessionRunHook`.
    """
    hooks = tuple(hooks or [])
    for hook in hooks:
        if not isinstance(hook, tf.train.SessionRunHook):
            raise TypeError(f"All hooks must be `SessionRunHook` instances, given: {hook}")
    return hooks


def _checked_exporters(exporters: Any) -> tuple[Any, ...]:
    if not exporters:
        return ()
    try:
        found = (exporters,) if isinstance(exporters, Exporter) else tuple(exporters)
    except TypeError:
        found = (None,)
    if not all(isinstance(exporter, Exporter) for exporter in found):
        raise TypeError(f"`exporters` must be an Exporter, an iterable of Exporter, or `None`, found {exporters}.")
    names = [exporter.name for exporter in found]
    for name in names:
        if not name:
            raise ValueError(f"An Exporter cannot have a name that is `None` or empty. All exporter names: {names}")
        if not isinstance(name, str):
            raise ValueError(f"An Exporter must have a string name. Given: {type(name)}")
    if len(set(names)) < len(names):
        raise ValueError(
            f"`exporters` must have unique names. Such a name cannot be `None`. All exporter names: {names}"
        )
    return found


@provide("tf.estimator.train_and_evaluate")
def train_and_evaluate(estimator: Any, train_spec: TrainSpec, eval_spec: EvalSpec) -> Any:
    """Train, and evaluate and export after each checkpoint; or do the part of this task of a cluster.

    Args:
      estimator: whose `RunConfig` says how often checkpoints are written.

    Returns:
      in one process, what the last evaluation gave and a list of what its exporters did; None in a cluster.

    Raises:
      TypeError: an argument is not what it must be.
      ValueError: the task of the cluster cannot be done.
    """
    from tf1graph.tf.estimator.executor import _TrainingExecutor

    check_eval_spec(eval_spec)
    executor = _TrainingExecutor(estimator=estimator, train_spec=train_spec, eval_spec=eval_spec)
    config = estimator.config
    if config.task_type == "evaluator" and config.task_id > 0:
        raise ValueError(
            "For distributed training, there can only be one `evaluator` task (with task id 0).  Given task id "
            f"{config.task_id}"
        )
    tf.logging.info("Not using Distribute Coordinator.")
    return executor.run()


def check_eval_spec(eval_spec: Any) -> None:
    """Check that it is one.

    Raises:
      TypeError: it is none.
    """
    if not isinstance(eval_spec, EvalSpec):
        raise TypeError(f"`eval_spec` must have type `tf.estimator.EvalSpec`. Got: {type(eval_spec)}")
