"""The event file that shows a graph best, and what TensorBoard makes of it."""

import numpy as np
import pytest
from browsing import MARKS, chromium, tensorboard
from tensorboard.backend.event_processing.event_file_loader import RawEventFileLoader
from tensorboard.compat.proto.config_pb2 import RunMetadata
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.graph_pb2 import GraphDef

from tf1graph import tf
from tf1graph.cli import main
from tf1graph.errors import MalformedFile
from tf1graph.graph import load
from tf1graph.graph.board import write_board


def chain(scopes, length):
    """A GraphDef of `scopes` scopes in a row, each a row of `length` nodes."""
    graph, before = GraphDef(), None
    for scope in range(scopes):
        for number in range(length):
            node = graph.node.add(name=f"s{scope}/n{number}", op="NoOp")
            if before:
                node.input.append(f"^{before}")
            before = node.name
    return graph


def write_log(folder, graph, metadata=None):
    """A log as a program writes it."""
    with tf.summary.FileWriter(str(folder)) as writer:
        writer.add_graph(None, graph_def=tf.GraphDef.FromString(graph.SerializeToString()))
        if metadata is not None:
            writer.add_run_metadata(tf.RunMetadata.FromString(metadata.SerializeToString()), "step 5", 5)


def read(folder):
    """The graph in the event file of a folder, and the times of steps by tag."""
    (file,) = folder.glob("*tfevents*")
    events = list(map(Event.FromString, RawEventFileLoader(str(file)).Load()))
    graphs = [event.graph_def for event in events if event.graph_def]
    times = {
        event.tagged_run_metadata.tag: RunMetadata.FromString(event.tagged_run_metadata.run_metadata)
        for event in events
        if event.HasField("tagged_run_metadata")
    }
    return {node.name: node for node in GraphDef.FromString(graphs[-1]).node}, times


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    """A file of a graph that records no shapes, with a large constant and one that is near another node."""
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [None, 100], name="x")
        w = tf.constant(np.ones((100, 50), np.float32), name="w")
        y = tf.matmul(x, w, name="y")
        with tf.colocate_with(y.op), tf.device("/cpu:0"):
            tf.reduce_sum(y, name="total")
    path = tmp_path_factory.mktemp("frozen") / "graph.pb"
    path.write_bytes(graph.as_graph_def().SerializeToString())
    return path


def test_shapes_are_recorded_and_large_constants_left_out(frozen, tmp_path):
    written = write_board(load(frozen), tmp_path)
    nodes, _ = read(tmp_path)
    sizes = [dim.size for dim in nodes["y"].attr["_output_shapes"].list.shape[0].dim]
    assert sizes == [-1, 50]
    kept = nodes["w"].attr["value"].tensor
    assert [dim.size for dim in kept.tensor_shape.dim] == [100, 50]
    assert not kept.tensor_content
    assert written.stripped > 15_000
    assert nodes["total"].device == "/device:CPU:0"
    assert written.grouped == 0


def test_nodes_in_groups_keep_their_inputs_their_neighbours_and_their_times(tmp_path):
    graph = chain(40, 1)
    graph.node[39].attr["_class"].list.s.append(b"loc:@s0/n0")
    metadata = RunMetadata()
    metadata.step_stats.dev_stats.add(device="/cpu:0").node_stats.add(node_name="s39/n0:NoOp", all_end_rel_micros=3)
    log = tmp_path / "log"
    write_log(log, graph, metadata)
    written = write_board(load(log), log / "board")
    assert (written.grouped, written.times) == (40, 1)
    nodes, times = read(log / "board")
    last = nodes["s36-s39/s39/n0"]
    assert list(last.input) == ["^s36-s39/s38/n0"]
    assert last.attr["_class"].list.s[0] == b"loc:@s0-s5/s0/n0"
    assert times["step 5"].step_stats.dev_stats[0].node_stats[0].node_name == "s36-s39/s39/n0:NoOp"


def test_what_was_written_for_the_eye_is_not_taken_for_the_log_s_own_graph(tmp_path):
    write_log(tmp_path, chain(40, 1))
    write_board(load(tmp_path), tmp_path / "board")
    assert load(tmp_path).nodes.names[0] == "s0/n0"
    assert load(tmp_path / "board").nodes.names[0] == "s0-s5/s0/n0"


def test_a_huge_graph_is_grouped_in_its_first_view_and_lean(tmp_path, monkeypatch):
    monkeypatch.setattr("tf1graph.graph.board.HUGE", 1000)
    graph = chain(49, 40)
    for node in graph.node:
        node.attr["T"].type = 1
    path = tmp_path / "graph.pb"
    path.write_bytes(graph.SerializeToString())
    write_board(load(path), tmp_path / "board")
    nodes, _ = read(tmp_path / "board")
    assert not any(node.attr for node in nodes.values())
    assert {name.count("/") for name in nodes} == {2}


def test_a_bare_checkpoint_has_no_graph_to_draw(tmp_path):
    with tf.Graph().as_default(), tf.Session() as session:
        tf.get_variable("v", [3])
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, str(tmp_path / "model"), write_meta_graph=False)
    with pytest.raises(MalformedFile, match="holds variables alone, and no graph to draw"):
        write_board(load(tmp_path / "model"), tmp_path / "board")


def test_the_command_says_what_it_wrote_and_how_to_look_at_it(frozen, tmp_path, capsys):
    assert main(["board", str(frozen), "--write", "--output", str(tmp_path / "my log")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("wrote ")
    assert said[0].endswith(": 5 nodes")
    assert said[-1] == f"tensorboard --logdir '{tmp_path / 'my log'}'"


def test_the_command_writes_beside_a_log_and_shows_all_of_it(tmp_path, capsys):
    write_log(tmp_path, chain(2, 1))
    assert main(["board", str(tmp_path), "--write"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"tensorboard --logdir {tmp_path}"
    assert (tmp_path / "board").is_dir()


@pytest.fixture(scope="module")
def first_view(tmp_path_factory):
    """The boxes of the first view of a chain of a hundred scopes: name, width and height in pixels of each."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "graph.pb").write_bytes(chain(100, 20).SerializeToString())
    write_board(load(folder / "graph.pb"), folder / "log")
    with tensorboard(str(folder / "log")) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{address}#graphs")
        page.locator("tf-graph-scene g.node").first.wait_for()
        page.wait_for_timeout(500)  # the view is fitted to the window by a short animation
        page.screenshot(path=folder / "page.png")
        found = page.locator("tf-graph-scene g.node").evaluate_all(BOXES)
        page.locator("tf-graph-node-search input").fill("s57/n3$")
        page.locator("tf-graph-node-search").get_by_text("s50-s59/s57/n3", exact=True).wait_for()
        return found


BOXES = """nodes => nodes.map(node => {
    const box = node.querySelector('.nodeshape').getBoundingClientRect();
    return [node.getAttribute('data-name'), box.width, box.height];
})"""


@pytest.mark.browser
@MARKS[1]
def test_tensorboard_s_first_view_of_a_hundred_scopes_has_few_boxes_that_can_be_read(first_view):
    assert 1 < len(first_view) <= 30
    assert first_view[0][0] == "s0-s9"
    assert all(width > 40 and height > 15 for _, width, height in first_view), first_view
