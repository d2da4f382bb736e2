"""Singular vectors with the signs of an older LAPACK, against NumPy 1.18.5."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.golden import keras_singular
from tf1graph.keras._singular import svd

GOLDEN = json.loads((Path(keras_singular.__file__).parent / "keras_singular_2.2.4.json").read_text())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_singular_vectors_have_the_signs_that_numpy_1_18_gave_them(name):
    matrix = keras_singular.cases()[name]
    left, right = svd(matrix)
    assert keras_singular.record(left) == GOLDEN[name]
    values = np.linalg.svd(matrix, compute_uv=False)
    np.testing.assert_allclose(left * values @ right, matrix, atol=1e-11)
