"""SciPy: what moved from one of its modules to another, what is gone, and what takes other arguments than in 1.0."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tf1graph.era import scipy_functions


def _scipy(module: ModuleType) -> dict[str, Any]:
    numpy: Any = importlib.import_module("numpy")
    return {name: getattr(numpy, name) for name in numpy.__all__ if not hasattr(module, name)}


def _gone(**found: Callable[[Any], Any]) -> Callable[[ModuleType], dict[str, Any]]:
    """What makes, of a module, those of the names that it has not, each from the module as it is."""

    def names(module: ModuleType) -> dict[str, Any]:
        return {name: make(module) for name, make in found.items() if not hasattr(module, name)}

    return names


def _signal(module: ModuleType) -> dict[str, Any]:
    windows: Any = importlib.import_module("scipy.signal.windows")
    found = {name: getattr(windows, name) for name in windows.__all__ if not hasattr(module, name)}
    own = {name: getattr(scipy_functions, name) for name in ("cwt", "morlet", "ricker")}
    own["hanning"] = windows.hann
    return {**found, **{name: thing for name, thing in own.items() if not hasattr(module, name)}}


def _eigen(module: ModuleType) -> dict[str, Any]:
    linalg: Any = importlib.import_module("scipy.sparse.linalg")
    names = ("ArpackError", "ArpackNoConvergence", "eigs", "eigsh", "lobpcg", "svds")
    return {name: getattr(linalg, name) for name in names}


def _iterative(module: Any) -> dict[str, Any]:
    """The solvers, which took `tol` for `rtol`."""

    def solver(name: str) -> Callable[..., Any]:
        today = getattr(module, name)

        @functools.wraps(today)
        def solve(*args: Any, **keywords: Any) -> Any:
            if "tol" in keywords:
                keywords["rtol"] = keywords.pop("tol")
            return today(*args, **keywords)

        return solve

    return {name: solver(name) for name in ("bicg", "bicgstab", "cg", "cgs", "gmres", "lgmres", "minres", "qmr")}


def _linalg(module: Any) -> dict[str, Any]:
    numpy: Any = importlib.import_module("numpy")

    @functools.wraps(module.eigh)
    def eigh(*args: Any, eigvals: Any = None, turbo: bool = True, **keywords: Any) -> Any:
        if eigvals is not None:
            keywords["subset_by_index"] = eigvals
        return module.eigh(*args, **keywords)

    moved = {name: getattr(numpy, name) for name in ("kron", "tri", "tril", "triu")} | {"pinv2": module.pinv}
    return {**{name: thing for name, thing in moved.items() if not hasattr(module, name)}, "eigh": eigh}


def _stats(module: Any) -> dict[str, Any]:
    numpy: Any = importlib.import_module("numpy")

    @functools.wraps(module.mode)
    def mode(a: Any, axis: Any = 0, nan_policy: str = "propagate") -> Any:
        return module.mode(a, axis=axis, nan_policy=nan_policy, keepdims=True)

    gone = {
        "binom_test": lambda x, n=None, p=0.5, alternative="two-sided": (
            module.binomtest(x, n, p, alternative).pvalue if n is not None else module.binomtest(x[0], sum(x), p).pvalue
        ),
        "chisqprob": module.chi2.sf,
        "gilbrat": getattr(module, "gibrat", None),
        "itemfreq": lambda a: numpy.column_stack(numpy.unique(a, return_counts=True)),
        "median_absolute_deviation": lambda x, axis=0, center=numpy.median, scale=1.4826: (
            scale * module.median_abs_deviation(x, axis=axis, center=center)
        ),
        "ss": lambda a, axis=0: (numpy.asarray(a) ** 2).sum(axis),
        "trapz": getattr(module, "trapezoid", None),
    }
    return {**{name: thing for name, thing in gone.items() if thing and not hasattr(module, name)}, "mode": mode}


def _ndimage(module: ModuleType) -> dict[str, Any]:
    misc: Any = importlib.import_module("tf1graph.era.scipy")
    return {"imread": misc.imread}


MODULES: dict[str, Callable[[ModuleType], dict[str, Any]]] = {
    "scipy": _scipy,
    "scipy.integrate": _gone(
        cumtrapz=lambda module: module.cumulative_trapezoid,
        quadrature=lambda module: scipy_functions.quadrature,
        romberg=lambda module: scipy_functions.romberg,
        simps=lambda module: scipy_functions.simps,
        trapz=lambda module: module.trapezoid,
    ),
    "scipy.interpolate": lambda module: {"interp2d": scipy_functions.interp2d},
    "scipy.linalg": _linalg,
    "scipy.ndimage": _ndimage,
    "scipy.signal": _signal,
    "scipy.sparse.linalg": _iterative,
    "scipy.sparse.linalg.eigen": _eigen,
    "scipy.sparse.linalg.eigen.arpack": _eigen,
    "scipy.spatial.distance": _gone(
        kulsinski=lambda module: scipy_functions.kulsinski,
        matching=lambda module: module.hamming,
        sokalmichener=lambda module: module.rogerstanimoto,
        wminkowski=lambda module: lambda u, v, p, w: module.minkowski(u, v, p, [one**p for one in w]),
    ),
    "scipy.special": _gone(
        btdtr=lambda module: module.betainc,
        sph_harm=lambda module: lambda m, n, theta, phi: module.sph_harm_y(n, m, phi, theta),
    ),
    "scipy.stats": _stats,
}
