"""Hooks that end a training by what the evaluations say."""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Iterator
from typing import Any

from tf1graph import tf
from tf1graph.tf.estimator.estimator import Estimator
from tf1graph.tf.names import provide


@provide("tf.estimator.experimental.make_early_stopping_hook", "tf.contrib.estimator.make_early_stopping_hook")
def make_early_stopping_hook(
    estimator: Any,
    should_stop_fn: Callable[[], bool],
    run_every_secs: float | None = 60,
    run_every_steps: int | None = None,
) -> Any:
    """A hook that asks `should_stop_fn` and ends the training, on all workers, when it says so.

    Args:
      run_every_secs, run_every_steps: how often it asks; one of them is None.

    Raises:
      TypeError: `estimator` is none, or `should_stop_fn` no function.
      ValueError: both are given.
    """
    if not isinstance(estimator, Estimator):
        raise TypeError(f"`estimator` must have type `tf.estimator.Estimator`. Got: {type(estimator)}")
    if run_every_secs is not None and run_every_steps is not None:
        raise ValueError("Only one of `run_every_secs` and `run_every_steps` must be set.")
    if estimator.config.is_chief:
        return _StopOnPredicateHook(should_stop_fn, run_every_secs, run_every_steps)
    return _CheckForStoppingHook()


@provide(
    "tf.estimator.experimental.stop_if_higher_hook",
    "tf.contrib.estimator.stop_if_higher_hook",
)
def stop_if_higher_hook(
    estimator: Any,
    metric_name: str,
    threshold: float,
    eval_dir: str | None = None,
    min_steps: int = 0,
    run_every_secs: float | None = 60,
    run_every_steps: int | None = None,
) -> Any:
    """A hook that ends the training once a metric is higher than `threshold`.

    Args:
      eval_dir: the folder of the evaluation's summaries; that of evaluations without a name where it is None.
      min_steps: evaluations at an earlier global step are passed over.
      The others are those of `make_early_stopping_hook`.
    """
    stop = _crosses(operator.gt, "greater than", estimator, metric_name, threshold, eval_dir, min_steps)
    return make_early_stopping_hook(estimator, stop, run_every_secs, run_every_steps)


@provide("tf.estimator.experimental.stop_if_lower_hook", "tf.contrib.estimator.stop_if_lower_hook")
def stop_if_lower_hook(
    estimator: Any,
    metric_name: str,
    threshold: float,
    eval_dir: str | None = None,
    min_steps: int = 0,
    run_every_secs: float | None = 60,
    run_every_steps: int | None = None,
) -> Any:
    """A hook that ends the training once a metric is lower than `threshold`; see `stop_if_higher_hook`."""
    stop = _crosses(operator.lt, "less than", estimator, metric_name, threshold, eval_dir, min_steps)
    return make_early_stopping_hook(estimator, stop, run_every_secs, run_every_steps)


@provide(
    "tf.estimator.experimental.stop_if_no_increase_hook",
    "tf.contrib.estimator.stop_if_no_increase_hook",
)
def stop_if_no_increase_hook(
    estimator: Any,
    metric_name: str,
    max_steps_without_increase: int,
    eval_dir: str | None = None,
    min_steps: int = 0,
    run_every_secs: float | None = 60,
    run_every_steps: int | None = None,
) -> Any:
    """A hook that ends the training once a metric has found no higher value for so many steps."""
    stop = _stands_still(
        operator.gt, "increase", estimator, metric_name, max_steps_without_increase, eval_dir, min_steps
    )
    return make_early_stopping_hook(estimator, stop, run_every_secs, run_every_steps)


@provide("tf.estimator.experimental.stop_if_no_decrease_hook", "tf.contrib.estimator.stop_if_no_decrease_hook")
def stop_if_no_decrease_hook(
    estimator: Any,
    metric_name: str,
    max_steps_without_decrease: int,
    eval_dir: str | None = None,
    min_steps: int = 0,
    run_every_secs: float | None = 60,
    run_every_steps: int | None = None,
) -> Any:
    """A hook that ends the training once a metric has found no lower value for so many steps."""
    stop = _stands_still(
        operator.lt, "decrease", estimator, metric_name, max_steps_without_decrease, eval_dir, min_steps
    )
    return make_early_stopping_hook(estimator, stop, run_every_secs, run_every_steps)


def read_eval_metrics(eval_dir: str) -> dict[int, dict[str, float]]:
    """The metrics in the event files of a folder, by global step in its order."""
    found: dict[int, dict[str, float]] = {}
    for event in _summaries(eval_dir):
        values = event.summary.value if event.HasField("summary") else ()
        metrics = {value.tag: value.simple_value for value in values if value.HasField("simple_value")}
        if metrics:
            found.setdefault(event.step, {}).update(metrics)
    return dict(sorted(found.items()))


def _summaries(eval_dir: str) -> Iterator[Any]:
    if tf.gfile.Exists(eval_dir):
        for path in tf.gfile.Glob(os.path.join(eval_dir, "events.out.tfevents.*")):
            yield from tf.train.summary_iterator(path)


def _values(eval_dir: str, metric_name: str, min_steps: int) -> Iterator[tuple[int, float]]:
    """The values of one metric by global step, from `min_steps` on."""
    for step, metrics in read_eval_metrics(eval_dir).items():
        if step >= min_steps:
            yield step, metrics[metric_name]


def _crosses(
    better: Callable[[Any, Any], bool],
    words: str,
    estimator: Any,
    metric_name: str,
    threshold: float,
    eval_dir: str | None,
    min_steps: int,
) -> Callable[[], bool]:
    folder = estimator.eval_dir() if eval_dir is None else eval_dir

    def crosses() -> bool:
        for step, value in _values(folder, metric_name, min_steps):
            if better(value, threshold):
                tf.logging.info(
                    'At step %s, metric "%s" has value %s which is %s the configured threshold (%s) for early '
                    "stopping.",
                    step,
                    metric_name,
                    value,
                    words,
                    threshold,
                )
                return True
        return False

    return crosses


def _stands_still(
    better: Callable[[Any, Any], bool],
    words: str,
    estimator: Any,
    metric_name: str,
    most_steps: int,
    eval_dir: str | None,
    min_steps: int,
) -> Callable[[], bool]:
    folder = estimator.eval_dir() if eval_dir is None else eval_dir

    def stands_still() -> bool:
        best, best_step = None, 0
        for step, value in _values(folder, metric_name, min_steps):
            if best is None or better(value, best):
                best, best_step = value, step
            if step - best_step >= most_steps:
                tf.logging.info(
                    'No %s in metric "%s" for %s steps, which is greater than or equal to max steps (%s) configured '
                    "for early stopping.",
                    words,
                    metric_name,
                    step - best_step,
                    most_steps,
                )
                return True
        return False

    return stands_still


def _get_or_create_stop_var() -> Any:
    with tf.variable_scope("signal_early_stopping", values=[], reuse=tf.AUTO_REUSE):
        return tf.get_variable(
            "STOP",
            shape=[],
            dtype=tf.bool,
            initializer=tf.constant_initializer(False),
            collections=[tf.GraphKeys.GLOBAL_VARIABLES],
            trainable=False,
        )


class _StopOnPredicateHook(tf.train.SessionRunHook):
    """Asks a function now and then; its answer is kept in a variable, by which other workers know."""

    def __init__(self, should_stop_fn: Callable[[], bool], run_every_secs: Any = 60, run_every_steps: Any = None):
        if not callable(should_stop_fn):
            raise TypeError("`should_stop_fn` must be callable.")
        self._should_stop_fn = should_stop_fn
        self._timer = tf.train.SecondOrStepTimer(every_secs=run_every_secs, every_steps=run_every_steps)

    def begin(self) -> None:
        self._global_step_tensor = tf.train.get_global_step()
        self._stop_op = tf.assign(_get_or_create_stop_var(), True)

    def before_run(self, run_context: Any) -> Any:
        return tf.train.SessionRunArgs(self._global_step_tensor)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        step = run_values.results
        if not self._timer.should_trigger_for_step(step):
            return
        self._timer.update_last_triggered_step(step)
        if self._should_stop_fn():
            tf.logging.info("Requesting early stopping at global step %d", step)
            run_context.session.run(self._stop_op)
            run_context.request_stop()


class _CheckForStoppingHook(tf.train.SessionRunHook):
    """Ends the training of a worker when the chief has said so."""

    def begin(self) -> None:
        self._stop_var = _get_or_create_stop_var()

    def before_run(self, run_context: Any) -> Any:
        return tf.train.SessionRunArgs(self._stop_var)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        if run_values.results:
            tf.logging.info("Early stopping requested, suspending run.")
            run_context.request_stop()
