"""The Kaggle tutorial from its files to its submission."""

import numpy as np
import pytest

from tf1graph.cli import main
from tf1graph.errors import MalformedFile, UsageError
from tf1graph.tutorials.kaggle import competition, tables
from tf1graph.tutorials.kaggle.course import SubmitSettings, submit, train_tutorial
from tf1graph.tutorials.kaggle.models import KaggleSettings


def some_digits(count, seed):
    draw = np.random.RandomState(seed)
    labels = draw.randint(0, 10, count).astype(np.uint8)
    pictures = draw.randint(0, 60, (count, 28, 28)).astype(np.uint8)
    pictures[np.arange(count), 2 + 2 * labels] = 255  # a bar at the height that the label says
    return pictures, labels


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with small files like Kaggle's, and the labels of the test digits."""
    folder = tmp_path_factory.mktemp("kaggle")
    pictures, labels = some_digits(100, 0)
    tables.write_train(folder / "train.csv", pictures, labels)
    pictures, labels = some_digits(30, 1)
    tables.write_test(folder / "test.csv", pictures)
    tables.write_submission(folder / "solution.csv", labels)
    return folder, labels


@pytest.fixture(scope="module")
def trained(files, tmp_path_factory):
    """A run of the dense net on these files."""
    logs = tmp_path_factory.mktemp("logs")
    settings = KaggleSettings(data=str(files[0]), epochs=2, log_dir=str(logs), learning_rate=0.5)
    return train_tutorial("kaggle", settings)


def test_a_run_leaves_a_submission_and_its_curves(trained, files):
    labels = tables.read_submission(trained.run / "submission.csv", 30)
    assert 0 <= np.mean(labels == files[1]) <= 1
    assert (trained.run / "curves.png").stat().st_size > 10_000
    assert [row[0] for row in trained.history] == [1, 2]


def test_submit_tells_the_same_digits_again_and_scores_them(trained, files, tmp_path, capsys):
    folder, labels = files
    output = tmp_path / "again.csv"
    line = ["submit", str(trained.run), "--test", str(folder / "test.csv"), "--output", str(output)]
    assert main([*line, "--solution", str(folder / "solution.csv")]) == 0
    assert output.read_bytes() == (trained.run / "submission.csv").read_bytes()
    score = np.mean(tables.read_submission(output) == labels)
    assert capsys.readouterr().out == f"wrote {output}\nScore: {score:.5f} on 30 test digits\n"


def test_submit_refuses_the_run_of_another_tutorial(cnn_run, files):
    (cnn_run / "settings.json").write_text(
        '{"tutorial": "cnn", "data_source": "", "data_fingerprint": "", "settings": {}}'
    )
    with pytest.raises(UsageError, match="is a run of the cnn tutorial, not of kaggle"):
        submit(SubmitSettings(str(cnn_run), str(files[0] / "test.csv")))


def test_submit_names_a_test_file_that_is_not_there(trained, tmp_path):
    with pytest.raises(MalformedFile, match="cannot be read"):
        submit(SubmitSettings(str(trained.run), str(tmp_path / "test.csv")))


def test_digits_that_cannot_be_split_are_refused(tmp_path):
    tables.write_train(tmp_path / "train.csv", *some_digits(1, 0))
    with pytest.raises(UsageError, match="1 digits cannot be split"):
        train_tutorial("kaggle", KaggleSettings(data=str(tmp_path), log_dir=str(tmp_path / "logs")))


def test_files_of_other_lengths_than_kaggles_are_said_to_be(files, capsys):
    found = competition.find_competition(files[0])
    assert (len(found.train_pictures), len(found.test_pictures)) == (100, 30)
    np.testing.assert_array_equal(found.solution, files[1])
    assert "train.csv holds 100 digits, where Kaggle's has 42,000" in capsys.readouterr().err


def test_a_solution_of_another_length_is_refused(files, tmp_path):
    for name in ("train.csv", "test.csv"):
        (tmp_path / name).write_bytes((files[0] / name).read_bytes())
    tables.write_submission(tmp_path / "solution.csv", np.zeros(29, int))
    with pytest.raises(MalformedFile, match=r"solution\.csv: holds 29 rows where 30 are expected"):
        competition.find_competition(tmp_path)


@pytest.fixture
def fewer(monkeypatch):
    """MNIST as 7 + 3 digits, of which Kaggle would have 6 + 4."""
    from tf1graph.tf.examples.tutorials.mnist.sources import Digits

    digits = Digits(*some_digits(7, 2), *some_digits(3, 3), "a few digits")
    monkeypatch.setattr(competition, "find_digits", lambda source: digits)
    monkeypatch.setattr(competition, "TRAIN_ROWS", 6)
    monkeypatch.setattr(competition, "TEST_ROWS", 4)
    return digits


def test_mnist_makes_kaggles_files(fewer, tmp_path, capsys):
    folder = tmp_path / "kaggle"
    assert main(["kaggle-files", str(folder), "--data", "mnist"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"wrote {folder / 'train.csv'}: 6 rows"
    found = competition.find_competition(folder)
    np.testing.assert_array_equal(found.train_pictures, fewer.train_images[:6])
    np.testing.assert_array_equal(found.test_pictures, np.concatenate([fewer.train_images[6:], fewer.test_images]))
    np.testing.assert_array_equal(found.solution, np.concatenate([fewer.train_labels[6:], fewer.test_labels]))
    assert main(["kaggle-files", str(folder)]) == 2
    assert "train.csv is there already" in capsys.readouterr().err


def test_without_files_the_digits_are_those_that_the_files_would_hold(fewer):
    found = competition.find_competition("mnist")
    np.testing.assert_array_equal(found.train_labels, fewer.train_labels[:6])
    assert len(found.test_pictures) == len(found.solution) == 4
    assert found.source == "a few digits"
