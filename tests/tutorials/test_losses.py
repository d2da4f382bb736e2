"""Fed as the tutorials feed them, the models learn as they did on TensorFlow 1.15.5: the first batches' losses."""

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest
from golden import tutorials

from tf1graph import tf
from tf1graph.tf.examples.tutorials.mnist.sources import find_digits
from tf1graph.tutorials.lessons import LESSONS

GOLDEN = Path(tutorials.__file__).parent
MNIST = os.environ.get("TF1GRAPH_MNIST")
needs_mnist = pytest.mark.skipif(not MNIST, reason="TF1GRAPH_MNIST does not name the folder of the real MNIST files")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("embedded", id="embedded digits"),
        pytest.param("mnist", id="real MNIST", marks=[pytest.mark.mnist, needs_mnist]),
    ],
)
@pytest.mark.parametrize(
    ("name", "count", "tolerance"),
    [
        pytest.param("cnn", 20, 1e-4, id="the CNN's first 20 losses"),
        pytest.param("crnn", 5, 1e-3, id="the CRNN's first 5 losses"),
    ],
)
def test_are_those_of_tensorflow_1(name, count, tolerance, source, monkeypatch):
    if source == "embedded":
        monkeypatch.delenv("TF1GRAPH_MNIST", raising=False)
    golden = json.loads((GOLDEN / f"{name}_tf1.15.5.json").read_text())[source]
    digits = find_digits(source)
    assert pixels_of(digits) == list(golden["files"].values())
    lesson_class = LESSONS[name]
    with tf.Graph().as_default(), tf.Session() as session:
        lesson = lesson_class(lesson_class.settings_class(seed=tutorials.SEEDS[name]), digits)
        session.run(tf.global_variables_initializer())
        fetches = [lesson.model.loss, lesson.model.accuracy, lesson.model.train_step]
        losses, accuracies = zip(*(session.run(fetches, lesson.next_feed())[:2] for _ in range(count)), strict=True)
    np.testing.assert_allclose(losses, golden["loss"][:count], rtol=tolerance)
    np.testing.assert_allclose(accuracies, golden["accuracy"][:count], atol=0.011)  # one picture of a batch


def pixels_of(digits):
    """The SHA-256 of the training pictures and labels: what the golden's data must have been."""
    return [hashlib.sha256(array.tobytes()).hexdigest() for array in (digits.train_images, digits.train_labels)]
