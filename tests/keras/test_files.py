"""Files of Keras 2.2.4 on TensorFlow 1.15.5, read here."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_files
from tf1graph import keras

FOLDER = Path(keras_files.__file__).parent
GOLDEN = json.loads((FOLDER / "keras_files_2.2.4.json").read_text())


@pytest.fixture(autouse=True)
def fresh():
    keras.backend.clear_session()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    keras.backend.clear_session()


def inputs_of(name):
    return keras_files.MODELS[name](keras)[1]


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_model_of_keras_2_2_4_predicts_and_evaluates_as_it_did(name):
    x = inputs_of(name)
    model = keras.models.load_model(str(FOLDER / f"keras_{name}_2.2.4.h5"))
    np.testing.assert_allclose(model.predict(x), GOLDEN[name]["predicted"], atol=1e-6)
    evaluated = model.evaluate(x, np.eye(3)[np.arange(8) % 3], verbose=0)
    np.testing.assert_allclose(evaluated, GOLDEN[name]["next"], atol=1e-6)
    assert model.metrics_names[0] == "loss"
    assert keras.backend.get_value(model.optimizer.iterations) == (3 if name == "pictures" else 0)


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_weights_of_keras_2_2_4_are_taken_and_so_is_its_configuration(name):
    x = inputs_of(name)
    model = keras.models.model_from_json(json.dumps(GOLDEN[name]["json"]))
    model.load_weights(str(FOLDER / f"keras_{name}_2.2.4_weights.h5"))
    np.testing.assert_allclose(model.predict(x), GOLDEN[name]["predicted"], atol=1e-6)


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_what_is_saved_here_is_read_here_and_goes_on(name, tmp_path):
    model, x = keras_files.trained(keras, name)
    path = str(tmp_path / "weights.best.hdf5")
    model.save(path)
    again = keras.models.load_model(path)
    np.testing.assert_array_equal(again.predict(x), model.predict(x))
    for one, other in zip(again.optimizer.get_weights(), model.optimizer.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    model.save_weights(str(tmp_path / "weights"))
    again.load_weights(str(tmp_path / "weights"))


def test_yaml_with_tuples_of_python_is_read():
    written = keras.models.Sequential([keras.layers.Conv2D(2, 3, strides=(1, 2), input_shape=(5, 5, 1))]).to_yaml()
    of_that_time = written.replace("strides:", "strides: !!python/tuple").replace(
        "input_shape:", "input_shape: !!python/tuple"
    )
    assert "!!python/tuple" in of_that_time
    assert keras.models.model_from_yaml(of_that_time).layers[0].strides == (1, 2)
