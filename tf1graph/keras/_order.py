"""The order of the samples in each epoch: Keras 2.2.4 shuffled the last epoch's order, `tf.keras` a fresh one."""

from __future__ import annotations

import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from tf1graph.tf.python.keras._tf_keras import training_arrays_v1

_orders: list[Any] = []  # of the calls of `fit` under way, the innermost last


def _shuffle(samples: Any) -> None:
    if not _orders:
        np.random.shuffle(samples)
        return
    if _orders[-1] is not None and len(_orders[-1]) == len(samples):
        samples[:] = _orders[-1]
    np.random.shuffle(samples)
    _orders[-1] = samples.copy()


@contextmanager
def carried_on() -> Iterator[None]:
    """While it lasts, each epoch's order is a shuffle of that before."""
    _orders.append(None)
    try:
        yield
    finally:
        _orders.pop()


class _NumPy(types.ModuleType):
    """NumPy as the loop over the epochs sees it."""

    def __init__(self, seen: Any, **changed: Any):
        super().__init__(seen.__name__)
        self.__dict__.update(changed, _seen=seen)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._seen, name)


vars(training_arrays_v1)["np"] = _NumPy(np, random=_NumPy(np.random, shuffle=_shuffle))
