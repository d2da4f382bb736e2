"""The Keras CNN tutorial: two convolutions, one pooling, two dense layers with dropout, on MNIST.

A program of the standalone Keras 2.2 as the article writes it (in Japanese, on MNIST with convolutional neural
networks): 32 and 64 filters of 3x3, max pooling, 128 hidden units, softmax, Adadelta with the learning rate 1.0 that
was its default then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tf1graph import keras
from tf1graph.tutorials.settings import FitSettings, option, positive

CLASSES = 10


@dataclass
class KerasSettings(FitSettings):
    """What the Keras CNN is trained with; the defaults are the tutorial's."""

    epochs: int = option(12, "passes over the training digits", check=positive)
    batch_size: int = option(128, "pictures in a training step", check=positive)
    learning_rate: float = option(1.0, "Adadelta's learning rate", check=positive)


def build(learning_rate: float = 1.0) -> Any:
    """The compiled model: pictures [N, 28, 28, 1] float32 in 0…1 to probabilities [N, 10].

    Its loss is the mean cross entropy of one-hot labels [N, 10], in nats, its metric the accuracy.
    """
    layers = keras.layers
    model = keras.models.Sequential()
    model.add(layers.Conv2D(32, kernel_size=(3, 3), activation="relu", input_shape=(28, 28, 1)))
    model.add(layers.Conv2D(64, (3, 3), activation="relu"))
    model.add(layers.MaxPooling2D(pool_size=(2, 2)))
    model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(CLASSES, activation="softmax"))
    model.compile(
        loss=keras.losses.categorical_crossentropy,
        optimizer=keras.optimizers.Adadelta(learning_rate),
        metrics=["accuracy"],
    )
    return model
