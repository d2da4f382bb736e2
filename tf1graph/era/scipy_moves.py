"""SciPy: NumPy's functions, which it had under its own name, and what moved from one of its modules to another."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any


def _scipy(module: ModuleType) -> dict[str, Any]:
    numpy: Any = importlib.import_module("numpy")
    return {name: getattr(numpy, name) for name in numpy.__all__ if not hasattr(module, name)}


def _integrate(module: ModuleType) -> dict[str, Any]:
    renamed = {"cumtrapz": "cumulative_trapezoid", "simps": "simpson", "trapz": "trapezoid"}
    return {old: getattr(module, new) for old, new in renamed.items() if not hasattr(module, old)}


def _signal(module: ModuleType) -> dict[str, Any]:
    windows: Any = importlib.import_module("scipy.signal.windows")
    return {name: getattr(windows, name) for name in windows.__all__ if not hasattr(module, name)}


def _eigen(module: ModuleType) -> dict[str, Any]:
    linalg: Any = importlib.import_module("scipy.sparse.linalg")
    names = ("ArpackError", "ArpackNoConvergence", "eigs", "eigsh", "lobpcg", "svds")
    return {name: getattr(linalg, name) for name in names}


MODULES = {
    "scipy": _scipy,
    "scipy.integrate": _integrate,
    "scipy.signal": _signal,
    "scipy.sparse.linalg.eigen": _eigen,
    "scipy.sparse.linalg.eigen.arpack": _eigen,
}
