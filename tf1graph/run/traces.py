"""Tracebacks and warnings of the program, without the frames of what runs it."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from types import CodeType, FrameType, TracebackType
from typing import Any

from tf1graph.errors import Tf1graphError

RUN = os.path.dirname(__file__) + os.sep
PACKAGE = os.path.dirname(os.path.dirname(__file__)) + os.sep
BETWEEN = (RUN, os.path.join(PACKAGE, "era") + os.sep)  # what stands between the program and NumPy


def placed(show: Callable[..., None]) -> Callable[..., None]:
    """`warnings.showwarning`, which names the program's line where an operator or a function of ours was warned."""

    def showwarning(
        message: Any, category: Any, filename: str, lineno: int, file: Any = None, line: str | None = None
    ) -> None:
        if filename.startswith(BETWEEN):
            frame: FrameType | None = sys._getframe(1)
            while frame and frame.f_code.co_filename.startswith((*BETWEEN, warnings.__file__)):
                frame = frame.f_back
            if frame:
                filename, lineno, line = frame.f_code.co_filename, frame.f_lineno, None
        show(message, category, filename, lineno, file, line)

    return showwarning


def without_ours(error: BaseException, start: CodeType | None = None) -> None:
    """Take the frames of `tf1graph.run` and of the import machinery out of the traceback of `error`, in place.

    An error that this package raises on purpose loses the frames of the package that it was raised in, so that the
    last one shown is the program's. The errors that led to it are cleaned as well.

    Args:
      error: the exception, as it was caught.
      start: code of the program, at whose first frame the traceback is to begin.
    """
    seen: set[int] = set()
    chain: list[BaseException | None] = [error]
    while chain:
        found = chain.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        chain += [found.__cause__, found.__context__]
        hidden = PACKAGE if isinstance(found, Tf1graphError) else RUN
        found.__traceback__ = _link(_shown(found.__traceback__, hidden, start))


def _shown(trace: TracebackType | None, hidden: str, start: CodeType | None) -> list[TracebackType]:
    frames = []
    while trace is not None:
        frames.append(trace)
        trace = trace.tb_next
    for index, entry in enumerate(frames):
        if entry.tb_frame.f_code is start:
            frames = frames[index:]
            break
    return [
        frame for frame in frames if not frame.tb_frame.f_code.co_filename.startswith((hidden, RUN, "<frozen import"))
    ]


def _link(frames: list[TracebackType]) -> TracebackType | None:
    after = None
    for frame in reversed(frames):
        frame.tb_next = after
        after = frame
    return after
