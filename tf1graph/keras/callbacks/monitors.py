"""Callbacks that watch a value: they save, stop, or change the learning rate."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.keras.callbacks.base import Callback


def _is_better(owner: str, mode: str, monitor: str, larger: tuple[str, ...]) -> Any:
    """NumPy's comparison by which a value is better than the best one so far.

    Args:
      mode: `min`, `max`, or `auto` for what the name says.
      larger: parts of names, `^` before what they must begin with, of values that are to be large.
    """
    if mode not in ("auto", "min", "max"):
        warnings.warn(f"{owner} mode {mode} is unknown, fallback to auto mode.", RuntimeWarning, stacklevel=4)
        mode = "auto"
    if mode == "auto":
        named = any(monitor.startswith(part[1:]) if part[0] == "^" else part in monitor for part in larger)
        mode = "max" if named else "min"
    return np.greater if mode == "max" else np.less


class ModelCheckpoint(Callback):
    """Saves the model, or its weights, after epochs, or only when a value is better than ever.

    Args:
      filepath: with `{epoch:02d}`, which starts at 1, and the names of the logs as fields.
      period: after how many epochs.
    """

    def __init__(
        self,
        filepath: str,
        monitor: str = "val_loss",
        verbose: int = 0,
        save_best_only: bool = False,
        save_weights_only: bool = False,
        mode: str = "auto",
        period: int = 1,
    ):
        super().__init__()
        self.filepath, self.monitor, self.verbose = filepath, monitor, verbose
        self.save_best_only, self.save_weights_only, self.period = save_best_only, save_weights_only, period
        self.epochs_since_last_save = 0
        self.monitor_op = _is_better("ModelCheckpoint", mode, monitor, ("acc", "^fmeasure"))
        self.best = -np.inf if self.monitor_op is np.greater else np.inf

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        logs = logs or {}
        self.epochs_since_last_save += 1
        if self.epochs_since_last_save < self.period:
            return
        self.epochs_since_last_save = 0
        filepath = str(self.filepath).format(epoch=epoch + 1, **logs)
        told = f"\nEpoch {epoch + 1:05d}: "
        if not self.save_best_only:
            self._save(filepath, f"{told}saving model to {filepath}")
            return
        current = logs.get(self.monitor)
        if current is None:
            warnings.warn(
                f"Can save best model only with {self.monitor} available, skipping.", RuntimeWarning, stacklevel=3
            )
        elif self.monitor_op(current, self.best):
            told += f"{self.monitor} improved from {self.best:0.5f} to {current:0.5f}, saving model to {filepath}"
            self.best = current
            self._save(filepath, told)
        elif self.verbose > 0:
            print(f"{told}{self.monitor} did not improve from {self.best:0.5f}")

    def _save(self, filepath: str, message: str) -> None:
        if self.verbose > 0:
            print(message)
        save = self.model.save_weights if self.save_weights_only else self.model.save
        save(filepath, overwrite=True)


class EarlyStopping(Callback):
    """Ends training when a value has not become better by `min_delta` for `patience` epochs.

    Args:
      baseline: what the value has to be better than at first.
      restore_best_weights: whether the model gets the weights of its best epoch back.
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        min_delta: float = 0,
        patience: int = 0,
        verbose: int = 0,
        mode: str = "auto",
        baseline: float | None = None,
        restore_best_weights: bool = False,
    ):
        super().__init__()
        self.monitor, self.patience, self.verbose, self.baseline = monitor, patience, verbose, baseline
        self.restore_best_weights = restore_best_weights
        self.best_weights: Any = None
        self.wait = self.stopped_epoch = 0
        self.monitor_op = _is_better("EarlyStopping", mode, monitor, ("acc",))
        self.min_delta = min_delta if self.monitor_op is np.greater else -min_delta

    def on_train_begin(self, logs: Any = None) -> None:
        self.wait = self.stopped_epoch = 0
        worst = np.inf if self.monitor_op is np.less else -np.inf
        self.best = worst if self.baseline is None else self.baseline

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        current = self.get_monitor_value(logs or {})
        if current is None:
            return
        if self.monitor_op(current - self.min_delta, self.best):
            self.best, self.wait = current, 0
            if self.restore_best_weights:
                self.best_weights = self.model.get_weights()
            return
        self.wait += 1
        if self.wait >= self.patience:
            self.stopped_epoch = epoch
            self.model.stop_training = True
            if self.restore_best_weights:
                if self.verbose > 0:
                    print("Restoring model weights from the end of the best epoch")
                self.model.set_weights(self.best_weights)

    def on_train_end(self, logs: Any = None) -> None:
        if self.stopped_epoch > 0 and self.verbose > 0:
            print(f"Epoch {self.stopped_epoch + 1:05d}: early stopping")

    def get_monitor_value(self, logs: dict[str, Any]) -> Any:
        """The value that is watched; None, with a warning, where the logs have none."""
        value = logs.get(self.monitor)
        if value is None:
            warnings.warn(
                f"Early stopping conditioned on metric `{self.monitor}` which is not available. "
                f"Available metrics are: {','.join(logs)}",
                RuntimeWarning,
                stacklevel=3,
            )
        return value


def _rate_of(model: Any) -> Any:
    return tf.keras.backend.get_value(model.optimizer.lr)


class LearningRateScheduler(Callback):
    """Sets the learning rate before each epoch.

    Args:
      schedule: takes the epoch's number, from 0, and perhaps the rate so far; gives the new one.
      verbose: 1 to say so.
    """

    def __init__(self, schedule: Callable[..., float], verbose: int = 0):
        super().__init__()
        self.schedule, self.verbose = schedule, verbose

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        if not hasattr(self.model.optimizer, "lr"):
            raise ValueError('Optimizer must have a "lr" attribute.')
        try:
            rate = self.schedule(epoch, float(_rate_of(self.model)))
        except TypeError:  # it takes the epoch alone
            rate = self.schedule(epoch)
        if not isinstance(rate, (float, np.float32, np.float64)):
            raise ValueError('The output of the "schedule" function should be float.')
        tf.keras.backend.set_value(self.model.optimizer.lr, rate)
        if self.verbose > 0:
            print(f"\nEpoch {epoch + 1:05d}: LearningRateScheduler setting learning rate to {rate}.")

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        if logs is not None:
            logs["lr"] = _rate_of(self.model)


class ReduceLROnPlateau(Callback):
    """Multiplies the learning rate by `factor` when a value has not become better for `patience` epochs.

    Args:
      min_delta: by how much a value is better at least; it was called `epsilon` before.
      cooldown: epochs after a change in which none is counted.
      min_lr: the least rate.
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        factor: float = 0.1,
        patience: int = 10,
        verbose: int = 0,
        mode: str = "auto",
        min_delta: float = 1e-4,
        cooldown: int = 0,
        min_lr: float = 0,
        **kwargs: Any,
    ):
        super().__init__()
        if factor >= 1.0:
            raise ValueError("ReduceLROnPlateau does not support a factor >= 1.0.")
        if "epsilon" in kwargs:
            min_delta = kwargs.pop("epsilon")
            warnings.warn(
                "`epsilon` argument is deprecated and will be removed, use `min_delta` instead.", stacklevel=2
            )
        self.monitor, self.factor, self.patience, self.verbose = monitor, factor, patience, verbose
        self.min_delta, self.cooldown, self.min_lr, self.mode = min_delta, cooldown, min_lr, mode
        self._reset()

    def _reset(self) -> None:
        larger = _is_better("Learning Rate Plateau Reducing", self.mode, self.monitor, ("acc",)) is np.greater
        self.best = -np.inf if larger else np.inf
        self.monitor_op: Callable[[Any, Any], Any] = (
            (lambda value, best: np.greater(value, best + self.min_delta))
            if larger
            else (lambda value, best: np.less(value, best - self.min_delta))
        )
        self.cooldown_counter = self.wait = 0

    def on_train_begin(self, logs: Any = None) -> None:
        self._reset()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        logs = {} if logs is None else logs
        logs["lr"] = _rate_of(self.model)
        current = logs.get(self.monitor)
        if current is None:
            warnings.warn(
                f"Reduce LR on plateau conditioned on metric `{self.monitor}` which is not available. "
                f"Available metrics are: {','.join(logs)}",
                RuntimeWarning,
                stacklevel=3,
            )
            return
        if self.in_cooldown():
            self.cooldown_counter -= 1
            self.wait = 0
        if self.monitor_op(current, self.best):
            self.best, self.wait = current, 0
        elif not self.in_cooldown():
            self.wait += 1
            old = float(_rate_of(self.model))
            if self.wait >= self.patience and old > self.min_lr:
                new = max(old * self.factor, self.min_lr)
                tf.keras.backend.set_value(self.model.optimizer.lr, new)
                if self.verbose > 0:
                    print(f"\nEpoch {epoch + 1:05d}: ReduceLROnPlateau reducing learning rate to {new}.")
                self.cooldown_counter, self.wait = self.cooldown, 0

    def in_cooldown(self) -> bool:
        """Whether epochs are not counted now."""
        return self.cooldown_counter > 0
