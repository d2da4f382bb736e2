"""Two graphs are compared by what they compute."""

import pytest
from graph.graphs import built, layers, loaded

from tf1graph import tf
from tf1graph.graph import diff, load
from tf1graph.graph.difftext import format_json, format_text


def test_a_graph_does_not_differ_from_itself_however_it_is_stored(tmp_path):
    graph = built(layers(3, 2, train=True))
    tf.train.write_graph(graph, str(tmp_path), "a.pb", as_text=False)
    tf.train.write_graph(graph, str(tmp_path), "a.pbtxt")
    with graph.as_default():
        tf.train.export_meta_graph(str(tmp_path / "a.meta"))
    for name in ("a.pb", "a.pbtxt", "a.meta"):
        found = diff(load(graph), load(tmp_path / name))
        assert not found, found
    assert format_text(diff(load(graph), load(graph)), "one", "other") == "one and other: the same graph"


@pytest.mark.parametrize("train", [False, True])
def test_a_renamed_scope_is_one_line(train):
    found = diff(loaded(layers(3, 2, name="encoder")), loaded(layers(3, 2, name="tower")))
    assert not (found.removed)
    assert not (found.added)
    assert not (found.changed)
    assert not (found.moved)
    (rename,) = found.renamed_scopes()
    assert rename == ("encoder", "tower")
    lines = format_text(found).splitlines()
    assert [line for line in lines if line.startswith("~")] == [f"~ encoder → tower ({len(found.renamed)} nodes)"]


def test_a_renamed_scope_with_a_change_within_is_a_renamed_scope_and_a_change():
    found = diff(loaded(layers(3, 2, name="encoder")), loaded(layers(3, 5, name="tower")))
    assert not (found.removed)
    assert not (found.added)
    assert {*found.renamed_scopes()} == {("encoder", "tower")}
    assert ("encoder/dense_1/kernel", "attribute shape", "[3, 2]", "[3, 5]") in [
        (change.node, change.what, change.before, change.after) for change in found.changed
    ]
    assert all(change.node.startswith(("encoder/dense_1", "loss")) for change in found.changed)


def test_a_renamed_node_is_renamed_and_its_users_are_not_changed():
    def build(name):
        def build(tf):
            x = tf.placeholder(tf.float32, [2], name=name)
            tf.nn.relu(tf.add(x, 1.0, name="sum"), name="out")

        return build

    found = diff(loaded(build("x")), loaded(build("pictures")))
    assert found.renamed == [("x", "pictures")]
    assert not (found.removed)
    assert not (found.added)
    assert not (found.changed)


def test_a_layer_more_is_added_and_what_follows_has_another_input():
    found = diff(loaded(layers(3)), loaded(layers(3, 3)))
    assert {name.partition("/")[0] for name in found.added} == {"dense_1"}
    assert not found.removed
    assert [(change.node, change.what, change.before, change.after) for change in found.changed] == [
        ("loss", "input", "dense/Relu", "dense_1/Relu")
    ]


def test_another_activation_is_another_op():
    def build(op):
        return lambda tf: tf.negative(getattr(tf.nn, op)(tf.placeholder(tf.float32, [2], name="x"), name="act"))

    (change,) = diff(loaded(build("relu")), loaded(build("elu"))).changed
    assert (change.node, change.what, change.before, change.after) == ("act", "op", "Relu", "Elu")


def test_other_seeds_are_changed_attributes():
    found = diff(loaded(layers(3), seed=1), loaded(layers(3), seed=2))
    assert {(change.what, change.before, change.after) for change in found.changed} == {("attribute seed", "1", "2")}


def test_an_attribute_that_is_missing_is_its_default(tmp_path):
    graph = built(lambda tf: tf.nn.conv2d(tf.ones([1, 4, 4, 1]), tf.ones([2, 2, 1, 1]), [1, 1, 1, 1], "SAME"))
    stripped = graph.as_graph_def()
    del stripped.node[-1].attr["explicit_paddings"]
    (tmp_path / "a.pb").write_bytes(stripped.SerializeToString())
    assert not diff(load(tmp_path / "a.pb"), load(graph))
    stripped.node[-1].attr["dilations"].list.i[1] = 2
    (tmp_path / "a.pb").write_bytes(stripped.SerializeToString())
    (change,) = diff(load(tmp_path / "a.pb"), load(graph)).changed
    assert change.what == "attribute dilations"


def test_the_order_of_the_nodes_counts():
    def build(tf, *names):
        for name in names:
            tf.placeholder(tf.float32, [len(name)], name=name)

    found = diff(loaded(lambda tf: build(tf, "a", "bb", "ccc")), loaded(lambda tf: build(tf, "bb", "ccc", "a")))
    assert found.moved == ["a"]
    assert "1 node in another order" in format_text(found)


def test_while_loops_are_compared():
    def build(limit):
        return lambda tf: tf.while_loop(lambda i: i < limit, lambda i: i + 1, [0])

    assert not diff(loaded(build(5)), loaded(build(5)))
    (change,) = diff(loaded(build(5)), loaded(build(6))).changed
    assert (change.what, change.before, change.after) == ("attribute value", "5", "6")


def test_trainable_counts_where_both_say():
    def build(trainable):
        return lambda tf: tf.Variable([1.0], trainable=trainable, name="w")

    (change,) = diff(loaded(build(True)), loaded(build(False))).changed
    assert (change.node, change.what, change.before, change.after) == ("w", "trainable", "yes", "no")


def test_json_holds_everything():
    import json

    held = json.loads(format_json(diff(loaded(layers(3, name="a")), loaded(layers(3, name="b")))))
    assert held["same"] is False
    assert held["renamed_scopes"][0]["before"] == "a"
    assert len(held["renamed"]) == held["renamed_scopes"][0]["nodes"]


def test_long_lists_are_cut_and_lines_are_80_columns_wide():
    found = diff(loaded(layers(3)), loaded(layers(*[3] * 60, name="a_scope_with_a_rather_long_name_for_the_terminal")))
    lines = format_text(found).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) < 100
