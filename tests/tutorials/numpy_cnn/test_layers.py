import numpy as np
import pytest

from tf1graph.errors import UsageError
from tf1graph.tutorials.numpy_cnn.layers import Affine, Convolution, MaxPooling, ReLU, SoftmaxWithLoss

draw = np.random.RandomState(7).randn


def by_differences(value, array, step=1e-6):
    """The gradient of `value()` with respect to `array`, a number at a time."""
    gradient = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + step
        above = value()
        array[place] = kept - step
        gradient[place] = (above - value()) / (2 * step)
        array[place] = kept
    return gradient


LAYERS = {
    "a convolution": (Convolution(draw(4, 3, 3, 3), draw(4)), draw(2, 3, 6, 5)),
    "a convolution with stride and padding": (Convolution(draw(2, 3, 3, 2), draw(2), 2, 1), draw(2, 3, 5, 4)),
    "a pooling": (MaxPooling(), draw(2, 3, 6, 4)),
    "a pooling of windows that overlap": (MaxPooling((3, 2), 1), draw(2, 2, 5, 4)),
    "a pooling with padding": (MaxPooling((2, 2), 2, 1), draw(2, 2, 4, 4)),
    "an affine layer": (Affine(draw(12, 5), draw(5)), draw(3, 12)),
    "an affine layer behind pictures": (Affine(draw(12, 5), draw(5)), draw(3, 3, 2, 2)),
    "a ReLU": (ReLU(), draw(3, 4)),
}


@pytest.mark.parametrize(("layer", "x"), LAYERS.values(), ids=LAYERS)
def test_gradients_are_those_that_differences_give_for(layer, x):
    direction = np.random.RandomState(1).randn(*layer.forward(x).shape)

    def value():
        return (layer.forward(x) * direction).sum()

    layer.forward(x)
    back = layer.backward(direction)
    np.testing.assert_allclose(back, by_differences(value, x), rtol=1e-6, atol=1e-7)
    assert set(layer.gradients) == set(layer.parameters)
    for name, gradient in list(layer.gradients.items()):
        np.testing.assert_allclose(gradient, by_differences(value, layer.parameters[name]), rtol=1e-6, atol=1e-7)


def test_gradients_are_those_that_differences_give_for_the_softmax_with_its_loss():
    layer, scores, labels = SoftmaxWithLoss(), draw(4, 5), np.array([0, 4, 2, 2])

    def value():
        layer.forward(scores)
        return layer.loss(labels)

    value()
    back = layer.backward()
    np.testing.assert_allclose(back, by_differences(value, scores), rtol=1e-6, atol=1e-8)


def test_the_first_convolution_has_the_same_gradients_and_none_at_its_input():
    weight, bias, x, gradient = draw(4, 3, 3, 3), draw(4), draw(2, 3, 6, 5), draw(2, 4, 4, 3)
    first, other = Convolution(weight, bias, first=True), Convolution(weight, bias)
    assert np.array_equal(first.forward(x), other.forward(x))
    back, _ = first.backward(gradient), other.backward(gradient)
    assert not back.any()
    for name in ("weight", "bias"):
        assert np.array_equal(first.gradients[name], other.gradients[name])


def test_of_equal_values_in_a_window_the_first_takes_the_gradient():
    layer = MaxPooling()
    layer.forward(np.ones((1, 1, 2, 2)))
    assert layer.backward(np.full((1, 1, 1, 1), 3.0)).tolist() == [[[[3, 0], [0, 0]]]]


def test_a_pooling_of_more_than_256_pixels_finds_its_way_back():
    x = np.zeros((1, 1, 20, 20))
    x[0, 0, 19, 7] = 1
    layer = MaxPooling((20, 20))
    assert layer.forward(x).tolist() == [[[[1]]]]
    assert layer.backward(np.ones((1, 1, 1, 1)))[0, 0, 19, 7] == 1


def test_scores_too_large_for_an_exponential_have_a_loss_and_a_gradient():
    layer = SoftmaxWithLoss()
    layer.forward(np.array([[1e4, -1e4], [0, 0]], np.float32))
    assert layer.loss(np.array([1, 0])) == pytest.approx((2e4 + np.log(2)) / 2)
    assert np.isfinite(layer.backward()).all()


def test_layers_compute_in_the_dtype_of_their_input():
    x = draw(2, 3, 6, 4).astype(np.float32)
    convolution = Convolution(draw(4, 3, 3, 3).astype(np.float32), np.zeros(4, np.float32))
    for layer in (convolution, MaxPooling(), ReLU()):
        out = layer.forward(x)
        assert out.dtype == layer.backward(out).dtype == np.float32


CONVOLUTION = Convolution(np.zeros((2, 3, 3, 3)), np.zeros(2))
SOFTMAX = SoftmaxWithLoss()
SOFTMAX.forward(np.zeros((2, 3)))
MISTAKES = {
    "bytes where numbers belong": (
        lambda: CONVOLUTION.forward(np.zeros((1, 3, 5, 5), np.uint8)),
        "Convolution takes float32 or float64, and got uint8; convert it with astype(np.float32).",
    ),
    "a picture without its batch": (
        lambda: CONVOLUTION.forward(np.zeros((3, 5, 5))),
        "Convolution takes a batch [N, C, H, W], and got the shape [3, 5, 5].",
    ),
    "another number of channels": (
        lambda: CONVOLUTION.forward(np.zeros((1, 1, 5, 5))),
        "Convolution has filters for 3 channels, and got pictures of 1.",
    ),
    "a picture smaller than the filter": (
        lambda: CONVOLUTION.forward(np.zeros((1, 3, 2, 5))),
        "A window of height 3 does not fit in a picture of height 2 with padding 0.",
    ),
    "a stride that does not fit": (
        lambda: MaxPooling().forward(np.zeros((1, 1, 5, 4))),
        "A stride of 2 does not fit: windows of height 2 in a picture of height 5 with padding 0 leave 1 over; "
        "choose a stride that divides 3, or pad.",
    ),
    "a stride of nothing": (lambda: MaxPooling(stride=0), "A stride is a whole number of pixels, 1 or more, not 0."),
    "a broken padding": (lambda: MaxPooling(pad=0.5), "A padding is a whole number of pixels, 0 or more, not 0.5."),
    "an oblong window without a stride": (lambda: MaxPooling((2, 3)), "A pooling window of 2x3 is not square: give "),
    "a flat example of another size": (
        lambda: Affine(np.zeros((12, 5)), np.zeros(5)).forward(np.zeros((2, 13))),
        "Affine takes 12 values an example, and got 13.",
    ),
    "integers into a ReLU": (lambda: ReLU().forward(np.zeros(3, int)), "ReLU takes float32 or float64, and got int64"),
    "labels as one-hot rows": (
        lambda: SOFTMAX.loss(np.eye(3)[:2]),
        "SoftmaxWithLoss takes 2 labels as integers, and got float64 of shape [2, 3]; argmax(1) makes such",
    ),
    "a label beyond the classes": (
        lambda: SOFTMAX.loss(np.array([0, 3])),
        "SoftmaxWithLoss has 3 classes, and got the label 3.",
    ),
}


@pytest.mark.parametrize(("mistake", "told"), MISTAKES.values(), ids=MISTAKES)
def test_one_sentence_tells_of(mistake, told):
    with pytest.raises(UsageError) as error:
        mistake()
    assert str(error.value).startswith(told)
