"""Feature maps: what each filter of a convolution makes of one picture."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.errors import UsageError
from tf1graph.tutorials import cnn, crnn
from tf1graph.tutorials.checkpoints import (
    enumerate_some,
    find_checkpoint,
    natural,
    read_settings,
    read_shapes,
    reading,
    restore,
)
from tf1graph.tutorials.pictures.figures import Tile, columns_for, draw_tiles, picture_path, printable, save, stretch
from tf1graph.tutorials.preparation import PREPARATIONS, prepare
from tf1graph.tutorials.recognition import SAMPLES
from tf1graph.tutorials.settings import option, positive

CONVOLUTIONS = ("Conv2D", "DepthwiseConv2dNative", "Conv2DBackpropInput")
PLACEHOLDERS = ("Placeholder", "PlaceholderV2")


@dataclass
class FeaturesSettings:
    """Of which picture and which convolution the feature maps are drawn."""

    checkpoint: str | None = option(
        None, "run folder, checkpoint or one of its files (default: the newest run under logs)", positional=True
    )
    picture: str = option("", "picture file, or the number of a test digit (default: a drawn 3)", metavar="FILE|N")
    layer: str | None = option(
        None, "convolution, or another node with rank 4, by op or layer name (default: the first)", metavar="NAME"
    )
    scale: str = option(
        "own",
        "own: each map from its minimum to its maximum, as the tutorial shows them; bank: one scale for all",
        choices=("own", "bank"),
    )
    prepare: str = option("mnist", "how a picture file becomes 28x28", choices=PREPARATIONS)
    data: str = option("auto", "where test digits come from, as for training", metavar="SOURCE")
    limit: int = option(256, "most maps in the picture", check=positive)
    output: str | None = option(
        None, "picture to write, .png, .svg or .pdf (default: features.png in the run)", metavar="FILE"
    )


def export_features(settings: FeaturesSettings) -> Path:
    """Draw the feature maps of one picture and print where; returns the path of what was drawn.

    Raises:
      UsageError: there is no such checkpoint, layer or picture, or no graph is known for the checkpoint.
      MalformedFile: the checkpoint or the picture is damaged.
      CannotWrite: the result cannot be written.
    """
    prefix = find_checkpoint(settings.checkpoint)
    path = picture_path(settings.output, prefix.parent, "features.png")
    picture, of_what = choose_picture(settings.picture, settings.prepare, settings.data)
    name, maps = compute_features(prefix, picture, settings.layer)
    save(draw_features(maps, f"{name} of {of_what}", settings.scale, settings.limit), path)
    print(f"wrote {path}")
    return path


def choose_picture(text: str, preparation: str = "mnist", data: str = "auto") -> tuple[np.ndarray, str]:
    """The picture [28, 28] float32 in 0…1 that `text` means, and what a title calls it.

    Args:
      text: a file, or the number of a test digit of the source `data`; "" is the tutorial's choice, a written 3.
    """
    path = Path(text or SAMPLES / "3.png")
    if path.is_file():
        return prepare(path, preparation), printable(path.name)
    if not text.isdecimal():
        raise UsageError(f"There is no picture {text}; name a file, or the number of a test digit.")
    from tf1graph.tf.examples.tutorials.mnist.sources import find_digits

    digits = find_digits(data)
    number, count = int(text), len(digits.test_images)
    if number >= count:
        raise UsageError(f"There is no test digit {number}: the {count} are numbered 0…{count - 1}.")
    picture = np.asarray(digits.test_images[number], np.float32).reshape(28, 28) / 255
    return picture, f"test digit {number}, a {digits.test_labels[number]}"


def compute_features(prefix: Path, picture: np.ndarray, layer: str | None = None) -> tuple[str, np.ndarray]:
    """The name of the node that `layer` means, and what it makes of `picture`, [height, width, filters] float32.

    The graph is that of the `.meta` file beside the checkpoint, else the tutorial's whose variables it holds.

    Args:
      prefix: the checkpoint.
      picture: [28, 28] float32 in 0…1. It is given to every input of the graph that takes pictures of 28x28, and
        as 0…255 to the CRNN, unless its run was trained on scaled pictures.
      layer: an op ("Conv/Conv2D", "Pooling/MaxPool") or a scope with one convolution ("conv2d_1"); None is the
        first convolution.
    """
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        load_graph(session, prefix)
        op = find_layer(graph, layer, prefix)
        feed = {node.outputs[0]: fit(node, picture, prefix) for node in inputs_of(op)}
        maps = np.asarray(session.run(op.outputs[0], feed), np.float32)[0]
    if op.node_def.attr["data_format"].s == b"NCHW":
        maps = np.moveaxis(maps, 0, -1)
    return op.name, maps


def load_graph(session: Any, prefix: Path) -> None:
    """Build the graph of the checkpoint `prefix` in the session's graph, and restore its variables."""
    meta = prefix.with_name(prefix.name + ".meta")
    if meta.is_file():
        with reading(meta):
            saver = tf.train.import_meta_graph(str(meta), clear_devices=True)
        with reading(prefix):
            saver.restore(session, str(prefix))
        return
    variables = read_shapes(prefix)
    if "Conv/Variable" in variables:
        cnn.build()
        restore(session, prefix, "cnn")
    elif "conv2d_3/kernel" in variables:
        crnn.build()
        restore(session, prefix, "crnn")
    else:
        raise UsageError(
            f"{prefix} is of neither tutorial, and no {meta.name} lies beside it that would hold its graph."
        )


def find_layer(graph: Any, name: str | None, prefix: Path) -> Any:
    """The op in `graph` that `name` means, see `compute_features`."""
    if name:
        name = name.removesuffix(":0").rstrip("/")
        found = {op.name: op for op in graph.get_operations()}.get(name)
        if found is not None and found.outputs and found.outputs[0].shape.ndims == 4:
            return found
    forward = [op for op in graph.get_operations() if op.type in CONVOLUTIONS and "gradients" not in op.name.split("/")]
    if not forward:
        raise UsageError(f"The graph of {prefix} has no convolution.")
    if not name:
        return forward[0]
    inside = [op for op in forward if op.name.startswith(name + "/")]
    if len(inside) == 1:
        return inside[0]
    names = sorted((op.name for op in inside or forward), key=natural)
    raise UsageError(
        f"{name} {'could mean several convolutions' if inside else 'is no convolution'} in the graph of {prefix}; "
        f"there are {enumerate_some(names)}."
    )


def inputs_of(op: Any) -> list[Any]:
    """The placeholders that `op` depends on."""
    seen, waiting = {op}, deque([op])
    while waiting:
        current = waiting.popleft()
        for before in (*(tensor.op for tensor in current.inputs), *current.control_inputs):
            if before not in seen:
                seen.add(before)
                waiting.append(before)
    return [node for node in seen if node.type in PLACEHOLDERS]


def fit(node: Any, picture: np.ndarray, prefix: Path) -> np.ndarray:
    """`picture` in the shape and range that the placeholder `node` takes; False for a switch such as is_training."""
    tensor = node.outputs[0]
    if tensor.dtype == tf.bool:
        return np.array(False)
    rank = tensor.shape.ndims or 0
    dimensions = tensor.shape.as_list() if rank else []
    for suffix in ([28, 28, 1], [28, 28], [784]):
        tail = dimensions[-len(suffix) :]
        if rank > len(suffix) and all(have in (None, want) for have, want in zip(tail, suffix, strict=True)):
            whole = [1 if d is None else d for d in dimensions[: -len(suffix)]] + suffix
            values = np.broadcast_to((picture * pixel_range(rank, prefix)).reshape(suffix), whole)
            return values.astype(tensor.dtype.as_numpy_dtype)
    raise UsageError(
        f"{node.name} takes {tensor.shape}, and feature maps are drawn for graphs that take pictures of 28x28."
    )


def pixel_range(rank: int, prefix: Path) -> int:
    """What ink is fed as: 255 to the CRNN, whose input has rank 5, unless its run scaled it; else 1."""
    scaled = read_settings(prefix.parent).get("settings", {}).get("scaled", False)
    return 255 if rank == 5 and not scaled else 1


def draw_features(maps: np.ndarray, title: str = "", scale: str = "own", limit: int = 256) -> Any:
    """A Matplotlib `Figure` of the feature maps `maps` [height, width, filters], numbered from 1.

    Args:
      title: what stands above them.
      scale: "own" stretches each map from its minimum to its maximum, white to black, as the CNN tutorial does;
        "bank" draws all on one scale, symmetric about 0, with a colour bar.
      limit: the most maps that are drawn, the first.
    """
    count = maps.shape[-1]
    maps = maps[..., :limit]
    if maps.shape[-1] < count:
        title += f", {maps.shape[-1]} of {count} maps"
    own = scale == "own"
    shown = [stretch(one) if own else np.nan_to_num(one) for one in np.moveaxis(maps, -1, 0)]
    tiles = [Tile(picture, f"{number}") for number, picture in enumerate(shown, 1)]
    if own:
        return draw_tiles(tiles, columns_for(len(tiles)), title=title)
    bound = float(np.abs(shown).max()) or 1.0
    return draw_tiles(
        tiles, columns_for(len(tiles)), title=title, limits=(-bound, bound), colours="RdBu_r", bar="activation"
    )
