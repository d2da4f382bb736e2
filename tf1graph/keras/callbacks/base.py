"""Callbacks themselves, the list of them, and those that every training has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from tf1graph.keras.utils.progress import Progbar


class Callback:
    """Something that is told when training and its epochs and batches begin and end.

    Attributes:
      params: of the training: `epochs`, `steps` or `samples`, `verbose`, `metrics`, …
      model: the model that is trained.
      validation_data: the arrays that it is tested on.
    """

    params: dict[str, Any]

    def __init__(self) -> None:
        self.validation_data: Any = None
        self.model: Any = None

    def set_params(self, params: dict[str, Any]) -> None:
        """Tell of the training."""
        self.params = params

    def set_model(self, model: Any) -> None:
        """Tell which model is trained."""
        self.model = model

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Called before an epoch, the first of which is 0."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Called after an epoch, with its losses and metrics."""

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Called before a batch, with its `size`."""

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """Called after a batch, with its losses and metrics."""

    def on_train_begin(self, logs: Any = None) -> None:
        """Called before the first epoch."""

    def on_train_end(self, logs: Any = None) -> None:
        """Called after the last one."""


class CallbackList:
    """Callbacks that are told one after the other."""

    model: Any = None

    def __init__(self, callbacks: Iterable[Any] | None = None, queue_length: int = 10):
        self.callbacks = list(callbacks or [])
        self.queue_length = queue_length

    def append(self, callback: Any) -> None:
        """Tell one more."""
        self.callbacks.append(callback)

    def set_params(self, params: dict[str, Any]) -> None:
        """Tell all of the training."""
        for callback in self.callbacks:
            callback.set_params(params)

    def set_model(self, model: Any) -> None:
        """Tell all which model is trained."""
        for callback in self.callbacks:
            callback.set_model(model)

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Tell all that an epoch begins."""
        self._tell("on_epoch_begin", epoch, logs)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Tell all that an epoch is over; what one adds to the logs, the next ones see."""
        self._tell("on_epoch_end", epoch, logs)

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Tell all that a batch begins."""
        self._tell("on_batch_begin", batch, logs)

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """Tell all that a batch is over."""
        self._tell("on_batch_end", batch, logs)

    def on_train_begin(self, logs: Any = None) -> None:
        """Tell all that training begins."""
        self._tell("on_train_begin", logs)

    def on_train_end(self, logs: Any = None) -> None:
        """Tell all that training is over."""
        self._tell("on_train_end", logs)

    def _tell(self, event: str, *number_and_logs: Any) -> None:
        *number, logs = number_and_logs
        shared = {} if logs is None else logs
        for callback in self.callbacks:
            getattr(callback, event)(*number, shared)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.callbacks)


class BaseLogger(Callback):
    """Averages the batches' metrics over an epoch, weighted by their sizes, and puts them into its logs."""

    def __init__(self, stateful_metrics: Iterable[str] | None = None):
        super().__init__()
        self.stateful_metrics = set(stateful_metrics or ())

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self.seen, self.totals = 0, dict[str, Any]()

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        logs = logs or {}
        size = logs.get("size", 0)
        self.seen += size
        for name, value in logs.items():
            if name in self.stateful_metrics:
                self.totals[name] = value
            else:
                self.totals[name] = self.totals.get(name, 0) + np.float64(value) * size  # as NumPy 1 reckoned

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        if logs is not None:
            for name in self.params["metrics"]:
                if name in self.totals:
                    total = self.totals[name]
                    logs[name] = total if name in self.stateful_metrics else total / self.seen


class TerminateOnNaN(Callback):
    """Ends training when a loss is no number, or infinite."""

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        loss = (logs or {}).get("loss")
        if loss is not None and not np.isfinite(loss):
            print(f"Batch {batch}: Invalid loss, terminating training")
            self.model.stop_training = True


class ProgbarLogger(Callback):
    """Writes the progress of each epoch.

    Args:
      count_mode: what is counted, `samples` or `steps`.
    """

    def __init__(self, count_mode: str = "samples", stateful_metrics: Iterable[str] | None = None):
        super().__init__()
        if count_mode not in ("samples", "steps"):
            raise ValueError(f"Unknown `count_mode`: {count_mode}")
        self.use_steps = count_mode == "steps"
        self.stateful_metrics = set(stateful_metrics or ())

    def on_train_begin(self, logs: Any = None) -> None:
        self.verbose, self.epochs = self.params["verbose"], self.params["epochs"]

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        if self.verbose:
            print(f"Epoch {epoch + 1}/{self.epochs}")
            self.target = self.params["steps" if self.use_steps else "samples"]
            self.progbar = Progbar(self.target, verbose=self.verbose, stateful_metrics=self.stateful_metrics)
        self.seen = 0

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        if self.seen < self.target:
            self.log_values: list[tuple[str, Any]] = []

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        logs = logs or {}
        self.seen += 1 if self.use_steps else logs.get("size", 0)
        self._take(logs)
        if self.verbose and self.seen < self.target:  # the last batch is told with the epoch
            self.progbar.update(self.seen, self.log_values)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self._take(logs or {})
        if self.verbose:
            self.progbar.update(self.seen, self.log_values)

    def _take(self, logs: dict[str, Any]) -> None:
        self.log_values += [(name, logs[name]) for name in self.params["metrics"] if name in logs]


class History(Callback):
    """Keeps the logs of the epochs: `history` has a list for each name, `epoch` their numbers."""

    def on_train_begin(self, logs: Any = None) -> None:
        self.epoch: list[int] = []
        self.history: dict[str, list[Any]] = {}

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)
