"""The graphs that `tf1graph.tf` builds are TensorFlow 1.15.5's: nodes, seeds, collections, initial values, results."""

import importlib
import json
from pathlib import Path

import pytest
from golden import recording, tutorials
from golden.closeness import assert_close
from tensorboard.compat.proto.graph_pb2 import GraphDef

from tf1graph import tf
from tf1graph.graph import diff, load
from tf1graph.graph.difftext import format_text

GOLDEN = Path(recording.__file__).parent
TOPICS = {
    path.stem: importlib.import_module(f"golden.graphs.{path.stem}")
    for path in sorted((GOLDEN / "graphs").glob("*.py"))
    if path.stem != "__init__"
}
RECORDS = {topic: json.loads((GOLDEN / "graphs" / f"{topic}_tf1.15.5.json").read_text()) for topic in TOPICS}
CASES = [
    pytest.param(topic, case, id=f"{topic}: {case.__name__.replace('_', ' ')}")
    for topic, module in TOPICS.items()
    for case in recording.cases(module)
]

# All that differs from 1.15.5 in the tutorials' graphs: the gradients of biases that were added by `+` are summed
# by BiasAddGrad under Sum's name, since it alone still adds the rows in the order in which TensorFlow 1's Sum did.
DIFFERING = {"cnn": ["Train/gradients/Output/add_grad/Sum_1", "Train/gradients/Hidden/add_grad/Sum_1"], "crnn": []}


@pytest.mark.parametrize(("topic", "case"), CASES)
def test_builds_the_nodes_of_tensorflow_1(topic, case):
    built, golden = recording.record(tf, case), RECORDS[topic][case.__name__]
    assert built["nodes"] == golden["nodes"], difference(built["nodes"], golden["nodes"])
    assert built["variables"] == golden["variables"]
    assert built["collections"] == golden["collections"]
    assert ("runs" in built) == ("runs" in golden)
    assert_close(built.get("runs"), golden.get("runs"))


def difference(built, golden):
    """How the nodes differ, in words."""
    return format_text(diff(graph_of(golden), graph_of(built)), "TensorFlow 1.15.5", "tf1graph.tf")


def graph_of(nodes):
    graph = GraphDef()
    for node in nodes:
        made = graph.node.add(name=node["name"], op=node["op"], input=node["inputs"])
        for seed in {"seed", "seed2"} & node.keys():
            made.attr[seed].i = node[seed]
    return load(graph)


def test_a_graph_that_is_not_tensorflow_1s_is_told_by_its_differences():
    topic, case = CASES[0].values
    golden = RECORDS[topic][case.__name__]["nodes"]
    built = [{**node, "inputs": [*node["inputs"]]} for node in golden]
    built[-1]["op"] = "Other"
    del built[0]
    said = difference(built, golden)
    assert f"- {golden[0]['name']}" in said
    assert f"{golden[-1]['name']}: op {golden[-1]['op']} → Other" in " ".join(said.split())


@pytest.mark.parametrize("topic", TOPICS)
def test_each_case_has_a_golden_and_each_golden_a_case(topic):
    assert list(RECORDS[topic]) == [case.__name__ for case in recording.cases(TOPICS[topic])]


@pytest.mark.parametrize("name", ["cnn", "crnn"])
class TestTutorial:
    """The two tutorials, whole: forward, gradients, optimiser, summaries, initialiser."""

    @pytest.fixture
    def golden(self, name):
        return json.loads((GOLDEN / f"{name}_tf1.15.5.json").read_text())

    @pytest.fixture
    def built(self, name):
        return recording.record(tf, getattr(tutorials, name), tutorials.SEEDS[name], run=False)

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
