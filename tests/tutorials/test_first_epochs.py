"""The tutorials of Keras learn as they did with Keras 2.2.4 on TensorFlow 1.15.5: the losses of 20 batches."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from golden import keras_tutorials

from tf1graph.tf.examples.tutorials.mnist.sources import draw_embedded
from tf1graph.tutorials import epochs
from tf1graph.tutorials.kaggle import competition, course, models
from tf1graph.tutorials.keras_cnn import course as keras_course
from tf1graph.tutorials.keras_cnn.model import KerasSettings

GOLDEN = json.loads((Path(keras_tutorials.__file__).parent / "keras_tutorials_2.2.4.json").read_text())


def course_of(name, log_dir):
    """The tutorial as the golden has it: the first digits that make 20 batches."""
    digits = draw_embedded()
    if name == "keras":
        count, held_out = keras_tutorials.BATCHES * 128, keras_tutorials.HELD_OUT
        some = dataclasses.replace(
            digits,
            train_images=digits.train_images[:count],
            train_labels=digits.train_labels[:count],
            test_images=digits.test_images[:held_out],
            test_labels=digits.test_labels[:held_out],
        )
        return keras_course.prepare(KerasSettings(epochs=1, log_dir=log_dir), some)
    settings = models.KaggleSettings(model=name, epochs=keras_tutorials.EPOCHS.get(name, 1), log_dir=log_dir)
    count = keras_tutorials.training_digits(settings.batch_size)
    few = competition.Competition(
        digits.train_images[:count], digits.train_labels[:count], digits.test_images[:0], None, "a few digits"
    )
    return course.prepare(settings, few)


@pytest.mark.parametrize("name", list(GOLDEN))
def test_are_those_of_keras_2_2_4(name, tmp_path):
    golden = GOLDEN[name]
    with epochs.keras_session(keras_tutorials.SEED):
        made = course_of(name, str(tmp_path))
        assert keras_tutorials.first_weights(made.model) == golden["weights"]
        assert made.model.count_params() == golden["parameters"]
        result = epochs.train(made)
    # Adadelta with a rate of 1 makes steps so large that the last bit of a product decides where it is ten steps later.
    held, tolerance = (10, 1e-3) if name == "keras" else (len(result.losses), 1e-4)
    np.testing.assert_allclose(result.losses[:held], golden["losses"][:held], rtol=tolerance)
    np.testing.assert_allclose(result.accuracies[:held], golden["accuracies"][:held], atol=1e-6)
    if name != "keras":
        columns = zip(("loss", "acc", "val_loss", "val_acc"), list(zip(*result.history, strict=True))[1:], strict=True)
        for column, values in columns:
            np.testing.assert_allclose(values, golden["epochs"][column], rtol=1e-4, err_msg=column)
