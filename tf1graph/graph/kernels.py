"""Pictures of what convolutions have learned: their filters, as PNG."""

from __future__ import annotations

import base64
import io
import math
from typing import Any, NamedTuple

import numpy as np

from tf1graph.graph.tree import Summary
from tf1graph.graph.variables import elements_of

CONVOLUTIONS = ("Conv2D", "DepthwiseConv2dNative")
PASSING = ("Identity", "ReadVariableOp", "Enter", "RefEnter", "Switch", "RefSwitch")
MOST_LAYERS = 40
MOST_TILES = 64
LARGEST = 1 << 24  # elements of a filter that are read
WIDEST = 31  # a filter's height and width: what is larger is no filter


class Picture(NamedTuple):
    """A picture: its title, what it shows in words, its width and height in pixels, and the PNG as a data URI."""

    title: str
    caption: str
    width: int
    height: int
    uri: str


def filter_pictures(summary: Summary) -> list[Picture]:
    """The filters of the first convolutions whose filters the checkpoint has; of a bare checkpoint, of what has rank 4.

    Filters of one point are left out: there is nothing to see in them.

    Raises:
      MalformedFile: the checkpoint is damaged.
    """
    graph = summary.graph
    if graph.checkpoint is None:
        return []
    from tf1graph.graph.variables import variables_in

    held = {variable.name: variable for variable in variables_in(graph.checkpoint)}
    found = _read_by_convolutions(summary)
    if not len(graph.nodes):
        found = {name: "Conv2D" for name, variable in held.items() if not variable.slot}
    pictures = []
    for name, op in found.items():
        shape = held[name].shape if name in held else None
        if shape is None or len(shape) != 4 or (elements_of(shape) or LARGEST) > LARGEST or 0 in shape:
            continue
        if not 1 < max(size or 0 for size in shape[:2]) <= WIDEST or not held[name].dtype.startswith(
            ("float", "bfloat")
        ):
            continue
        pictures.append(_of_filters(name, op, np.asarray(graph.value(name), np.float32)))
        if len(pictures) == MOST_LAYERS:
            break
    return pictures


def _read_by_convolutions(summary: Summary) -> dict[str, str]:
    """The variables that are filters, each with the op type of its reader."""
    nodes = summary.graph.nodes
    convolutions = nodes.of_op(*CONVOLUTIONS)
    convolutions = convolutions[summary.counted[convolutions]]
    variables = {variable.node: variable.name for variable in summary.graph.variables if variable.node >= 0}
    found: dict[str, str] = {}
    for node, at in zip(convolutions.tolist(), nodes.inputs_of(convolutions, 1)[0].tolist(), strict=True):
        for _ in range(5):  # from the variable to its reader
            if at in variables or at < 0 or nodes.op_of(at) not in PASSING:
                break
            at = int(nodes.inputs_of(np.array([at]), 0)[0][0])
        if at in variables:
            found.setdefault(variables[at], nodes.op_of(node))
    return found


def _of_filters(name: str, op: str, values: Any) -> Picture:
    if op == "DepthwiseConv2dNative":  # each is of one channel
        values = values.reshape(*values.shape[:2], 1, -1)
    height, width, channels, count = values.shape
    if channels == 3:
        tiles, what = values.transpose(3, 0, 1, 2), "its three input channels as red, green and blue"
    elif channels == 1:
        tiles, what = values[:, :, 0].transpose(2, 0, 1), ""
    else:
        tiles, what = values[:, :, 0].transpose(2, 0, 1), f"the first of its {channels} input channels"
    said = [f"{count} {'filter' if count == 1 else 'filters'} of {height}×{width}"]
    if count > MOST_TILES:
        said.append(f"the first {MOST_TILES}")
    if what:
        said.append(f"of each {what}")
    return picture(name, ", ".join(said), tiles[:MOST_TILES])


def picture(title: str, caption: str, tiles: Any) -> Picture:
    """Tiles [number, height, width] or with three colours behind, side by side, each from its least to its largest."""
    from PIL import Image

    tiles = np.nan_to_num(np.asarray(tiles, np.float64), posinf=0, neginf=0)
    axes = tuple(range(1, tiles.ndim))
    low, high = tiles.min(axes, keepdims=True), tiles.max(axes, keepdims=True)
    shades = np.round(255 * (tiles - low) / np.where(high > low, high - low, 1)).astype(np.uint8)
    number, height, width = tiles.shape[:3]
    columns = min(number, max(1, math.ceil(math.sqrt(number * 2))))
    rows = math.ceil(number / columns)
    size = rows * (height + 1) - 1, columns * (width + 1) - 1
    sheet = np.zeros((*size, 4), np.uint8)  # the gaps are transparent
    for at, tile in enumerate(shades):
        top, left = at // columns * (height + 1), at % columns * (width + 1)
        place = sheet[top : top + height, left : left + width]
        place[..., :3] = tile if tile.ndim == 3 else tile[..., None]
        place[..., 3] = 255
    written = io.BytesIO()
    Image.fromarray(sheet).save(written, "PNG", optimize=True)
    uri = "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()
    return Picture(title, caption, size[1], size[0], uri)
