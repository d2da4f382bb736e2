"""How NumPy 1 chose the type of `a + b`: a scalar counted by its value beside an array, by its type beside a scalar.

NumPy 2 goes by types alone, and Python's numbers take the other's: `numpy.float32(1) + 0.5` was of float64 and is of
float32, `numpy.ones(2, "f4") * numpy.float64(0.5)` was of float32 and is of float64, `numpy.uint8(200) * 2` was 400.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

SCALARS = frozenset(np.dtype(code).type for code in "?bBhHiIlLqQefdgFDG")
KINDS = SCALARS | {np.ndarray}
_OF_PYTHON = {int: np.int64, float: np.float64, complex: np.complex128}
_WIDEST = (np.float64, np.complex128)  # Python's numbers beside them have had their type all along
_CATEGORIES = {"b": 0, "i": 1, "u": 1, "f": 2, "c": 3}
_FLOAT64, _FLOAT32 = np.dtype(np.float64), np.dtype(np.float32)


# NumPy's functions of two operands whose types decide that of the result.
FUNCTIONS = (
    "add", "arctan2", "copysign", "divide", "floor_divide", "fmax", "fmin", "fmod", "hypot", "logaddexp", "maximum",
    "minimum", "mod", "multiply", "power", "remainder", "subtract", "true_divide",
)  # fmt: skip


class Promoting:
    """A function of NumPy of two operands, which chooses the result's type as in NumPy 1."""

    def __init__(self, function: Any):
        self.function = function
        functools.update_wrapper(self, function, updated=())

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        if len(args) == 2 and (type(args[0]) in KINDS or type(args[1]) in KINDS) and "dtype" not in keywords:
            args = agreed(*args)
        return self.function(*args, **keywords)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.function, name)

    @property  # type: ignore[misc]
    def __class__(self) -> type:  # which makes it an instance of `numpy.ufunc`, as programs and libraries ask
        return type(self.function)

    def __repr__(self) -> str:
        return repr(self.function)

    def __reduce__(self) -> str | tuple[Any, ...]:
        return Promoting, (self.function,)


def agreed(a: Any, b: Any) -> tuple[Any, Any]:
    """The two operands, as today's NumPy has to be given them for the result to have NumPy 1's type."""
    own, others = type(a) in KINDS, type(b) in KINDS
    if own and others:
        plain = a.dtype is b.dtype
    else:
        plain = _is_plain(b, type(b), a) if own else not others or _is_plain(a, type(a), b)
    if plain:
        return a, b
    return _fitted(a, b), _fitted(b, a)


def _fitted(x: Any, other: Any) -> Any:
    kind = type(x)
    if type(other) not in KINDS or (kind not in _OF_PYTHON and kind not in KINDS):
        return x
    if _is_plain(x, kind, other):
        return x
    if other.ndim == 0:
        fits = kind in _OF_PYTHON and (kind is not int or -(2**63) <= x < 2**63) and type(other) not in _WIDEST
        return _OF_PYTHON[kind](x) if fits else x
    if kind in KINDS and x.ndim:
        return x
    dtype = x.dtype if kind in KINDS else np.dtype(kind)
    own, others = (_CATEGORIES.get(one.kind, 4) for one in (dtype, other.dtype))
    if own > others or others == 4:
        return x
    value = x.item() if kind in KINDS else x
    enough = _enough(value, other.dtype)
    return value if enough == other.dtype or enough.kind == "O" else enough.type(value)


def _is_plain(x: Any, kind: type, other: Any) -> bool:
    """Whether `x` is one of the common operands that need no look at their value: steps of a loop ask for nothing else.

    A number of Python's fits an array of float64 always, and one of float32 unless it is large.
    """
    if type(other) is np.float64 and kind not in KINDS:
        return kind is not complex
    dtype = other.dtype
    if kind in KINDS:
        return x.dtype is dtype
    if other.ndim == 0:
        return dtype is _FLOAT64 and kind is not complex
    if kind is float:
        return dtype is _FLOAT64 or (dtype is _FLOAT32 and -3e38 < x < 3e38)
    return kind is int and (dtype is _FLOAT64 or dtype is _FLOAT32) and -(2**15) <= x < 2**16


def _enough(value: Any, dtype: Any) -> Any:
    """The least type, not less than `dtype`, that holds `value`; a positive integer may be signed or not."""
    least = [np.min_scalar_type(value)]
    if least[0].kind == "u":
        least.append(np.min_scalar_type(-value - 1))
    return min((np.promote_types(one, dtype) for one in least), key=lambda one: one.itemsize)
