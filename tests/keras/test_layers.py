"""Each layer of the standalone Keras against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_layers
from tf1graph import keras, tf

GOLDEN = json.loads((Path(keras_layers.__file__).parent / "keras_layers_2.2.4.json").read_text())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_first_weights_and_what_the_layer_gives_are_those_of_keras_2_2_4(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = keras_layers.record(keras, tf, *keras_layers.cases()[name])
    wanted = GOLDEN[name]
    assert {key: found[key] for key in ("name", "shape", "params")} == {
        key: wanted[key] for key in ("name", "shape", "params")
    }
    for key in ("weights", "rest", "train"):
        np.testing.assert_allclose(found[key], wanted[key], rtol=1e-4, atol=1e-4, err_msg=key)
