"""The order of Python 2, in which all things had one: None, numbers, then by the names of their types."""

from __future__ import annotations

import builtins
import functools
import operator
from collections.abc import Callable
from typing import Any

_NAMES = {"bytes": "str"}  # of types, as Python 2 had them


def compare(a: Any, b: Any) -> int:
    """`cmp`: -1, 0 or 1."""
    try:
        return (a > b) - (a < b)
    except TypeError:
        if not _has_place(a) or not _has_place(b):
            raise
    if type(a) is type(b) and isinstance(a, (list, tuple)):
        for first, second in zip(a, b, strict=False):
            if found := compare(first, second):
                return found
        return (len(a) > len(b)) - (len(a) < len(b))
    ranks = [_rank(thing) for thing in (a, b)]
    return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])


def _has_place(thing: Any) -> bool:
    """Whether it is one of Python's own things, or of a class that says nothing of order."""
    kind = type(thing)
    return kind.__module__ == "builtins" or vars(object)["__lt__"] == getattr(kind, "__lt__", None)


def _rank(thing: Any) -> tuple[int, str]:
    if thing is None:
        return 0, ""
    if isinstance(thing, (int, float)):
        return 1, ""
    name = type(thing).__name__
    return 2, _NAMES.get(name, name)


def _ordered(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def ask(a: Any, b: Any) -> Any:
        try:
            return operation(a, b)
        except TypeError:
            if not _has_place(a) or not _has_place(b):
                raise
        return operation(compare(a, b), 0)

    return ask


less, less_or_equal, greater, greater_or_equal = (
    _ordered(operation) for operation in (operator.lt, operator.le, operator.gt, operator.ge)
)
_by_order = functools.cmp_to_key(compare)


def sorting(sort: Callable[..., Any]) -> Callable[..., Any]:
    """`sort`, one of Python's functions with a `key`, which orders what has no order today as Python 2 did."""

    @functools.wraps(sort)
    def sort_all(*args: Any, key: Any = None, **options: Any) -> Any:
        kept = [[*args[0]], *args[1:]] if len(args) == 1 and not isinstance(args[0], list) else [*args]
        try:
            return sort(*kept, key=key, **options)
        except TypeError as error:
            if "not supported between instances" not in str(error):
                raise
        return sort(*kept, key=_by_order if key is None else lambda item: _by_order(key(item)), **options)

    return sort_all


largest, least = sorting(builtins.max), sorting(builtins.min)
sort_to_list, sort_in_place = sorting(builtins.sorted), sorting(list.sort)
