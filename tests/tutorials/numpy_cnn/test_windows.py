import numpy as np
import pytest

from tf1graph.errors import UsageError
from tf1graph.tutorials.numpy_cnn.windows import col2im, im2col

CASES = [
    # height, width, window, stride, pad
    (5, 5, (3, 3), 1, 0),
    (5, 7, (3, 5), 2, 0),
    (6, 6, (2, 2), 2, 0),
    (4, 6, (2, 4), 2, 1),
    (5, 5, (3, 3), 2, 2),
    (3, 4, (3, 4), 1, 0),
    (3, 3, (1, 1), 2, 0),
]


def batch(height, width):
    return np.random.RandomState(0).randn(2, 3, height, width)


@pytest.mark.parametrize(("height", "width", "window", "stride", "pad"), CASES)
def test_each_window_holds_the_pixels_that_it_lies_on(height, width, window, stride, pad):
    pictures = batch(height, width)
    padded = np.pad(pictures, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    columns = im2col(pictures, window, stride, pad)
    for y, x in np.ndindex(columns.shape[4:]):
        top, left = y * stride, x * stride
        seen = padded[:, :, top : top + window[0], left : left + window[1]]
        np.testing.assert_array_equal(columns[..., y, x], seen)


@pytest.mark.parametrize(("height", "width", "window", "stride", "pad"), CASES)
def test_the_way_back_is_the_transpose(height, width, window, stride, pad):
    pictures = batch(height, width)
    columns = im2col(pictures, window, stride, pad)
    other = np.random.RandomState(1).randn(*columns.shape)
    back = col2im(other, pictures.shape, stride, pad)
    assert back.shape == pictures.shape
    np.testing.assert_allclose((columns * other).sum(), (pictures * back).sum(), rtol=1e-12)


def test_windows_without_padding_are_a_view_of_the_pictures():
    pictures = batch(6, 6)
    assert np.shares_memory(im2col(pictures, (3, 3)), pictures)


@pytest.mark.parametrize(
    ("window", "stride", "pad", "told"),
    [
        ((3, 7), 1, 0, "A window of width 7 does not fit in a picture of width 6 with padding 0."),
        ((3, 3), 2, 0, "leave 1 over; choose a stride that divides 3, or pad."),
    ],
)
def test_windows_that_do_not_fit_are_refused_in_a_sentence(window, stride, pad, told):
    with pytest.raises(UsageError) as error:
        im2col(batch(6, 6), window, stride, pad)
    assert told in str(error.value)
