"""How NumPy prints, which the whole process shared: since 2.2 each thread begins with NumPy's own defaults again."""

from __future__ import annotations

import importlib
from contextvars import Context
from typing import Any


def set_printoptions(numpy: Any, *args: Any, **keywords: Any) -> None:
    """`numpy.set_printoptions`, for all threads, those to come too, but for one that has options of its own.

    A thread has those within `numpy.printoptions`, or once others than the program have set them there.
    """
    try:
        today: Any = importlib.import_module("numpy._core.printoptions")
    except ModuleNotFoundError:  # the options are of the process
        numpy.set_printoptions(*args, **keywords)
        return
    before, shared = today.format_options.get(), Context().run(today.format_options.get)
    numpy.set_printoptions(*args, **keywords)
    after = today.format_options.get()
    shared.update({name: value for name, value in after.items() if value is not before[name]})
    if before is shared:
        today.format_options.set(shared)
