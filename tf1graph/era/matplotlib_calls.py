"""Calls of matplotlib 2: arguments that were renamed, moved or dropped since, of functions and methods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

COLOUR_MAPS = {
    "Vega10": "tab10",
    "Vega20": "tab20",
    "Vega20b": "tab20b",
    "Vega20c": "tab20c",
    "spectral": "nipy_spectral",
}
# What draws, or says how: these take the arguments below.
DRAWING = frozenset({
    "bar", "barh", "boxplot", "contour", "contourf", "errorbar", "fill_between", "grid", "hist", "hist2d", "imshow",
    "legend", "loglog", "matshow", "pcolor", "pcolormesh", "plot", "scatter", "semilogx", "semilogy", "stem",
    "tick_params", "violinplot", "xlim", "ylim",
})  # fmt: skip
_RENAMED = {
    "axisbg": "facecolor",
    "normed": "density",
    "papertype": "",
    "hold": "",
    "frameon": "",
    "use_line_collection": "",
    "xmax": "right",
    "xmin": "left",
    "ymax": "top",
    "ymin": "bottom",
}
# Which calls an old argument was of; others keep it.
_OF = {
    "axisbg": {"add_axes", "add_subplot", "axes", "subplot"},
    "frameon": {"savefig"},
    "hold": DRAWING,
    "normed": {"hist", "hist2d"},
    "papertype": {"savefig"},
    "use_line_collection": {"stem"},
    "xmax": {"set_xlim", "xlim"},
    "xmin": {"set_xlim", "xlim"},
    "ymax": {"set_ylim", "ylim"},
    "ymin": {"set_ylim", "ylim"},
}
_SWITCHES = {"off": False, "on": True}


def draw(function: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
    """Call a function of pyplot or a method of axes or figures with arguments of matplotlib 2."""
    name = function.__name__
    for old in [old for old in keywords if name in _OF.get(old, ())]:
        value = keywords.pop(old)
        if _RENAMED[old]:
            keywords[_RENAMED[old]] = bool(value) if old == "normed" else value
    if isinstance(keywords.get("cmap"), str):
        keywords["cmap"] = COLOUR_MAPS.get(keywords["cmap"], keywords["cmap"])
    if name == "bar" and not args and "left" in keywords:
        keywords["x"] = keywords.pop("left")
    elif name == "barh" and not args and "bottom" in keywords:
        keywords["y"] = keywords.pop("bottom")
    elif name == "boxplot" and "labels" in keywords:
        keywords["tick_labels"] = keywords.pop("labels")
    elif name == "grid":
        if "b" in keywords:
            args = (keywords.pop("b"), *args)
        args = tuple(_SWITCHES.get(one, one) if isinstance(one, str) else one for one in args[:1]) + args[1:]
    elif name == "tick_params":
        keywords = {key: _SWITCHES.get(value, value) if isinstance(value, str) else value
                    for key, value in keywords.items()}  # fmt: skip
    return function(*args, **keywords)


def plot_date(
    axes: Any, x: Any, y: Any, fmt: str = "o", tz: Any = None, xdate: bool = True, ydate: bool = False, **keywords: Any
) -> Any:
    """Points, or lines, over dates."""
    if xdate:
        axes.xaxis_date(tz)
    if ydate:
        axes.yaxis_date(tz)
    return axes.plot(x, y, fmt, **keywords)


class Drawn(list[Any]):
    """The lines, or patches, texts … of axes as a list from which one can be removed, as until matplotlib 3.6."""

    def __init__(self, artists: Any):
        super().__init__(artists)
        self._artists = artists

    def remove(self, artist: Any) -> None:
        """Take the artist off the axes.

        Raises:
          ValueError: it is not on them.
        """
        super().remove(artist)
        artist.remove()

    def pop(self, index: Any = -1) -> Any:
        """Take the artist of that place off the axes."""
        artist = super().pop(index)
        artist.remove()
        return artist

    def clear(self) -> None:
        """Take all off the axes."""
        for artist in [*self]:
            self.remove(artist)

    def __delitem__(self, index: Any) -> None:
        found = self[index]
        for artist in found if isinstance(index, slice) else [found]:
            self.remove(artist)

    def append(self, artist: Any) -> None:
        """Put an artist onto the axes."""
        super().append(artist)
        self._artists._axes.add_artist(artist)


def set_data(set_today: Callable[..., Any], /, *args: Any) -> None:
    """`line.set_data(x, y)`, of points too."""
    if len(args) == 2 and not any(hasattr(one, "__len__") for one in args):
        args = ([args[0]], [args[1]])
    set_today(*args)
