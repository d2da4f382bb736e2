"""What a training run and the person at the terminal tell each other: lines above the progress bar, and Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from typing import Any


def say(line: str) -> None:
    """A line on stdout, above the progress bar."""
    from tqdm import tqdm

    tqdm.write(line)
    sys.stdout.flush()


def warn(sentence: str) -> None:
    """A sentence on stderr, above the progress bar."""
    from tqdm import tqdm

    tqdm.write(f"tf1graph: {sentence}", file=sys.stderr)


class StopRequest:
    """While open, notes Ctrl-C and SIGTERM in `signal_number` in place of ending the program at once.

    A second one ends it at once. Signals reach the main thread alone: in any other this notes nothing.
    """

    signal_number = 0

    def __enter__(self) -> StopRequest:
        self.previous: dict[int, Any] = {}
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self.previous[number] = signal.signal(number, self._note)
        return self

    def _note(self, number: int, frame: Any) -> None:
        self.signal_number = number
        self._put_back()

    def _put_back(self) -> None:
        for number, handler in self.previous.items():
            signal.signal(number, handler)

    def __exit__(self, *error: object) -> None:
        self._put_back()
