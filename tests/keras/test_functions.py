"""Functions of the backend against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import pytest

from tests.golden import keras_functions
from tests.golden.keras_data import told
from tests.keras.told import differences
from tf1graph import keras, tf

GOLDEN = json.loads((Path(keras_functions.__file__).parent / "keras_functions_2.2.4.json").read_text())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_functions_of_the_backend_give_what_those_of_keras_2_2_4_gave(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = keras_functions.record(keras, tf, keras_functions.cases()[name])
    assert differences(GOLDEN[name], told(found)) == []
