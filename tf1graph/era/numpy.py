"""NumPy as a program of 2015–2019 knew it: the names that it lost since, and ragged arrays.

Only the program sees these, through a view of the module; NumPy itself is left as it is.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

# Removed in NumPy 1.24: other names of Python's own types. NumPy 2 has taken `bool` and `long` for types of its own.
PYTHON_TYPES = {
    "bool": bool,
    "complex": complex,
    "float": float,
    "int": int,
    "long": int,
    "object": object,
    "str": str,
    "unicode": str,
}
# Removed in NumPy 1.10 to 2.0, where they had long been the same as these.
RENAMED = {
    "Inf": "inf",
    "Infinity": "inf",
    "NAN": "nan",
    "NaN": "nan",
    "PINF": "inf",
    "alltrue": "all",
    "asfarray": "asarray_of_floats",
    "asscalar": "scalar_of",
    "cfloat": "complex128",
    "complex_": "complex128",
    "cumproduct": "cumprod",
    "float_": "float64",
    "in1d": "isin_flat",
    "infty": "inf",
    "mat": "asmatrix",
    "product": "prod",
    "rank": "ndim",
    "round_": "round",
    "row_stack": "vstack",
    "singlecomplex": "complex64",
    "sometrue": "any",
    "string_": "bytes_",
    "trapz": "trapezoid",
    "unicode_": "str_",
}


# They lie in `numpy.exceptions` since NumPy 1.25.
EXCEPTIONS = ("AxisError", "ComplexWarning", "RankWarning", "TooHardError", "VisibleDeprecationWarning")


def names(numpy: ModuleType) -> dict[str, Any]:
    """What the module `numpy` lacks today or has under these names as something else."""
    written: dict[str, Any] = {
        "asarray_of_floats": lambda a, dtype=numpy.float64: numpy.asarray(a, dtype),
        "scalar_of": lambda a: a.item(),
        "isin_flat": lambda a, b, assume_unique=False, invert=False: numpy.isin(
            numpy.asarray(a).ravel(), b, assume_unique=assume_unique, invert=invert
        ),
    }
    found = {
        old: written[new] if new in written else getattr(numpy, new)
        for old, new in RENAMED.items()
        if not hasattr(numpy, old) and (new in written or hasattr(numpy, new))
    }
    if not hasattr(numpy, "NINF"):
        found["NINF"] = -numpy.inf
    moved = {
        "cast": Cast(),
        **{name: getattr(getattr(numpy, "exceptions", None), name, None) for name in EXCEPTIONS},
        "find_common_type": lambda arrays, scalars: numpy.result_type(*arrays, *scalars),
        "math": math,
        "msort": lambda a: numpy.sort(a, axis=0),
        "typeDict": numpy.sctypeDict,
    }
    found |= {name: thing for name, thing in moved.items() if thing is not None and not hasattr(numpy, name)}
    return {**PYTHON_TYPES, **found, "array": _ragged(numpy.array), "asarray": _ragged(numpy.asarray)}


class Cast:
    """`numpy.cast`, whose item of a type turns arrays into that type."""

    def __getitem__(self, kind: Any) -> Callable[[Any], Any]:
        import numpy

        return lambda array: numpy.asarray(array).astype(kind)


def lib(module: ModuleType) -> dict[str, Any]:
    """The functions of `numpy` that were to be found in `numpy.lib` too, until NumPy 2."""
    import numpy

    functions = ((name, getattr(numpy, name)) for name in numpy.__all__ if not hasattr(module, name))
    return {name: thing for name, thing in functions if callable(thing) and not isinstance(thing, type)}


def ragged_array(*args: Any, **kwargs: Any) -> Any:
    """`numpy.array`, which makes an array of objects of lists that differ in length, as it did before NumPy 1.24."""
    import numpy

    return _ragged(numpy.array)(*args, **kwargs)


def _ragged(make: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which makes an array of objects of lists that differ in length, as it did before NumPy 1.24."""

    @functools.wraps(make)
    def array(*args: Any, **kwargs: Any) -> Any:
        if kwargs.get("copy") is False:  # which to NumPy 2 is never to copy, and was to copy only where it must
            kwargs["copy"] = None
        try:
            return make(*args, **kwargs)
        except ValueError as error:
            if "inhomogeneous" not in str(error) or len(args) > 1 or kwargs.get("dtype") is not None:
                raise
        return make(*args, **{**kwargs, "dtype": object})

    return array


MODULES = {"numpy": names, "numpy.lib": lib}
