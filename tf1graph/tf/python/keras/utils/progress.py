"""The progress bar, letter for letter; here beside `generic_utils`, where it stood, for Keras 2.2.4 to share."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Any

import numpy as np


class Progbar:
    """A bar of `width` signs that grows in place.

    Args:
      target: the number of steps, None where it is not known.
      verbose: 0 for nothing, 1 for the bar, 2 for one line at the end.
      interval: the seconds within which it is not written again.
      stateful_metrics: the names of values that are told as they are; others are averaged.
      unit_name: what is counted.

    Attributes:
      IN_PLACE: whether it grows in place wherever it is written, else on a terminal and in a notebook alone.
      COUNTED: whether the one line at the end says how many units there were.
    """

    IN_PLACE = True
    COUNTED = True

    def __init__(
        self,
        target: int | None,
        width: int = 30,
        verbose: int = 1,
        interval: float = 0.05,
        stateful_metrics: Iterable[str] | None = None,
        unit_name: str = "step",
    ):
        self.target, self.width, self.verbose, self.interval = target, width, verbose, interval
        self.stateful_metrics = set(stateful_metrics or ())
        self.unit_name = unit_name
        terminal = sys.stdout.isatty() if hasattr(sys.stdout, "isatty") else False
        self._dynamic_display = self.IN_PLACE or terminal or "ipykernel" in sys.modules
        self._total_width = 0
        self._seen_so_far = 0
        self._values: dict[str, list[Any]] = {}  # the sum of a value, and of how many steps
        self._start = time.time()
        self._last_update = 0.0

    def update(self, current: int, values: Iterable[tuple[str, Any]] | None = None) -> None:
        """Tell that `current` steps are done, and the values `(name, value)` since the last time."""
        new = current - self._seen_so_far
        for name, value in values or ():
            if name in self.stateful_metrics:
                self._values[name] = [value, 1]
            else:
                total = self._values.setdefault(name, [0.0, 0])
                self._values[name] = [total[0] + np.float64(value) * new, total[1] + new]
        self._seen_so_far = current
        now = time.time()
        done = self.target is None or current >= self.target
        if self.verbose == 1 and (done or now - self._last_update >= self.interval):
            self._write_bar(current, now)
        elif self.verbose == 1:
            return
        elif self.verbose == 2 and done:
            count = f"{current:{len(str(self.target))}d}/{self.target}" if self.COUNTED else ""
            sys.stdout.write(f"{count} - {now - self._start:.0f}s{self._told(signed=False)}\n")
            sys.stdout.flush()
        self._last_update = now

    def add(self, n: int, values: Iterable[tuple[str, Any]] | None = None) -> None:
        """Tell that `n` more steps are done."""
        self.update(self._seen_so_far + n, values)

    def _write_bar(self, current: int, now: float) -> None:
        before = self._total_width
        start = "\b" * before + "\r" if self._dynamic_display else "\n"
        bar = self._bar(current)
        info = self._time(current, now) + self._told(signed=True)
        self._total_width = len(bar) + len(info)
        info += " " * (before - self._total_width)
        end = "\n" if self.target is not None and current >= self.target else ""
        sys.stdout.write(start + bar + info + end)
        sys.stdout.flush()

    def _bar(self, current: int) -> str:
        if self.target is None:
            return f"{current:7d}/Unknown"
        filled = int(self.width * float(current) / self.target)
        head = "" if filled < 1 else "=" * (filled - 1) + (">" if current < self.target else "=")
        return f"{current:{len(str(self.target))}d}/{self.target} [{head}{'.' * (self.width - filled)}]"

    def _time(self, current: int, now: float) -> str:
        a_step = (now - self._start) / current if current else 0
        if self.target is not None and current < self.target:
            left = int(a_step * (self.target - current))
            hours, minutes, seconds = left // 3600, left % 3600 // 60, left % 60
            if left > 3600:
                return f" - ETA: {hours}:{minutes:02d}:{seconds:02d}"
            return f" - ETA: {left // 60}:{seconds:02d}" if left > 60 else f" - ETA: {left}s"
        if a_step >= 1:
            speed = f"{a_step:.0f}s/{self.unit_name}"
        else:
            speed = (
                f"{a_step * 1e3:.0f}ms/{self.unit_name}" if a_step >= 1e-3 else f"{a_step * 1e6:.0f}us/{self.unit_name}"
            )
        return f" - {now - self._start:.0f}s {speed}"

    def _told(self, signed: bool) -> str:
        parts = []
        for name, (total, steps) in self._values.items():
            mean = float(np.mean(total / max(1, steps)))
            large = (abs(mean) if signed else mean) > 1e-3
            parts.append(f" - {name}: {mean:.4f}" if large else f" - {name}: {mean:.4e}")
        return "".join(parts)
