"""Runs as training leaves them, with untrained weights: what is drawn of them does not depend on what they learned."""

import json
import os
from pathlib import Path

import pytest

from tf1graph import tf
from tf1graph.tutorials import cnn, crnn

HISTORY = "step,loss,accuracy,test_accuracy\n0,230.3,0.1,0.2\n100,28.9,0.92,0.94\n200,9.7,0.97,\n"


def save_run(run: Path, model, settings, step: int) -> Path:
    """A run's folder with a checkpoint of `model`'s trainable variables, settings and history."""
    run.mkdir(parents=True)
    tutorial = model.__name__.rpartition(".")[2]
    with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
        tf.set_random_seed(1)
        model.build(settings)
        session.run(tf.global_variables_initializer())
        tf.train.Saver(tf.trainable_variables()).save(session, str(run / "model.ckpt"), global_step=step)
    (run / "settings.json").write_text(json.dumps({"tutorial": tutorial, "settings": {"scaled": False}}))
    (run / "history.csv").write_text(HISTORY)
    return run


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """A folder with the runs cnn-001 and, later, crnn-001."""
    logs = tmp_path_factory.mktemp("logs")
    save_run(logs / "cnn-001", cnn, cnn.CNNSettings(), 200)
    crnn_run = save_run(logs / "crnn-001", crnn, crnn.CRNNSettings(batch_size=2), 200)
    for place in (crnn_run / "model.ckpt-200.index", crnn_run / "history.csv"):
        later = place.stat().st_mtime + 10
        os.utime(place, (later, later))
    return logs


@pytest.fixture(scope="session")
def cnn_run(runs):
    """The folder of an untrained CNN's run."""
    return runs / "cnn-001"


@pytest.fixture(scope="session")
def crnn_run(runs):
    """The folder of an untrained CRNN's run."""
    return runs / "crnn-001"
