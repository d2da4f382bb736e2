"""Functions of the backend against Keras 2.2.4 on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import numpy as np
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


class Weighted:
    """A loss or metric of a program that has a configuration, and no name."""

    def __init__(self, factor):
        self.factor = factor

    def __call__(self, y_true, y_pred):
        return self.factor * keras.losses.mean_squared_error(y_true, y_pred)

    def get_config(self):
        return {"factor": self.factor}


@pytest.mark.parametrize("module", [keras.losses, keras.metrics])
def test_losses_and_metrics_of_classes_are_written_with_their_configuration(module):
    saved = module.serialize(Weighted(0.5))
    assert saved == {"class_name": "Weighted", "config": {"factor": 0.5}}
    assert module.deserialize(saved, {"Weighted": Weighted}).factor == 0.5
    with keras.utils.custom_object_scope({"Weighted": Weighted}):
        assert module.get(saved).factor == 0.5
    assert module.serialize(module.mse) == "mean_squared_error"
    with pytest.raises(ValueError, match="Cannot serialize"):
        module.serialize(3)
    with pytest.raises(ValueError, match=r"Unknown .* function:Weighted"):
        module.deserialize(saved)


def test_a_model_learns_by_a_loss_of_a_class():
    with tf.Graph().as_default(), tf.Session() as session, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        keras.backend.set_session(session)
        model = keras.models.Sequential([keras.layers.Dense(1, input_shape=(2,), kernel_initializer="ones")])
        model.compile("sgd", loss=Weighted(0.5))
        assert model.train_on_batch(np.ones((1, 2)), np.zeros((1, 1))) == pytest.approx(2.0)
    keras.backend.clear_session()


def test_an_optimizer_is_found_in_a_scope_of_the_programs_own():
    class Slower(keras.optimizers.SGD):
        """An optimiser of a program."""

    with keras.utils.custom_object_scope({"Slower": Slower}):
        assert type(keras.optimizers.get("Slower")) is Slower
    with pytest.raises(ValueError, match="Unknown optimizer: Slower"):
        keras.optimizers.get("Slower")
