"""pandas: what frames and series could do until 1.0 and 2.0."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any


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


def _pandas(module: ModuleType) -> dict[str, Any]:
    import datetime

    plotting: Any = importlib.import_module("pandas.plotting")
    return {
        "datetime": datetime.datetime,
        "np": importlib.import_module("numpy"),
        "scatter_matrix": plotting.scatter_matrix,
    }


def _plotting(module: ModuleType) -> dict[str, Any]:
    plotting: Any = importlib.import_module("pandas.plotting")
    return {name: getattr(plotting, name) for name in plotting.__all__}


def _nothing(module: ModuleType) -> dict[str, Any]:
    return {}


MODULES = {"pandas": _pandas, "pandas.tools": _nothing, "pandas.tools.plotting": _plotting}
