"""Every public name of Keras 2.2.4 is there, or refused with what to do instead."""

import json
import warnings
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_files
from tf1graph import keras
from tf1graph.errors import NameNotProvided

NAMES = json.loads((Path(keras_files.__file__).parent / "keras_names_2.2.4.json").read_text())
# Of these modules, which are insides of Keras, programs took little
INSIDES = ("applications", "interfaces", "preprocessing", "test_utils", "training_arrays", "training_generator")
REFUSED = {
    *("ConvLSTM2DCell", "ConvRNN2D", "ConvRecurrent2D", "H5Dict", "HDF5_OBJECT_HEADER_LIMIT", "Highway", "Layer"),
    *("MaxoutDense", "Node", "Recurrent", "ask_to_proceed_with_overwrite", "check_array_length_consistency"),
    *("check_loss_and_target_compatibility", "collect_metrics", "convert_all_kernels_in_model", "convert_kernel"),
    *("count_params", "h5dict", "iter_sequence_infinite", "multi_gpu_model", "pickle_model", "print_layer_summary"),
    *("save_weights_to_hdf5_group", "standardize_class_weights", "standardize_sample_weights", "standardize_weights"),
    *("to_categorical", "unpickle_model", "weighted_masked_objective"),
}


def _found(module, name):
    try:
        return getattr(import_module(f"tf1graph.{module}"), name)
    except NameNotProvided:
        return None


@pytest.mark.parametrize("module", sorted(NAMES))
def test_a_name_of_keras_2_2_4_is_there_or_refused_by_name(module):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lost = [name for name in NAMES[module] if _found(module, name) is None]
    if not set(module.split(".")) & set(INSIDES):
        assert set(lost) <= REFUSED


def test_programs_of_scikit_learn_train_models():
    from tf1graph.keras.wrappers.scikit_learn import KerasClassifier

    def build(units=4):
        model = keras.models.Sequential([keras.layers.Dense(units, input_shape=(2,)), keras.layers.Dense(2)])
        model.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
        return model

    keras.backend.clear_session()
    x, y = np.random.RandomState(0).randn(12, 2), np.array(["no", "yes"] * 6)
    classifier = KerasClassifier(build, units=3, epochs=2, verbose=0)
    classifier.fit(x, y)
    assert set(classifier.predict(x)) <= {"no", "yes"}
    assert 0 <= classifier.score(x, y, verbose=0) <= 1
    with pytest.raises(ValueError, match="size is not a legal parameter"):
        KerasClassifier(build, size=3)
    keras.backend.clear_session()
