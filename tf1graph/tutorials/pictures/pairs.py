"""Pairs of digits, with the difference that the CRNN sees in each (the CRNN article's figures 4 and 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf1graph import tf
from tf1graph.tutorials import crnn
from tf1graph.tutorials.checkpoints import find_checkpoint, read_settings, restore
from tf1graph.tutorials.pictures.figures import RIGHT, WRONG, Tile, draw_tiles, picture_path, save
from tf1graph.tutorials.settings import not_negative, option, positive


@dataclass
class PairsSettings:
    """Which pairs are shown to which CRNN."""

    checkpoint: str | None = option(
        None,
        "run folder, checkpoint or one of its files (default: the newest CRNN run under logs)",
        positional=True,
    )
    pairs: int = option(16, "pairs of test digits", check=positive)
    seed: int = option(0, "seed of the draw", check=not_negative)
    data: str = option("auto", "where the digits come from, as for training", metavar="SOURCE")
    output: str | None = option(
        None, "picture to write, .png, .svg or .pdf (default: pairs.png in the run)", metavar="FILE"
    )


@dataclass
class Pair:
    """Two pictures [28, 28], their digits, and the difference that the CRNN holds most probable."""

    pictures: np.ndarray
    digits: tuple[int, int]
    predicted: int
    probability: float

    @property
    def difference(self) -> int:
        """The first digit less the second."""
        return self.digits[0] - self.digits[1]


def export_pairs(settings: PairsSettings) -> Path:
    """Show pairs of test digits to a CRNN: print a table, draw a grid, and print where; returns the drawing's path.

    Raises:
      UsageError: there is no such checkpoint, or it is no CRNN's.
      MalformedFile: the checkpoint or the data is damaged.
      CannotWrite: the drawing cannot be written.
    """
    from tf1graph.tf.examples.tutorials.mnist.sources import find_digits

    prefix = find_checkpoint(settings.checkpoint, "crnn")
    path = picture_path(settings.output, prefix.parent, "pairs.png")
    digits = find_digits(settings.data)
    # drawn as the tutorial's sampler draws them: the first of every pair, then the second
    drawn = np.random.RandomState(settings.seed).randint(0, len(digits.test_images), (2, settings.pairs))
    images = digits.test_images[drawn].reshape(2, settings.pairs, 28, 28)
    labels = np.asarray(digits.test_labels)[drawn].astype(int)
    probabilities = subtract(prefix, images)
    pairs = [
        Pair(images[:, i], (labels[0, i], labels[1, i]), int(p.argmax()) - 9, float(p.max()))
        for i, p in enumerate(probabilities)
    ]
    print_pairs(pairs)
    save(draw_pairs(pairs), path)
    print(f"wrote {path}")
    return path


def subtract(prefix: Path, images: np.ndarray) -> np.ndarray:
    """The probability of each difference -9…9, [pairs, 19] float32, by the CRNN in the checkpoint `prefix`.

    Args:
      images: [2, pairs, 28, 28] in 0…255; they are scaled if the checkpoint's run was trained on scaled ones.

    Raises:
      UsageError: the checkpoint is no CRNN's.
      MalformedFile: it is damaged.
    """
    scaled = bool(read_settings(prefix.parent).get("settings", {}).get("scaled", False))
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        # the RNN's first state has as many rows as the graph is built for
        model = crnn.build(crnn.CRNNSettings(batch_size=images.shape[1], scaled=scaled))
        restore(session, prefix, "crnn")
        fed = images[..., np.newaxis] * np.float32(1 / 255 if scaled else 1)
        return session.run(model.pred_output, {model.input: fed})


def print_pairs(pairs: Sequence[Pair]) -> None:
    """Print a line for each pair, and the accuracy."""
    print("pair   difference  predicted  probability")
    for pair in pairs:
        wrong = "" if pair.predicted == pair.difference else "  wrong"
        digits = f"{pair.digits[0]}, {pair.digits[1]}"
        print(f"{digits}   {pair.difference:>10}  {pair.predicted:>9}  {pair.probability:>11.4f}{wrong}")
    right = sum(pair.predicted == pair.difference for pair in pairs)
    print(f"accuracy {right / len(pairs):.4f}: {right} of {len(pairs)}")


def draw_pairs(pairs: Sequence[Pair]) -> Any:
    """A Matplotlib `Figure` of the pairs with the true and the predicted difference; wrong ones in red."""
    right = sum(pair.predicted == pair.difference for pair in pairs)
    tiles = [
        Tile(
            join(pair.pictures),
            f"{pair.digits[0]} - {pair.digits[1]} = {pair.difference}\n"
            f"predicted {pair.predicted}  {100 * pair.probability:.1f} %",
            RIGHT if pair.predicted == pair.difference else WRONG,
        )
        for pair in pairs
    ]
    columns = min(len(pairs), 4 if len(pairs) <= 40 else 8)
    return draw_tiles(tiles, columns, title=f"{right} of {len(pairs)} right", tile_width=1.9)


def join(pictures: np.ndarray) -> np.ndarray:
    """Two pictures [2, 28, 28] in 0…255 side by side with a grey line between, [28, 57] in 0…1."""
    line = np.full((pictures.shape[1], 1), 0.5)
    first, second = pictures / 255
    return np.concatenate([first, line, second], axis=1)
