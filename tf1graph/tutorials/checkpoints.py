"""Checkpoints as their reader meets them: found by any name that means one, and read without building a graph.

Those of this package's runs and those that TensorFlow 1.x wrote are read alike; a `.meta` file beside them is not
needed. Writing them is `saving`'s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.errors import MalformedFile, UsageError
from tf1graph.tutorials.runs import SETTINGS_FILE

LOG_DIR = "logs"
OBJECT_SUFFIX = "/.ATTRIBUTES/VARIABLE_VALUE"  # of names in checkpoints that tf.train.Checkpoint wrote
CHECKPOINT_FILE = re.compile(r"(?P<prefix>.+)\.(index|meta|npz|data-\d{5}-of-\d{5})")


def find_checkpoint(path: str | PathLike[str] | None = None, tutorial: str | None = None) -> Path:
    """The prefix of the checkpoint that `path` means, `logs/cnn-001/model.ckpt-2000`.

    Args:
      path: a run's folder (its latest checkpoint), a folder of runs (the newest run's), a prefix, or any file of
        a checkpoint; None stands for `logs`.
      tutorial: "cnn" or "crnn" where only a run of that tutorial will do; in a folder of runs others are passed over.

    Raises:
      UsageError: there is no checkpoint.
    """
    place = Path(LOG_DIR if path is None else path)
    if place.name == "checkpoint" and place.is_file():
        place = place.parent
    if place.is_dir():
        prefix = latest_checkpoint(place) or newest_checkpoint(place, tutorial)
        if prefix is None:
            raise UsageError(f"{place} holds no checkpoint; {how_to_get_one(tutorial)}.")
        return prefix
    match = CHECKPOINT_FILE.fullmatch(place.name)
    prefix = place.with_name(match["prefix"]) if match else place
    if index_of(prefix).is_file() or place.is_file():  # the first checkpoint format is one file, the prefix itself
        return prefix
    raise UsageError(f"There is no checkpoint at {place}; {how_to_get_one(tutorial)}.")


def how_to_get_one(tutorial: str | None) -> str:
    """What to do where there is no checkpoint, as a clause."""
    return f"name the folder of a run, or make one with `tf1graph train {tutorial or 'cnn'}`"


def latest_checkpoint(folder: Path) -> Path | None:
    """The prefix of the latest checkpoint in `folder` itself, None where there is none.

    It is the one that the Saver's file `checkpoint` names, by its last part alone, so that a folder may be moved;
    without that file, the one of the highest step.
    """
    state = folder / "checkpoint"
    if state.is_file():
        text = state.read_text(encoding="utf-8", errors="replace")
        named = re.search(r'^model_checkpoint_path: "(?:.*[/\\])?(.+)"', text, re.MULTILINE)
        if named and index_of(folder / named[1]).is_file():
            return folder / named[1]
    prefixes = [found.with_suffix("") for found in folder.glob("*.index")]
    return max(prefixes, key=lambda prefix: natural(prefix.name), default=None)


def newest_checkpoint(log_dir: Path, tutorial: str | None) -> Path | None:
    """The latest checkpoint of that run under `log_dir` which was written to last, None where there is none."""
    runs = [run for run in log_dir.iterdir() if run.is_dir() and tutorial in (None, tutorial_of(run))]
    prefixes = [prefix for prefix in map(latest_checkpoint, runs) if prefix]
    return max(prefixes, key=lambda prefix: (index_of(prefix).stat().st_mtime_ns, str(prefix)), default=None)


def tutorial_of(run: Path) -> str:
    """Which tutorial the folder `run` is a run of, as its settings say, else its name."""
    return read_settings(run).get("tutorial") or run.name.partition("-")[0]


def read_settings(run: Path) -> dict[str, Any]:
    """The `settings.json` of the folder `run`; empty where there is none that can be read."""
    try:
        settings = json.loads((run / SETTINGS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def index_of(prefix: Path) -> Path:
    """The `.index` file of the checkpoint `prefix`."""
    return prefix.with_name(prefix.name + ".index")


def natural(name: str) -> list[Any]:
    """A sort key that puts conv2d_10 behind conv2d_9."""
    return [int(part) if part.isdigit() else part for part in re.split(r"([0-9]+)", name)]


@contextmanager
def reading(prefix: Path) -> Iterator[None]:
    """Turn what TensorFlow says about a damaged checkpoint into one sentence.

    Raises:
      MalformedFile: a file of the checkpoint is damaged, missing, or none of a checkpoint's.
    """
    try:
        yield
    except (tf.errors.OpError, IndexError, RuntimeError, ValueError) as problem:
        if isinstance(problem, (MalformedFile, UsageError)):
            raise
        if isinstance(problem, tf.errors.NotFoundError) and index_of(prefix).is_file():
            raise MalformedFile(prefix, "lacks its .data file; copy all files of a checkpoint") from None
        raise MalformedFile(prefix, "is no checkpoint, or a damaged one") from None


def read_shapes(prefix: Path) -> dict[str, list[int]]:
    """The shape of each variable in the checkpoint `prefix`, by name, conv2d_10 behind conv2d_9.

    Raises:
      MalformedFile: it cannot be read.
    """
    with reading(prefix):
        shapes = tf.train.NewCheckpointReader(str(prefix)).get_variable_to_shape_map()
        return {name: shapes[name] for name in sorted(shapes, key=natural)}


def read_tensor(prefix: Path, name: str) -> np.ndarray:
    """The variable `name` of the checkpoint `prefix`, in the dtype that it was saved in.

    Raises:
      UsageError: there is none of that name.
      MalformedFile: the checkpoint cannot be read.
    """
    with reading(prefix):
        reader = tf.train.NewCheckpointReader(str(prefix))
        if not reader.has_tensor(name):
            raise UsageError(f"{prefix} has no variable {name}.")
        return reader.get_tensor(name)


def list_kernels(prefix: Path) -> dict[str, list[int]]:
    """The shape [height, width, channels, filters] of each convolution kernel in `prefix`, by name.

    A kernel is a variable of rank 4 that is not an optimiser's slot or a moving average: these carry the name and
    the shape of the variable that they belong to, and more (`conv/kernel/Adam`, `training/Adam/conv/kernel/m`).
    """
    shapes = {name: shape for name, shape in read_shapes(prefix).items() if len(shape) == 4}
    plain = {name: f"/{name.removesuffix(OBJECT_SUFFIX)}/" for name in shapes}
    return {
        name: shape
        for name, shape in shapes.items()
        if ".OPTIMIZER_SLOT" not in name
        and not any(other != name and plain[other] in plain[name] and shapes[other] == shape for other in shapes)
    }


def find_kernel(prefix: Path, name: str | None = None) -> str:
    """The name of the kernel in `prefix` that `name` means.

    Args:
      name: a variable, or the layer that holds the kernel ("conv2d_1" for "conv2d_1/kernel"); None stands for the
        first kernel that reads a picture, grey or RGB, else the first.

    Raises:
      UsageError: there is none, or `name` could mean several.
    """
    kernels = list_kernels(prefix)
    if not kernels:
        raise UsageError(f"{prefix} has no convolution: none of its variables has four dimensions.")
    if name is None:
        return next((kernel for kernel, shape in kernels.items() if shape[2] in (1, 3)), next(iter(kernels)))
    name = name.removesuffix(":0")
    if len(read_shapes(prefix).get(name, ())) == 4:  # a slot too, where it is asked for by its whole name
        return name
    inside = [kernel for kernel in kernels if kernel.startswith(name.rstrip("/") + "/")]
    if len(inside) == 1:
        return inside[0]
    raise UsageError(
        f"{name} {'could mean several convolutions' if inside else 'is no convolution'} in {prefix}; "
        f"there are {enumerate_some(inside or list(kernels))}."
    )


def enumerate_some(names: list[str], limit: int = 12) -> str:
    """`names` in a sentence, the first `limit` of them."""
    more = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {more} more" if more > 0 else "")


def restore(session: Any, prefix: Path, tutorial: str) -> None:
    """Give the trainable variables of the session's graph, that of `tutorial`, their values in `prefix`.

    Raises:
      UsageError: the checkpoint lacks one of them, or has it in another shape.
      MalformedFile: the checkpoint cannot be read.
    """
    with session.graph.as_default():
        variables = tf.trainable_variables()
        found = read_shapes(prefix)
        for variable in variables:
            if found.get(variable.op.name) != variable.shape.as_list():
                raise UsageError(
                    f"{prefix} is no checkpoint of the {tutorial.upper()} tutorial: it has no variable "
                    f"{variable.op.name} of shape {variable.shape.as_list()}."
                )
        with reading(prefix):
            tf.train.Saver(variables).restore(session, str(prefix))
