"""The CRNN's pairs are the tutorial's, to the last bit, and take from NumPy's random state what it took."""

import numpy as np
import pytest

from tf1graph.tutorials.pairs import sample_pairs


def digits(count):
    random = np.random.RandomState(count)
    return random.randint(0, 256, (count, 28, 28)).astype(np.uint8), random.randint(0, 10, count).astype(np.uint8)


def sample_one_by_one(images, labels, batch_size):
    """The tutorial's rule: all first pictures, then all second ones, a draw with np.random.randint for each."""
    pictures, drawn_labels = [], []
    for _ in range(2):
        positions = [np.random.randint(0, len(images)) for _ in range(batch_size)]
        pictures.append([images[position].reshape(28, 28, 1) for position in positions])
        drawn_labels.append([int(labels[position]) for position in positions])
    differences = np.array(drawn_labels[0]) - np.array(drawn_labels[1])
    rows = []
    for difference in differences:
        row = np.zeros(19)
        row[difference + 9] = 1
        rows.append(row)
    return np.array(pictures), differences, np.array(rows)


@pytest.mark.parametrize("count", [1, 2, 100, 257, 1000])
@pytest.mark.parametrize("batch_size", [1, 7, 128])
def test_pairs_are_those_of_the_tutorial(count, batch_size):
    images, labels = digits(count)
    np.random.seed(count)
    expected = [sample_one_by_one(images, labels, batch_size) for _ in range(3)]
    state = np.random.get_state()
    np.random.seed(count)
    found = [sample_pairs(images, labels, batch_size) for _ in range(3)]
    for ours, theirs in zip(found, expected, strict=True):
        for array, other in zip(ours, theirs, strict=True):
            assert array.dtype == other.dtype
            np.testing.assert_array_equal(array, other)
    for part, other_part in zip(np.random.get_state(), state, strict=True):
        np.testing.assert_array_equal(part, other_part)


def test_shapes_are_what_the_graph_is_fed():
    pictures, differences, one_hot = sample_pairs(*digits(10), 5)
    assert pictures.shape == (2, 5, 28, 28, 1)
    assert differences.shape == (5,)
    assert one_hot.shape == (5, 19)
