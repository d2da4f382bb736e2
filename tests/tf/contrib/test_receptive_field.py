"""The receptive fields of nets are what 1.15.5 said."""

import json
from pathlib import Path

import numpy as np
import pytest
from golden import receptive_fields

from tf1graph import tf

GOLDEN = json.loads(Path(receptive_fields.PATH).read_text())


def test_fields_and_sizes_are_those_of_1_15_5():
    assert receptive_fields.record(tf) == GOLDEN


@pytest.fixture
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def test_coordinates_go_there_and_back(graph):
    x = tf.placeholder(tf.float32, [1, 20, 20, 1])
    y = tf.contrib.slim.conv2d(tf.contrib.slim.conv2d(x, 1, 3, stride=2, padding="VALID"), 1, 3)
    field = tf.contrib.receptive_field.compute_receptive_field_from_graph_def(graph, x, y)
    assert field.size.tolist() == [7, 7]
    middles = field.compute_input_center_coordinates([[0, 0], [1, 2]])
    assert middles.tolist() == [[1, 1], [3, 5]]
    np.testing.assert_array_equal(field.compute_feature_coordinates(middles), [[0, 0], [1, 2]])
    assert field.compute_input_center_coordinates([[2]], axis=[0]).tolist() == [[5]]
    with pytest.raises(ValueError, match="does not match dimensionality"):
        field.compute_feature_coordinates([1, 2, 3])


@pytest.mark.parametrize(
    ("words", "ends"),
    [("Output node was not found", ("input", "none")), ("Input node was not found", ("none", "output"))],
)
def test_a_node_that_is_not_there_is_an_error(graph, words, ends):
    tf.nn.relu(tf.zeros([1, 2, 2, 1], name="input"), name="output")
    with pytest.raises(ValueError, match=words):
        tf.contrib.receptive_field.compute_receptive_field_from_graph_def(graph, *ends)


def test_a_layer_of_an_unknown_kind_is_an_error(graph):
    tf.tanh(tf.placeholder(tf.float32, [1, 2, 2, 1], name="input"), name="output")
    with pytest.raises(ValueError, match="Unknown layer for operation 'output': Tanh"):
        tf.contrib.receptive_field.compute_receptive_field_from_graph_def(graph, "input", "output")
