"""Where the time of a step goes: of recorded steps, and of steps of a program that are recorded now."""

import json
import subprocess
import sys

import pytest
from tensorboard.compat.proto.config_pb2 import RunMetadata

from tf1graph import tf
from tf1graph.cli import main
from tf1graph.errors import MalformedFile
from tf1graph.graph import load
from tf1graph.graph.model import Recorded
from tf1graph.graph.text import View
from tf1graph.graph.times import times_of, trace_of
from tf1graph.graph.timetext import format_text, share, span

CPU = "/job:localhost/replica:0/task:0/device:CPU:0"
# (node, op type, start, microseconds, bytes) of the ops of a step; c begins while b still runs
STEP = [("a/x", "MatMul", 0, 100, 400), ("a/b/y", "Add", 100, 50, 0), ("c", "Sum", 120, 60, 4)]


def record(slower=1, device=CPU, step=1):
    metadata = RunMetadata()
    stats = metadata.step_stats.dev_stats.add(device=device).node_stats
    stats.add(node_name="_SOURCE", all_end_rel_micros=7)
    for name, op, start, took, size in STEP:
        node = stats.add(node_name=name, timeline_label=f"{name} = {op}(w, v)", all_start_micros=1000 + start)
        node.op_end_rel_micros = node.all_end_rel_micros = took * slower
        if size:
            node.memory.add(allocator_name="cpu", total_bytes=size)
    return Recorded(f"step {step}", step, metadata.SerializeToString())


@pytest.fixture
def graph():
    loaded = load(tf.Graph())
    loaded.run_metadata = [record(), record(slower=3, step=2)]
    return loaded


def test_times_are_means_over_the_steps_of_nodes_op_types_and_scopes(graph):
    times = times_of(graph)
    assert [(node.name, node.op, node.microseconds, node.bytes, node.runs) for node in times.nodes] == [
        ("a/x", "MatMul", 200, 400, 2),
        ("c", "Sum", 120, 4, 2),
        ("a/b/y", "Add", 100, 0, 2),
    ]
    assert (times.steps, times.wall, times.total) == (2, (180 + 300) / 2, 420)
    assert times.by_op() == [("MatMul", 200, 1), ("Sum", 120, 1), ("Add", 100, 1)]
    a = times.root.scopes["a"]
    assert (a.microseconds, a.bytes, a.nodes) == (300, 400, 2)
    assert a.scopes["b"].microseconds == 100


def test_what_a_gpu_tells_a_second_time_is_counted_once(graph):
    graph.run_metadata = [record(), record(device="/device:GPU:0/stream:all")]
    assert times_of(graph).total == 105


def test_a_trace_puts_ops_that_ran_side_by_side_into_rows_of_their_own(graph):
    trace = json.loads(trace_of(graph))["traceEvents"]
    assert trace[0] == {"name": "process_name", "ph": "M", "pid": 0, "args": {"name": CPU}}
    first = [event for event in trace[1:] if event["args"]["step"] == 1]
    assert [(event["args"]["node"], event["ts"], event["dur"], event["tid"]) for event in first] == [
        ("a/x", 1000, 100, 0),
        ("a/b/y", 1100, 50, 0),
        ("c", 1120, 60, 1),
    ]


def test_a_graph_without_times_says_how_to_record_some():
    with pytest.raises(MalformedFile, match="came with no times of steps; record some with --profile"):
        times_of(load(tf.Graph()))


def test_a_damaged_record_is_told_by_its_step(graph):
    graph.run_metadata = [Recorded("step 7", 7, b"\xff\xff")]
    with pytest.raises(MalformedFile, match="step 7: is a damaged record of the times of step 7"):
        times_of(graph)


@pytest.mark.parametrize(
    ("microseconds", "text"), [(0.09, "90 ns"), (3.14159, "3.14 µs"), (20_600, "20.6 ms"), (1.2e6, "1.2 s")]
)
def test_a_time_has_its_unit(microseconds, text):
    assert span(microseconds) == text


def test_a_share_of_nothing_is_left_empty():
    assert (share(1, 8), share(0, 0)) == ("12.5%", "")


PROGRAM = """
import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 4])
with tf.name_scope("model"):
    w = tf.get_variable("w", [4, 4])
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w)))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for step in range(50):
        session.run(train, {x: [[1, 2, 3, 4]]})
        print("trained step", step)
"""


def test_a_program_s_steps_are_recorded_and_the_program_is_stopped_behind_them(tmp_path):
    (tmp_path / "train.py").write_text(PROGRAM)
    command = [sys.executable, "-m", "tf1graph", "graph", "train.py", "--profile", "2", "--trace", "steps.json"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("time of 2 steps: ")
    assert "model " in ran.stdout
    assert all(len(line) <= 80 for line in ran.stdout.splitlines())
    assert "trained step 2" in ran.stderr
    assert "trained step 3" not in ran.stderr
    steps = {event["args"].get("step") for event in json.loads((tmp_path / "steps.json").read_text())["traceEvents"]}
    assert steps == {None, 1, 2}


def test_steps_of_what_is_no_program_are_refused_in_a_sentence(tmp_path, capsys):
    path = tmp_path / "graph.pb"
    path.write_bytes(b"")
    assert main(["graph", str(path), "--profile", "3"]) == 2
    assert "is no program, and so has no steps to record" in capsys.readouterr().err


def test_scopes_that_take_next_to_nothing_share_a_line():
    stats = RunMetadata()
    device = stats.step_stats.dev_stats.add(device="/device:CPU:0")
    for name, taken in (("model/product", 99_000), *((f"zeros_{at}/fill", 1) for at in range(40))):
        device.node_stats.add(node_name=name, op_end_rel_micros=taken, all_end_rel_micros=taken)
    graph = load(tf.Graph())
    graph.run_metadata = [Recorded("step", 1, stats.SerializeToString())]
    lines = format_text(times_of(graph), View()).splitlines()
    rest = [line.split() for line in lines if line.split()[1:2] == ["more"]]
    assert rest == [["40", "more", "40", "40", "µs", "0.0%"]]
    assert any(line.startswith("model ") for line in lines)
