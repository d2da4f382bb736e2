"""What can be evaluated."""

from __future__ import annotations

import abc
from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.learn.Evaluable", gone="2.0")
class Evaluable(abc.ABC):
    """Something with `evaluate` and `model_dir`."""

    @property
    @abc.abstractmethod
    def model_dir(self) -> Any:
        """The folder of its checkpoints."""

    @abc.abstractmethod
    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Any = None,
        feed_fn: Any = None,
        batch_size: int | None = None,
        steps: int | None = None,
        metrics: Any = None,
        name: str | None = None,
        checkpoint_path: str | None = None,
        hooks: Any = None,
    ) -> Any:
        """Its metrics, by name."""
