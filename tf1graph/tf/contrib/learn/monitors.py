"""`tf.contrib.learn.monitors`: what was called at each step before there were `tf.train.SessionRunHook`s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tf1graph import tf
from tf1graph.tf._private import function_utils
from tf1graph.tf._tree import mirror
from tf1graph.tf.names import provide

__getattr__, __dir__ = mirror(__name__)

PLACE = "tf.contrib.learn.monitors."


UNHELD: dict[str, Any] = {"fidelity": "approximate", "note": "held by its tests, not by a golden"}


def _provided(name: str, today: str = "tf.train.SessionRunHook", **about: Any) -> Any:
    return provide(PLACE + name, today=today, gone="2.0", **about)


def extract(outputs: Mapping[Any, Any], request: Any) -> Any:
    """What a step gave for a tensor, asked for by itself or by its name."""
    return outputs[request] if request in outputs else outputs[request.name]


@_provided("BaseMonitor")
class BaseMonitor:
    """Something that is told of the beginning and the end of the training and of each step."""

    def __init__(self) -> None:
        self._begun = False
        self._current_epoch: int | None = None
        self._current_step: int | None = None
        self._max_steps: int | None = None
        self._estimator: Any = None

    @property
    def run_on_all_workers(self) -> bool:
        """Whether it runs elsewhere than on the chief too."""
        return False

    def set_estimator(self, estimator: Any) -> None:
        """Tell it which estimator trains.

        Raises:
          ValueError: that is None.
        """
        if estimator is None:
            raise ValueError("Missing estimator.")
        self._estimator = estimator

    def begin(self, max_steps: int | None = None) -> None:
        """The graph is built.

        Raises:
          ValueError: it was told so before.
        """
        if self._begun:
            raise ValueError("begin called twice without end.")
        self._max_steps, self._begun = max_steps, True

    def end(self, session: Any = None) -> None:
        """The training has ended.

        Raises:
          ValueError: it had not begun.
        """
        if not self._begun:
            raise ValueError("end called without begin.")
        self._max_steps, self._begun = None, False

    def epoch_begin(self, epoch: int) -> None:
        """An epoch begins.

        Raises:
          ValueError: another has not ended, or the number is negative.
        """
        if self._current_epoch is not None:
            raise ValueError("epoch_begin called twice without epoch_end.")
        if epoch < 0:
            raise ValueError(f"Invalid epoch {epoch}.")
        self._current_epoch = epoch

    def epoch_end(self, epoch: int) -> None:
        """An epoch has ended.

        Raises:
          ValueError: it was another.
        """
        if self._current_epoch != epoch:
            raise ValueError(f"epoch_end expected {self._current_epoch} but got {epoch}.")
        self._current_epoch = None

    def step_begin(self, step: int) -> list[Any]:
        """A step begins; which tensors, or names of such, it is to fetch.

        Raises:
          ValueError: there is no such step.
        """
        if step < 0 or (self._max_steps is not None and step > self._max_steps):
            raise ValueError(f"Invalid step {step}.")
        self._current_step = step
        return []

    def step_end(self, step: int, output: Mapping[Any, Any]) -> bool | None:
        """A step has ended, with what was fetched; whether the training is to stop.

        Raises:
          ValueError: it was another step.
        """
        if self._current_step != step:
            raise ValueError(f"step_end expected {self._current_step} but got {step}.")
        self._current_step = None
        return False

    def post_step(self, step: int, session: Any) -> None:
        """A step has ended for all monitors."""


@_provided("EveryN")
class EveryN(BaseMonitor):
    """Something that is told of the first steps and of each n-th.

    Args:
      every_n_steps: n.
      first_n_steps: how many first ones.
    """

    def __init__(self, every_n_steps: int = 100, first_n_steps: int = 1):
        super().__init__()
        self._every_n_steps, self._first_n_steps = every_n_steps, first_n_steps
        self._last_successful_step: Any = None
        self._last_active_step: Any = 0
        self._is_active = False

    def every_n_step_begin(self, step: int) -> list[Any]:
        """As `step_begin`."""
        return []

    def every_n_step_end(self, step: int, outputs: Mapping[Any, Any]) -> bool | None:
        """As `step_end`."""
        return False

    def every_n_post_step(self, step: int, session: Any) -> None:
        """As `post_step`; called at the end of the training too."""

    def step_begin(self, step: int) -> list[Any]:
        super().step_begin(step)
        due = step >= self._every_n_steps + self._last_active_step
        self._is_active = step <= self._first_n_steps or due or step == self._max_steps
        return self.every_n_step_begin(step) if self._is_active else []

    def step_end(self, step: int, output: Mapping[Any, Any]) -> bool | None:
        super().step_end(step, output)
        return self.every_n_step_end(step, output) if self._is_active else False

    def post_step(self, step: int, session: Any) -> None:
        super().post_step(step, session)
        if self._is_active:
            self.every_n_post_step(step, session)
            self._last_active_step = step
        self._last_successful_step = step

    def end(self, session: Any = None) -> None:
        super().end(session=session)
        if self._last_successful_step != self._last_active_step:
            self.every_n_post_step(self._last_successful_step, session)


@_provided("StopAtStep", "tf.train.StopAtStepHook")
class StopAtStep(BaseMonitor):
    """Stops the training.

    Args:
      num_steps: after so many steps.
      last_step: or at this one.

    Raises:
      ValueError: none of the two is given, or both.
    """

    def __init__(self, num_steps: int | None = None, last_step: int | None = None):
        super().__init__()
        if num_steps is None and last_step is None:
            raise ValueError("One of num_steps or last_step must be specified.")
        if num_steps is not None and last_step is not None:
            raise ValueError("Only one of num_steps or last_step can be specified.")
        self._num_steps: Any = num_steps
        self._last_step: Any = last_step

    @property
    def run_on_all_workers(self) -> bool:
        return True

    def step_begin(self, step: int) -> list[Any]:
        super().step_begin(step)
        if self._last_step is None:
            self._last_step = step + self._num_steps - 1
        return []

    def step_end(self, step: int, output: Mapping[Any, Any]) -> bool | None:
        super().step_end(step, output)
        return step >= self._last_step


@_provided("RunHookAdapterForMonitors")
class RunHookAdapterForMonitors(tf.train.SessionRunHook):
    """Monitors as one hook.

    Args:
      monitors: a list of them.
    """

    def __init__(self, monitors: list[Any]):
        self._monitors = monitors

    def begin(self) -> None:
        self._last_step: Any = None
        self._global_step = tf.train.get_global_step()
        for monitor in self._monitors:
            monitor.begin(max_steps=None)

    def before_run(self, run_context: Any) -> Any:
        if self._last_step is None:
            self._last_step = run_context.session.run(self._global_step) + 1
        fetched: list[Any] = []
        for monitor in self._monitors:
            asked = monitor.step_begin(self._last_step)
            if asked and not isinstance(asked, list):
                raise ValueError("Monitor.step_begin should return a list.")
            fetched.extend(asked or [])
        self._fetched = fetched
        elements = [_graph_element(thing) for thing in fetched]
        return tf.train.SessionRunArgs({"step": self._global_step, "monitors": elements})

    def after_run(self, run_context: Any, run_values: Any) -> None:
        output = dict(zip(self._fetched, run_values.results["monitors"], strict=True))
        for monitor in self._monitors:
            if monitor.step_end(self._last_step, output):
                run_context.request_stop()
        for monitor in self._monitors:
            monitor.post_step(self._last_step, run_context.session)
        self._last_step = run_values.results["step"] + 1

    def end(self, session: Any) -> None:
        self._last_step = None
        for monitor in self._monitors:
            if "session" in function_utils.fn_args(monitor.end):
                monitor.end(session=session)
            else:
                monitor.end()


@_provided("replace_monitors_with_hooks")
def replace_monitors_with_hooks(monitors_or_hooks: Iterable[Any] | None, estimator: Any) -> list[Any]:
    """The hooks as they are, and behind them one hook of all monitors; only the chief runs all of these."""
    given = list(monitors_or_hooks or [])
    hooks = [hook for hook in given if isinstance(hook, tf.train.SessionRunHook)]
    monitors = [monitor for monitor in given if not isinstance(monitor, tf.train.SessionRunHook)]
    if not estimator.config.is_chief:
        monitors = [monitor for monitor in monitors if monitor.run_on_all_workers]
    for monitor in monitors:
        monitor.set_estimator(estimator)
    return [*hooks, RunHookAdapterForMonitors(monitors)] if monitors else hooks


def _graph_element(thing: Any) -> Any:
    graph = tf.get_default_graph()
    if not isinstance(thing, str):
        if getattr(thing, "graph", None) is not graph:
            raise ValueError(f"Passed {thing} should have graph attribute that is equal to current graph {graph}.")
        return thing
    if ":" in thing:
        return graph.as_graph_element(thing)
    if len(graph.get_operation_by_name(thing).outputs) > 1:
        raise ValueError(f"Name {thing} is ambiguous, as this `Operation` has multiple outputs (at least 2).")
    return graph.as_graph_element(thing + ":0")
