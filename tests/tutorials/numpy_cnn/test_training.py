import csv
import dataclasses
import signal

import numpy as np
import pytest
from tutorials.lives import small_digits

from tf1graph.cli import main
from tf1graph.errors import CannotResume, MalformedFile, Stopped, UsageError
from tf1graph.tutorials.numpy_cnn import training
from tf1graph.tutorials.numpy_cnn.training import CHECKPOINT, Loop, NumpySettings, train


@pytest.fixture(scope="module")
def digits():
    whole = small_digits()
    return dataclasses.replace(whole, train_images=whole.train_images[:120], train_labels=whole.train_labels[:120])


def small(folder, **changes):
    return NumpySettings(**{"epochs": 4, "batch_size": 10, "log_dir": str(folder), **changes})


@pytest.fixture(scope="module")
def whole(digits, tmp_path_factory):
    """A run that nothing disturbed."""
    return train(small(tmp_path_factory.mktemp("logs")), digits)


@pytest.fixture(autouse=True)
def _without_pictures(whole, monkeypatch):
    """Of the runs of single tests: the undisturbed one has drawn them."""
    monkeypatch.setattr(Loop, "draw", lambda loop: None)


def state(run):
    with np.load(run / CHECKPOINT) as archive:
        return {name: archive[name].tobytes() for name in archive.files}


def stopped_after(steps, settings, digits, run=None):
    """The folder of a run that Ctrl-C ended after so many steps of this life."""
    left = [steps]
    step = Loop.step

    def counted(loop):
        step(loop)
        left[0] -= 1
        if not left[0]:
            signal.raise_signal(signal.SIGINT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Loop, "step", counted)
        with pytest.raises(Stopped) as stopped:
            train(settings, digits, run)
    return str(stopped.value)


def test_training_learns_bars_at_the_height_that_the_label_says(whole):
    assert whole.test_accuracy > 0.9
    assert whole.history[0][1] > whole.history[-1][1]


def test_the_averaged_weights_are_the_mean_of_each_tenth_step_s_and_leave_training_alone(digits, tmp_path):
    seen = []

    class Watched(Loop):
        def step(self):
            super().step()
            if self.adam.steps % training.AVERAGED_EVERY == 0:
                seen.append(self.network.parameters["output/weight"].copy())

    loop = Watched(small(tmp_path), digits, tmp_path)
    for _ in range(12):
        loop.step()
    loop.end_epoch()
    for _ in range(8):
        loop.step()
    assert len(seen) == 2
    np.testing.assert_allclose(loop.average["output/weight"], np.mean(seen, 0), rtol=1e-6, atol=1e-9)
    kept = loop.network.parameters["output/weight"].copy()
    assert 0 <= loop.test_averaged() <= 1
    assert np.array_equal(loop.network.parameters["output/weight"], kept)


def test_a_run_stopped_within_an_epoch_and_at_its_end_goes_on_to_the_same_bits(whole, digits, tmp_path, capsys):
    settings = small(tmp_path)
    told = stopped_after(17, settings, digits)
    run = tmp_path / "numpy-001"
    assert told.startswith("Stopped after step 17. Everything up to step 17 is saved; go on with: ")
    assert told.endswith(f"train numpy --resume {run}")
    assert "after step 24" in stopped_after(7, settings, digits, run)
    assert train(settings, digits, run).history == whole.history
    assert state(run) == state(whole.run)
    assert (run / "history.csv").read_bytes() == (whole.run / "history.csv").read_bytes()
    assert "Going on with" in capsys.readouterr().out


def test_a_run_may_be_given_more_epochs(whole, digits, tmp_path):
    shorter = train(small(tmp_path, epochs=2), digits)
    assert train(small(tmp_path), digits, shorter.run).history == whole.history


def test_each_epoch_is_a_line_and_a_row(whole, digits, tmp_path, capsys):
    result = train(small(tmp_path, epochs=1), digits)
    _step, loss, accuracy, test = whole.history[0]
    line = f"epoch 1: loss {loss:.4f}, training accuracy {accuracy:.4f}, test accuracy {test:.4f}, of the averaged "
    assert capsys.readouterr().out.splitlines()[0] == f"{line}weights {result.averaged_accuracy:.4f}"
    with open(result.run / "history.csv", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["step", "loss", "accuracy", "test_accuracy"], ["12", repr(loss), repr(accuracy), repr(test)]]


def test_a_run_leaves_pictures_of_its_filters_before_and_after_and_of_its_curves(whole):
    for name in ("filters_before.png", "filters.png", "curves.png"):
        assert (whole.run / name).read_bytes().startswith(b"\x89PNG")


def test_a_run_killed_before_its_first_checkpoint_starts_from_its_beginning(whole, digits, tmp_path):
    stopped_after(1, small(tmp_path), digits)
    run = tmp_path / "numpy-001"
    (run / CHECKPOINT).unlink()
    assert train(small(tmp_path), digits, run).history == whole.history


@pytest.mark.parametrize("damage", [b"", b"PK", b"no archive at all"])
def test_a_damaged_checkpoint_is_refused_in_a_sentence(damage, digits, tmp_path):
    stopped_after(1, small(tmp_path), digits)
    run = tmp_path / "numpy-001"
    (run / CHECKPOINT).write_bytes(damage)
    with pytest.raises(MalformedFile, match="is damaged or of another network; start a new run"):
        train(small(tmp_path), digits, run)


def test_a_run_that_has_its_epochs_is_not_gone_on_with(whole, digits):
    with pytest.raises(CannotResume, match="has already made 4 epochs; give --epochs 5 or more"):
        train(small(whole.run.parent), digits, whole.run)


def test_other_digits_are_refused(whole, digits):
    other = dataclasses.replace(digits, train_labels=digits.train_labels[::-1].copy())
    with pytest.raises(CannotResume, match="cannot go on with small digits"):
        train(small(whole.run.parent, epochs=9), other, whole.run)


def test_a_batch_larger_than_all_digits_is_refused(digits, tmp_path):
    with pytest.raises(UsageError, match="A batch of 300 takes more than the 120 digits"):
        train(small(tmp_path, batch_size=300), digits)


def test_the_command_trains_tells_of_the_run_and_goes_on_with_it(digits, tmp_path, monkeypatch, capsys):
    from tf1graph.tf.examples.tutorials.mnist import sources

    monkeypatch.setattr(sources, "find_digits", lambda source: digits)
    logs = ["--log-dir", str(tmp_path)]
    assert main(["train", "numpy", "--epochs", "1", "--batch-size", "10", *logs]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"curves {tmp_path / 'numpy-001'} --output curves.svg")
    assert main(["train", "numpy", "--resume", "--epochs", "2", *logs]) == 0
    assert "Test accuracy after 2 epochs" in capsys.readouterr().out
    assert main(["train", "numpy", "--resume", "--batch-size", "20", *logs]) != 0
    assert "was started with --batch-size 10" in capsys.readouterr().err
    assert training.CHECKPOINT in {file.name for file in (tmp_path / "numpy-001").iterdir()}
