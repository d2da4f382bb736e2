"""Any picture of one digit as the models read it: 28x28, float32 in 0…1, ink 1 on paper 0.

Two ways:

- "tutorial": what the CNN tutorial does. Grey by Pillow's `convert("L")`, `thumbnail((28, 28))`, 1 - v/255. It
  asks for a square picture of at least 28x28 pixels, dark ink on clean white paper, drawn at MNIST's place and size.
- "mnist": how MNIST itself was made from scans. The ink is found whatever its colour, cropped, scaled to fit
  20x20 pixels, and put into 28x28 with its centre of mass in the middle.
"""

from __future__ import annotations

import contextlib
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tf1graph.errors import MalformedFile

SIZE = 28
BOX = 20
WORKING_SIZE = 160  # the longer side on which the ink is looked for
THINNEST = 2.0  # pixels of 28x28 that a stroke should be wide
SPECK = 6  # pixels of it: fewer are dirt, or a broken camera's
FAINTEST = 0.02  # of the range from black to white: less is noise
PREPARATIONS = ("mnist", "tutorial")

Grey = NDArray[np.floating]  # float32


def prepare(path: Path, preparation: str = "mnist") -> Grey:
    """The picture in the file `path`, [28, 28] float32 in 0…1, ink 1 on paper 0.

    Args:
      path: a file in any format that Pillow reads, of any size and mode; of an animation, the first frame.
      preparation: "mnist" or "tutorial", see this module's text.

    Raises:
      MalformedFile: it is no picture, is damaged, is too large to be opened safely, or shows no ink; or the
        tutorial's preparation does not give 28x28 pixels, where the tutorial itself stops with an error.
    """
    picture = load(path)
    if preparation == "tutorial":
        return prepare_as_tutorial(picture, path)
    brightness = flatten(picture)
    ink = find_ink(shrink(brightness))
    if ink is None:
        raise MalformedFile(path, "shows no digit, all of it is equally bright")
    near = close_up(brightness, ink)
    if near.size < brightness.size / 4:  # a small digit on a large sheet: looked at again, from near
        again = find_ink(shrink(near))
        ink = ink if again is None else again
    return centre(scale(thicken(crop(ink))))


def load(path: Path) -> Any:
    """The Pillow image in the file `path`, decoded.

    Raises:
      MalformedFile: Pillow cannot read it, or its pixels would take more memory than Pillow allows.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        if path.stat().st_size == 0:
            raise MalformedFile(path, "is empty")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                picture.load()
                return picture
    except MalformedFile:
        raise
    except UnidentifiedImageError:
        raise MalformedFile(path, "is no picture in a format that Pillow reads") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        limit = (Image.MAX_IMAGE_PIXELS or 0) / 1e6
        raise MalformedFile(path, f"has more than the {limit:.0f} million pixels that are opened safely") from None
    except Exception as problem:  # decoders of damaged files raise nearly anything
        raise MalformedFile(path, f"cannot be read as a picture ({problem or type(problem).__name__})") from None


def prepare_as_tutorial(picture: Any, path: Path) -> Grey:
    """What the CNN tutorial feeds for `picture`; `path` is named where the tutorial's way gives no 28x28 pixels.

    Pillow of 2017 shrank with a bicubic filter and without the `reducing_gap` that it takes since 7.0.
    """
    from PIL import Image

    grey = picture.convert("L")
    grey.thumbnail((SIZE, SIZE), Image.Resampling.BICUBIC, reducing_gap=None)
    if grey.size != (SIZE, SIZE):
        raise MalformedFile(
            path,
            f"is {picture.width}x{picture.height} pixels, and the tutorial's preparation needs a square of at "
            f"least {SIZE}x{SIZE}; use --prepare mnist",
        )
    return 1 - scaled(grey)


def scaled(picture: Any) -> Grey:
    """The 8-bit values of a Pillow image in 0…1."""
    return np.asarray(picture, np.float32) / 255


def flatten(picture: Any) -> Grey:
    """The brightness of `picture` in 0…1, upright and opaque, [height, width]."""
    from PIL import ImageOps

    with contextlib.suppress(Exception):  # damaged EXIF says nothing about the pixels
        picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("I", "F") or picture.mode.startswith("I;"):
        return brighten(np.nan_to_num(np.asarray(picture, np.float32)), picture.mode)
    if picture.has_transparency_data:
        return composite(scaled(picture.convert("RGBA")))
    # by way of RGB: what Pillow calls grey in CMYK, LAB or a palette
    grey = picture if picture.mode in ("1", "L") else picture.convert("RGB")
    return scaled(grey.convert("L"))


def brighten(values: Grey, mode: str) -> Grey:
    """`values` of a picture with more than 8 bits in 0…1: of 16 bits by their range, else from least to largest."""
    if mode.startswith("I;16"):
        return values / 65535
    return (values - values.min()) / (np.ptp(values) or 1)


def composite(rgba: Grey) -> Grey:
    """The brightness of `rgba` [height, width, 4] in 0…1 on a paper that the ink stands out from.

    Where most is opaque the paper is drawn too, and its median fills the holes; else what is opaque is the
    ink, and the paper is white under dark ink, black under light ink.
    """
    grey = rgba[..., :3] @ np.array([0.299, 0.587, 0.114], np.float32)
    alpha = rgba[..., 3]
    if alpha.mean() > 0.5:
        paper = float(np.median(grey[alpha > 0.5]))
    else:
        paper = float((grey * alpha).sum() < 0.5 * alpha.sum())
    return (grey * alpha + paper * (1 - alpha)).astype(np.float32)


def shrink(brightness: Grey) -> Grey:
    """`brightness` with its longer side at the working size, or as it is where that is smaller."""
    from PIL import Image

    factor = max(brightness.shape) / WORKING_SIZE
    if factor <= 1:
        return brightness
    size = [max(1, round(side / factor)) for side in reversed(brightness.shape)]
    return np.asarray(Image.fromarray(brightness).resize(size, Image.Resampling.BOX), np.float32)


def close_up(brightness: Grey, ink: Grey) -> Grey:
    """The part of `brightness` in which `ink`, found in the shrunk picture, lies, with a quarter of paper around it."""
    parts = []
    for side, (first, last), length in zip(brightness.shape, bounds(ink), ink.shape, strict=True):
        factor, margin = side / length, 1 + max(last - first for first, last in bounds(ink)) // 4
        parts.append(slice(int(max(0, first - margin) * factor), int(min(length, last + margin) * factor)))
    return brightness[tuple(parts)]


def find_ink(brightness: Grey) -> Grey | None:
    """How much ink there is in each pixel, 0…1, or None where there is none.

    Paper is what the border shows, and may be lit from a side. Ink is what departs from it, darker or
    brighter, whichever departs more.
    """
    departure = light_paper(brightness) - brightness
    ranked = np.sort(departure, axis=None)
    few = min(SPECK, ranked.size // 200)
    darker, brighter = ranked[-1 - few], -ranked[few]
    most = float(max(darker, brighter))
    if most < FAINTEST:
        return None
    ink = departure if darker >= brighter else -departure
    threshold = max(split(ink), 0.3 * most)  # where ink is rare, the split may fall into the paper's noise
    full = np.median(ink[ink > threshold])
    low = 0.5 * threshold
    return keep_strokes(np.clip((ink - low) / max(full - low, 1e-6), 0, 1))


def light_paper(brightness: Grey) -> Grey:
    """What the paper of the picture `brightness` looks like without ink: a plane through its border's pixels."""
    height, width = brightness.shape
    rim = max(1, round(0.04 * min(height, width)))
    border = np.ones((height, width), bool)
    border[rim:-rim, rim:-rim] = False
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    terms = np.stack([np.ones_like(x), x / width, y / height], -1)
    values = brightness[border]
    near = np.abs(values - np.median(values)) <= 2 * np.median(np.abs(values - np.median(values))) + 1e-6
    plane = np.linalg.lstsq(terms[border][near], values[near], rcond=None)[0]
    return terms @ plane


def split(values: Grey) -> float:
    """Otsu's threshold: the value that parts `values` into two groups with the least variance inside them."""
    counts, edges = np.histogram(values, 256)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    sums = np.cumsum(counts * middles)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (sums[-1] * below / below[-1] - sums) ** 2 / (below * above)
    return float(middles[np.nanargmax(np.where(np.isfinite(between), between, -1))])


def keep_strokes(ink: Grey) -> Grey:
    """`ink` without specks: connected parts with less than a fiftieth of the ink of the largest."""
    mask = ink > 0
    labels = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:
        wide = np.pad(labels, 1)
        shifts = [wide[y : y + mask.shape[0], x : x + mask.shape[1]] for y in range(3) for x in range(3)]
        grown = np.where(mask, np.max(shifts, axis=0), 0)
        # each label points to a pixel of its own part; following it makes long strokes meet in few rounds
        flat = np.concatenate([[0], grown.ravel()])
        grown = np.where(mask, flat[flat[grown]], 0)
        if np.array_equal(grown, labels):
            break
        labels = grown
    sizes = np.bincount(labels[mask], ink[mask], minlength=mask.size + 1)
    return np.where(mask & (sizes[labels] >= 0.02 * sizes.max()), ink, 0).astype(np.float32)


def crop(ink: Grey) -> Grey:
    """`ink` without the empty rows and columns around it."""
    (top, bottom), (left, right) = bounds(ink)
    return ink[top:bottom, left:right]


def bounds(ink: Grey) -> list[tuple[int, int]]:
    """Where `ink` begins and ends, in its rows and in its columns."""
    found = [np.flatnonzero((ink > 0.2 * ink.max()).any(axis)) for axis in (1, 0)]
    return [(int(lines[0]), int(lines[-1]) + 1) for lines in found]


def thicken(ink: Grey) -> Grey:
    """`ink`, cropped, with a fine pen's strokes widened to what MNIST's thin ones have once scaled."""
    from PIL import Image, ImageFilter

    mask = np.pad(ink > 0.5, 1)
    edges = sum(int(np.count_nonzero(np.diff(mask, axis=axis))) for axis in (0, 1))
    pixel = max(ink.shape) / BOX
    stroke = 2 * float(mask.sum()) / max(edges, 1)
    missing = round(THINNEST * pixel - stroke)
    if stroke >= 0.8 * THINNEST * pixel or missing < 2:
        return ink
    around = missing // 2
    wide = Image.fromarray(np.pad(ink, around)).filter(ImageFilter.MaxFilter(2 * around + 1))
    return np.asarray(wide, np.float32)


def scale(ink: Grey) -> Grey:
    """`ink` with its longer side scaled to 20 pixels, and its strokes' cores full, as MNIST's are."""
    from PIL import Image

    height, width = ink.shape
    size = [max(1, round(BOX * side / max(height, width))) for side in (width, height)]
    small = np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BICUBIC), np.float32)
    full = np.percentile(small[small > 0.1 * small.max()], 80)
    return np.clip(small / full, 0, 1)


def centre(ink: Grey) -> Grey:
    """`ink`, at most 20x20, in a field of 28x28 with its centre of mass as near the middle as fits."""
    field = np.zeros((SIZE, SIZE), np.float32)
    place = []
    for axis, side in enumerate(ink.shape):
        mass = ink.sum(axis=1 - axis)
        middle = (mass * (np.arange(side) + 0.5)).sum() / mass.sum()
        place.append(int(np.clip(round(SIZE / 2 - middle), 0, SIZE - side)))
    field[place[0] : place[0] + ink.shape[0], place[1] : place[1] + ink.shape[1]] = ink
    return field
