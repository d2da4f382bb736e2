import json
from dataclasses import asdict

import numpy as np
import pytest

from tf1graph import __version__, tf
from tf1graph.errors import CannotResume, CannotWrite, MalformedFile
from tf1graph.tutorials import runs
from tf1graph.tutorials.cnn import CNNSettings


@pytest.fixture
def run(tmp_path):
    run = runs.new_run(tmp_path, "cnn")
    runs.write_settings(run, "cnn", CNNSettings(steps=7, log_dir=str(tmp_path)), "some digits", "0123")
    return run


def test_each_run_gets_the_number_above_the_highest(tmp_path):
    for there in ("cnn-001", "cnn-007", "crnn-020", "cnn-notes", "other"):
        (tmp_path / there).mkdir()
    assert runs.new_run(tmp_path, "cnn").name == "cnn-008"
    assert runs.new_run(tmp_path, "cnn").name == "cnn-009"
    assert runs.new_run(tmp_path / "fresh" / "logs", "crnn").name == "crnn-001"


def test_a_number_beyond_999_stays_the_newest(tmp_path):
    for there in ("cnn-999", "cnn-1000"):
        (tmp_path / there).mkdir()
        (tmp_path / there / "settings.json").write_text("{}")
    assert runs.newest_run(tmp_path, "cnn").name == "cnn-1000"


def test_the_newest_run_is_one_that_has_settings(run, tmp_path):
    runs.new_run(tmp_path, "cnn")
    assert runs.newest_run(tmp_path, "cnn") == run


def test_a_log_folder_without_runs_is_named(tmp_path):
    with pytest.raises(CannotResume, match="holds no run of the crnn tutorial"):
        runs.newest_run(tmp_path / "nowhere", "crnn")


def test_settings_are_written_with_tutorial_version_and_data(run):
    record = json.loads((run / "settings.json").read_text())
    assert record["tutorial"] == "cnn"
    assert record["tf1graph"] == __version__
    assert record["data_source"] == "some digits"
    assert record["settings"] == asdict(CNNSettings(steps=7, log_dir=str(run.parent)))


def test_a_resumed_run_keeps_its_settings_where_none_are_given(run):
    assert runs.settings_of(run, "cnn", CNNSettings) == CNNSettings(steps=7, log_dir=str(run.parent))


@pytest.mark.parametrize(
    "given",
    [{"steps": 9}, {"data": "elsewhere"}, {"learning_rate": 0.001}],
    ids=["more steps", "the place where the data lies now", "a setting that the run has anyway"],
)
def test_a_resumed_run_accepts(run, given):
    settings = asdict(runs.settings_of(run, "cnn", CNNSettings, given))
    assert given.items() <= settings.items()


def test_a_setting_that_contradicts_the_run_is_refused_with_both_values(run):
    with pytest.raises(CannotResume, match=r"started with --batch-size 100, and goes on with that, not with 50"):
        runs.settings_of(run, "cnn", CNNSettings, {"batch_size": 50})


def test_the_run_of_another_tutorial_is_refused(run):
    with pytest.raises(CannotResume, match="is a run of the cnn tutorial, not of crnn"):
        runs.settings_of(run, "crnn", CNNSettings)


def test_a_folder_that_is_no_run_is_refused(tmp_path):
    with pytest.raises(CannotResume, match=r"has no settings\.json"):
        runs.settings_of(tmp_path, "cnn", CNNSettings)


@pytest.mark.parametrize("text", ["", "[1]", "{}", '{"settings": 3}', "\xff"], ids=repr)
def test_a_settings_file_that_is_none_is_named(run, text):
    (run / "settings.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(MalformedFile, match=r"settings\.json: is not the settings of a run"):
        runs.settings_of(run, "cnn", CNNSettings)


@pytest.mark.parametrize("value", [None, "7", 7.5, True, "missing"], ids=repr)
def test_a_settings_file_with_a_wrong_value_is_named_with_its_field(run, value):
    record = json.loads((run / "settings.json").read_text())
    record["settings"]["steps"] = value
    if value == "missing":
        del record["settings"]["steps"]
    (run / "settings.json").write_text(json.dumps(record))
    with pytest.raises(MalformedFile, match="has no usable value for 'steps'"):
        runs.settings_of(run, "cnn", CNNSettings)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")

    def write():
        with runs.replaced(path) as temporary:
            temporary.write_text("half")
            raise OSError("disk on fire")

    with pytest.raises(CannotWrite, match=r"file cannot be written: disk on fire\."):
        write()
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
    assert path.read_text() == "old"


def test_what_tensorflow_says_of_a_full_disk_becomes_one_clause():
    message = (
        "Graph execution error:\n\nNode: 'save/SaveV2'\n/a; b/model.ckpt-1; No space left on device\n\t [[{{node}}]]"
    )
    with pytest.raises(CannotWrite) as caught, runs.writing("/a; b/model.ckpt-1"):
        raise tf.errors.ResourceExhaustedError(None, None, message)
    assert str(caught.value) == "/a; b/model.ckpt-1 cannot be written: No space left on device."


def test_fingerprints_tell_contents_shapes_and_types_apart():
    zeros = np.zeros((2, 3), np.uint8)
    one = zeros.copy()
    one[1, 2] = 1
    prints = [runs.fingerprint(array) for array in (zeros, one, zeros.T, zeros.astype(np.int8))]
    assert len(set(prints)) == 4
    assert runs.fingerprint(zeros, one) != runs.fingerprint(one, zeros)
    assert runs.fingerprint(zeros.copy()) == prints[0]


def test_the_command_for_tensorboard_survives_a_shell(tmp_path):
    run = tmp_path / "it's mine" / "cnn-001"
    assert runs.tensorboard_command(run).endswith(f"tensorboard --logdir '{tmp_path}/it'\"'\"'s mine'")
