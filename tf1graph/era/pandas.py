"""pandas: what frames and series could do until 1.0 and 2.0."""

from __future__ import annotations

import functools
import importlib
import re
import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tf1graph.errors import UsageError


def append_rows(frame: Any, other: Any, ignore_index: bool = False, **keywords: Any) -> Any:
    """`frame.append(other)`: a new frame, with the rows of a frame or of several, or one row as a series or dictionary.

    Args:
      ignore_index: whether the rows are numbered anew.
      keywords: `verify_integrity` and `sort`, as `pandas.concat` has them.
    """
    import pandas

    if isinstance(other, (dict, pandas.Series)):  # one row
        row = pandas.Series(other)
        other = pandas.DataFrame([row.to_dict()], index=None if row.name is None else [row.name])
        other = other.reindex(columns=[*frame.columns, *(name for name in other.columns if name not in frame.columns)])
    elif isinstance(other, list) and not all(hasattr(one, "index") and hasattr(one, "columns") for one in other):
        other = pandas.DataFrame(other)
    return _joined(frame, other, ignore_index, **keywords)


def append_values(series: Any, other: Any, ignore_index: bool = False, **keywords: Any) -> Any:
    """`series.append(other)`: a new series, with the values of another or of several behind its own."""
    return _joined(series, other, ignore_index, **keywords)


def _joined(first: Any, other: Any, ignore_index: bool, verify_integrity: bool = False, sort: bool = False) -> Any:
    import pandas

    parts = [part for part in [first, *(other if isinstance(other, list) else [other])] if len(part)]
    if not parts:
        return first.copy()
    return pandas.concat(parts, ignore_index=ignore_index, verify_integrity=verify_integrity, sort=sort)


class Mixed:
    """`frame.ix` as pandas had it until 1.0: by label, and by position where numbers are no labels of the axis."""

    def __init__(self, thing: Any):
        self.thing = thing

    def __getitem__(self, key: Any) -> Any:
        return self.thing.loc[self._labels(key)]

    def __setitem__(self, key: Any, value: Any) -> None:
        self.thing.loc[self._labels(key)] = value

    def _labels(self, key: Any) -> Any:
        if isinstance(key, tuple) and self.thing.ndim == 2:
            return tuple(_labels(axis, part) for axis, part in zip(self.thing.axes, key, strict=False))
        return _labels(self.thing.axes[0], key)


def _labels(axis: Any, key: Any) -> Any:
    """`key` of one axis, in its labels: positions are turned into them unless the labels are numbers themselves."""
    if axis.dtype.kind in "iuf":
        return key
    if isinstance(key, slice):
        ends = (key.start, key.stop)
        positions = any(isinstance(end, int) for end in ends) and all(
            end is None or isinstance(end, int) for end in ends
        )
        return axis[key] if positions else key
    if isinstance(key, int) and not isinstance(key, bool):
        return axis[key]
    if isinstance(key, list) and key and all(isinstance(one, int) and not isinstance(one, bool) for one in key):
        return axis[key]
    return key


def _named(function: Callable[..., Any], order: tuple[str, ...] = (), **renamed: Any) -> Callable[..., Any]:
    """The function, with arguments by position where `order` names them, and by their old names, None where ignored."""

    @functools.wraps(function)
    def called(*args: Any, **keywords: Any) -> Any:
        first, rest = args[: len(args) if not order else 1], args[1:] if order else ()
        keywords = {**dict(zip(order, rest, strict=False)), **keywords}
        for old in [old for old in keywords if old in renamed]:
            value = keywords.pop(old)
            if renamed[old] is not None:
                keywords.update(renamed[old](value))
        return function(*first, **keywords)

    return called


def _bad_lines(warn: Any) -> dict[str, Any]:
    return {} if warn else {"on_bad_lines": "skip"}


_NOTHING: Any = None
_READ = {
    "delim_whitespace": lambda value: {"sep": r"\s+"} if value else {},
    "error_bad_lines": _bad_lines,
    "infer_datetime_format": _NOTHING,
    "mangle_dupe_cols": _NOTHING,
    "prefix": _NOTHING,
    "tupleize_cols": _NOTHING,
    "verbose": _NOTHING,
    "warn_bad_lines": _NOTHING,
}


def _reader(function: Callable[..., Any]) -> Callable[..., Any]:
    """`read_csv` or `read_table`, with the options of before 2.0."""
    named = _named(function, **_READ)

    @functools.wraps(function)
    def read(path: Any, *sep: Any, squeeze: bool = False, prefix: str | None = None, **keywords: Any) -> Any:
        if sep:
            keywords["sep"] = sep[0]
            keywords.update(zip(("delimiter", "header", "names"), sep[1:], strict=False))
        found = named(path, **keywords)
        if prefix is not None and keywords.get("header", 0) is None:
            found.columns = [f"{prefix}{column}" for column in found.columns]
        return found.squeeze("columns") if squeeze else found

    return read


def _moving(kind: str, name: str) -> Callable[..., Any]:
    """`rolling_mean(values, window)` and its like, of before 0.23."""

    def moving(arg: Any, *window: Any, **keywords: Any) -> Any:
        import pandas

        thing = arg if hasattr(arg, kind) else pandas.Series(arg)
        found = getattr(getattr(thing, kind)(*window, **keywords), name)()
        return found if hasattr(arg, kind) else found.to_numpy()

    moving.__name__ = f"{kind}_{name}"
    return moving


def _refused(name: str, remedy: str) -> Any:
    def refused(*args: Any, **keywords: Any) -> Any:
        raise UsageError(f"pandas.{name} is gone from pandas; {remedy}.")

    refused.__name__ = name
    return refused


def _lenient(function: Callable[..., Any]) -> Callable[..., Any]:
    """`to_numeric` or `to_datetime`, which could be told to leave what they cannot convert."""
    named = _named(function, infer_datetime_format=None)

    @functools.wraps(function)
    def convert(arg: Any, *args: Any, errors: str = "raise", **keywords: Any) -> Any:
        if errors != "ignore":
            return named(arg, *args, errors=errors, **keywords)
        try:
            return named(arg, *args, **keywords)
        except (TypeError, ValueError):
            return arg

    return convert


# Frequencies of before 2.2.
_FREQUENCIES = {"A": "YE", "BA": "BYE", "BM": "BME", "BQ": "BQE", "H": "h", "L": "ms", "M": "ME", "Q": "QE", "S": "s",
                "T": "min", "U": "us", "Y": "YE"}  # fmt: skip


def _frequency(value: Any) -> dict[str, Any]:
    found = re.fullmatch(r"(\d*)([A-Z]+)", value) if isinstance(value, str) else None
    return {"freq": found[1] + _FREQUENCIES.get(found[2], found[2]) if found else value}


def _pandas(module: ModuleType) -> dict[str, Any]:
    import datetime

    plotting: Any = importlib.import_module("pandas.plotting")
    if int(module.__version__.partition(".")[0]) > 2:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the choice is announced to end
            module.set_option("future.infer_string", False)  # columns of text were of objects
    announced = getattr(module.errors, "Pandas4Warning", None)
    if announced:  # `inplace` and its like are to go; the program knows of no such plan
        warnings.filterwarnings("ignore", category=announced)
    moving = {
        f"rolling_{name}": _moving("rolling", name) for name in ("max", "mean", "median", "min", "std", "sum", "var")
    }
    moving |= {f"expanding_{name}": _moving("expanding", name) for name in ("max", "mean", "min", "std", "sum")}
    gone = {
        **moving,
        "Float64Index": module.Index,
        "Int64Index": module.Index,
        "Panel": _refused("Panel", "a frame with a MultiIndex, or xarray, takes its place"),
        "SparseDataFrame": module.DataFrame,
        "TimeGrouper": lambda freq="D", **keywords: module.Grouper(**_frequency(freq), **keywords),
        "UInt64Index": module.Index,
        "WidePanel": _refused("WidePanel", "a frame with a MultiIndex, or xarray, takes its place"),
        "ewma": lambda arg, **keywords: arg.ewm(**keywords).mean(),
        "scatter_matrix": plotting.scatter_matrix,
        "value_counts": lambda values, **keywords: module.Series(values).value_counts(**keywords),
    }
    joined = (
        "axis",
        "join",
        "join_axes",
        "ignore_index",
        "keys",
        "levels",
        "names",
        "verify_integrity",
        "sort",
        "copy",
    )
    return {
        **{name: thing for name, thing in gone.items() if not hasattr(module, name)},
        "concat": _named(module.concat, joined, join_axes=None, copy=None),
        "date_range": _named(module.date_range, ("end", "periods", "freq"), freq=_frequency),
        "datetime": datetime.datetime,
        "get_dummies": lambda data, *args, **keywords: module.get_dummies(
            data, *args, **{"dtype": "uint8", **keywords}
        ),
        "np": importlib.import_module("numpy"),
        "factorize": lambda values, **keywords: module.factorize(_array(values), **keywords),
        "read_csv": _reader(module.read_csv),
        "read_table": _reader(module.read_table),
        "to_datetime": _lenient(module.to_datetime),
        "to_numeric": _lenient(module.to_numeric),
        "unique": lambda values: module.unique(_array(values)),
    }


def _array(values: Any) -> Any:
    import numpy

    return (
        numpy.asarray(values, None if hasattr(values, "dtype") else object)
        if isinstance(values, (list, tuple))
        else values
    )


def _json(module: ModuleType) -> dict[str, Any]:
    pandas: Any = importlib.import_module("pandas")
    return {"json_normalize": pandas.json_normalize}


def _testing(module: ModuleType) -> dict[str, Any]:
    testing: Any = importlib.import_module("pandas.testing")
    return {name: getattr(testing, name) for name in dir(testing) if name[:1] != "_"}


def _plotting(module: ModuleType) -> dict[str, Any]:
    plotting: Any = importlib.import_module("pandas.plotting")
    return {name: getattr(plotting, name) for name in plotting.__all__}


def _nothing(module: ModuleType) -> dict[str, Any]:
    return {}


MODULES = {
    "pandas": _pandas,
    "pandas.io.json": _json,
    "pandas.tools": _nothing,
    "pandas.tools.plotting": _plotting,
    "pandas.util.testing": _testing,
}
