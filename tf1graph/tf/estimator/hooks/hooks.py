"""Hooks that evaluate while a model is trained, or stop by what has been saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import training_util
from tf1graph.tf.estimator.estimator import _check_hooks_type, _load_global_step_from_checkpoint_dir
from tf1graph.tf.names import provide


@provide("tf.estimator.experimental.InMemoryEvaluatorHook", "tf.contrib.estimator.InMemoryEvaluatorHook")
class InMemoryEvaluatorHook(tf.train.SessionRunHook):
    """Evaluates the model while it is trained, in this process, without a checkpoint between.

    Args:
      estimator: whose model it is; of one machine.
      input_fn, steps, hooks, name: those of `Estimator.evaluate`.
      every_n_iter: after how many steps; also at the start and at the end.

    Raises:
      ValueError: `every_n_iter` is not positive, or the estimator is one of a cluster; at the start, where the model
        has a saver, an `init_fn` or saveable objects of its own.
    """

    def __init__(
        self,
        estimator: Any,
        input_fn: Callable[..., Any],
        steps: int | None = None,
        hooks: Iterable[Any] | None = None,
        name: str | None = None,
        every_n_iter: int | None = 100,
    ):
        if every_n_iter is None or every_n_iter <= 0:
            raise ValueError(f"invalid every_n_iter={every_n_iter}.")
        if estimator.config.num_ps_replicas > 0 or estimator.config.num_worker_replicas > 1:
            raise ValueError("InMemoryEvaluator supports only single machine (aka Local) setting.")
        self._estimator, self._input_fn = estimator, input_fn
        self._eval_dir = estimator.eval_dir(name)
        self._hooks = [*_check_hooks_type(hooks), *estimator._convert_eval_steps_to_hooks(steps)]
        self._timer = tf.train.SecondOrStepTimer(every_steps=every_n_iter)

    def begin(self) -> None:
        """Build the graph of the evaluation, beside that of the training."""
        self._timer.reset()
        self._iter_count = 0
        self._graph = tf.Graph()
        with self._graph.as_default():
            built = self._estimator._evaluate_build_graph(self._input_fn, self._hooks, checkpoint_path=None)
            self._scaffold, self._update_op, self._eval_dict, self._all_hooks = built
            if self._scaffold.saver is not None:
                raise ValueError("InMemoryEvaluator does not support custom saver")
            if self._scaffold.init_fn is not None:
                raise ValueError("InMemoryEvaluator does not support custom init_fn")
            self._eval_variables = {variable.name: variable for variable in tf.global_variables()}
            self._placeholders = {name: tf.placeholder(of.dtype) for name, of in self._eval_variables.items()}

    def after_create_session(self, session: Any, coord: Any) -> None:
        """Evaluate for the first time."""
        if tf.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS):
            raise ValueError("InMemoryEvaluator does not support saveables other than global variables.")
        self._trained = {
            variable.name: variable for variable in tf.global_variables() if variable.name in self._eval_variables
        }
        with self._graph.as_default():
            feeds = [tf.assign(self._eval_variables[name], self._placeholders[name]) for name in self._trained]
            self._feed_op = tf.group(feeds)
        self._evaluate(session)

    def _evaluate(self, train_session: Any) -> None:
        values = train_session.run(self._trained)
        feed = {self._placeholders[name]: value for name, value in values.items()}
        with self._graph.as_default():
            self._estimator._evaluate_run(
                checkpoint_path=None,
                scaffold=tf.train.Scaffold(
                    init_fn=lambda scaffold, session: session.run(self._feed_op, feed_dict=feed),
                    copy_from_scaffold=self._scaffold,
                ),
                update_op=self._update_op,
                eval_dict=self._eval_dict,
                all_hooks=self._all_hooks,
                output_dir=self._eval_dir,
            )
        self._timer.update_last_triggered_step(self._iter_count)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        """Evaluate if it is time."""
        self._iter_count += 1
        if self._timer.should_trigger_for_step(self._iter_count):
            self._evaluate(run_context.session)

    def end(self, session: Any) -> None:
        """Evaluate for the last time."""
        self._evaluate(session)


class _StopAtCheckpointStepHook(tf.train.SessionRunHook):
    """Stops a worker once a checkpoint has the last step, and waits for that before it takes more."""

    def __init__(self, model_dir: str | None, last_step: int | None, wait_after_file_check_secs: float = 30):
        if last_step is None:
            raise ValueError("last_step must be specified.")
        if model_dir is None:
            raise ValueError("model_dir must be specified.")
        self._model_dir, self._last_step, self._wait = model_dir, last_step, wait_after_file_check_secs

    def begin(self) -> None:
        self._global_step_tensor = training_util._get_or_create_global_step_read()
        if self._global_step_tensor is None:
            raise RuntimeError("Global step should be created to use StopAtCheckpointStepHook.")

    def before_run(self, run_context: Any) -> Any:
        return tf.train.SessionRunArgs(self._global_step_tensor)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        if run_values.results + 1 < self._last_step:
            return
        if _load_global_step_from_checkpoint_dir(self._model_dir) >= self._last_step:
            run_context.request_stop()
        else:
            time.sleep(self._wait)


@provide(
    "tf.estimator.experimental.make_stop_at_checkpoint_step_hook",
    "tf.contrib.estimator.make_stop_at_checkpoint_step_hook",
    fidelity="approximate",
    note="the chief's is `tf.train.StopAtStepHook`; that of other workers needs a cluster, of which there is no golden",
)
def make_stop_at_checkpoint_step_hook(estimator: Any, last_step: int, wait_after_file_check_secs: float = 30) -> Any:
    """A hook that stops at a global step: the chief by its own, other workers by what the chief has saved.

    Args:
      wait_after_file_check_secs: how long a worker waits before it looks again.
    """
    if estimator.config.is_chief:
        return tf.train.StopAtStepHook(last_step=last_step)
    return _StopAtCheckpointStepHook(estimator.model_dir, last_step, wait_after_file_check_secs)
