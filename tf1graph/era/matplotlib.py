"""matplotlib 2: parameters, arguments, colour maps and styles by the names that they had."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from types import ModuleType
from typing import Any

from tf1graph.era.matplotlib_calls import COLOUR_MAPS, DRAWING, draw, plot_date

# Parameters that say what is always so now, or what nothing asks for any more.
WITHOUT_MEANING = {
    "axes.hold", "datapath", "examples.directory", "savefig.frameon", "text.latex.preview", "text.latex.unicode",
    "verbose.fileo", "verbose.level",
}  # fmt: skip
TEXTS = {"pgf.preamble", "text.latex.preamble"}  # lists of lines, once


class Parameters(MutableMapping[str, Any]):
    """matplotlib's parameters, which takes them in their old forms too."""

    def __init__(self, parameters: Any):
        self._parameters = parameters

    def __setitem__(self, key: str, value: Any) -> None:
        if key == "axes.color_cycle":
            from cycler import cycler

            key, value = "axes.prop_cycle", cycler(color=value)
        elif key in TEXTS and isinstance(value, (list, tuple)):
            value = "\n".join(value)
        if key not in WITHOUT_MEANING:
            self._parameters[key] = COLOUR_MAPS.get(value, value) if key == "image.cmap" else value

    def __getitem__(self, key: str) -> Any:
        return self._parameters[key]

    def __delitem__(self, key: str) -> None:
        del self._parameters[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parameters)

    def __len__(self) -> int:
        return len(self._parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._parameters, name)

    def __repr__(self) -> str:
        return repr(self._parameters)


def _matplotlib(module: ModuleType) -> dict[str, Any]:
    def use(backend: str | None = None, warn: bool = True, force: bool = True, **kwargs: Any) -> None:
        """Choose a backend, as `matplotlib.use` when it could be told not to warn."""
        module.use(kwargs.pop("arg", backend), force=force, **kwargs)

    return {"rcParams": Parameters(module.rcParams), "use": use}


def _cm(module: ModuleType) -> dict[str, Any]:
    def get_cmap(name: Any = None, lut: int | None = None) -> Any:
        """A colour map, by its name of that time or today's."""
        from matplotlib import pyplot

        return pyplot.get_cmap(COLOUR_MAPS.get(name, name) if isinstance(name, str) else name, lut)

    def register_cmap(name: str | None = None, cmap: Any = None, *, override_builtin: bool = False) -> None:
        """Let a colour map be found by its name."""
        import matplotlib

        matplotlib.colormaps.register(cmap, name=name, force=True)

    import matplotlib

    return {
        "cmap_d": matplotlib.colormaps,
        "get_cmap": get_cmap,
        "register_cmap": register_cmap,
        **{old: getattr(module, new) for old, new in COLOUR_MAPS.items()},
    }


def _mlab(module: ModuleType) -> dict[str, Any]:
    def normpdf(x: Any, *args: float) -> Any:
        """The density at `x` of the normal distribution with this mean and standard deviation."""
        import numpy

        mean, deviation = args
        return numpy.exp(-0.5 * ((numpy.asarray(x) - mean) / deviation) ** 2) / (numpy.sqrt(2 * numpy.pi) * deviation)

    return {"bivariate_normal": bivariate_normal, "frange": frange, "normpdf": normpdf, "rms_flat": rms_flat}


def bivariate_normal(
    X: Any, Y: Any, sigmax: float = 1.0, sigmay: float = 1.0, mux: float = 0.0, muy: float = 0.0, sigmaxy: float = 0.0
) -> Any:
    """The density at `X`, `Y` of the normal distribution in the plane."""
    import numpy

    x, y, correlation = (X - mux) / sigmax, (Y - muy) / sigmay, sigmaxy / (sigmax * sigmay)
    rest = 1 - correlation**2
    height = 2 * numpy.pi * sigmax * sigmay * numpy.sqrt(rest)
    return numpy.exp(-(x**2 + y**2 - 2 * correlation * x * y) / (2 * rest)) / height


def frange(xini: float, xfin: float | None = None, delta: float = 1.0, **keywords: Any) -> Any:
    """The numbers from the first to the last, which is among them, at this distance."""
    import numpy

    first, last = (0.0, xini) if xfin is None else (xini, xfin)
    return first + delta * numpy.arange(round((last - first) / delta) + (keywords.get("closed") != 0))


def rms_flat(a: Any) -> Any:
    """The root of the mean square of all elements."""
    import numpy

    return numpy.sqrt(numpy.mean(numpy.abs(a) ** 2))


def _cbook(module: ModuleType) -> dict[str, Any]:
    import numpy

    gone: dict[str, Any] = {
        "is_numlike": lambda obj: isinstance(obj, (int, float, complex, numpy.number)),
        "is_string_like": lambda obj: isinstance(obj, str),
        "iterable": numpy.iterable,
    }
    return {name: thing for name, thing in gone.items() if not hasattr(module, name)}


def _dates(module: Any) -> dict[str, Any]:
    day = 24 * 60 * 60
    gone = {
        "epoch2num": lambda e: e / day + module.date2num(_epoch()),
        "num2epoch": lambda d: (d - module.date2num(_epoch())) * day,
    }
    return {name: thing for name, thing in gone.items() if not hasattr(module, name)}


def _epoch() -> Any:
    import datetime

    return datetime.datetime(1970, 1, 1)


def _today(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, called with arguments of matplotlib 2."""

    def called(*args: Any, **keywords: Any) -> Any:
        return draw(function, *args, **keywords)

    called.__name__, called.__doc__ = function.__name__, function.__doc__
    return called


def _pyplot(module: ModuleType) -> dict[str, Any]:
    import matplotlib

    pyplot: Any = importlib.import_module("matplotlib.pyplot")

    def gca(**kwargs: Any) -> Any:
        """The axes that are drawn on, or new ones if there are arguments."""
        return pyplot.gcf().add_subplot(**kwargs) if kwargs else pyplot.gca()

    def hold(b: bool | None = None) -> None:
        """Nothing: what is drawn is always added to what was drawn before."""

    def spectral() -> None:
        """Draw with the colour map of this name from now on."""
        pyplot.set_cmap("nipy_spectral")

    names = DRAWING & vars(pyplot).keys() | {"axes", "savefig", "subplot"}
    found = {
        **{name: _today(getattr(pyplot, name)) for name in names},
        "gca": gca,
        "get_cmap": _cm(matplotlib.cm)["get_cmap"],
        "hold": hold,
        "ishold": lambda: True,
        "rcParams": Parameters(matplotlib.rcParams),
        "register_cmap": _cm(matplotlib.cm)["register_cmap"],
        "spectral": spectral,
    }
    if not hasattr(pyplot, "plot_date"):
        found["plot_date"] = lambda x, y, fmt="o", tz=None, xdate=True, ydate=False, **keywords: plot_date(
            pyplot.gca(), x, y, fmt, xdate=xdate, ydate=ydate, **keywords
        )
    return found


def _pylab(module: ModuleType) -> dict[str, Any]:
    numpy: Any = importlib.import_module("tf1graph.era.numpy")
    return {**numpy.MODULES["numpy"](importlib.import_module("numpy")), **_mlab(module), **_pyplot(module)}


def _style(module: ModuleType) -> dict[str, Any]:
    def today(style: Any) -> Any:
        if isinstance(style, (list, tuple)):
            return [today(one) for one in style]
        if isinstance(style, str) and style.split("-")[0] == "seaborn" and style not in module.available:
            return style.replace("seaborn", "seaborn-v0_8", 1)
        return style

    def use(style: Any) -> None:
        """Draw in this style from now on, or in these."""
        module.use(today(style))

    def context(style: Any, after_reset: bool = False) -> Any:
        """A context in which this style is drawn in."""
        return module.context(today(style), after_reset)

    old: Mapping[str, Any] = {
        name.replace("-v0_8", ""): module.library[name] for name in module.library if name.startswith("seaborn-v0_8")
    }
    return {
        "available": sorted({*module.available, *old}),
        "context": context,
        "library": {**module.library, **old},
        "use": use,
    }


MODULES = {
    "matplotlib": _matplotlib,
    "matplotlib.cbook": _cbook,
    "matplotlib.cm": _cm,
    "matplotlib.dates": _dates,
    "matplotlib.mlab": _mlab,
    "matplotlib.pylab": _pylab,
    "matplotlib.pyplot": _pyplot,
    "matplotlib.style": _style,
    "pylab": _pylab,
}
