"""Trainings by the standalone Keras against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_trained
from tf1graph import keras, tf

GOLDEN = json.loads((Path(keras_trained.__file__).parent / "keras_trained_2.2.4.json").read_text())
TOLERANCE = 1e-4  # beyond what Keras 2.2.4 itself gave in several runs


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_training_tells_what_keras_2_2_4_told(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = keras_trained.record(keras, tf, keras_trained.cases()[name])
    assert sorted(found) == sorted(GOLDEN[name])
    for key, (least, largest) in GOLDEN[name].items():
        values, least, largest = (np.asarray(part) for part in (found[key], least, largest))
        room = TOLERANCE * (1 + np.abs(largest))
        off = (values < least - room) | (values > largest + room)
        assert not off.any(), f"{key}: {values[off]} is not within {least[off]} and {largest[off]}"


def test_losses_are_numbers_of_64_bits_as_numpy_1_made_them():
    with warnings.catch_warnings(), tf.Graph().as_default():
        warnings.simplefilter("ignore")
        model = keras.models.Sequential([keras.layers.Dense(1, kernel_initializer="ones", input_shape=(4,))])
        model.compile("sgd", "mse", metrics=["mae"])
        x, y = np.arange(24.0).reshape(6, 4) / 4, np.zeros((6, 1))
        assert [str(value) for value in model.evaluate(x, y, batch_size=4, verbose=0)] == ["178.91666666666666", "11.5"]
        history = model.fit(x, y, batch_size=4, verbose=0, validation_split=0.5).history
    assert {type(values[0]) for values in history.values()} == {np.float64}
