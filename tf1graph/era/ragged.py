"""Lists that differ in length: NumPy made arrays of objects of them until 1.24, in any function that takes arrays."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from tf1graph.era.elements import element

# Functions of NumPy that took them, and those that take a list of arrays.
TAKING = (
    "all", "amax", "amin", "any", "append", "argmax", "argmin", "argsort", "array_split", "atleast_1d", "copy",
    "count_nonzero", "cumsum", "delete", "expand_dims", "flip", "insert", "max", "mean", "median", "min", "ndim",
    "nonzero", "prod", "ravel", "repeat", "reshape", "roll", "shape", "size", "sort", "split", "squeeze", "std", "sum",
    "swapaxes", "take", "tile", "transpose", "unique", "var", "where",
)  # fmt: skip
JOINING = ("column_stack", "concatenate", "dstack", "hstack", "stack", "vstack")


def ragged_array(*args: Any, **kwargs: Any) -> Any:
    """`numpy.array`, which makes an array of objects of lists that differ in length, as it did before NumPy 1.24."""
    import numpy

    return array_of(numpy.array)(*args, **kwargs)


def array_of(make: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which makes an array of objects of lists that differ in length, as it did before NumPy 1.24."""

    @functools.wraps(make)
    def array(*args: Any, **kwargs: Any) -> Any:
        try:
            return make(*args, **kwargs)
        except ValueError as error:
            if "inhomogeneous" not in str(error):
                raise
        if len(args) > 1:
            args, kwargs = args[:1], {**kwargs, "dtype": args[1]}
        if kwargs.get("dtype") is not None:  # arrays of one element among numbers
            return make([element(value) for value in args[0]], **kwargs)
        try:
            return make(*args, **{**kwargs, "dtype": object})
        except ValueError:  # arrays whose first sizes alone agree
            found = make([None] * len(args[0]), dtype=object)
            found[:] = args[0]
            return found

    return array


def taking(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which takes lists that differ in length for arrays of objects."""

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        return _tried(function, _made, args, kwargs)

    return called


def joining(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of a list of arrays, each of which may be a list of lists that differ in length."""

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        return _tried(function, lambda arrays: [_made(one) for one in arrays], args, kwargs)

    return called


def drawing(draw: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """`choice` and `permutation` of `numpy.random`, and of what else has them, which is left as it is."""
    if type(getattr(draw, "__self__", None)).__name__ != "RandomState":
        return draw(*args, **kwargs)
    return _tried(draw, _made, args, kwargs)


def _tried(function: Callable[..., Any], made: Callable[[Any], Any], args: Any, kwargs: Any) -> Any:
    try:
        return function(*args, **kwargs)
    except ValueError as error:
        if "inhomogeneous" not in str(error):
            raise
    lists = (list, tuple)
    args = [made(one) if isinstance(one, lists) else one for one in args]
    return function(*args, **{name: made(one) if isinstance(one, lists) else one for name, one in kwargs.items()})


def _made(value: Any) -> Any:
    """An array of objects for a list of lists that differ in length; anything else as it is."""
    import numpy

    try:
        numpy.array(value)
    except ValueError:
        return ragged_array(value)
    return value
