"""The digits that the package draws: in MNIST's format, the same on every machine, learnable and not too easy."""

import hashlib

import numpy as np
import pytest

from tf1graph.tf.examples.tutorials.mnist.drawn import draw_both_sets, draw_digits, ways_of


@pytest.fixture(scope="module")
def drawn():
    return draw_digits(3000, 5)


def test_a_seed_gives_the_same_digits_on_every_machine():
    """The same with Python 3.10, NumPy 1.26 and Matplotlib 3.8, and with or without AVX-512."""
    pictures, labels = draw_digits(300, 7, held_out=True)
    assert (
        hashlib.sha256(pictures.tobytes() + labels.tobytes()).hexdigest()
        == "827bf66cbbb6accd5adca13be647ee377f9b09e8264cf4368f90529b901ac264"
    )


def test_another_seed_gives_other_digits(drawn):
    pictures, labels = draw_digits(3000, 6)
    assert (labels != drawn[1]).mean() > 0.8
    same = {picture.tobytes() for picture in pictures} & {picture.tobytes() for picture in drawn[0]}
    assert not same


def test_they_have_mnists_format(drawn):
    pictures, labels = drawn
    assert (pictures.dtype, pictures.shape) == (np.uint8, (3000, 28, 28))
    assert (labels.dtype, labels.shape) == (np.uint8, (3000,))
    assert np.bincount(labels).min() > 200
    assert len(np.bincount(labels)) == 10


def test_they_are_bright_ink_on_black_paper(drawn):
    pictures, _ = drawn
    assert (pictures.max(axis=(1, 2)) > 200).all()
    assert 0.6 < (pictures == 0).mean() < 0.9
    assert 30 < pictures.mean() < 42  # MNIST: 33


def test_they_are_centred_by_mass_as_mnists_are(drawn):
    pictures = drawn[0].astype(float)
    mass = pictures.sum(axis=(1, 2))
    for axis in (1, 2):
        centre = (pictures.sum(axis=3 - axis) * np.arange(28)).sum(axis=1) / mass
        assert (abs(centre - 14) < 0.501).mean() > 0.99  # where a tail was cut off by the border it is not


def test_their_longer_side_is_about_twenty_pixels(drawn):
    inked = drawn[0] > 100
    longer = np.maximum(inked.any(axis=1).sum(axis=1), inked.any(axis=2).sum(axis=1))
    assert 18 <= np.median(longer) <= 21
    assert ((longer >= 15) & (longer <= 25)).mean() > 0.98


def test_no_two_are_the_same(drawn):
    assert len({picture.tobytes() for picture in drawn[0]}) == len(drawn[0])


@pytest.mark.parametrize("digit", range(10))
@pytest.mark.parametrize("printed", [False, True], ids=["written", "printed"])
def test_some_ways_are_for_the_test_set_alone(digit, printed):
    for_all, for_test = ways_of(digit, printed, False), ways_of(digit, printed, True)
    shapes = [getattr(way, "border", getattr(way, "controls", None)) for way in (*for_all, *for_test)]
    assert for_test
    assert len({shape.tobytes() for shape in shapes}) == len(shapes)


def test_a_linear_classifier_learns_them_but_not_fully(drawn):
    """Least squares to one-hot labels; trained on 3,000 digits of MNIST it is right on about 0.80 of others."""

    def inputs(pictures):
        return np.concatenate([pictures.reshape(len(pictures), -1) / 255, np.ones((len(pictures), 1))], axis=1)

    x, labels = inputs(drawn[0]), drawn[1]
    weights = np.linalg.solve(x.T @ x + 10 * np.eye(x.shape[1]), x.T @ np.eye(10)[labels])
    pictures, labels = draw_digits(1000, 6, held_out=True)
    accuracy = ((inputs(pictures) @ weights).argmax(axis=1) == labels).mean()
    assert 0.7 < accuracy < 0.9


def test_both_sets_are_of_their_sizes_with_test_digits_of_their_own(alone):
    train_images, train_labels, test_images, test_labels = draw_both_sets()
    assert [len(train_images), len(train_labels), len(test_images), len(test_labels)] == [60, 60, 20, 20]
    assert not {picture.tobytes() for picture in train_images} & {picture.tobytes() for picture in test_images}
