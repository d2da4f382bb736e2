"""The filters that a model has learned, drawn from its checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph.errors import UsageError
from tf1graph.tutorials.checkpoints import enumerate_some, find_checkpoint, find_kernel, list_kernels, read_tensor
from tf1graph.tutorials.pictures.figures import Tile, columns_for, draw_tiles, picture_path, save, stretch
from tf1graph.tutorials.runs import command
from tf1graph.tutorials.settings import option, positive

CHANNELS = ("auto", "grid", "rgb", "mean", "rms")
SCALES = ("own", "bank")
WIDEST = 16


@dataclass
class FiltersSettings:
    """Which filters are drawn, and how."""

    checkpoint: str | None = option(
        None, "run folder, checkpoint or one of its files (default: the newest run under logs)", positional=True
    )
    kernel: str | None = option(
        None, "variable or layer of a convolution (default: the first that reads a picture)", metavar="NAME"
    )
    names: bool = option(False, "print the convolutions of the checkpoint, and draw nothing")
    scale: str = option(
        "own",
        "own: each filter from its minimum to its maximum, as the tutorial shows them; bank: one scale for all",
        choices=SCALES,
    )
    channels: str = option(
        "auto",
        "input channels: grid (a row for each filter), rgb, mean, rms; auto: 1 plain, 3 rgb, others grid",
        choices=CHANNELS,
    )
    limit: int = option(256, "most tiles in the picture", check=positive)
    output: str | None = option(
        None, "picture to write, .png, .svg or .pdf (default: filters.png in the run)", metavar="FILE"
    )


def export_filters(settings: FiltersSettings) -> Path | None:
    """Draw the filters of one convolution of a checkpoint and print where; returns the picture's path.

    With `settings.names` it prints the convolutions instead, and returns None.

    Raises:
      UsageError: there is no such checkpoint or convolution, or the picture cannot be drawn as asked.
      MalformedFile: the checkpoint is damaged.
      CannotWrite: the picture cannot be written.
    """
    prefix = find_checkpoint(settings.checkpoint)
    path = picture_path(settings.output, prefix.parent, "filters.png")
    kernels = list_kernels(prefix)
    if settings.names:
        print("\n".join(f"{name}  {shape}" for name, shape in kernels.items()))
        return None
    name = find_kernel(prefix, settings.kernel)
    figure = draw_filters(read_tensor(prefix, name), name, settings.scale, settings.channels, settings.limit)
    save(figure, path)
    others = [other for other in kernels if other != name]
    if others and settings.kernel is None:
        print(f"{name} of {len(kernels)} convolutions; --kernel draws another: {enumerate_some(others)}")
    print(f"wrote {path}\nnext: {command('tf1graph', 'features', prefix)}")
    return path


def draw_filters(
    kernel: np.ndarray, name: str = "", scale: str = "own", channels: str = "auto", limit: int = 256
) -> Any:
    """A Matplotlib `Figure` of the filters of `kernel`, [height, width, channels, filters].

    Args:
      name: what the title calls the kernel.
      scale: "own" stretches each filter, all its channels together, from its minimum to its maximum, white to
        black, as the CNN tutorial does; "bank" draws all on one scale, symmetric about 0, with a colour bar.
      channels: what becomes of several input channels. "grid": a row for each filter, a column for each channel;
        "rgb": the three channels are a colour; "mean", "rms": one tile, the mean or the root mean square over
        the channels; "auto": plain for 1 channel, "rgb" for 3, else "grid".
      limit: the most tiles that are drawn; of what goes beyond it, the first filters and channels.

    Raises:
      UsageError: "rgb" without three channels.
    """
    inputs, count = kernel.shape[2:]
    how = {1: "grid", 3: "rgb"}.get(inputs, "grid") if channels == "auto" else channels
    bank = reduce_channels(np.asarray(kernel, np.float32), how)
    as_matrix = how == "grid" and inputs > 1
    shown_inputs = min(bank.shape[2], WIDEST, limit) if as_matrix else 1
    bank = bank[..., : max(1, limit // shown_inputs)]
    tiles = color_tiles(bank, scale) if how == "rgb" else grey_tiles(bank, scale, shown_inputs)
    parts = [f"{bank.shape[-1]} of {count} filters"] if bank.shape[-1] < count else []
    parts += [f"{shown_inputs} of {inputs} channels"] if as_matrix and shown_inputs < inputs else []
    parts += [f"{how} over {inputs} channels"] if how in ("mean", "rms") else []
    parts += ["filter.channel"] if as_matrix else []
    columns = shown_inputs if as_matrix else columns_for(len(tiles))
    title = ", ".join(part for part in [name, *parts] if part)
    tile_width = 0.55 if len(tiles) > 64 else 0.85
    if scale == "own" or how == "rgb":
        return draw_tiles(tiles, columns, title=title, tile_width=tile_width)
    bound = largest(bank)
    limits, colours = ((0.0, bound), "Reds") if how == "rms" else ((-bound, bound), "RdBu_r")
    return draw_tiles(tiles, columns, title=title, tile_width=tile_width, limits=limits, colours=colours, bar="weight")


def reduce_channels(kernel: np.ndarray, how: str) -> np.ndarray:
    """`kernel` [h, w, channels, filters] with its channels reduced to what is drawn of them."""
    with np.errstate(all="ignore"):  # of a model that diverged
        if how == "mean":
            return kernel.mean(axis=2, keepdims=True)
        if how == "rms":
            return np.sqrt(np.square(kernel).mean(axis=2, keepdims=True))
    if how == "rgb" and kernel.shape[2] != 3:
        raise UsageError(
            f"--channels rgb needs a convolution with 3 input channels, and this one has {kernel.shape[2]}."
        )
    return kernel


def grey_tiles(bank: np.ndarray, scale: str, inputs: int) -> list[Tile]:
    """A tile for each filter of `bank` and each of its first `inputs` channels, numbered from 1."""
    tiles = []
    for number in range(bank.shape[-1]):
        filter_ = bank[:, :, :inputs, number]
        shown = stretch(filter_) if scale == "own" else np.nan_to_num(filter_)
        for channel in range(inputs):
            caption = f"{number + 1}" if inputs == 1 else f"{number + 1}.{channel + 1}"
            tiles.append(Tile(shown[:, :, channel], caption))
    return tiles


def color_tiles(bank: np.ndarray, scale: str) -> list[Tile]:
    """A tile in colour for each filter of `bank` [h, w, 3, filters]; on the bank's scale, grey stands for 0."""
    filters = np.moveaxis(bank, -1, 0)
    bound = largest(bank)
    shown = [stretch(f) if scale == "own" else 0.5 + np.nan_to_num(f) / (2 * bound) for f in filters]
    return [Tile(picture, f"{number}") for number, picture in enumerate(shown, 1)]


def largest(bank: np.ndarray) -> float:
    """The largest finite magnitude in `bank`; 1 where all is 0."""
    return float(np.abs(bank[np.isfinite(bank)]).max(initial=0)) or 1.0
