"""The progress bar of Keras 2.2.4."""

from __future__ import annotations

from collections.abc import Iterable

from tf1graph.tf.python.keras.utils import progress


class Progbar(progress.Progbar):
    """A bar of `width` signs that grows in place on a terminal, and is written anew on a line of its own elsewhere.

    Args:
      target: the number of steps, None where it is not known.
      verbose: 0 for nothing, 1 for the bar, 2 for one line at the end.
      interval: the seconds within which it is not written again.
      stateful_metrics: the names of values that are told as they are; others are averaged.
    """

    IN_PLACE = False
    COUNTED = False

    def __init__(
        self,
        target: int | None,
        width: int = 30,
        verbose: int = 1,
        interval: float = 0.05,
        stateful_metrics: Iterable[str] | None = None,
    ):
        super().__init__(target, width, verbose, interval, stateful_metrics)
