"""Files of Keras 1.2.2 and 2.0.8 on TensorFlow 1.4.1, read here."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.golden import record_older_keras
from tf1graph import keras

FOLDER = Path(record_older_keras.__file__).parent / "keras_older"
FILES = sorted(path.stem for path in FOLDER.glob("*.h5"))
OBJECTS = ("pictures_1.2.2", "yaml")


@pytest.fixture(autouse=True)
def fresh():
    keras.backend.clear_session()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    keras.backend.clear_session()


def told(name):
    if name.startswith("pictures"):
        x = np.random.RandomState(2).randn(8, 6, 6, 2)
    else:
        x = np.random.RandomState(3).randint(0, 7, (8, 5))
    return x, json.loads((FOLDER / f"{name}.json").read_text())


@pytest.mark.parametrize("name", FILES)
def test_a_model_of_an_older_keras_predicts_and_evaluates_as_it_did(name):
    x, wanted = told(name)
    model = keras.models.load_model(str(FOLDER / f"{name}.h5"))
    np.testing.assert_allclose(model.predict(x), wanted["predicted"], atol=1e-6)
    loss = np.ravel(model.evaluate(x, np.eye(3)[np.arange(8) % 3], verbose=0))[0]
    np.testing.assert_allclose(loss, wanted["loss"], rtol=1e-5)


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name in FILES for kind in ("json", "yaml") if (name, kind) != OBJECTS]
)
def test_a_configuration_of_an_older_keras_takes_the_weights_of_its_file(name, kind):
    x, wanted = told(name)
    model = getattr(keras.models, f"model_from_{kind}")(wanted[kind])
    model.load_weights(str(FOLDER / f"{name}.h5"))
    np.testing.assert_allclose(model.predict(x), wanted["predicted"], atol=1e-6)


def test_yaml_with_objects_of_python_is_refused():
    with pytest.raises(ValueError, match="Take the model's JSON"):
        keras.models.model_from_yaml(told(OBJECTS[0])[1]["yaml"])
