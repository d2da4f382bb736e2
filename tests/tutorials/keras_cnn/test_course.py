"""The Keras tutorial from its digits to its pictures."""

import numpy as np

from tf1graph.tf.examples.tutorials.mnist.sources import Digits
from tf1graph.tutorials.keras_cnn import course
from tf1graph.tutorials.keras_cnn.model import KerasSettings


def some(count):
    draw = np.random.RandomState(count)
    return draw.randint(0, 256, (count, 28, 28)).astype(np.uint8), draw.randint(0, 10, count).astype(np.uint8)


def test_a_run_shows_its_digits_and_its_curves(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(course, "find_digits", lambda source: Digits(*some(90), *some(20), "a few digits"))
    settings = KerasSettings(epochs=2, batch_size=45, log_dir=str(tmp_path))
    result = course.train_tutorial("keras", settings)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("epoch 1/2: loss ")
    assert lines[-2:] == [f"wrote {result.run / name}" for name in ("digits.png", "curves.png")]
    assert all((result.run / name).stat().st_size > 10_000 for name in ("digits.png", "curves.png"))
    assert len(result.losses) == 4


def test_pictures_are_scaled_and_labels_made_one_hot():
    images, labels = some(7)
    examples = course.examples_of(images, labels)
    (pictures,) = examples.inputs
    assert (pictures.shape, pictures.dtype) == ((7, 28, 28, 1), np.float32)
    assert (pictures.min(), pictures.max()) == (images.min() / 255, np.float32(images.max() / 255))
    np.testing.assert_array_equal(examples.labels.argmax(1), labels)
    np.testing.assert_array_equal(examples.labels.sum(1), 1)
