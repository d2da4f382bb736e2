"""`tf1graph graph`: what it prints, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from graph.graphs import built, layers, tutorial

from tf1graph import cli, tf
from tf1graph.graph import summarise
from tf1graph.graph.findings import find_warnings
from tf1graph.graph.loading import from_live
from tf1graph.graph.text import SORTS, View, format_text, memory, short

ROOT = Path(__file__).parent.parent.parent

PROGRAM = """
import os, sys
import tensorflow as tf
print("building")
x = tf.placeholder(tf.float32, [None, 4])
y = tf.layers.dense(x, int(sys.argv[1]), name=os.environ.get("LAYER", "layer"))
train = tf.train.AdamOptimizer().minimize(tf.reduce_mean(y))
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    open("reached", "w").close()
    try:
        session.run([y, train], {x: [[1, 2, 3, 4]]})
    except BaseException:
        session.run(train, {x: [[1, 2, 3, 4]]})
    open("trained", "w").close()
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    path = tmp_path_factory.mktemp("graphs") / "crnn.pb"
    path.write_bytes(tutorial("crnn").as_graph_def(add_shapes=True).SerializeToString())
    return path


@pytest.fixture
def program(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    (tmp_path / "train.py").write_text(PROGRAM)
    return tmp_path / "train.py"


def run(capsys, *line):
    code = cli.main(["graph", *map(str, line)])
    return code, capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [[], ["--all", "--nodes", "--depth", "all"], ["--variables", "--ops", "--sort", "memory"], ["--gradients"]],
    ids=" ".join,
)
def test_it_prints_80_columns_without_colours(options, stored, capsys):
    code, out = run(capsys, stored, *options)
    assert code == 0
    assert max(map(len, out.splitlines()[1:])) <= 80  # the first line is the path
    assert "\x1b" not in out


def test_a_terminal_gets_colours():
    summary = summarise(from_live(tutorial("cnn")))
    assert "\x1b[1m" in format_text(summary, View(color=True))


def test_no_tensorflow_is_loaded_for_a_file_with_shapes(stored):
    line = "import sys; from tf1graph.cli import main; main(sys.argv[1:]); sys.exit('tensorflow' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", line, "graph", str(stored)], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert found.returncode == 0, found.stderr
    assert "basic_rnn_cell" in found.stdout


def test_the_tree_is_cut_sorted_and_filtered(stored, capsys):
    def scopes(*options):
        lines = run(capsys, stored, *options)[1].splitlines()
        first = next(at for at, line in enumerate(lines) if line.startswith("scope"))
        rows = [line.split() for line in lines[first + 1 : lines.index("", first)]]
        return [row[0] for row in rows if not row[0].isdigit()]  # the figures of a long name

    assert "kernel" not in scopes("--depth", 1)
    assert scopes("--depth", 2).count("kernel") == 8
    assert scopes("--sort", "flops", "--depth", 1)[0] == "basic_rnn_cell"
    assert scopes("--sort", "name", "--depth", 1) == sorted(scopes("--depth", 1))
    assert scopes("--filter", "rnn_cell/kernel") == ["basic_rnn_cell", "kernel"]
    assert scopes("--filter", "conv2d*", "--depth", 1) == ["conv2d", "conv2d_1", "conv2d_2", "conv2d_3"]
    assert "gradients" in scopes("--gradients")
    assert scopes("--filter", "cell/kernel", "--depth", 1) == ["basic_rnn_cell", "kernel"]  # around it, however deep
    assert {*scopes("--filter", "rnn_cell/MatMul", "--nodes", "--depth", 1)} == {"basic_rnn_cell", "·"}


def test_a_filter_that_nothing_matches_is_said_to_be_one(stored, capsys):
    code, out = run(capsys, stored, "--filter", "nowhere*")
    assert code == 0
    assert "Nothing that is shown has a name that holds or matches 'nowhere*'." in out
    assert "scope  " not in out


def test_json_holds_what_the_text_says(stored, capsys):
    held = json.loads(run(capsys, stored, "--json", "--batch", 128, "--nodes")[1])
    summary = summarise(from_live(tutorial("crnn")), 128)
    assert held["tree"]["flops"] == summary.root.flops
    assert held["tree"]["parameters"] == summary.root.parameters == 543091
    assert sum(held["kinds"].values()) == held["nodes"] == 580
    by_name = {scope["name"]: scope for scope in held["tree"]["scopes"]}
    assert by_name["dense"]["output_shape"] == [None, 256]
    assert {"name": "dense/MatMul", "op": "MatMul", "output_shapes": [[None, 256]], "flops": 2 * 784 * 256 * 128} in (
        by_name["dense"]["own"]
    )
    assert len(held["variables"]) == 50


def test_variables_are_listed_with_what_they_are(stored, capsys):
    lines = run(capsys, stored, "--variables", "--filter", "dense_2")[1].splitlines()
    (kernel,) = [line for line in lines if line.split()[:1] == ["dense_2/kernel"]]
    assert kernel.split()[1:] == ["256×19", "float32", "4.86k", "19.0K"]
    assert len([line for line in lines if line.startswith("- dense_2/")]) == 4


def test_a_program_is_stopped_before_it_trains(program, capfd):
    code = cli.main(["graph", "train.py 3"])
    found = capfd.readouterr()
    assert code == 0
    assert "train.py was stopped in line 12 of train.py before it ran Adam, which trains." in " ".join(
        found.out.split()
    )
    assert "15 parameters" in found.out
    assert "building" in found.err
    assert "building" not in found.out
    assert (program.parent / "reached").exists()
    assert not (program.parent / "trained").exists()


def test_one_program_under_two_settings_differs_by_what_was_set(program, capfd):
    assert cli.main(["graph", "train.py 3", "--diff", "LAYER=other train.py 3"]) == 1
    out = capfd.readouterr().out
    assert "~ layer → other" in out
    assert "added" not in out
    assert "changed" not in out


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("import tensorflow as tf\n1 / 0\n", "ended with exit code 1 before it had built a graph"),
        ("print('nothing')\n", "built no graph"),
    ],
    ids=["a program that fails", "a program without a graph"],
)
def test_a_program_without_a_graph_is_named(source, sentence, program, capfd):
    program.write_text(source)
    assert cli.main(["graph", "train.py"]) == 1
    assert f"tf1graph: train.py: {sentence}.\n" in capfd.readouterr().err


def test_a_program_that_does_not_train_is_read_at_its_end(program, capfd):
    program.write_text("import tensorflow as tf\ntf.Session().run(tf.add(1, 2, name='sum'))\nraise SystemExit(3)\n")
    assert cli.main(["graph", "train.py"]) == 0
    out = " ".join(capfd.readouterr().out.split())
    assert "train.py ended without running an op that trains. It ended with exit code 3." in out


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["nothing.pb"], 2),
        (["missing.py"], 2),
        (["--depth", "0", "x"], 2),
        (["--batch", "-1", "x"], 2),
        (["--sort", "colour", "x"], 2),
        ([], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_ends_with_code_2_and_a_line(line, code, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        found = cli.main(["graph", *line])
    except SystemExit as ended:
        found = ended.code
    assert found == code
    assert "tf1graph" in capsys.readouterr().err


def warnings_of(build):
    return " ".join(find_warnings(summarise(from_live(built(build)))))


def test_a_variable_that_nothing_reads_is_named():
    def build(tf):
        tf.Variable([1.0], name="used") * 2.0
        tf.Variable([1.0], name="left")
        tf.get_variable("also_left", [2], use_resource=True)
        tf.train.get_or_create_global_step()
        tf.assign_add(tf.train.get_global_step(), 1)

    assert warnings_of(build) == "2 variables that nothing reads: left, also_left."


def test_a_queue_that_nobody_fills_is_named():
    def build(tf):
        tf.train.batch([tf.constant(1.0)], 2)
        tf.FIFOQueue(3, [tf.float32], name="empty").dequeue()
        by_hand = tf.FIFOQueue(3, [tf.float32], [()], name="by_hand")
        by_hand.enqueue([1.0])
        by_hand.dequeue()

    assert warnings_of(build) == (
        "The queue empty is read, and nothing puts anything into it. "
        "The queue by_hand is read, and no queue runner fills it: unless the program does, who reads it waits for ever."
    )


def test_large_constants_missing_summaries_and_untrained_variables_are_named():
    def build(tf):
        table = tf.constant([[0.5] * 1024] * 300, name="table")
        w = tf.get_variable("w", [1024, 1])
        tf.get_variable("still", [1]) + 1.0
        loss = tf.reduce_mean(tf.matmul(table, w))
        tf.train.GradientDescentOptimizer(0.1).minimize(loss)

    assert warnings_of(build) == (
        "1 trainable variable that no optimiser updates: still. "
        "1 constant over 1 MiB, kept in the graph itself: table (1.2 MiB). "
        "It trains and has no summaries: TensorBoard will have no curves of it."
    )


def test_a_graph_that_is_in_order_has_no_warnings():
    def build(tf):
        layers(3, train=True)(tf)
        tf.summary.scalar("loss", tf.get_default_graph().get_tensor_by_name("loss:0"))

    assert warnings_of(build) == ""


def test_a_broken_graph_is_described(tmp_path, capsys):
    graph = tf.GraphDef()
    graph.node.add(name="a", op="Identity", input=["b"])
    graph.node.add(name="b", op="Identity", input=["a"])
    graph.node.add(name="c", op="Identity", input=["nowhere:3"])
    graph.node.add(name="c", op="NoOp")
    (tmp_path / "broken.pb").write_bytes(graph.SerializeToString())
    code, out = run(capsys, tmp_path / "broken.pb", "--infer")
    text = " ".join(out.split())
    assert code == 0
    assert "A cycle that is no while loop leads to a." in text
    assert "1 input that no node of the graph gives: nowhere:3 of c." in text
    assert "1 node with the name of another" in text


def test_numbers_are_short():
    assert [short(number) for number in (0, 7, 999, 1000, 12345, 999_499, 999_500, 10**9, 10**21)] == [
        "", "7", "999", "1.00k", "12.3k", "999k", "1.00M", "1.00G", "1e+03E",
    ]  # fmt: skip
    assert [memory(size) for size in (0, 999, 1024, 5 << 20, 1 << 40)] == ["", "999B", "1.00K", "5.00M", "1.00T"]
    assert {*SORTS} == {"graph", "name", "nodes", "parameters", "flops", "memory"}
