"""Keras 3: `fit` of the tutorials' models, with whichever backend KERAS_BACKEND names."""

from __future__ import annotations

import os
import time
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
from keras import layers
from worker import draw_batches, serve


def build_cnn() -> Any:
    """The CNN tutorial's model, compiled; the loss is summed over the batch, as there."""
    model = keras.Sequential(
        [
            layers.Input([784]),
            layers.Reshape([28, 28, 1]),
            layers.Conv2D(16, 5, padding="same", use_bias=False),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(1024, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(), keras.losses.CategoricalCrossentropy(reduction="sum"))
    return model


def build_crnn() -> Any:
    """The CRNN tutorial's model, compiled; its two pictures have layers of their own, as there."""

    def read_picture(picture: Any) -> Any:
        for _ in range(2):
            picture = layers.Conv2D(16, 3, padding="same", activation="elu")(picture)
            picture = layers.MaxPooling2D(2)(picture)
        hidden = layers.Dense(256, activation="elu", kernel_initializer="he_normal")(layers.Flatten()(picture))
        return layers.Reshape([1, 256])(hidden)

    pictures = [layers.Input([28, 28, 1]), layers.Input([28, 28, 1])]
    state = layers.SimpleRNN(256, unroll=True)(layers.Concatenate(axis=1)([read_picture(p) for p in pictures]))
    model = keras.Model(pictures, layers.Dense(19)(state))
    model.compile(keras.optimizers.Adam(), keras.losses.CategoricalCrossentropy(from_logits=True))
    return model


def draw_for_fit(folder: str, tutorial: str) -> Any:
    """The batches, with the CRNN's two pictures apart."""
    for pictures, classes in draw_batches(folder, tutorial):
        yield (pictures if tutorial == "cnn" else (pictures[0], pictures[1])), classes


def measure(folder: str, contender: str, tutorial: str, steps: int) -> dict[str, float]:
    """The seconds of `fit` over so many batches."""
    model = {"cnn": build_cnn, "crnn": build_crnn}[tutorial]()
    batches = draw_for_fit(folder, tutorial)
    model.fit(batches, steps_per_epoch=1, verbose=0)
    start = time.perf_counter()
    model.fit(batches, steps_per_epoch=steps, verbose=0)
    return {"seconds": time.perf_counter() - start}


if __name__ == "__main__":
    serve(measure)
