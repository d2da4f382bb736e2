"""pyDOE, whose import name is written in small letters since 1.0."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any


def py_doe(module: ModuleType) -> dict[str, Any]:
    """The names of `pyDOE`: those of today's `pydoe`, where it is installed under that name."""
    if hasattr(module, "lhs"):
        return {}
    try:
        today = importlib.import_module("pydoe")
    except ImportError:
        raise ModuleNotFoundError("No module named 'pyDOE'", name="pyDOE") from None
    return {name: thing for name, thing in vars(today).items() if name[:1] != "_"}


MODULES = {"pyDOE": py_doe}
