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
