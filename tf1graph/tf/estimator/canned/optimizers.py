"""Optimisers by their names."""

from __future__ import annotations

from typing import Any

from tf1graph import tf

NAMES = {
    "Adagrad": "AdagradOptimizer",
    "Adam": "AdamOptimizer",
    "Ftrl": "FtrlOptimizer",
    "RMSProp": "RMSPropOptimizer",
    "SGD": "GradientDescentOptimizer",
}


def get_optimizer_instance(opt: Any, learning_rate: float | None = None) -> Any:
    """The optimiser that is meant by a name, a function that gives it, or itself.

    Raises:
      ValueError: there is none of that name, no learning rate for it, or it is no `tf.train.Optimizer`.
    """
    if isinstance(opt, str):
        if opt not in NAMES:
            raise ValueError(f"Unsupported optimizer name: {opt}. Supported names are: {tuple(sorted(NAMES))}")
        if not learning_rate:
            raise ValueError("learning_rate must be specified when opt is string.")
        return getattr(tf.train, NAMES[opt])(learning_rate=learning_rate)
    if callable(opt):
        opt = opt()
    if not isinstance(opt, tf.train.Optimizer):
        raise ValueError(f"The given object is not an Optimizer instance. Given: {opt}")
    return opt
