"""What is kept of models and layers against Keras 2.2.4, and what was merged against 2.0.8, on TensorFlow 1.15.5."""

import json
import warnings
from pathlib import Path

import pytest

from tests.golden import keras_applied, keras_merged, keras_models
from tests.golden.keras_data import told
from tests.keras.told import differences
from tf1graph import keras, tf

HERE = Path(keras_models.__file__).parent
CASES = {**keras_applied.cases(), **keras_models.cases(), **keras_merged.cases()}
GOLDEN = {
    **json.loads((HERE / "keras_applied_2.2.4.json").read_text()),
    **json.loads((HERE / "keras_kept_2.2.4.json").read_text()),
    **json.loads((HERE / "keras_merged_2.0.8.json").read_text()),
}


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_models_keep_what_those_of_their_time_kept(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = keras_models.record(keras, tf, CASES[name])
    assert differences(GOLDEN[name], told(found)) == []


def test_a_model_on_more_gpus_than_there_are_is_refused_by_what_there_is():
    model = keras.models.Sequential([keras.layers.Dense(2, input_dim=3)])
    with pytest.raises(ValueError, match=r"this machine only has: \['/cpu:0'\]"):
        keras.utils.multi_gpu_model(model, gpus=2)
    with pytest.raises(ValueError, match="call `multi_gpu_model` with `gpus >= 2`"):
        keras.utils.multi_gpu_model(model, gpus=1)
