"""Every public name of Keras 2.2.4 is there, or refused with what to do instead."""

import importlib.util
import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_files
from tf1graph import keras
from tf1graph.errors import NameNotProvided
from tf1graph.keras import names
from tf1graph.tf import names as table

NAMES = json.loads((Path(keras_files.__file__).parent / "keras_names_2.2.4.json").read_text())
ROOT = Path(__file__).resolve().parents[2]
LAYERS = json.loads((Path(keras_files.__file__).parent / "keras_layers_2.2.4.json").read_text())


@pytest.fixture(scope="module")
def page():
    spec = importlib.util.spec_from_file_location("write_keras_page", ROOT / "scripts" / "write_keras_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("module", sorted(NAMES))
def test_a_name_of_keras_2_2_4_is_there_or_refused_with_what_to_do(module):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        states = names.states(f"{module}.{name}" for name in NAMES[module])
    refused = [name for name, state in states.items() if state == "refused"]
    assert [name for name in refused if names.remedy(name) == names.REMEDY] == []
    assert set(states.values()) <= {"exact", "approximate", "refused", "module"}


def test_what_stands_for_each_row_is_found():
    for row in names.ROWS:
        if row.fidelity != "refused":
            assert table.stand_in(row) is not None, row.legacy


def test_a_layer_is_exact_only_where_a_golden_holds_it():
    held = {name.replace("_", "") for name in LAYERS} | {"rnn", "lstmcell", "grucell", "input", "concatenate", "add"}
    exact = [row.legacy.rpartition(".")[2] for row in names.ROWS if row.legacy.startswith("keras.layers.")]
    assert [name for name in exact if not any(one.startswith(name.lower()) for one in held)] == []


def test_the_page_is_what_the_table_says(page):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert page.PAGE.read_text(encoding="utf-8") == page.format_page()


def test_the_table_of_tensorflow_has_no_row_of_keras():
    assert {row.legacy.partition(".")[0] for row in table.select("layers.Dense")} == {"tf"}
    assert [row.legacy for row in table.select("keras.layers.Dense")] == ["keras.layers.Dense"]


def test_a_refusal_says_what_to_do():
    with pytest.raises(NameNotProvided, match="Write a cell"):
        _ = keras.layers.Recurrent


def test_programs_of_scikit_learn_train_models():
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    from tf1graph.keras.wrappers.scikit_learn import KerasClassifier

    def build(units=4):
        model = keras.models.Sequential([keras.layers.Dense(units, input_shape=(2,)), keras.layers.Dense(2)])
        model.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
        return model

    keras.backend.clear_session()
    x, y = np.random.RandomState(0).randn(12, 2), np.array(["no", "yes"] * 6)
    classifier = KerasClassifier(build, units=3, epochs=2, verbose=0)
    with pytest.raises(NotFittedError):
        check_is_fitted(classifier)
    classifier.fit(x, y)
    check_is_fitted(classifier)
    assert set(classifier.predict(x)) <= {"no", "yes"}
    assert 0 <= classifier.score(x, y, verbose=0) <= 1
    with pytest.raises(ValueError, match="size is not a legal parameter"):
        KerasClassifier(build, size=3)
    keras.backend.clear_session()
