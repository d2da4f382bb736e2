"""Programs and notebooks are stopped where they begin to train, whatever trains them."""

import json
from textwrap import dedent

import pytest

from tf1graph.errors import MalformedFile
from tf1graph.graph import load

ESTIMATED = """
    import numpy as np
    import tensorflow as tf
    def model(features, labels, mode):
        loss = tf.losses.mean_squared_error(labels, tf.layers.dense(features["x"], 1))
        train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train)
    numbers = np.ones([4, 3], np.float32)
    feed = tf.estimator.inputs.numpy_input_fn({"x": numbers}, numbers[:, :1], shuffle=False)
    tf.estimator.Estimator(model, "model").train(feed)
    raise SystemExit(7)
"""
FITTED = """
    import numpy as np
    from keras.layers import Dense
    from keras.models import Sequential
    model = Sequential([Dense(1, input_shape=(3,))])
    model.compile("sgd", "mse")
    model.fit(np.ones([4, 3]), np.ones([4, 1]), verbose=0)
    raise SystemExit(7)
"""


@pytest.mark.parametrize(
    ("text", "line", "operation"),
    [
        (ESTIMATED, 10, "GradientDescent"),
        (FITTED, 7, "training/group_deps"),
    ],
    ids=["an Estimator", "Keras's fit"],
)
def test_a_program_is_stopped_where_its_library_trains(text, line, operation, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "train.py").write_text(dedent(text))
    graph = load("train.py")
    assert graph.source.notes == (
        f"train.py was stopped in line {line} of train.py before it ran {operation}, which trains.",
    )
    kept = [one.name for one in graph.variables if one.trainable and not one.slot]
    assert len(kept) == 2  # and none of what Keras's optimiser keeps


def notebook(path, *cells):
    held = [
        {"cell_type": "code", "source": cell, "metadata": {}, "outputs": [], "execution_count": None} for cell in cells
    ]
    path.write_text(json.dumps({"cells": held, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))


def test_a_notebook_is_run_in_its_folder_up_to_the_cell_where_a_monitored_session_trains(tmp_path, monkeypatch, capfd):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "here").touch()
    notebook(
        tmp_path / "notes" / "train.ipynb",
        "%matplotlib inline\nimport os, sys\nimport tensorflow as tf\n!ls",
        "",
        "x = tf.ones([1, 4])\nfor _ in range(int(os.environ['LAYERS'])): x = tf.layers.dense(x, int(sys.argv[1]))",
        "count = tf.train.get_or_create_global_step()\n"
        "step = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(x), count)",
        "hooks = [tf.train.StopAtStepHook(5)]\n"
        "with tf.train.MonitoredTrainingSession(hooks=hooks) as session:\n  session.run(step)",
        "raise SystemExit(7)",
    )
    monkeypatch.chdir(tmp_path)
    graph = load("LAYERS=3 notes/train.ipynb 4")
    note = "notes/train.ipynb was stopped in line 3 of cell 4 before it ran GradientDescent, which trains."
    assert graph.source.notes == (note,)
    assert len(graph.trainable) == 6
    shown = capfd.readouterr()
    assert "here" in shown.err.split()
    assert "Traceback" not in shown.err
    assert not shown.out


def test_a_notebook_without_a_graph_and_one_that_fails_are_named(tmp_path, capfd):
    notebook(tmp_path / "fails.ipynb", "1 / 0", "import tensorflow as tf; tf.ones([])")
    with pytest.raises(MalformedFile, match="ended with exit code 1 before it had built a graph"):
        load(tmp_path / "fails.ipynb")
    assert "ZeroDivisionError" in capfd.readouterr().err
