"""Models that TensorFlow 1.15.5 saved are read, and what is written here is what it wrote."""

import json
from pathlib import Path

import numpy as np
import pytest
from golden import keras_saved

from tf1graph import tf

GOLDEN = Path(keras_saved.__file__).parent
RECORD = json.loads((GOLDEN / "keras_saved_tf1.15.5.json").read_text())


@pytest.fixture(autouse=True)
def fresh_graph():
    tf.keras.backend.clear_session()
    yield
    tf.keras.backend.clear_session()


def test_a_model_file_of_tensorflow_1_gives_its_predictions():
    model = tf.keras.models.load_model(GOLDEN / keras_saved.H5)
    np.testing.assert_allclose(model.predict(keras_saved.inputs()).ravel(), RECORD["predicted"], rtol=1e-5, atol=1e-6)
    assert model.optimizer.get_config()["name"] == "Adam"


@pytest.mark.parametrize("name", ["pictures", "words"])
def test_the_configuration_is_that_of_tensorflow_1(name):
    assert keras_saved.configurations(tf)[name] == RECORD[name]


@pytest.mark.parametrize("name", ["pictures", "words"])
def test_a_configuration_of_tensorflow_1_makes_the_model_again(name):
    model = tf.keras.models.model_from_json(json.dumps(RECORD[name]))
    assert json.loads(model.to_json()) == RECORD[name]


def test_a_model_that_is_saved_and_loaded_predicts_the_same(tmp_path):
    model = keras_saved.trained(tf)
    before = model.predict(keras_saved.inputs())
    model.save(tmp_path / "model.h5")
    tf.keras.backend.clear_session()
    loaded = tf.keras.models.load_model(tmp_path / "model.h5")
    np.testing.assert_allclose(loaded.predict(keras_saved.inputs()), before, rtol=1e-6)
