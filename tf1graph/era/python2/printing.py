"""The print statement: its trailing comma, and its short floats."""

from __future__ import annotations

import sys
from typing import Any
from weakref import WeakKeyDictionary

# The files whose last print ended with a comma: the next one begins with a space.
_open_lines: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


def print_values(*values: Any, newline: bool = True) -> None:
    """`print a, b` to standard output; with a trailing comma, `newline` is false."""
    print_to(None, *values, newline=newline)


def print_to(file: Any, *values: Any, newline: bool = True) -> None:
    """`print >>file, a, b`."""
    file = sys.stdout if file is None else file
    if file is None:  # a program without a standard output
        return
    words = [as_printed(value) for value in values]
    space = " " if values and _open_lines.pop(file, False) else ""
    text = space + " ".join(words)
    if newline:
        text += "\n"
        _open_lines.pop(file, None)
    elif not text.endswith(("\n", "\t")):
        _open_lines[file] = True
    file.write(text)


def as_printed(value: Any) -> str:
    """The text of a value: Python 2 showed 12 digits of a float, and the bytes of a string as they are."""
    if type(value) is float:
        return short_float(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def short_float(value: float) -> str:
    """Python 2's `str(value)`."""
    text = format(value, ".12g")
    if set(text) & set(".en"):
        return text
    if len(text.lstrip("-")) < 12:
        return text + ".0"
    digits, exponent = format(value, ".11e").split("e")
    return f"{digits.rstrip('0').rstrip('.')}e{exponent}"
