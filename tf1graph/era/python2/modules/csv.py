"""`csv`: today's, which also takes files opened with `b`, as Python 2 wanted them."""

from __future__ import annotations

import csv as today
from collections.abc import Iterable, Iterator
from typing import Any

__all__ = today.__all__


def reader(lines: Iterable[Any], *dialect: Any, **options: Any) -> Any:
    """The rows of `lines`, text or bytes."""
    return today.reader(as_text(lines), *dialect, **options)


class DictReader(today.DictReader):
    """The rows as dictionaries."""

    def __init__(self, lines: Iterable[Any], *arguments: Any, **options: Any):
        super().__init__(as_text(lines), *arguments, **options)


def writer(file: Any, *dialect: Any, **options: Any) -> Any:
    """A writer of rows to `file`, opened with `b` or without."""
    return today.writer(as_written(file), *dialect, **options)


class DictWriter(today.DictWriter):
    """Writes dictionaries as rows."""

    def __init__(self, file: Any, *arguments: Any, **options: Any):
        super().__init__(as_written(file), *arguments, **options)


class as_written:
    """Takes text for a file that was opened with `b`."""

    def __init__(self, file: Any):
        self.file, self.is_binary = file, "b" in str(getattr(file, "mode", ""))

    def write(self, text: str) -> Any:
        return self.file.write(text.encode("utf-8", "surrogateescape") if self.is_binary else text)


def as_text(lines: Iterable[Any]) -> Iterator[str]:
    for line in lines:
        yield line.decode("utf-8", "surrogateescape") if isinstance(line, bytes) else line


def __getattr__(name: str) -> Any:
    return getattr(today, name)
