"""`/` as Python 2 had it: between integers it floors."""

from __future__ import annotations

import sys
from typing import Any


def divide(a: Any, b: Any) -> Any:
    """`a / b`: the floor for two integers or integer arrays; what `__div__` says, for objects that have it.

    TensorFlow's tensors do: their `__div__` makes the node that TensorFlow 1 made under Python 2, named `div`.
    """
    if isinstance(a, int) and isinstance(b, int):
        return a // b
    for owner, operator, other in ((a, "__div__", b), (b, "__rdiv__", a)):
        method = getattr(type(owner), operator, None)
        if method:
            found = call_quietly(method, owner, other)
            if found is not NotImplemented:
                return found
    if are_integers(a, b):
        return a // b
    if "numpy" in sys.modules:
        from tf1graph.era.promotion import agreed

        a, b = agreed(a, b)
    return a / b


def call_quietly(method: Any, owner: Any, other: Any) -> Any:
    """`method(owner, other)`, without what today's TensorFlow says of `__div__`: TensorFlow 1 said nothing."""
    private = sys.modules.get("tf1graph.tf._private")
    if private is None:
        return method(owner, other)
    with private.deprecation.silence():
        return method(owner, other)


def divide_in_place(a: Any, b: Any) -> Any:
    """What `a` becomes by `a /= b`: an array keeps its place in memory."""
    if "numpy" in sys.modules and isinstance(a, sys.modules["numpy"].ndarray):
        if are_integers(a, b):
            a //= b
        else:
            a /= b
        return a
    method = getattr(type(a), "__idiv__", None)
    found = method(a, b) if method else NotImplemented
    return divide(a, b) if found is NotImplemented else found


def are_integers(a: Any, b: Any) -> bool:
    """Whether both are integers or integer arrays of NumPy, or lists where the other is an array."""
    numpy = sys.modules.get("numpy")
    if not numpy:
        return False
    arrays = (numpy.ndarray, numpy.generic)
    if not isinstance(a, arrays) and not isinstance(b, arrays):
        return False
    return all(isinstance(x, (*arrays, int, list, tuple)) and numpy.asarray(x).dtype.kind in "biu" for x in (a, b))
