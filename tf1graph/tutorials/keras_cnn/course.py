"""The Keras tutorial from its digits to its pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tf1graph import keras
from tf1graph.tf.examples.tutorials.mnist.sources import Digits, find_digits
from tf1graph.tutorials.epochs import Course, EpochResult, Examples, keras_session, train
from tf1graph.tutorials.keras_cnn.model import CLASSES, KerasSettings, build
from tf1graph.tutorials.pictures.curves import CurvesSettings, export_curves
from tf1graph.tutorials.pictures.digits import draw_digits
from tf1graph.tutorials.pictures.figures import save
from tf1graph.tutorials.training import where_to_look as where_to_look

SHOWN = 81  # digits in the tutorial's picture, nine rows of nine


def train_tutorial(name: str, settings: KerasSettings, run: Path | None = None) -> EpochResult:
    """Draw the first 81 training digits, train the model, and draw its curves.

    Args:
      name: the tutorial's.
      run: the folder of a run to go on with.

    Raises:
      what `epochs.train` does; UsageError and MalformedFile as well, where the digits cannot be had.
    """
    digits = find_digits(settings.data)
    with keras_session(settings.seed):
        result = train(prepare(settings, digits), run)
    draw(digits, result.run)
    return result


def prepare(settings: KerasSettings, digits: Digits) -> Course:
    """The model in the default session, with the digits that it learns from and is tested with after each epoch."""
    return Course(
        "keras",
        settings,
        build(settings.learning_rate),
        examples_of(digits.train_images, digits.train_labels),
        examples_of(digits.test_images, digits.test_labels),
        digits.source,
    )


def examples_of(images: np.ndarray, labels: np.ndarray) -> Examples:
    """Pictures, uint8 [N, 28, 28], and labels 0…9 [N] as the model takes them."""
    pictures = images[..., np.newaxis].astype("float32") / 255
    return Examples([pictures], keras.utils.to_categorical(labels.astype("int32"), CLASSES))


def draw(digits: Digits, run: Path) -> None:
    """Write the run's pictures, `digits.png` and `curves.png`, and print where."""
    path = save(draw_digits(digits.train_images[:SHOWN]), run / "digits.png")
    print(f"wrote {path}")
    export_curves(CurvesSettings(str(run)))
