"""Figures: a grid of tiles with captions, and how figures are written.

Everything is placed in inches, so that any number of tiles of any shape lies without overlaps. Figures are made
with Matplotlib's objects; its global state is left alone.
"""

from __future__ import annotations

import math
import textwrap
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph.errors import UsageError
from tf1graph.files import replaced

FORMATS = (".png", ".svg", ".pdf")
RIGHT, WRONG = "black", "#b3001b"

MARGIN = 0.15  # inches, as all below
GAP = 0.12
LINE = 0.17  # height of a line of caption
TITLE_LINE = 0.22
BAR = 0.9  # width of the colour bar with its numbers
NARROWEST = 4.0
LETTER = 0.083  # mean width of a letter of a title
CAPTION_LETTER = 0.072


@dataclass
class Tile:
    """A small picture with what stands above it.

    `picture` [height, width] is coloured by the grid's colour map, [height, width, 3] in 0…1 shown as it is.
    """

    picture: np.ndarray
    caption: str = ""
    colour: str = RIGHT


def stretch(picture: np.ndarray) -> np.ndarray:
    """`picture` stretched to 0…1 from its own minimum to its own maximum, as float32; a constant one is 0 everywhere.

    Values that are not finite count as the minimum.
    """
    values = np.asarray(picture, np.float64)
    finite = np.isfinite(values)
    if not finite.any():
        return np.zeros(values.shape, np.float32)
    low, high = values[finite].min(), values[finite].max()
    values = np.where(finite, values, low)
    return ((values - low) / ((high - low) or 1)).astype(np.float32)


def columns_for(count: int, widest: int = 16) -> int:
    """How many columns `count` tiles are laid out in: at most two rows of eight, then about twice as wide as high."""
    if count <= 16:
        return min(count, 8)
    return min(widest, max(8, math.ceil(math.sqrt(2 * count))))


def draw_tiles(
    tiles: Sequence[Tile],
    columns: int,
    *,
    title: str = "",
    tile_width: float = 0.85,
    limits: tuple[float, float] = (0, 1),
    colours: str = "gray_r",
    bar: str = "",
) -> Any:
    """A Matplotlib `Figure` of `tiles` in rows of `columns`, each with its caption above it.

    Args:
      title: one paragraph above all; it is wrapped where it is too long.
      tile_width: inches; the height follows from the pictures' shape, which is the same for all.
      limits: the values that the ends of the colour map stand for.
      colours: the name of a Matplotlib colour map.
      bar: what the colours mean, drawn beside a colour bar; without it there is none.
    """
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    height, width = tiles[0].picture.shape[:2]
    tile_height = tile_width * height / width
    lines = max(tile.caption.count("\n") + 1 if tile.caption else 0 for tile in tiles)
    rows = math.ceil(len(tiles) / columns)
    step_x, step_y = tile_width + GAP, tile_height + lines * LINE + GAP
    grid_width = columns * step_x - GAP
    figure_width = max(2 * MARGIN + grid_width + (BAR if bar else 0), NARROWEST)
    heading = textwrap.wrap(title, int((figure_width - 2 * MARGIN) / LETTER))
    top = MARGIN + len(heading) * TITLE_LINE + (GAP if heading else 0)
    figure_height = top + rows * step_y - GAP + MARGIN
    left = (figure_width - (BAR if bar else 0) - grid_width) / 2

    figure = Figure((figure_width, figure_height), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1), frameon=False, xticks=[], yticks=[])
    image = None
    for number, tile in enumerate(tiles):
        x = left + number % columns * step_x
        y = top + number // columns * step_y + lines * LINE
        image = axes.imshow(
            tile.picture,
            cmap=colours,
            vmin=limits[0],
            vmax=limits[1],
            interpolation="nearest",
            extent=(x, x + tile_width, y + tile_height, y),
        )
        axes.add_patch(Rectangle((x, y), tile_width, tile_height, fill=False, linewidth=0.6, edgecolor="black"))
        write(axes, x + tile_width / 2, y - 0.04, tile.caption, 9, color=tile.colour, va="bottom", linespacing=1.15)
    for number, line in enumerate(heading):
        write(axes, figure_width / 2, MARGIN + number * TITLE_LINE, line, 10.5, va="top")
    axes.set(xlim=(0, figure_width), ylim=(figure_height, 0), aspect="auto")
    if bar:
        bar_height = min(rows * step_y - GAP - lines * LINE, 3.0)
        add_bar(figure, image, (figure_width - BAR + 0.05, top + lines * LINE, 0.14, bar_height), bar)
    return figure


def write(axes: Any, x: float, y: float, text: str, size: float, **style: Any) -> None:
    """Write `text` centred at x; a dollar sign in it, as file names have, starts no formula."""
    axes.text(x, y, text, ha="center", fontsize=size, parse_math=False, **style)


def add_bar(figure: Any, image: Any, place: tuple[float, float, float, float], label: str) -> None:
    """Add a colour bar for `image` at `place`: left, top, width, height in inches from the figure's top left."""
    width, height = figure.get_size_inches()
    x, y, w, h = place
    axes = figure.add_axes((x / width, 1 - (y + h) / height, w / width, h / height))
    figure.colorbar(image, cax=axes)
    axes.tick_params(labelsize=7)
    axes.locator_params(axis="y", nbins=5)
    axes.set_ylabel(label, fontsize=8, labelpad=1)


def printable(name: str) -> str:
    """`name`, a file's, with a sign of replacement for what can be neither printed nor drawn."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def shorten(name: str, tile_width: float) -> str:
    """`name` cut to what fits above a tile, its end kept."""
    letters = int(tile_width / CAPTION_LETTER)
    return name if len(name) <= letters else "…" + name[1 - letters :]


def picture_path(output: str | None, folder: Path, name: str) -> Path:
    """Where a picture goes: `output`, else `name` in `folder`.

    Raises:
      UsageError: the name does not end like a format that can be written.
    """
    path = Path(output) if output else folder / name
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"{path}: pictures are written as {', '.join(FORMATS)}; end the name with one of these.")
    return path


def save(figure: Any, path: Path) -> Path:
    """Write `figure` to `path`, as PNG, SVG or PDF by its ending, whole or not at all; the same figure, the same bytes.

    Raises:
      CannotWrite: the disk is full, or the folder takes no files.
    """
    from matplotlib import rc_context

    kind = path.suffix.lower()[1:]
    # what Matplotlib would put in by itself: its version, and the time
    unnamed = {"png": ["Software"], "svg": ["Creator", "Date"], "pdf": ["Creator", "Producer", "CreationDate"]}
    with replaced(path) as temporary, rc_context({"svg.hashsalt": "tf1graph"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)  # in a caption: a file's name
        figure.savefig(temporary, format=kind, dpi=150, metadata=dict.fromkeys(unnamed[kind]))
    return path
