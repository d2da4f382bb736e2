"""The graphs that `tf1graph.tf` builds are TensorFlow 1.15.5's: nodes, seeds, collections, initial values."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from golden import graphs

from tf1graph import tf

GOLDEN = Path(graphs.__file__).parent
SMALL = json.loads((GOLDEN / "graphs_tf1.15.5.json").read_text())

# All that differs from 1.15.5 in the tutorials' graphs: the gradients of biases that were added by `+` are summed
# by BiasAddGrad under Sum's name, since it alone still adds the rows in the order in which TensorFlow 1's Sum did.
DIFFERING = {"cnn": ["Train/gradients/Output/add_grad/Sum_1", "Train/gradients/Hidden/add_grad/Sum_1"], "crnn": []}


def build_and_describe(build, seed):
    """What `record_graphs.py` records, of the graph that this project builds."""
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(seed)
        build(tf)
        record = graphs.describe(graph)
        variables = tf.trainable_variables()
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            values = session.run(variables)
    record["variables"] = [
        {
            "name": variable.name,
            "shape": list(value.shape),
            "sha256_float32": hashlib.sha256(np.ascontiguousarray(value, "<f4").tobytes()).hexdigest(),
        }
        for variable, value in zip(variables, values, strict=True)
    ]
    return record


def sentence(build):
    return build.__name__.replace("_", " ") + " builds the nodes of TensorFlow 1"


@pytest.mark.parametrize("build", graphs.SMALL, ids=sentence)
def test(build):
    built, golden = build_and_describe(build, 1234), SMALL[build.__name__]
    assert built["nodes"] == golden["nodes"]
    assert built["variables"] == golden["variables"]
    assert built["collections"] == golden["collections"]


def test_each_small_graph_has_a_golden_and_each_golden_a_graph():
    assert sorted(SMALL) == sorted(build.__name__ for build in graphs.SMALL)


@pytest.mark.parametrize("name", ["cnn", "crnn"])
class TestTutorial:
    """The two tutorials, whole: forward, gradients, optimiser, summaries, initialiser."""

    @pytest.fixture
    def golden(self, name):
        return json.loads((GOLDEN / f"{name}_tf1.15.5.json").read_text())

    @pytest.fixture
    def built(self, name):
        return build_and_describe(getattr(graphs, name), graphs.SEEDS[name])

    def test_every_trainable_variable_has_its_name_shape_and_initial_value(self, built, golden):
        assert built["variables"] == golden["variables"]
        assert len(built["variables"]) in (5, 16)

    def test_every_node_has_its_name_op_inputs_seeds_and_place(self, name, built, golden):
        differing = {
            ours["name"]: ours for ours, theirs in zip(built["nodes"], golden["nodes"], strict=True) if ours != theirs
        }
        assert list(differing) == DIFFERING[name]
        assert [node["name"] for node in built["nodes"]] == [node["name"] for node in golden["nodes"]]
        for node in differing.values():
            assert node["op"] == "BiasAddGrad"

    def test_every_collection_holds_what_it_held(self, built, golden):
        assert built["collections"] == golden["collections"]
