"""Ops that are made by other means now give what they gave: those that had kernels of their own, and recurrences."""

import json
from pathlib import Path

import numpy as np
import pytest
from golden import kernels

from tf1graph import tf

GOLDEN = json.loads(Path(kernels.PATH).read_text())


@pytest.mark.parametrize("case", kernels.CASES, ids=lambda case: case.__name__.replace("_", " "))
def test_gives_what_the_kernel_gave(case):
    for value, golden in zip(kernels.run(tf, case), GOLDEN[case.__name__], strict=True):
        if isinstance(golden[0], str):
            assert value == golden
        else:
            np.testing.assert_allclose(value, golden, rtol=1e-5, atol=1e-5)


def test_each_case_has_a_golden():
    assert list(GOLDEN) == [case.__name__ for case in kernels.CASES]


def test_shapes_are_known_as_far_as_they_can_be():
    with tf.Graph().as_default():
        data, warp = tf.placeholder(tf.float32, [None, 3, 4, 2]), tf.placeholder(tf.float32, [None, 5, 6, 2])
        assert tf.contrib.resampler.resampler(data, warp).shape.as_list() == [None, 5, 6, 2]
        of_rows, of_columns = tf.contrib.image.bipartite_match(tf.placeholder(tf.float32, [4, 3]), -1)
        assert (of_rows.shape, of_columns.shape) == ([4], [3])
        assert tf.contrib.image.connected_components(tf.zeros([4, 5])).shape == [4, 5]


def test_what_cannot_be_meant_is_an_error():
    with tf.Graph().as_default(), tf.Session() as session:
        with pytest.raises(ValueError, match="two coordinates"):
            tf.contrib.resampler.resampler(tf.zeros([2, 3, 3, 1]), tf.zeros([2, 3, 3]))
        with pytest.raises(TypeError, match="should have rank 2"):
            tf.contrib.image.connected_components(tf.zeros([4]))
        with pytest.raises(tf.errors.InvalidArgumentError, match="at least 10 rows"):
            session.run(tf.contrib.image.bipartite_match(tf.zeros([2, 3]), 10))
