"""Arrays of one element, which NumPy 1 took for their element where a number was asked, and NumPy 2 does not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def element(value: Any) -> Any:
    """The element of an array that has one, all else as it is."""
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray) and value.ndim and value.size == 1:
        return value.item()
    return value


def lenient(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of numbers, which takes arrays of one element for their element."""

    def called(*arguments: Any, **keywords: Any) -> Any:
        try:
            return function(*arguments, **keywords)
        except TypeError:
            elements = [element(argument) for argument in arguments]
            if all(a is b for a, b in zip(elements, arguments, strict=True)):
                raise
        return function(*elements, **keywords)

    called.__name__ = called.__qualname__ = function.__name__
    called.__doc__ = function.__doc__
    return called
