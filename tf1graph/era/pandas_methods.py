"""What frames and series of pandas have lost, or take otherwise, since 0.20: the table of their methods."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tf1graph.era import pandas
from tf1graph.era.method import Method

FRAME, SERIES, INDEX = "pandas:DataFrame", "pandas:Series", "pandas:Index"
# Statistics that left out the columns that are no numbers, and want to be told to.
STATISTICS = (
    "corr", "cov", "kurt", "max", "mean", "median", "min", "prod", "quantile", "sem", "skew", "std", "sum", "var",
)  # fmt: skip
# Methods whose further arguments could be given by their position.
POSITIONAL = (
    "any", "all", "bfill", "clip", "drop", "drop_duplicates", "dropna", "ffill", "interpolate", "mask", "reset_index",
    "sort_index", "sort_values", "where",
)  # fmt: skip


def by_position(method: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    """`method(*args)`, whose arguments are given by name today from some position on."""
    try:
        return method(*args, **keywords)
    except TypeError as error:
        if "positional argument" not in str(error):
            raise
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    names = [name for name, one in inspect.signature(method).parameters.items() if one.kind not in kinds]
    return method(**dict(zip(names, args, strict=False)), **keywords)


def _statistic(method: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    if keywords.get("level") is not None:
        level = keywords.pop("level")
        name = method.__name__
        return getattr(method.__self__.groupby(level=level), name)(*args, **keywords)  # type: ignore[attr-defined]
    keywords.pop("level", None)
    try:
        return method(*args, **keywords)
    except (TypeError, ValueError):
        if "numeric_only" in keywords:
            raise
    return method(*args, **keywords, numeric_only=True)


def _fillna(fill: Callable[..., Any], /, value: Any = None, *args: Any, **keywords: Any) -> Any:
    way = keywords.pop("method", None) or (args[0] if args else None)
    if way is None:
        return fill(value, **keywords)
    other = {"backfill": "bfill", "bfill": "bfill", "ffill": "ffill", "pad": "ffill"}[way]
    return getattr(fill.__self__, other)(**keywords)  # type: ignore[attr-defined]


def _to_csv(method: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    if "line_terminator" in keywords:
        keywords["lineterminator"] = keywords.pop("line_terminator")
    return by_position(method, *args, **keywords)


def _groupby(method: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    keywords.pop("squeeze", None)
    axis = keywords.pop("axis", 0)
    if axis not in (0, "index"):
        raise TypeError("groupby(axis=1) is gone from pandas: group the rows of the transposed frame, `frame.T`.")
    return method(*args, **keywords)


def _pivot(method: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    return method(**dict(zip(("index", "columns", "values"), args, strict=False)), **keywords)


def _between(method: Callable[..., Any], left: Any, right: Any, inclusive: Any = True) -> Any:
    return method(left, right, {True: "both", False: "neither"}.get(inclusive, inclusive))


def _writable(values: Any) -> Any:
    """An array that can be written to: today's shows the frame's own memory, and is to be read alone."""
    flags = getattr(values, "flags", None)
    return values.copy() if flags is not None and not getattr(flags, "writeable", True) else values


def _to_numpy(method: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    return _writable(method(*args, **keywords))


def _sort(frame: Any, columns: Any = None, ascending: Any = True, inplace: bool = False) -> Any:
    if columns is None:
        return frame.sort_index(ascending=ascending, inplace=inplace)
    return frame.sort_values(columns, ascending=ascending, inplace=inplace)


def _order(series: Any, ascending: bool = True, inplace: bool = False, **keywords: Any) -> Any:
    return series.sort_values(ascending=ascending, inplace=inplace)


def _set_value(frame: Any, index: Any, column: Any, value: Any) -> Any:
    frame.at[index, column] = value
    return frame


def _mad(thing: Any, axis: int = 0) -> Any:
    if thing.ndim == 1:
        return (thing - thing.mean()).abs().mean()
    numbers = thing.select_dtypes("number")
    return numbers.sub(numbers.mean(axis=axis), axis=1 - axis).abs().mean(axis=axis)


def _lookup(frame: Any, row_labels: Any, col_labels: Any) -> Any:
    import numpy

    return numpy.array([frame.at[row, column] for row, column in zip(row_labels, col_labels, strict=True)])


def _convert_objects(thing: Any, convert_dates: Any = True, convert_numeric: bool = False, **keywords: Any) -> Any:
    import pandas as today

    if thing.ndim == 1:
        return today.to_numeric(thing, errors="coerce") if convert_numeric else thing.infer_objects()
    return thing.apply(lambda column: _convert_objects(column, convert_dates, convert_numeric))


def _reset_counts(method: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    counts = method(*args, **keywords)
    series = method.__self__  # type: ignore[attr-defined]
    counts.name, counts.index.name = series.name, None
    return counts


def _call(name: str, **given: Any) -> Callable[..., Any]:
    return lambda thing, *args, **keywords: getattr(thing, name)(*args, **{**given, **keywords})


def _both(function: Callable[..., Any], **options: Any) -> tuple[Method, ...]:
    return (Method(FRAME, function, **options), Method(SERIES, function, **options))


METHODS: dict[str, tuple[Method, ...]] = {
    **{name: _both(_statistic, changed=True) for name in STATISTICS},
    **{name: _both(by_position, changed=True) for name in POSITIONAL},
    "append": (Method(FRAME, pandas.append_rows), Method(SERIES, pandas.append_values)),
    "applymap": (Method(FRAME, _call("map")),),
    "as_matrix": (
        Method(FRAME, lambda frame, columns=None: _writable((frame if columns is None else frame[columns]).to_numpy())),
        Method(SERIES, lambda series: _writable(series.to_numpy())),
    ),
    "backfill": _both(_call("bfill")),
    "between": (Method(SERIES, _between, changed=True),),
    "clip_lower": _both(lambda thing, threshold: thing.clip(lower=threshold)),
    "clip_upper": _both(lambda thing, threshold: thing.clip(upper=threshold)),
    "convert_objects": _both(_convert_objects),
    "fillna": _both(_fillna, changed=True),
    "get_dtype_counts": (Method(FRAME, lambda frame: frame.dtypes.astype(str).value_counts()),),
    "get_value": (
        Method(FRAME, lambda frame, index, column: frame.at[index, column]),
        Method(SERIES, lambda series, label: series.at[label]),
    ),
    "get_values": _both(lambda thing: _writable(thing.to_numpy())),
    "groupby": _both(_groupby, changed=True),
    "iteritems": _both(_call("items")),
    "ix": (Method(FRAME, pandas.Mixed, value=True), Method(SERIES, pandas.Mixed, value=True)),
    "lookup": (Method(FRAME, _lookup),),
    "mad": _both(_mad),
    "nonzero": (Method(SERIES, lambda series: series.to_numpy().nonzero()),),
    "order": (Method(SERIES, _order),),
    "pad": _both(_call("ffill")),
    "pivot": (Method(FRAME, _pivot, changed=True),),
    "ravel": (Method(SERIES, lambda series, order="C": _writable(series.to_numpy()).ravel(order)),),
    "reshape": (Method(SERIES, lambda series, *shape: _writable(series.to_numpy()).reshape(*shape)),),
    "set_index": (Method(FRAME, by_position, changed=True),),
    "set_value": (Method(FRAME, _set_value),),
    "sort": (Method(FRAME, _sort), Method(SERIES, lambda series, **keywords: _order(series, inplace=True, **keywords))),
    "swapaxes": (Method(FRAME, lambda frame, first, second: frame.T if first != second else frame.copy()),),
    "to_csv": _both(_to_csv, changed=True),
    "to_numpy": _both(_to_numpy, changed=True),
    "value_counts": (Method(SERIES, _reset_counts, changed=True),),
    "values": (
        Method(FRAME, _writable, changed=True, value=True),
        Method(SERIES, _writable, changed=True, value=True),
        Method(INDEX, _writable, changed=True, value=True),
    ),
}  # fmt: skip
COMMON = frozenset(
    {"append", "ix", "mad", "nonzero", "order", "pad", "ravel", "reshape", "sort", "swapaxes"}
    | {name for name, rows in METHODS.items() if any(row.changed for row in rows)}
)
"""Those that tensors, arrays, lists or dictionaries have too."""
