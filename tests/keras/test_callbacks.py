"""Callbacks, configurations and forms of Keras 1 against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import pytest

from tests.golden import keras_callbacks
from tests.golden.keras_data import told
from tests.keras.told import differences
from tf1graph import keras, tf

GOLDEN = json.loads((Path(keras_callbacks.__file__).parent / "keras_callbacks_2.2.4.json").read_text())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_what_is_written_called_and_taken_is_what_keras_2_2_4_wrote_called_and_took(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = keras_callbacks.record(keras, tf, keras_callbacks.cases()[name])
    assert differences(GOLDEN[name], told(found)) == []
