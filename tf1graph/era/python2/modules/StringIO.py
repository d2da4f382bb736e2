"""`StringIO` and `cStringIO`: a file in memory that takes bytes and text alike, as Python 2's strings were both."""

from __future__ import annotations

import io
from typing import Any


class StringIO(io.BytesIO):
    """Gives back text where only text was written to it, bytes otherwise."""

    def __init__(self, initial: str | bytes = "") -> None:
        self._is_text = isinstance(initial, str)
        super().__init__(as_bytes(initial))

    def write(self, given: Any) -> int:
        self._is_text = self._is_text and isinstance(given, str)
        return super().write(as_bytes(given))

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def getvalue(self) -> Any:
        return self._as_given(super().getvalue())

    def read(self, *size: Any) -> Any:
        return self._as_given(super().read(*size))

    def readline(self, *size: Any) -> Any:
        return self._as_given(super().readline(*size))

    def readlines(self, *size: Any) -> Any:
        return [self._as_given(line) for line in super().readlines(*size)]

    def __next__(self) -> Any:
        return self._as_given(super().__next__())

    def _as_given(self, found: bytes) -> Any:
        return found.decode("utf-8", "surrogateescape") if self._is_text else found


def as_bytes(given: Any) -> Any:
    return given.encode("utf-8", "surrogateescape") if isinstance(given, str) else given
