"""Graphs come from whatever they are in, told by content."""

import pytest
from tensorboard.compat.proto.graph_pb2 import GraphDef

from tf1graph import tf
from tf1graph.errors import MalformedFile, UsageError
from tf1graph.graph import load


@pytest.fixture(scope="module")
def graph():
    """A dense layer with its gradients, an optimiser and a saver."""
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [None, 3], name="x")
        loss = tf.reduce_sum(tf.layers.dense(x, 2, name="layer"))
        tf.train.AdamOptimizer().minimize(loss)
        tf.train.Saver()
    return graph


@pytest.fixture(scope="module")
def places(graph, tmp_path_factory):
    """The graph in each kind of file, by the kind."""
    folder = tmp_path_factory.mktemp("graphs")
    tf.train.write_graph(graph, str(folder), "a.anything", as_text=False)
    tf.train.write_graph(graph, str(folder), "b.anything", as_text=True)
    with graph.as_default(), tf.Session() as session:
        session.run(tf.global_variables_initializer())
        saver = tf.train.Saver()
        saver.save(session, str(folder / "model.ckpt"), global_step=7)
        tf.train.export_meta_graph(str(folder / "c.anything"))
        tf.train.export_meta_graph(str(folder / "d.anything"), as_text=True)
        writer = tf.summary.FileWriter(str(folder / "log"), graph)
        metadata = tf.RunMetadata()
        metadata.step_stats.dev_stats.add(device="/cpu:0")
        writer.add_run_metadata(metadata, "step 5", 5)
        writer.close()
        builder = tf.saved_model.builder.SavedModelBuilder(str(folder / "saved"))
        builder.add_meta_graph_and_variables(session, ["serve"])
        builder.save()
    return {
        "GraphDef": folder / "a.anything",
        "GraphDef as text": folder / "b.anything",
        "MetaGraph": folder / "c.anything",
        "MetaGraph as text": folder / "d.anything",
        "SavedModel": folder / "saved",
        "event file": folder / "log",
        "checkpoint": folder / "model.ckpt-7",
    }


@pytest.mark.parametrize(
    "kind", ["GraphDef", "GraphDef as text", "MetaGraph", "MetaGraph as text", "SavedModel", "event file"]
)
def test_a_graph_is_loaded_from_a(kind, places, graph):
    loaded = load(places[kind])
    assert loaded.source.kind == kind
    names = [node.name for node in graph.as_graph_def().node]
    assert loaded.nodes.names == names[: len(loaded.nodes)]  # savers were added in between
    assert len(loaded.nodes) > 60
    assert [variable.name for variable in loaded.variables if not variable.slot] == ["layer/kernel", "layer/bias"]
    assert loaded.variables[0].shape == (3, 2)
    assert GraphDef.FromString(loaded.serialized()).node[0].name == "x"
    if "Meta" in kind:
        assert loaded.trainable == {"layer/kernel", "layer/bias"}


def test_a_prefix_of_a_checkpoint_gives_the_graph_beside_it_and_the_values(places):
    loaded = load(places["checkpoint"])
    assert loaded.source.kind == "MetaGraph"
    assert loaded.value("layer/kernel").shape == (3, 2)
    with pytest.raises(MalformedFile, match="holds no variable nothing"):
        loaded.value("nothing")
    assert load(places["checkpoint"].parent).checkpoint == places["checkpoint"]


def test_a_checkpoint_without_a_graph_gives_its_variables(places, tmp_path):
    for path in places["checkpoint"].parent.glob("model.ckpt-7.*"):
        if path.suffix != ".meta":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    for place in (tmp_path / "model.ckpt-7", tmp_path / "model.ckpt-7.index", tmp_path):
        loaded = load(place)
        assert loaded.source.kind == "checkpoint"
        assert len(loaded.nodes) == 0
        names = [variable.name for variable in loaded.variables]
        assert names == sorted(names)
        assert {"layer/kernel", "layer/bias", "layer/kernel/Adam", "beta1_power"} <= {*names}
        assert [variable.name for variable in loaded.variables if not variable.slot] == ["layer/bias", "layer/kernel"]


def test_a_log_brings_its_times_along(places):
    (recorded,) = load(places["event file"]).run_metadata
    assert (recorded.tag, recorded.step) == ("step 5", 5)
    assert tf.RunMetadata.FromString(recorded.data).step_stats.dev_stats[0].device == "/cpu:0"


def test_a_live_graph_is_loaded_with_its_shapes(graph):
    loaded = load(graph)
    assert loaded.source.kind == "live graph"
    lists, number = loaded.nodes.recorded_shapes
    assert lists[number[loaded.nodes.index["x"]]] == ((None, 3),)
    assert loaded.trainable == {"layer/kernel", "layer/bias"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\x00" * 100, "holds no graph"),
        (b"Just a text.\n", "holds no graph"),
        (b"node { name: 'a' op: ", "holds a damaged graph as text"),
        (b"node { name: 'a' op: 'b' attr { key: 'k' value { i: 99999999999999999999999 } } }", "damaged graph as text"),
        (b"PK\x03\x04" + b"\x11" * 60, "holds no graph"),
        (b"\x80\x04\x95cos\nsystem\n(S'true'\ntR.", "holds no graph"),
    ],
    ids=["nothing", "zeros", "prose", "half a text", "a number too large", "an archive", "a pickle"],
)
def test_what_holds_no_graph_is_named_in_a_sentence(content, sentence, tmp_path):
    path = tmp_path / "file.pb"
    path.write_bytes(content)
    with pytest.raises(MalformedFile, match=sentence) as raised:
        load(path)
    assert str(raised.value).count("\n") == 0


@pytest.mark.parametrize("kind", ["GraphDef", "MetaGraph"])
def test_a_graph_cut_off_anywhere_is_named_as_damaged(kind, places, tmp_path):
    whole = places[kind].read_bytes()
    path = tmp_path / "cut.pb"
    refused = 0
    for size in range(1, len(whole), 97):
        path.write_bytes(whole[:size])
        try:
            load(path)
        except MalformedFile as error:
            refused += str(error).startswith(f"{path}: holds ")
    assert refused > len(whole) / 97 * 0.9  # some cuts fall between two nodes


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match="there is no such file, folder or checkpoint"):
        load(tmp_path / "nothing")
    with pytest.raises(MalformedFile, match="holds no SavedModel, no event file and no checkpoint"):
        load(tmp_path)
    with pytest.raises(UsageError, match="not from a int"):
        load(3)
