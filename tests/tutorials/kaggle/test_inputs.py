"""What the models are shown, against loops over pixels."""

import numpy as np
import pytest

from tf1graph.tutorials.kaggle import inputs
from tf1graph.tutorials.kaggle.models import VARIANTS


@pytest.fixture
def pixels():
    return np.random.RandomState(0).randint(0, 256, (3, 28, 28)).astype(np.uint8)


def test_distributions_are_the_ink_of_rows_and_columns(pixels):
    wanted = np.zeros((3, 2, 28))
    for number, picture in enumerate(pixels):
        for row in range(28):
            for column in range(28):
                wanted[number, 0, row] += picture[row, column] / 255
                wanted[number, 1, column] += picture[row, column] / 255
    found = inputs.distributions(inputs.scale(pixels))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, wanted, rtol=1e-6)


def test_quarters_are_those_of_each_picture_row_by_row(pixels):
    found = inputs.quarters(pixels)
    for number, picture in enumerate(pixels):
        for quarter in range(4):
            top, left = 14 * (quarter // 2), 14 * (quarter % 2)
            np.testing.assert_array_equal(found[number, quarter], picture[top : top + 14, left : left + 14])


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("dense", [(3, 28, 28)]),
        ("cnn", [(3, 28, 28, 1)]),
        ("distributions", [(3, 28, 28, 1), (3, 2, 28)]),
        ("quarters", [(3, 28, 28, 1), (3, 4, 14, 14, 1), (3, 2, 28)]),
    ],
)
def test_each_model_is_shown_float32_between_0_and_1(name, shapes, pixels):
    fed = inputs.inputs_for(VARIANTS[name], pixels)
    assert [array.shape for array in fed] == shapes
    assert all(array.dtype == np.float32 for array in fed)
    assert fed[0].max() == pixels.max() / np.float32(255)
