"""A port is proved: old and new are run from the same seeds, and the verdict names the first difference."""

import json
import os

import numpy as np
import pytest

from tf1graph import cli
from tf1graph.graph import load
from tf1graph.port import comparing, files, verifying
from tf1graph.port.module import Settings

PROGRAM = """
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
h = {layer}
loss = tf.reduce_mean(tf.square(h), name="loss")
step = tf.train.AdamOptimizer(0.01).minimize(loss)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for _ in range(6):
        session.run([step, loss], {{x: np.random.rand(8, 4)}})
open("written.txt", "w").write("by the program")
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(layer):
        (tmp_path / "train.py").write_text(PROGRAM.format(layer=layer))
        return tmp_path

    return write


def test_a_port_on_tf1graph_is_the_same_node_for_node(project, capsys):
    folder = project("tf.layers.dense(tf.contrib.layers.fully_connected(x, 8), 2)")
    assert cli.main(["port", "train.py", "--verify", "--steps", "4"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("train.py: the same (")
    assert os.listdir(folder) == ["train.py"], "the program wrote into the user's folder"


def test_a_port_on_tensorflow_alone_has_the_same_figures(project):
    project('tf.matmul(x, tf.get_variable("w", [4, 8], initializer=tf.truncated_normal_initializer()))')
    verdict = verifying.verify("train.py", [], Settings(), steps=4)
    assert verdict.sameness == "the same figures"
    assert "ported AddV2" in verdict.first


def test_a_difference_is_found_and_named(project, monkeypatch):
    project('tf.matmul(x, tf.get_variable("w", [4, 8]))')
    port_files = files.port_files

    def port_wrongly(found, *how):
        reports = port_files(found, *how)
        for one in found:
            one.path.write_text(one.path.read_text().replace("AdamOptimizer(0.01)", "AdamOptimizer(0.1)"))
        return reports

    monkeypatch.setattr(files, "port_files", port_wrongly)
    verdict = verifying.verify("train.py", [], Settings(), steps=4)
    assert verdict.sameness == "different"
    assert verdict.first.startswith("figure 2, loss:0, is ")


KERAS = """
import keras
import numpy as np

x = np.random.rand(40, 4)
model = keras.models.Sequential([keras.layers.Dense(8, input_shape=(4,)), keras.layers.Dropout(0.5)])
model.add(keras.layers.Dense(1))
model.compile("rmsprop", "mse", metrics=["mae"])
"""


def test_keras_in_a_notebook_is_compared_by_the_order_of_its_weights(tmp_path, monkeypatch, capsys):
    cells = [f"%matplotlib inline\n{KERAS}", "model.fit(x, x.sum(1), epochs=2, batch_size=10, verbose=0)"]
    code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    book = {"cells": [{**code, "source": cell} for cell in cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 2}
    (tmp_path / "train.ipynb").write_text(json.dumps(book))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["port", "train.ipynb", "--verify", "--steps", "6"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("train.ipynb: the same figures (4 variables that are trained, matched by their order, ")
    assert "dense_1/kernel is called dense/kernel in the port" in said


EAGER = """
import tensorflow as tf

tf.enable_eager_execution()
w = tf.Variable(tf.random_normal([3, 1]))
optimizer = tf.train.GradientDescentOptimizer(0.1)
for _ in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(tf.random_normal([8, 3]), w) - 1.0))
    optimizer.apply_gradients(zip(tape.gradient(loss, [w]), [w]))
    print(loss.numpy())
"""


def test_steps_that_are_taken_eagerly_are_compared(tmp_path, monkeypatch):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text(EAGER)
    (tmp_path / "package" / "train.py").write_text("from . import w\n")
    monkeypatch.chdir(tmp_path)
    verdict = verifying.verify("package/train.py", [], Settings(), steps=50, as_module=True)
    assert (verdict.sameness, verdict.variables, verdict.scalars, verdict.runs) == ("the same", 1, 3, 6)


def test_a_project_is_the_checkout_that_the_working_folder_lies_in(tmp_path):
    below = tmp_path / "src" / "model"
    below.mkdir(parents=True)
    assert verifying.project_of(below) == below
    (tmp_path / ".git").mkdir()
    assert verifying.project_of(below) == tmp_path


def test_what_pythonpath_names_of_the_project_is_the_copy(tmp_path):
    top, place = tmp_path / "project", tmp_path / "copy"
    assert verifying.in_copy(str(top / "src"), top, place) == str(place / "src")
    assert verifying.in_copy(str(top), top, place) == str(place)
    assert verifying.in_copy("/elsewhere", top, place) == "/elsewhere"


def graph(folder, op):
    """A graph of two nodes; the second is an `op` of the first, or there is none."""
    text = 'node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }\n'
    if op:
        text += f'node {{ name: "y" op: "{op}" input: "x" input: "x" }}\n'
    path = folder / f"{op}.pbtxt"
    path.write_text(text)
    return load(path)


def record(graph, values=(), scalars=()):
    return comparing.Record([graph], dict(values), list(scalars), len(scalars))


def test_the_first_difference_is_said(tmp_path):
    a, b = np.zeros(3, np.float32), np.ones(3, np.float32)
    added = graph(tmp_path, "Add")
    plain = record(added, {"0/first/w": a}, [("loss:0", 1.0)])
    for other, said in (
        (record(added, {"0/first/v": a}), "the port lacks the variable w"),
        (record(added, {"0/first/w": b}, [("loss:0", 1.0)]), "the initial value of w is another"),
        (record(added, {"0/first/w": a[:2]}), "the variable w is float32[3], and ported float32[2]"),
        (record(added, {"0/first/w": a}, [("loss:0", 1.5)]), "figure 1, loss:0, is 1.0, and ported 1.5"),
        (record(graph(tmp_path, "AddV2"), plain.values, plain.scalars), "op of the node y is Add, and ported AddV2"),
        (record(graph(tmp_path, ""), plain.values, plain.scalars), "the node y is not in the port"),
    ):
        assert said in comparing.compare(plain, other).first
    assert comparing.compare(plain, plain).sameness == "the same"
    assert comparing.compare(record(added), record(added)).sameness == "not comparable"


def test_variables_of_other_names_are_matched_by_their_shapes_in_order(tmp_path):
    added = graph(tmp_path, "Add")

    def weights(trained, others, values):
        order = tuple(f"0/{name}" for name in [*trained, *others])
        kept = {
            f"0/first/{name.partition('/')[2]}": np.full(size, size, np.float32)
            for name, size in zip(order, values, strict=True)
        }
        return comparing.Record([added], kept, [("loss:0", 1.0)], 1, order, order[: len(trained)])

    keras = weights(["dense_1/kernel", "dense_1/bias", "Adam/lr"], [], [4, 2, 1])
    for port, sameness, matched in (
        (weights(["dense/kernel", "dense/bias"], ["Adam/m"], [4, 2, 9]), "the same figures", 2),
        (weights(["dense/kernel", "dense/bias"], [], [4, 3]), "different", 3),
    ):
        verdict = comparing.compare(keras, port)
        assert (verdict.sameness, verdict.variables) == (sameness, matched)
    renamed = weights(["a", "b"], ["c"], [4, 2, 9])
    assert "matched by their order" in str(comparing.compare(weights(["x", "y"], ["z"], [4, 2, 9]), renamed))


@pytest.mark.parametrize("places", [["missing.py"], ["a.py", "b.py"], ["."]], ids=" ".join)
def test_verify_takes_one_script(places, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    try:
        code = cli.main(["port", *places, "--verify"])
    except SystemExit as ended:
        code = ended.code
    assert code == 2


def test_a_program_that_fails_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "train.py").write_text("import tensorflow as tf\nraise ValueError('why')\n")
    assert cli.main(["port", "train.py", "--verify"]) == 1
    assert "train.py, as it was, ended with exit code 1: ValueError: why" in capsys.readouterr().err
