"""The loop over the epochs: the numbers of Keras's `fit`, and runs that are cut off and gone on with."""

import csv
import os
import signal

import numpy as np
import pytest

from tf1graph import keras, tf
from tf1graph.errors import CannotResume, Stopped
from tf1graph.tutorials import epochs
from tf1graph.tutorials.checkpoints import find_checkpoint, find_kernel, read_tensor
from tf1graph.tutorials.runs import read_record
from tf1graph.tutorials.settings import FitSettings

EPOCHS = 3
STEPS = 6  # in an epoch, the last of them with fewer examples


def model_of_all_kinds():
    """A model with what a step may depend on: an optimiser with slots, moving averages, masks."""
    layers = keras.layers
    model = keras.models.Sequential(
        [
            layers.Conv2D(3, (3, 3), activation="relu", input_shape=(6, 6, 1)),
            layers.BatchNormalization(),
            layers.Dropout(0.3),
            layers.Flatten(),
            layers.Dense(8, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adadelta(), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def small_course(log_dir, seed=3, count=45, **changes):
    draw = np.random.RandomState(seed)
    labels = draw.randint(0, 10, count + 20)
    pictures = draw.rand(count + 20, 6, 6, 1).astype("float32")
    pictures[np.arange(count + 20), labels // 2, labels % 2] += 1
    examples = epochs.Examples([pictures], labels)
    settings = FitSettings(
        **{"epochs": EPOCHS, "batch_size": 8, "checkpoint_every": 4, "log_dir": str(log_dir), **changes}
    )
    return epochs.Course("keras", settings, model_of_all_kinds(), examples[:count], examples[count:], "small digits")


def train_small(log_dir, run=None, cut=None, **changes):
    """The result of a run, and every variable at its end; `cut` is called with the number of each step before it."""
    with epochs.keras_session(1) as session:
        course = small_course(log_dir, **changes)
        learn, steps = course.model.train_on_batch, iter(range(1, 100))

        def watched(*batch):
            if cut:
                cut(next(steps))
            return learn(*batch)

        course.model.train_on_batch = watched
        result = epochs.train(course, run)
        return result, session.run({variable.op.name: variable for variable in tf.global_variables()})


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A run that was never cut off, and its variables."""
    return train_small(tmp_path_factory.mktemp("whole"))


def test_the_numbers_are_those_of_fit(tmp_path):
    with epochs.keras_session(1):
        course = small_course(tmp_path)
        history = course.model.fit(
            course.training.inputs[0],
            course.training.labels,
            batch_size=8,
            epochs=1,
            verbose=0,
            validation_data=(course.held_out.inputs[0], course.held_out.labels),
        ).history
        names = [weight.op.name for layer in course.model.layers for weight in layer.weights]
        weights = dict(zip(names, course.model.get_weights(), strict=True))
    result, variables = train_small(tmp_path, epochs=1)
    for name, weight in weights.items():
        np.testing.assert_array_equal(variables[name], weight)
    for value, name in zip(result.history[0][1:], ("loss", "acc", "val_loss", "val_acc"), strict=True):
        np.testing.assert_allclose(value, history[name], rtol=1e-6)


class Cut(BaseException):
    """Stands for a power cut: nothing is saved on the way out."""


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(2, id="before the first checkpoint"),
        pytest.param(6, id="within an epoch, beyond a checkpoint"),
        pytest.param(13, id="after an epoch's end"),
        pytest.param(18, id="at the last step"),
    ],
)
def test_a_run_that_is_cut_off_ends_with_the_same_bits(step, whole, tmp_path):
    def cut(number):
        if number == step:
            raise Cut

    with pytest.raises(Cut):
        train_small(tmp_path, cut=cut)
    run = tmp_path / "keras-001"
    np.random.seed(77)
    result, variables = train_small(tmp_path, run)
    unbroken, wanted = whole
    np.testing.assert_array_equal(result.losses, unbroken.losses)
    np.testing.assert_array_equal(result.accuracies, unbroken.accuracies)
    assert result.history == unbroken.history
    assert (run / "history.csv").read_bytes() == (unbroken.run / "history.csv").read_bytes()
    assert set(variables) == set(wanted)
    for name, value in wanted.items():
        np.testing.assert_array_equal(variables[name], value, err_msg=name)


def test_ctrl_c_saves_the_step_and_says_how_to_go_on(whole, tmp_path):
    def interrupt(number):
        if number == 9:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(Stopped, match=r"Stopped after step 9\. Everything up to step 9 is saved.*--resume") as stopped:
        train_small(tmp_path, cut=interrupt)
    assert stopped.value.exit_code == 130
    result, _ = train_small(tmp_path, tmp_path / "keras-001")
    np.testing.assert_array_equal(result.losses, whole[0].losses)


def test_a_finished_run_goes_on_for_more_epochs(whole, tmp_path):
    train_small(tmp_path, epochs=1)
    result, _ = train_small(tmp_path, tmp_path / "keras-001")
    np.testing.assert_array_equal(result.losses, whole[0].losses)


def test_fewer_epochs_than_are_over_are_refused(tmp_path):
    train_small(tmp_path, epochs=2)
    with pytest.raises(CannotResume, match=r"has already made 2 epochs; give --epochs 2 or more"):
        train_small(tmp_path, tmp_path / "keras-001", epochs=1)


def test_other_digits_are_refused(whole, tmp_path):
    with pytest.raises(CannotResume, match="was trained on small digits"):
        train_small(tmp_path, whole[0].run, seed=4)


def test_the_best_epoch_has_a_checkpoint_of_its_own(whole):
    result, variables = whole
    prefix = find_checkpoint(result.run / "best")
    assert prefix.name == f"model.ckpt-{result.best_epoch}"
    best = next(row for row in result.history if row[0] == result.best_epoch)
    assert best[4] == result.best_accuracy == max(row[4] for row in result.history)
    kernel = read_tensor(prefix, find_kernel(prefix))
    assert (kernel == variables["conv2d_1/kernel"]).all() == (result.best_epoch == EPOCHS)


def test_the_folder_holds_settings_history_checkpoints_and_events(whole):
    result, _ = whole
    record = read_record(result.run)
    assert (record["tutorial"], record["data_source"]) == ("keras", "small digits")
    with open(result.run / "history.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["epoch"] for row in rows] == ["1", "2", "3"]
    assert float(rows[-1]["val_loss"]) == result.history[-1][3]
    assert find_checkpoint(result.run).name == f"model.ckpt-{EPOCHS * STEPS}"
    assert list(result.run.glob("events*"))
    assert list((result.run / "test").glob("events*"))


def test_the_last_examples_are_held_out():
    examples = epochs.Examples([np.arange(10)], np.arange(10))
    training, held_out = epochs.split(examples, 0.25)
    assert training.labels.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert held_out.inputs[0].tolist() == [7, 8, 9]
