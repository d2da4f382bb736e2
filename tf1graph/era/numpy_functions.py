"""Functions of NumPy that take other arguments than in 1.14 to 1.18, or give something else."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tf1graph.era import numpy_files, numpy_printing, promotion, ragged

# What Python's types stood for among those of NumPy.
_FLOATS = {"complex": "complexfloating", "float": "floating", "int": "integer"}


def changed(numpy: Any) -> dict[str, Callable[..., Any]]:
    """By name, the functions as they were."""

    def as_before(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return functools.wraps(getattr(numpy, name))

    def stacking(name: str) -> Callable[..., Any]:
        @as_before(name)
        def stack(arrays: Any, *args: Any, **keywords: Any) -> Any:
            given = list(arrays) if isinstance(arrays, (Iterator, map, zip)) else arrays
            return getattr(numpy, name)(given, *args, **keywords)

        return stack

    @as_before("bincount")
    def bincount(x: Any, *args: Any, **keywords: Any) -> Any:
        values = numpy.asarray(x)
        whole = values.dtype.kind == "f" and (values == values.astype(numpy.int64)).all()
        return numpy.bincount(values.astype(numpy.int64) if whole else x, *args, **keywords)

    @as_before("cross")
    def cross(a: Any, b: Any, *args: Any, **keywords: Any) -> Any:
        first, second = numpy.asarray(a), numpy.asarray(b)
        if not args and not keywords and first.shape[-1:] == second.shape[-1:] == (2,):
            return first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
        return numpy.cross(a, b, *args, **keywords)

    @as_before("delete")
    def delete(arr: Any, obj: Any, axis: Any = None) -> Any:
        at: Any = numpy.asarray(obj) if not isinstance(obj, slice) else obj
        return numpy.delete(arr, at.astype(int) if _is_float(at) else obj, axis)

    @as_before("fix")
    def fix(x: Any, *args: Any, **keywords: Any) -> Any:
        return numpy.trunc(x, *args, **keywords)

    @as_before("fromstring")
    def fromstring(string: Any, dtype: Any = float, count: int = -1, sep: str = "") -> Any:
        if sep:
            return numpy.fromstring(string, dtype, count, sep=sep)
        data = string.encode("latin1") if isinstance(string, str) else string
        return numpy.frombuffer(data, dtype, count).copy()

    @as_before("full")
    def full(shape: Any, fill_value: Any, dtype: Any = None, *args: Any, **keywords: Any) -> Any:
        try:
            return numpy.full(shape, fill_value, dtype, *args, **keywords)
        except OverflowError:
            return numpy.full(shape, fill_value, None, *args, **keywords).astype(dtype)

    @as_before("histogram")
    def histogram(
        a: Any, bins: Any = 10, range: Any = None, normed: Any = None, weights: Any = None, density: Any = None
    ) -> Any:
        return numpy.histogram(a, bins, range, weights=weights, density=bool(normed) if density is None else density)

    @as_before("issubdtype")
    def issubdtype(arg1: Any, arg2: Any) -> bool:
        name = arg2 if isinstance(arg2, str) else getattr(arg2, "__name__", "") if arg2 in (int, float, complex) else ""
        return numpy.issubdtype(arg1, getattr(numpy, _FLOATS[name]) if name in _FLOATS else arg2)

    @as_before("load")
    def load(file: Any, mmap_mode: Any = None, allow_pickle: bool = False, *args: Any, **keywords: Any) -> Any:
        start = file.tell() if hasattr(file, "seek") else None
        try:
            found = numpy.load(file, mmap_mode, allow_pickle, *args, **keywords)
        except ValueError as error:
            if allow_pickle or "allow_pickle" not in str(error):
                raise
        else:
            if not allow_pickle and type(found) is numpy.lib.npyio.NpzFile:
                found.__class__ = numpy_files.archive_class()
            return found
        if start is not None:
            file.seek(start)
        return numpy_files.read_objects(file)

    @as_before("meshgrid")
    def meshgrid(*xi: Any, **keywords: Any) -> list[Any]:
        return list(numpy.meshgrid(*xi, **keywords))

    def interpolating(name: str) -> Callable[..., Any]:
        @as_before(name)
        def percentile(*args: Any, **keywords: Any) -> Any:
            if "interpolation" in keywords:
                keywords["method"] = keywords.pop("interpolation")
            return getattr(numpy, name)(*args, **keywords)

        return percentile

    @as_before("set_printoptions")
    def set_printoptions(*args: Any, **keywords: Any) -> None:
        threshold = keywords.get("threshold")
        if isinstance(threshold, str) or (isinstance(threshold, float) and threshold != threshold):
            keywords["threshold"] = sys.maxsize  # "nan" meant all until 1.14
        numpy_printing.set_printoptions(numpy, *args, **keywords)

    @as_before("sum")
    def sum_(a: Any, *args: Any, **keywords: Any) -> Any:
        return numpy.sum(list(a) if isinstance(a, Iterator) else a, *args, **keywords)

    @as_before("unique")
    def unique(ar: Any, *args: Any, **keywords: Any) -> Any:
        found = numpy.unique(ar, *args, **keywords)
        inverse = keywords.get("return_inverse", args[1] if len(args) > 1 else False)
        if not inverse:
            return found
        place = 1 + bool(keywords.get("return_index", args[0] if args else False))
        return (*found[:place], found[place].ravel(), *found[place + 1 :])

    functions = (
        bincount, cross, delete, fix, fromstring, full, histogram, issubdtype, load, meshgrid, set_printoptions, unique,
    )  # fmt: skip
    found: dict[str, Callable[..., Any]] = {
        **{function.__name__: function for function in functions},
        **{name: stacking(name) for name in ragged.JOINING},
        **{name: interpolating(name) for name in ("nanpercentile", "percentile", "quantile")},
        **{name: promotion.Promoting(getattr(numpy, name)) for name in promotion.FUNCTIONS},
        "sum": sum_,
    }
    return {
        **found,
        **{name: ragged.joining(found[name]) for name in ragged.JOINING},
        **{name: ragged.taking(found.get(name, getattr(numpy, name))) for name in ragged.TAKING},
    }


def _is_float(values: Any) -> bool:
    return getattr(getattr(values, "dtype", None), "kind", "") == "f"
