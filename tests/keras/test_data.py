"""Data as Keras 2.2.4 prepared it."""

import json
import warnings
from pathlib import Path

import pytest

from tests.golden import keras_data
from tests.keras.told import differences
from tf1graph import keras

GOLDEN = json.loads((Path(keras_data.__file__).parent / "keras_data_2.2.4.json").read_text())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_texts_sequences_and_pictures_are_prepared_as_keras_2_2_4_did(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = keras_data.record(keras, keras_data.cases()[name])
    assert differences(GOLDEN[name], found) == []
