"""matplotlib 2: parameters, arguments, colour maps and styles by the names that they had."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from types import ModuleType
from typing import Any

COLOUR_MAPS = {
    "Vega10": "tab10",
    "Vega20": "tab20",
    "Vega20b": "tab20b",
    "Vega20c": "tab20c",
    "spectral": "nipy_spectral",
}
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

    return {"get_cmap": get_cmap, **{old: getattr(module, new) for old, new in COLOUR_MAPS.items()}}


def _mlab(module: ModuleType) -> dict[str, Any]:
    def normpdf(x: Any, *args: float) -> Any:
        """The density at `x` of the normal distribution with this mean and standard deviation."""
        import numpy

        mean, deviation = args
        return numpy.exp(-0.5 * ((numpy.asarray(x) - mean) / deviation) ** 2) / (numpy.sqrt(2 * numpy.pi) * deviation)

    return {"normpdf": normpdf}


def _argument(function: Callable[..., Any], old: str, new: str, convert: Callable[[Any], Any]) -> Callable[..., Any]:
    def called(*args: Any, **kwargs: Any) -> Any:
        if old in kwargs:
            kwargs[new] = convert(kwargs.pop(old))
        return function(*args, **kwargs)

    called.__name__, called.__doc__ = function.__name__, function.__doc__
    return called


def _coloured(function: Callable[..., Any]) -> Callable[..., Any]:
    def called(*args: Any, **kwargs: Any) -> Any:
        if isinstance(kwargs.get("cmap"), str):
            kwargs["cmap"] = COLOUR_MAPS.get(kwargs["cmap"], kwargs["cmap"])
        return function(*args, **kwargs)

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

    return {
        **{name: _argument(getattr(pyplot, name), "axisbg", "facecolor", lambda c: c) for name in ("axes", "subplot")},
        **{
            name: _coloured(getattr(pyplot, name))
            for name in ("contour", "contourf", "imshow", "matshow", "pcolor", "scatter")
        },
        "gca": gca,
        "get_cmap": _cm(matplotlib.cm)["get_cmap"],
        "hist": _argument(pyplot.hist, "normed", "density", bool),
        "hold": hold,
        "ishold": lambda: True,
        "rcParams": Parameters(matplotlib.rcParams),
        "spectral": spectral,
    }


def _pylab(module: ModuleType) -> dict[str, Any]:
    return {**_pyplot(module), "normpdf": _mlab(module)["normpdf"]}


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
    "matplotlib.cm": _cm,
    "matplotlib.mlab": _mlab,
    "matplotlib.pylab": _pylab,
    "matplotlib.pyplot": _pyplot,
    "matplotlib.style": _style,
    "pylab": _pylab,
}
