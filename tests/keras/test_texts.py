"""What the standalone Keras prints, against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import pytest

from tests.golden import keras_texts
from tf1graph import keras, tf

GOLDEN = json.loads((Path(keras_texts.__file__).parent / "keras_texts_2.2.4.json").read_text())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_what_is_printed_is_what_keras_2_2_4_printed(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert keras_texts.record(keras, tf, keras_texts.cases()[name]) == GOLDEN[name]
