"""The four models of the Kaggle tutorial, programs of the standalone Keras 2.2 on TensorFlow 1.x.

The article (in Japanese, on digit recognition with Keras) begins with dense layers, goes on to a CNN, shows the CNN
where the ink lies in each row and column, and then the picture's quarters as well. All are compiled with
`tf.train.AdadeltaOptimizer()`, whose learning rate of 0.001, a thousandth of Keras's, is why they learn slowly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tf1graph import keras, tf
from tf1graph.tutorials.settings import DATA, FitSettings, option, positive, share

CLASSES = 10


def compiled(model: Any, learning_rate: float) -> Any:
    """`model`, compiled as the tutorial compiles each: labels are numbers 0…9, the loss is their mean cross entropy."""
    optimizer = tf.train.AdadeltaOptimizer(learning_rate)
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def build_dense(learning_rate: float = 0.001) -> Any:
    """Three dense layers: pictures [N, 28, 28] in 0…1 to probabilities [N, 10]."""
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Flatten(input_shape=(28, 28)),
            layers.Dense(280, activation=tf.nn.relu),
            layers.Dense(28, activation=tf.nn.relu),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    return compiled(model, learning_rate)


def build_cnn(learning_rate: float = 0.001) -> Any:
    """Two pairs of convolutions: pictures [N, 28, 28, 1] in 0…1 to probabilities [N, 10]."""
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Conv2D(64, (3, 3), padding="same", activation=tf.nn.relu, input_shape=(28, 28, 1)),
            layers.Conv2D(64, (3, 3), padding="same", activation=tf.nn.relu),
            layers.MaxPooling2D(pool_size=(2, 2)),
            layers.BatchNormalization(),
            layers.Conv2D(128, (3, 3), padding="same", activation=tf.nn.relu),
            layers.Conv2D(128, (3, 3), padding="same", activation=tf.nn.relu),
            layers.MaxPooling2D(pool_size=(2, 2)),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dense(512, activation=tf.nn.relu),
            layers.Dense(128, activation=tf.nn.relu),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    return compiled(model, learning_rate)


def build_distributions(learning_rate: float = 0.001) -> Any:
    """Three pairs of convolutions, and dense layers on the ink of each row and column.

    Pictures [N, 28, 28, 1] in 0…1 and distributions [N, 2, 28] to probabilities [N, 10].
    """
    picture = keras.layers.Input(shape=(28, 28, 1))
    seen = keras.layers.Dense(512, activation=tf.nn.relu)(convolve(picture, dropped=0.1))
    seen = keras.layers.Dense(256, activation=tf.nn.relu)(seen)

    distribution = keras.layers.Input(shape=(2, 28))
    weighed = keras.layers.Dense(128, activation=tf.nn.relu)(distribution)
    weighed = keras.layers.Dense(128)(weighed)
    weighed = keras.layers.Flatten()(weighed)
    weighed = keras.layers.Dropout(0.1)(weighed)

    out = keras.layers.concatenate([seen, weighed])
    out = keras.layers.Dense(256, activation=tf.nn.relu)(out)
    out = keras.layers.Dense(128, activation=tf.nn.relu)(out)
    out = keras.layers.Dense(CLASSES, activation="softmax")(out)
    return compiled(keras.models.Model(inputs=[picture, distribution], outputs=out), learning_rate)


def build_quarters(learning_rate: float = 0.001) -> Any:
    """The same with three-dimensional convolutions on the picture's quarters.

    Pictures [N, 28, 28, 1] in 0…1, quarters [N, 4, 14, 14, 1] and distributions [N, 2, 28] to probabilities [N, 10].
    """
    picture = keras.layers.Input(shape=(28, 28, 1))
    seen = keras.layers.Dense(512, activation=tf.nn.relu)(convolve(picture, dropped=0.2))

    quarters = keras.layers.Input(shape=(4, 14, 14, 1))
    pieces = quarters
    for _ in range(2):
        pieces = keras.layers.Conv3D(64, (3, 3, 3), padding="same", activation=tf.nn.relu)(pieces)
        pieces = keras.layers.Conv3D(64, (3, 3, 3), padding="same", activation=tf.nn.relu)(pieces)
        pieces = keras.layers.MaxPooling3D(pool_size=(2, 2, 2))(pieces)
        pieces = keras.layers.BatchNormalization()(pieces)
        pieces = keras.layers.Dropout(0.2)(pieces)
    pieces = keras.layers.Flatten()(pieces)
    pieces = keras.layers.Dense(512, activation=tf.nn.relu)(pieces)

    both = keras.layers.concatenate([seen, pieces])
    both = keras.layers.Dense(256, activation=tf.nn.relu)(both)

    distribution = keras.layers.Input(shape=(2, 28))
    weighed = keras.layers.Dense(128, activation=tf.nn.relu)(distribution)
    weighed = keras.layers.Dense(128)(weighed)
    weighed = keras.layers.Flatten()(weighed)
    weighed = keras.layers.Dense(64)(weighed)
    weighed = keras.layers.Dropout(0.2)(weighed)

    out = keras.layers.concatenate([both, weighed])
    out = keras.layers.Dense(256, activation=tf.nn.relu)(out)
    out = keras.layers.Dropout(0.2)(out)
    out = keras.layers.Dense(256, activation=tf.nn.relu)(out)
    out = keras.layers.Dense(CLASSES, activation="softmax")(out)
    return compiled(keras.models.Model(inputs=[picture, quarters, distribution], outputs=out), learning_rate)


def convolve(picture: Any, dropped: float) -> Any:
    """Three pairs of convolutions with 64, 128 and 512 filters on pictures [N, 28, 28, 1], flat: [N, 3 * 3 * 512].

    A share `dropped` of what the second and third pair give is left out in training.
    """
    layers = keras.layers
    seen = picture
    for filters in (64, 128, 512):
        seen = layers.Conv2D(filters, (3, 3), padding="same", activation=tf.nn.relu)(seen)
        seen = layers.Conv2D(filters, (3, 3), padding="same", activation=tf.nn.relu)(seen)
        seen = layers.MaxPooling2D(pool_size=(2, 2))(seen)
        seen = layers.BatchNormalization()(seen)
        if filters > 64:
            seen = layers.Dropout(dropped)(seen)
    return layers.Flatten()(seen)


@dataclass(frozen=True)
class Variant:
    """A model of the tutorial: what builds it, the tutorial's batch size, and what it is shown beside the picture."""

    build: Callable[[float], Any]
    batch_size: int
    channel: bool = True  # pictures [N, 28, 28, 1], not [N, 28, 28]
    quarters: bool = False
    distributions: bool = False


VARIANTS = {
    "dense": Variant(build_dense, batch_size=32, channel=False),
    "cnn": Variant(build_cnn, batch_size=16),
    "distributions": Variant(build_distributions, batch_size=16, distributions=True),
    "quarters": Variant(build_quarters, batch_size=16, quarters=True, distributions=True),
}


@dataclass
class KaggleSettings(FitSettings):
    """What a model of the Kaggle tutorial is trained with; the defaults are the tutorial's."""

    model: str = option(
        "dense",
        "dense (layers alone), cnn, distributions (with the ink of rows and columns) or quarters (with these as well)",
        choices=tuple(VARIANTS),
    )
    epochs: int = option(200, "passes over the training digits", check=positive)
    batch_size: int | None = option(  # type: ignore[assignment]  # None only until it is made
        None, "pictures in a training step (default: 32 for dense, else 16)", check=positive
    )
    learning_rate: float = option(0.001, "Adadelta's learning rate", check=positive)
    validation_split: float = option(0.2, "share of the digits, the last ones, that is held out", check=share)
    data: str = option("auto", f"a folder with Kaggle's train.csv, or {DATA}", metavar="SOURCE")

    def __post_init__(self) -> None:
        if self.batch_size is None:
            self.batch_size = VARIANTS[self.model].batch_size
