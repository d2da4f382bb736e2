"""What training, evaluating and predicting told on the way: the bar, and the callbacks' lines.

tf_keras hangs its bar among the callbacks of `fit` alone; TensorFlow 1 had one in each loop, beside the callbacks.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import numpy as np

from tf1graph.tf._private import original
from tf1graph.tf._tree import mirror
from tf1graph.tf.python.keras._tf_keras import callbacks as theirs
from tf1graph.tf.python.keras._tf_keras import inside, io_utils, training_utils_v1
from tf1graph.tf.python.keras.utils.progress import Progbar

__getattr__, __dir__ = mirror(__name__)


class _Bar(theirs.Callback):
    """Tells how far a loop has come.

    The last batch is told with the epoch's averages, its own values counted in once more: so TensorFlow 1 did.
    """

    def __init__(self, count_mode: str):
        super().__init__()
        self.by_steps = count_mode == "steps"
        self.fits = False

    def on_train_begin(self, logs: Any = None) -> None:
        self.fits = True

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        if self.params["verbose"] and self.params["epochs"] > 1:
            print(f"Epoch {epoch + 1}/{self.params['epochs']}")
        self._begin()

    def on_test_begin(self, logs: Any = None) -> None:
        if not self.fits:
            self._begin()

    def on_predict_begin(self, logs: Any = None) -> None:
        self._begin()

    def _begin(self) -> None:
        self.seen, self.total, self.last = 0, 0.0, dict[str, Any]()
        self.values: list[tuple[str, Any]] = []
        self.bar = Progbar(
            self.params["steps" if self.by_steps else "samples"],
            verbose=self.params["verbose"],
            stateful_metrics=self.params["metrics"][1:],
            unit_name="step" if self.by_steps else "sample",
        )

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self._advance(logs)

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        if not self.fits:
            self._advance(logs)

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        self._advance(logs)

    def _advance(self, logs: Any) -> None:
        count = logs.get("num_steps", 1) * (1 if self.by_steps else logs.get("size", 0))
        self.seen += count
        self.values, self.last = self._told(logs), logs
        self.total += np.float64(logs.get("loss", 0)) * count
        if self.params["verbose"] and (self.bar.target is None or self.seen < self.bar.target):
            self.bar.update(self.seen, self.values)

    def _told(self, logs: Any) -> list[tuple[str, Any]]:
        return [(name, logs[name]) for name in self.params["metrics"] if name in logs]

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self._end(logs)

    def on_test_end(self, logs: Any = None) -> None:
        if not self.fits:
            self._end({**self.last, "loss": self.total / max(self.seen, 1)})

    def on_predict_end(self, logs: Any = None) -> None:
        self._end({})

    def _end(self, logs: Any) -> None:
        if self.params["verbose"]:
            if self.bar.target is None:
                self.bar.target = self.params["steps" if self.by_steps else "samples"] = self.seen
            self.bar.update(self.seen, self.values + self._told(logs or {}))


@inside(theirs)
def configure_callbacks(
    callbacks: Any,
    model: Any,
    do_validation: bool = False,
    batch_size: Any = None,
    epochs: Any = None,
    steps_per_epoch: Any = None,
    samples: Any = None,
    verbose: int = 1,
    count_mode: str = "samples",
    mode: Any = "train",
) -> Any:
    """The list of the loop's callbacks, its bar last."""
    options = (do_validation, batch_size, epochs, steps_per_epoch, samples)
    made = original(theirs.configure_callbacks)(callbacks, model, *options, 0, count_mode, mode)
    if made is callbacks:  # the validation within a training has that training's
        return made
    made.append(_Bar(count_mode))
    made.set_model(made.model)
    theirs.set_callback_parameters(made, model, *options, verbose, mode)
    return made


@inside(io_utils)
def print_msg(message: str, line_break: bool = True) -> None:
    """Write what a callback says; the number of an epoch had five digits."""
    told = re.sub(r"^(\n?Epoch )(\d+)(?=: )", lambda found: f"{found[1]}{int(found[2]):05d}", message)
    sys.stdout.write(f"{told}\n" if line_break else told)
    sys.stdout.flush()


@inside(training_utils_v1.MetricsAggregator)
def aggregate(self: Any, batch_outs: Any, batch_start: Any = None, batch_end: Any = None) -> None:
    """Add a batch's loss to what it is summed in, a number of 64 bits with NumPy 1."""
    outs = [np.float64(batch_outs[0]), *batch_outs[1:]]
    original(training_utils_v1.MetricsAggregator.aggregate)(self, outs, batch_start, batch_end)


@inside(theirs.CallbackList)
def _process_logs(self: Any, logs: Any, is_batch_hook: bool = False) -> Any:
    """The logs as they are: numbers of NumPy, which tf_keras makes Python's."""
    return {} if logs is None else logs


@inside(theirs.BaseLogger)
def on_batch_end(self: Any, batch: int, logs: Any = None) -> None:
    """Sum a batch's values up in 64 bits."""
    wide = {name: value if name in self.stateful_metrics else np.float64(value) for name, value in (logs or {}).items()}
    original(theirs.BaseLogger.on_batch_end)(self, batch, wide)
