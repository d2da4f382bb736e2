"""Digits of fonts, as fields of distances: the fonts are those that Matplotlib brings along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tf1graph.tf.examples.tutorials.mnist.skeletons import rounded

FONTS = (
    "DejaVuSans",
    "DejaVuSans-Oblique",
    "DejaVuSansMono",
    "DejaVuSerif",
    "DejaVuSerif-Italic",
    "STIXGeneral",
    "STIXGeneralBol",
    "cmr10",
    "cmss10",
    "cmtt10",
)
HELD_OUT_FONTS = ("STIXGeneralItalic", "cmb10", "DejaVuSansMono-Oblique")  # for the test set

FIELD = 64
EXTENT = 0.8  # a field covers -EXTENT…EXTENT


@dataclass(frozen=True)
class Outline:
    """A digit of a font, in units of its longer side, its centre of mass at 0.

    `border` [N, 2]: points on its outline. `distances` float32 [FIELD, FIELD]: of the centres of a grid's cells
    to the outline, negative inside.
    """

    border: NDArray[np.float64]
    distances: NDArray[np.float32]


def outline(font: str, digit: int) -> Outline:
    """The digit as Matplotlib's font `font` has it."""
    starts, ends = segments(font, digit)
    starts, ends = ((points - starts[0]) / np.ptp(starts, axis=0).max() for points in (starts, ends))
    twice_area = starts[:, 0] * ends[:, 1] - ends[:, 0] * starts[:, 1]
    mass = ((starts + ends) * twice_area[:, None]).sum(axis=0) / (3 * twice_area.sum())
    starts, ends = rounded(starts - mass), rounded(ends - mass)
    return Outline(starts, field_of(starts, ends))


def segments(font: str, digit: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Starts and ends [N, 2] of the straight lines that make the digit's outline, y downwards."""
    import matplotlib
    from matplotlib import ft2font
    from matplotlib.path import Path as Curves

    font_file = ft2font.FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", f"{font}.ttf")))
    # As large as the font's own units, which are whole numbers: nothing is left to round, whatever the version.
    font_file.set_size(font_file.units_per_EM, 72)
    flags: Any = getattr(ft2font, "LoadFlags", ft2font)  # since Matplotlib 3.10 these have a class
    unhinted = "NO_HINTING" if flags is not ft2font else "LOAD_NO_HINTING"
    font_file.load_char(ord(str(digit)), flags=getattr(flags, unhinted))
    path: Any = Curves(*font_file.get_path())
    t = np.arange(5) / 4
    curved = (path.CURVE3, path.CURVE4)
    lines = [curve(t if code in curved else t[[0, -1]]) for curve, code in path.iter_bezier() if code != path.MOVETO]
    starts, ends = (np.concatenate([line[part] for line in lines]) for part in (slice(-1), slice(1, None)))
    longer = (starts != ends).any(axis=1)
    return starts[longer] * [1, -1], ends[longer] * [1, -1]


def field_of(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.float32]:
    """Distances [FIELD, FIELD] of a grid's cells to the lines from `starts` to `ends`, negative inside of them."""
    (x0, y0), (x1, y1) = starts.T.astype(np.float32), ends.T.astype(np.float32)
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    slope = dx / np.where(dy, dy, 1)
    line = ((np.arange(FIELD) + 0.5) * (2 * EXTENT / FIELD) - EXTENT).astype(np.float32)
    field = np.empty((FIELD, FIELD), np.float32)
    for row, y in enumerate(line):
        x, y = line[:, None] - x0, y - y0
        along = np.clip((x * dx + y * dy) / length, 0, 1)
        distance = np.sqrt(((along * dx - x) ** 2 + (along * dy - y) ** 2).min(axis=1))
        crossed = (y >= 0).astype(int) - (y >= dy)  # 1 and -1: the two directions in which a line crosses the row
        turns = (crossed * (y * slope > x)).sum(axis=1)
        field[row] = np.where(turns, -distance, distance)
    return field
