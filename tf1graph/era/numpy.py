"""NumPy as a program of 2015–2019 knew it: the names that it lost since, and ragged arrays.

Only the program sees these, through a view of the module; NumPy itself is left as it is.
"""

from __future__ import annotations

import ast
import functools
import importlib
import math
import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tf1graph.era import numpy_functions
from tf1graph.era.ragged import array_of as _ragged
from tf1graph.era.ragged import ragged_array as ragged_array

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
    "bool8": "bool_",
    "bytes0": "bytes_",
    "asfarray": "asarray_of_floats",
    "asscalar": "scalar_of",
    "cfloat": "complex128",
    "clongfloat": "clongdouble",
    "complex_": "complex128",
    "cumproduct": "cumprod",
    "float_": "float64",
    "in1d": "isin_flat",
    "infty": "inf",
    "int0": "intp",
    "longcomplex": "clongdouble",
    "longfloat": "longdouble",
    "mat": "asmatrix",
    "object0": "object_",
    "product": "prod",
    "rank": "ndim",
    "round_": "round",
    "row_stack": "vstack",
    "singlecomplex": "complex64",
    "sometrue": "any",
    "str0": "str_",
    "string_": "bytes_",
    "trapz": "trapezoid",
    "uint0": "uintp",
    "unicode_": "str_",
    "void0": "void",
}


# Modules of `numpy.lib` that are no more, or hide what they have.
WITHIN_LIB = (
    "arraypad", "arraysetops", "function_base", "index_tricks", "nanfunctions", "npyio", "polynomial", "shape_base",
    "twodim_base", "type_check", "ufunclike", "utils",
)  # fmt: skip
WITHIN_CORE = (
    "defchararray", "fromnumeric", "function_base", "multiarray", "numeric", "numerictypes", "records", "shape_base",
    "umath",
)  # fmt: skip
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
    exceptions = getattr(numpy, "exceptions", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # from what is to go next
        moved = {**{name: getattr(exceptions, name, None) for name in EXCEPTIONS}, **_gone(numpy)}
        found |= {name: thing for name, thing in moved.items() if thing is not None and not hasattr(numpy, name)}
    return {
        **PYTHON_TYPES,
        **found,
        **numpy_functions.changed(numpy),
        "array": _made(numpy.array),
        **{name: _made(getattr(numpy, name)) for name in ("asanyarray", "asarray")},
    }


def _gone(numpy: Any) -> dict[str, Any]:
    """What NumPy 1 had, and has no other name today."""
    kinds = {"int": "bhil", "uint": "BHIL", "float": "efdg", "complex": "FDG"}
    return {
        "DataSource": numpy.lib.npyio.DataSource,
        "NINF": -numpy.inf,
        "NZERO": -0.0,
        "PZERO": 0.0,
        "add_newdoc": lambda *args, **keywords: None,
        "alen": lambda a: len(numpy.array(a, ndmin=1)),
        "cast": Cast(),
        "byte_bounds": getattr(getattr(numpy.lib, "array_utils", None), "byte_bounds", None),
        "chararray": numpy.char.chararray,
        "compare_chararrays": numpy.char.compare_chararrays,
        "deprecate": lambda *args, **keywords: args[0] if args and callable(args[0]) else lambda function: function,
        "disp": lambda mesg, device=None, linefeed=True: print(mesg, file=device, end="\n" if linefeed else ""),
        "fastCopyAndTranspose": lambda a: numpy.array(numpy.asarray(a).T),
        "find_common_type": lambda arrays, scalars: numpy.result_type(*arrays, *scalars),
        "format_parser": numpy.rec.format_parser,
        "issctype": lambda rep: isinstance(rep, (type, numpy.dtype)) and _is_scalar(numpy, rep),
        "issubclass_": lambda first, second: isinstance(first, type) and issubclass(first, second),
        "issubsctype": lambda first, second: issubclass(numpy.dtype(first).type, numpy.dtype(second).type),
        "math": math,
        "maximum_sctype": lambda kind: (
            numpy.dtype(kinds.get(numpy.dtype(kind).name.rstrip("0123456789"), "O")[-1]).type
        ),
        "msort": lambda a: numpy.sort(a, axis=0),
        "nbytes": {numpy.dtype(code).type: numpy.dtype(code).itemsize for code in numpy.typecodes["All"]},
        "ndfromtxt": numpy.genfromtxt,
        "obj2sctype": lambda rep, default=None: numpy.dtype(rep).type if rep is not None else default,
        "recfromcsv": lambda fname, **keywords: _records(numpy, fname, {"delimiter": ",", "names": True, **keywords}),
        "recfromtxt": lambda fname, **keywords: _records(numpy, fname, keywords),
        "safe_eval": ast.literal_eval,
        "sctype2char": lambda sctype: numpy.dtype(sctype).char,
        "sctypes": {
            **{name: [numpy.dtype(code).type for code in codes] for name, codes in kinds.items()},
            "others": [bool, object, bytes, str, numpy.void],
        },
        "tracemalloc_domain": getattr(numpy.lib, "tracemalloc_domain", None),
        "typeDict": numpy.sctypeDict,
        "typeNA": numpy.sctypeDict,
        "sctypeNA": numpy.sctypeDict,
    }


def _is_scalar(numpy: Any, rep: Any) -> bool:
    return isinstance(rep, numpy.dtype) or issubclass(rep, numpy.generic)


def _records(numpy: Any, source: Any, keywords: dict[str, Any]) -> Any:
    keywords = {"dtype": None, "encoding": "bytes", "case_sensitive": "lower", **keywords}
    return numpy.genfromtxt(source, **keywords).view(numpy.recarray)


class Cast:
    """`numpy.cast`, whose item of a type turns arrays into that type."""

    def __getitem__(self, kind: Any) -> Callable[[Any], Any]:
        import numpy

        return lambda array: numpy.asarray(array).astype(kind)


def _made(make: Callable[..., Any]) -> Callable[..., Any]:
    """`array` or `asarray` as before NumPy 2: no copy where none is asked for *and needed*, integers wrap around."""
    ragged = _ragged(make)

    @functools.wraps(make)
    def array(*args: Any, **kwargs: Any) -> Any:
        import numpy

        if kwargs.get("copy", True) is False and make is numpy.array:
            kwargs["copy"] = None if int(numpy.__version__[0]) > 1 else False
        try:
            return ragged(*args, **kwargs)
        except OverflowError:
            dtype = numpy.dtype(kwargs.pop("dtype", args[1] if len(args) > 1 else None))
            if dtype.kind not in "iu":
                raise
        return make(args[0], **kwargs).astype(dtype)

    return array


def _core(module: ModuleType) -> dict[str, Any]:
    """`numpy.core` or a module of it, which warn of each use, by what is private today."""
    numpy: Any = importlib.import_module("numpy")
    try:
        core = importlib.import_module(module.__name__.replace("numpy.core", "numpy._core", 1))
    except ModuleNotFoundError:  # NumPy 1, where they are what they were
        return {}
    return {**{name: thing for name, thing in vars(core).items() if name[:1] != "_"}, **_public(numpy)}


def _public(numpy: Any) -> dict[str, Any]:
    """The names of NumPy as the program has them."""
    return {**{name: getattr(numpy, name) for name in numpy.__all__}, **names(numpy)}


def _within(module: ModuleType) -> dict[str, Any]:
    """What a module within NumPy had: of NumPy's own names any, since those were its own or stood in it."""
    numpy: Any = importlib.import_module("numpy")
    own = {name for name in vars(module) if name[:1] != "_"}
    return {name: thing for name, thing in _public(numpy).items() if name not in own or name in ("array", "asarray")}


def _linalg(module: ModuleType) -> dict[str, Any]:
    numpy: Any = importlib.import_module("numpy")
    return {name: getattr(numpy.linalg, name) for name in dir(numpy.linalg) if name[:1] != "_"}


def _testing(module: ModuleType) -> dict[str, Any]:
    testing: Any = importlib.import_module("numpy.testing")
    return {name: getattr(testing, name) for name in testing.__all__}


def _umath_tests(module: ModuleType) -> dict[str, Any]:
    numpy: Any = importlib.import_module("numpy")
    return {
        "inner1d": lambda a, b: numpy.einsum("...i,...i->...", a, b),
        "matrix_multiply": numpy.matmul,
    }


MODULES = {
    "numpy": names,
    "numpy.core": _core,
    **{f"numpy.core.{name}": _core for name in WITHIN_CORE},
    "numpy.core.umath_tests": _umath_tests,
    "numpy.lib": _within,
    "numpy.linalg.linalg": _linalg,
    "numpy.testing.utils": _testing,
    **{f"numpy.lib.{name}": _within for name in WITHIN_LIB},
}
