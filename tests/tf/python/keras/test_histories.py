"""Training a `tf.keras` model gives TensorFlow 1.15.5's losses, metrics and predictions."""

import json
from pathlib import Path

import numpy as np
import pytest
from golden import histories, recording

from tf1graph import tf

RECORDS = json.loads((Path(histories.__file__).parent / "histories_tf1.15.5.json").read_text())
CASES = [case for case in recording.cases(histories) if case is not histories.record]


@pytest.mark.parametrize("train", CASES, ids=lambda train: train.__name__.replace("_", " "))
def test_training_gives_the_figures_of_tensorflow_1(train):
    found, golden = histories.record(tf, train), RECORDS[train.__name__]
    assert list(found) == list(golden)
    for name, values in golden.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-5, atol=1e-6, err_msg=name)


def test_each_history_has_its_golden():
    assert list(RECORDS) == [case.__name__ for case in CASES]
