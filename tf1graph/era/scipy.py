"""`scipy.misc` as SciPy 1.0 had it: pictures by way of Pillow, and what moved to other modules."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

# Numbers of Pillow's filters, which did not change.
FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "cubic": 3}
MODES = {3: ("RGB", "YCbCr"), 4: ("RGBA", "CMYK")}  # by the number of channels, the first where none is asked for
MOVED = {
    "scipy.datasets": ("ascent", "electrocardiogram", "face"),
    "scipy.interpolate": ("pade",),
    "scipy.special": ("comb", "factorial", "factorial2", "factorialk", "logsumexp"),
}


def bytescale(data: Any, cmin: Any = None, cmax: Any = None, high: int = 255, low: int = 0) -> Any:
    """`data` as bytes: its range, or that from `cmin` to `cmax`, spread over that from `low` to `high`.

    An array of bytes is returned as it is, whatever its range.

    Raises:
      ValueError: `low` and `high` are no range of bytes, or `cmax` is smaller than `cmin`.
    """
    data = np.asarray(data)
    if data.dtype == np.uint8:
        return data
    if not 0 <= low <= high <= 255:
        raise ValueError(f"low and high must be a range within 0 to 255, not {low} to {high}.")
    least = data.min() if cmin is None else cmin
    width = (data.max() if cmax is None else cmax) - least
    if width < 0:
        raise ValueError("`cmax` should be larger than `cmin`.")
    scaled = (data - least) * (float(high - low) / (width or 1)) + low
    return (scaled.clip(low, high) + 0.5).astype(np.uint8)


def toimage(
    arr: Any,
    high: int = 255,
    low: int = 0,
    cmin: Any = None,
    cmax: Any = None,
    pal: Any = None,
    mode: str | None = None,
    channel_axis: int | None = None,
) -> Any:
    """A picture of Pillow of a matrix, or of an array with three or four channels on one axis, scaled to bytes.

    Args:
      arr: the array.
      high, low, cmin, cmax: how it is scaled, as for `bytescale`.
      pal: a palette of 256 colours, for a matrix.
      mode: Pillow's mode; by default "L", or "P" with a palette, "RGB" and "RGBA".
      channel_axis: where the channels are; by default the first axis with 3, or else 4, places.

    Raises:
      ValueError: the array has another shape or is complex, or the mode does not fit.
    """
    from PIL import Image

    data = np.asarray(arr)
    if np.iscomplexobj(data):
        raise ValueError("A complex array makes no picture.")
    if data.ndim == 2:
        return _of_matrix(data, (high, low, cmin, cmax), pal, mode)
    counts = data.shape
    if data.ndim != 3 or not {3, 4} & set(counts):
        raise ValueError("'arr' does not have a suitable array shape for any mode.")
    axis = counts.index(3 if 3 in counts else 4) if channel_axis is None else channel_axis
    if counts[axis] not in MODES:
        raise ValueError("Channel axis dimension is not valid.")
    modes = MODES[counts[axis]]
    if mode is not None and mode not in modes:
        raise ValueError(f"{counts[axis]} channels make the modes {' and '.join(modes)}, not {mode}.")
    channels_last = np.moveaxis(bytescale(data, cmin, cmax, high, low), axis, 2)
    height, width = channels_last.shape[:2]
    return Image.frombytes(mode or modes[0], (width, height), channels_last.tobytes())


def _of_matrix(data: Any, scaling: tuple[int, int, Any, Any], pal: Any, mode: str | None) -> Any:
    from PIL import Image

    high, low, cmin, cmax = scaling
    size = data.shape[::-1]
    if mode in (None, "L", "P"):
        image = Image.frombytes("L", size, bytescale(data, cmin, cmax, high, low).tobytes())
        if pal is not None:
            image.putpalette(np.asarray(pal, np.uint8).tobytes())
        elif mode == "P":
            image.putpalette(np.repeat(np.arange(256, dtype=np.uint8), 3).tobytes())
        return image
    if mode == "F":
        return Image.frombytes("F", size, data.astype(np.float32).tobytes())
    if mode == "1":
        return Image.frombytes("1", size, (data > high).tobytes())  # a byte a bit: SciPy's mistake, kept
    if mode != "I":
        raise ValueError(f"A matrix makes the modes L, P, F, 1 and I, not {mode}.")
    least, most = data.min() if cmin is None else cmin, data.max() if cmax is None else cmax
    scaled = (data * 1.0 - least) * (high - low) / (most - least) + low
    return Image.frombytes("I", size, scaled.astype(np.uint32).tobytes())


def fromimage(im: Any, flatten: bool = False, mode: str | None = None) -> Any:
    """The array of a picture of Pillow: of bytes, but of float32 if it is flattened to shades of grey.

    Raises:
      TypeError: it is no picture.
    """
    from PIL import Image

    if not isinstance(im, Image.Image):
        raise TypeError("Input is not a PIL image.")
    if mode is not None:
        im = im.convert(mode) if mode != im.mode else im
    elif im.mode == "P":
        im = im.convert("RGBA" if "transparency" in im.info else "RGB")
    if flatten:
        im = im.convert("F")
    elif im.mode == "1":
        im = im.convert("L")
    return np.array(im)


def imread(name: Any, flatten: bool = False, mode: str | None = None) -> Any:
    """The array of the picture in a file, as `fromimage` makes it."""
    from PIL import Image

    with Image.open(name) as image:
        return fromimage(image, flatten, mode)


def imsave(name: Any, arr: Any, format: str | None = None) -> None:
    """Write an array into a file as a picture. What is not of bytes is scaled, from its least to its greatest value."""
    toimage(arr, channel_axis=2).save(name, **({} if format is None else {"format": format}))


def imresize(arr: Any, size: Any, interp: str = "bilinear", mode: str | None = None) -> Any:
    """The picture `arr` in another size, as bytes: **what is not of bytes is scaled** from its least to its greatest.

    Args:
      arr: the array, as for `toimage`.
      size: a whole number of percent, a float to multiply with, or (height, width).
      interp: "nearest", "lanczos", "bilinear", "bicubic" or "cubic".
      mode: the mode of the picture that is resized, as for `toimage`.
    """
    image = toimage(arr, mode=mode)
    if isinstance(size, (int, np.signedinteger)):
        width, height = (np.array(image.size) * (size / 100.0)).astype(int).tolist()
    elif isinstance(size, (float, np.floating)):
        width, height = (np.array(image.size) * size).astype(int).tolist()
    else:
        height, width = (int(length) for length in size[:2])
    if image.mode == "RGBA":  # Pillow made colours darker by their opacity even for "nearest", and lighter again
        return fromimage(image.convert("RGBa").resize((width, height), FILTERS[interp]).convert("RGBA"))
    return fromimage(image.resize((width, height), FILTERS[interp]))


def imrotate(arr: Any, angle: float, interp: str = "bilinear") -> Any:
    """The picture `arr` turned against the clock by `angle` degrees, in the same size, as bytes."""
    return fromimage(toimage(arr).rotate(angle, resample=FILTERS[interp]))


def central_diff_weights(Np: int, ndiv: int = 1) -> Any:
    """The weights of `Np` points at distance 1 for the derivative of order `ndiv` at the middle one.

    Raises:
      ValueError: there are not more points than the order, or their number is even.
    """
    if Np < ndiv + 1 or Np % 2 == 0:
        raise ValueError("The number of points must be odd, and at least the order of the derivative + 1.")
    powers = np.vander(np.arange(Np) - float(Np // 2), increasing=True)
    return np.prod(np.arange(1, ndiv + 1)) * np.linalg.inv(powers)[ndiv]


def derivative(
    func: Callable[..., Any], x0: float, dx: float = 1.0, n: int = 1, args: tuple[Any, ...] = (), order: int = 3
) -> Any:
    """The derivative of order `n` of `func` at `x0`, from `order` points at distance `dx`.

    Raises:
      ValueError: as `central_diff_weights`.
    """
    weights = central_diff_weights(order, n)
    values = [func(x0 + (k - order // 2) * dx, *args) for k in range(order)]
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) / dx**n


PICTURES = (bytescale, fromimage, imread, imresize, imrotate, imsave, toimage, central_diff_weights, derivative)


def _misc(module: ModuleType) -> dict[str, Any]:
    def moved(place: str, name: str) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            return getattr(importlib.import_module(place), name)(*args, **kwargs)

        called.__name__ = name
        return called

    found = {name: moved(place, name) for place, names in MOVED.items() for name in names}
    return {**{function.__name__: function for function in PICTURES}, **found}


MODULES = {"scipy.misc": _misc}
