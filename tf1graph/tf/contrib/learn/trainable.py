"""What can be trained."""

from __future__ import annotations

import abc
from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.learn.Trainable", gone="2.0")
class Trainable(abc.ABC):
    """Something with `fit`."""

    @abc.abstractmethod
    def fit(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Any = None,
        steps: int | None = None,
        batch_size: int | None = None,
        monitors: Any = None,
        max_steps: int | None = None,
    ) -> Any:
        """Train it; itself."""
