"""Functions that SciPy had until 1.12 to 1.15, and has no other name for."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np


def simps(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1, even: str = "simpson") -> Any:
    """The integral of samples by Simpson's rule."""
    import scipy.integrate

    return scipy.integrate.simpson(y, x=x, dx=dx, axis=axis)


def quadrature(func: Callable[..., Any], a: float, b: float, args: Any = (), **options: Any) -> tuple[float, float]:
    """The integral of `func` from `a` to `b`, and how far it may be off; `func` may take arrays."""
    import scipy.integrate

    given = args if isinstance(args, tuple) else (args,)
    value, error = scipy.integrate.quad(lambda x: np.asarray(func(x, *given)).item(), a, b)
    return value, error


def romberg(function: Callable[..., Any], a: float, b: float, args: Any = (), **options: Any) -> float:
    """The integral of `function` from `a` to `b`."""
    return quadrature(function, a, b, args)[0]


class interp2d:
    """`z` between points of the plane: on a grid of `x` and `y`, or at as many points as there are values.

    Called with new `x` and `y` it gives an array [len(y), len(x)], both in rising order, as SciPy did until 1.14.
    """

    def __init__(self, x: Any, y: Any, z: Any, kind: str = "linear", **options: Any):
        import scipy.interpolate

        degrees = {"linear": 1, "cubic": 3, "quintic": 5}
        if kind not in degrees:
            raise ValueError(
                f"Unsupported interpolation type {kind!r}, must be either of 'linear', 'cubic', 'quintic'."
            )
        x, y, z = np.ravel(x), np.ravel(y), np.asarray(z)
        degree = degrees[kind]
        if z.size == len(x) * len(y):
            columns, rows = np.argsort(x), np.argsort(y)
            grid = z.reshape(len(y), len(x))[rows][:, columns].T
            spline = scipy.interpolate.RectBivariateSpline(x[columns], y[rows], grid, kx=degree, ky=degree, s=0)
            self._at = spline
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # of rounding, for a surface through all points
                knots = scipy.interpolate.bisplrep(x, y, z.ravel(), kx=degree, ky=degree, s=0)
            self._at = lambda new_x, new_y: np.atleast_2d(scipy.interpolate.bisplev(new_x, new_y, knots))

    def __call__(self, x: Any, y: Any, dx: int = 0, dy: int = 0, assume_sorted: bool = False) -> Any:
        found = self._at(np.sort(np.atleast_1d(x)), np.sort(np.atleast_1d(y))).T
        return found[0] if len(found) == 1 else found


def kulsinski(u: Any, v: Any, w: Any = None) -> float:
    """The dissimilarity of two arrays of truths."""
    u, v = np.asarray(u, bool), np.asarray(v, bool)
    weights = np.ones(len(u)) if w is None else np.asarray(w)
    both, differ, total = (float((weights * mask).sum()) for mask in (u & v, u != v, np.ones(len(u), bool)))
    return (differ - both + total) / (differ + total)


def ricker(points: int, a: float) -> Any:
    """The Mexican hat: the second derivative of a normal density of width `a`, at so many points."""
    square = (np.arange(points) - (points - 1.0) / 2) ** 2 / a**2
    return 2 / (np.sqrt(3 * a) * np.pi**0.25) * (1 - square) * np.exp(-square / 2)


def morlet(M: int, w: float = 5.0, s: float = 1.0, complete: bool = True) -> Any:
    """The complex Morlet wavelet, from -2 pi s to 2 pi s at `M` points."""
    x = np.linspace(-s * 2 * np.pi, s * 2 * np.pi, M)
    wave = np.exp(1j * w * x)
    if complete:
        wave -= np.exp(-0.5 * w**2)
    return wave * np.exp(-0.5 * x**2) * np.pi ** (-0.25)


def cwt(data: Any, wavelet: Callable[..., Any], widths: Any, dtype: Any = None, **options: Any) -> Any:
    """The wavelet transform [len(widths), len(data)] of `data`."""
    kind = dtype or (np.complex128 if np.iscomplexobj(wavelet(1, widths[0], **options)) else np.float64)
    found = np.empty((len(widths), len(data)), kind)
    for row, width in zip(found, widths, strict=True):
        waves = np.conj(wavelet(int(min(10 * width, len(data))), width, **options)[::-1])
        row[:] = np.convolve(data, waves, mode="same")
    return found
