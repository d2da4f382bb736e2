"""`cPickle` and `pickle`: today's, which also reads what Python 2 wrote, and takes a file opened without `b`."""

from __future__ import annotations

import pickle as today
from typing import Any

__all__ = today.__all__


def load(file: Any, **options: Any) -> Any:
    """The next object of `file`; strings that Python 2 wrote are read as Latin-1, so that arrays keep their bytes."""
    return today.load(getattr(file, "buffer", file), **{"encoding": "latin1", **options})


def loads(data: Any, **options: Any) -> Any:
    """The object in `data`, bytes, or text such as Python 2's protocol 0 was."""
    data = data.encode("latin1") if isinstance(data, str) else data
    return today.loads(data, **{"encoding": "latin1", **options})


def dump(obj: Any, file: Any, protocol: int | None = None) -> None:
    """Write `obj` to `file`, in protocol 2 at most, so that Python 2 can read it again."""
    today.dump(obj, getattr(file, "buffer", file), python2_protocol(protocol))


def dumps(obj: Any, protocol: int | None = None) -> bytes:
    """`obj` as bytes, in protocol 2 at most, so that Python 2 can read it again."""
    return today.dumps(obj, python2_protocol(protocol))


def python2_protocol(asked: int | None) -> int:
    return 2 if asked is None or asked < 0 else min(asked, 2)


def __getattr__(name: str) -> Any:
    return getattr(today, name)
