"""What `tf.keras` prints of its models and their training is what TensorFlow 1.15.5 printed."""

import json
import warnings
from pathlib import Path

import pytest
from golden import keras_printed

from tf1graph import tf

GOLDEN = json.loads((Path(keras_printed.__file__).parent / "keras_printed_tf1.15.5.json").read_text())


@pytest.mark.parametrize("case", [pytest.param(case, id=case.__name__) for case in keras_printed.CASES])
def test_the_lines_are_those_of_1_15_5(case):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert keras_printed.printed(case, tf) == GOLDEN[case.__name__]
