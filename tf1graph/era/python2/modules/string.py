"""Functions of `string` that are methods of `str` today."""

from __future__ import annotations

from collections.abc import Iterable

StringTypes = (str, bytes)


def join(words: Iterable[str], separator: str = " ") -> str:
    """The words, with `separator` between them."""
    return separator.join(words)
