"""`keras.callbacks`: what happens beside training, with the logs and messages of Keras 2.2.4."""

from __future__ import annotations

from typing import Any

from tf1graph.keras._tree import mirror
from tf1graph.keras.callbacks.base import BaseLogger, Callback, CallbackList, History, ProgbarLogger, TerminateOnNaN
from tf1graph.keras.callbacks.logs import CSVLogger, LambdaCallback, RemoteMonitor
from tf1graph.keras.callbacks.monitors import (
    EarlyStopping,
    LearningRateScheduler,
    ModelCheckpoint,
    ReduceLROnPlateau,
)
from tf1graph.keras.callbacks.tensorboard import TensorBoard
from tf1graph.keras.utils.progress import Progbar

__all__ = [
    "BaseLogger",
    "CSVLogger",
    "Callback",
    "CallbackList",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ModelCheckpoint",
    "Progbar",
    "ProgbarLogger",
    "ReduceLROnPlateau",
    "RemoteMonitor",
    "TensorBoard",
    "TerminateOnNaN",
]


def of_fit(model: Any, callbacks: Any, counted: str, always_validates: bool = False, **params: Any) -> CallbackList:
    """The callbacks of a training: the program's between the averages and the history, for `model`.

    Args:
      counted: what the progress bar counts, `samples` or `steps`.
      params: what the callbacks are told of the training.
    """
    names = list(model.metrics_names)
    if params["do_validation"] or always_validates:
        names += [f"val_{name}" for name in names]
    model.history = History()
    chain: list[Any] = [BaseLogger(model.stateful_metric_names)]
    if params["verbose"]:
        chain.append(ProgbarLogger(counted, model.stateful_metric_names))
    told = CallbackList([*chain, *(callbacks or []), model.history])
    told.model = getattr(model, "callback_model", None) or model
    told.set_model(told.model)
    told.set_params({**params, "metrics": names})
    return told


__getattr__, __dir__ = mirror(__name__)
