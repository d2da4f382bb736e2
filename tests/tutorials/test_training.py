import csv
import hashlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from tutorials.lives import HELD_OUT_PAIRS, LINE_EVERY, STEPS, small_digits, train_small

from tf1graph import tf
from tf1graph.errors import CannotResume, CannotWrite, Stopped
from tf1graph.tutorials import lessons, training
from tf1graph.tutorials.saving import whole_checkpoints

LIVES = Path(__file__).with_name("lives.py")


@pytest.fixture(scope="module", autouse=True)
def _few_held_out_pairs():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lessons, "HELD_OUT_PAIRS", HELD_OUT_PAIRS)
        yield


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A run of each tutorial that nothing disturbed."""
    folder = tmp_path_factory.mktemp("logs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "LINE_EVERY", LINE_EVERY)
        return {name: train_small(name, folder) for name in ("cnn", "crnn")}


def read_history(run):
    with open(run / "history.csv", newline="") as file:
        return list(csv.reader(file))


def variables(run, step=STEPS):
    """The SHA-256 of every variable in a checkpoint, by name; Adam's slots are among them."""
    reader = tf.train.NewCheckpointReader(str(run / f"model.ckpt-{step}"))
    return {
        name: hashlib.sha256(reader.get_tensor(name).tobytes()).hexdigest()
        for name in reader.get_variable_to_shape_map()
    }


def losses(run, step=STEPS):
    with np.load(run / f"model.ckpt-{step}.npz") as state:
        return state["losses"].tolist()


def assert_same(run, other):
    assert variables(run) == variables(other)
    assert losses(run) == losses(other)
    assert (run / "history.csv").read_bytes() == (other / "history.csv").read_bytes()


def events(folder):
    """All events of the run in `folder`, in the order in which TensorBoard reads them."""
    found = []
    for file in sorted(folder.glob("events.out.tfevents.*")):
        found += [tf.Event.FromString(record) for record in tf.python_io.tf_record_iterator(str(file))]
    return found


def live(tutorial, log_dir, life):
    return subprocess.run(
        [sys.executable, str(LIVES), tutorial, str(log_dir), life], capture_output=True, text=True, timeout=120
    )


def test_a_run_killed_twice_ends_with_the_same_bits_as_one_that_was_not(runs, tmp_path):
    ended = {}

    def three_lives(tutorial):
        ended[tutorial] = [live(tutorial, tmp_path / tutorial, life) for life in ("feed:7", "files:12", "whole")]

    both = [threading.Thread(target=three_lives, args=[tutorial]) for tutorial in runs]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    for tutorial, result in runs.items():
        lives = ended[tutorial]
        assert [life.returncode for life in lives] == [-signal.SIGKILL, -signal.SIGKILL, 0], lives[-1].stderr
        assert "after step 4." in lives[1].stdout  # the batches of steps 5 and 6 are drawn a second time
        assert "after step 8." in lives[2].stdout  # checkpoint 12 has only one half
        assert_same(tmp_path / tutorial / f"{tutorial}-001", result.run)


def test_a_run_killed_before_its_first_checkpoint_starts_again_in_its_folder(runs, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(training, "LINE_EVERY", LINE_EVERY)
    result = train_small("cnn", tmp_path)
    for leftover in result.run.glob("model.ckpt-*"):
        leftover.unlink()
    train_small("cnn", tmp_path, result.run)
    assert "no whole checkpoint" in capsys.readouterr().out
    assert_same(result.run, runs["cnn"].run)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_a_signal_saves_the_run_and_says_how_to_go_on(number, code, runs, tmp_path, monkeypatch):
    monkeypatch.setattr(training, "LINE_EVERY", LINE_EVERY)
    fed = lessons.CNNLesson.next_feed
    asked = []

    def next_feed(lesson):
        asked.append(number)
        if len(asked) == 6:
            os.kill(os.getpid(), number)
        return fed(lesson)

    before = signal.getsignal(number)
    with monkeypatch.context() as patch:
        patch.setattr(lessons.CNNLesson, "next_feed", next_feed)
        with pytest.raises(Stopped) as caught:
            train_small("cnn", tmp_path)
    assert signal.getsignal(number) is before
    assert caught.value.exit_code == code
    run = tmp_path / "cnn-001"
    assert "after step 6" in str(caught.value)
    assert f"train cnn --resume {run}" in str(caught.value)
    train_small("cnn", tmp_path, run)
    assert_same(run, runs["cnn"].run)


def test_a_resumed_run_may_make_more_steps(tmp_path):
    longer = train_small("crnn", tmp_path / "longer", steps=9)
    extended = train_small("crnn", tmp_path, steps=5).run
    train_small("crnn", tmp_path, extended, steps=9)
    assert variables(extended, 9) == variables(longer.run, 9)
    assert losses(extended, 9) == losses(longer.run, 9)


def test_other_digits_are_refused_with_both_names(runs, tmp_path):
    run = train_small("crnn", tmp_path, steps=2).run
    with pytest.raises(CannotResume, match="was trained on small digits, and cannot go on with other digits"):
        train_small("crnn", tmp_path, run, digits=small_digits("other digits", seed=1))


def test_fewer_steps_than_are_made_are_refused(tmp_path):
    run = train_small("crnn", tmp_path, steps=5).run
    settings = (run / "settings.json").read_bytes()
    with pytest.raises(CannotResume, match="already made 5 steps; give --steps 5 or more"):
        train_small("crnn", tmp_path, run, steps=4)
    assert (run / "settings.json").read_bytes() == settings


def test_a_full_disk_ends_with_a_sentence_and_the_last_checkpoint_intact(runs, tmp_path, monkeypatch):
    resource = pytest.importorskip("resource", reason="the limit on file sizes is POSIX's")
    monkeypatch.setattr(training, "LINE_EVERY", LINE_EVERY)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    save = training.Loop.save

    def save_on_a_full_disk(loop):
        if loop.progress.done == 8:
            resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, limits[1]))
        save(loop)

    with monkeypatch.context() as patch:
        patch.setattr(training.Loop, "save", save_on_a_full_disk)
        try:
            with pytest.raises(CannotWrite) as caught:
                train_small("cnn", tmp_path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    run = tmp_path / "cnn-001"
    sentence = str(caught.value)
    assert sentence.startswith(f"{run}/model.ckpt-8 cannot be written: File too large.")
    assert "Everything up to step 4 is saved; go on with: " in sentence
    assert "\n" not in sentence
    assert [prefix.name for prefix in whole_checkpoints(run)] == ["model.ckpt-4"]
    assert not list(run.glob("*ckpt-8*")) + list(run.glob(".*")) + list(run.glob("*tempstate*"))
    train_small("cnn", tmp_path, run)
    assert_same(run, runs["cnn"].run)


def test_a_log_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"file/logs cannot be written: Not a directory\."):
        train_small("crnn", tmp_path / "file" / "logs")


def test_a_loss_that_is_no_number_is_told_once_with_its_step(tmp_path, capfd):
    digits = small_digits()
    train_small("cnn", tmp_path, digits=digits, steps=4, learning_rate=1e6)
    told = [line for line in capfd.readouterr().err.splitlines() if "not a number" in line]
    first = np.flatnonzero(np.isnan(losses(tmp_path / "cnn-001", 4)))[0]
    assert told == [f"tf1graph: The loss of step {first} is not a number; the tutorial goes on, and so does this run."]


def test_the_lines_are_the_tutorials(runs, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(training, "LINE_EVERY", 2)
    for name in runs:
        train_small(name, tmp_path, steps=3)
    lines = capsys.readouterr().out.splitlines()
    history = [read_history(tmp_path / f"{name}-001")[1:] for name in ("cnn", "crnn")]
    cnn = [
        f"step: {step}, loss: {float(loss):f}, acc: {float(accuracy):f}, test: {float(test):f}"
        for step, loss, accuracy, test in history[0]
    ]
    crnn = [f"{step} steps, {np.float32(loss)} loss, {np.float32(test)} accuracy" for step, loss, _, test in history[1]]
    assert [row[0] for row in history[0]] == ["0", "2"]  # the CNN tutorial counts its steps from 0
    assert [row[0] for row in history[1]] == ["2"]  # the CRNN tutorial from 1
    assert lines == [
        *cnn,
        "Test accuracy after 3 steps: " + lines[2].split(": ")[1],
        *crnn,
        "Test accuracy after 3 steps: " + lines[-1].split(": ")[1],
    ]


def test_history_has_a_header_and_the_test_accuracy_of_each_line(runs):
    for result in runs.values():
        header, *rows = read_history(result.run)
        assert header == ["step", "loss", "accuracy", "test_accuracy"]
        assert [(int(step), float(a), float(b), float(c)) for step, a, b, c in rows] == result.history
        assert len(rows) >= 3


def test_measuring_takes_nothing_from_the_tutorials_random_stream(tmp_path, monkeypatch):
    """Two runs that differ in how often the CNN is looked at train on the same batches."""
    often = train_small("cnn", tmp_path, steps=6, checkpoint_every=1)
    monkeypatch.setattr(training, "LINE_EVERY", 2)
    monkeypatch.setattr(training, "POINT_EVERY", 1)
    monkeypatch.setattr(training, "TRACED", (0, 1, 2, 3))
    monkeypatch.setattr(training, "DRAWN", (0, 1, 2, 3))
    assert train_small("cnn", tmp_path, steps=6).losses.tolist() == often.losses.tolist()


def test_the_tutorials_nodes_come_before_all_others(runs):
    from tf1graph.tutorials import cnn, crnn

    for name, build in (("cnn", cnn.build), ("crnn", crnn.build)):
        with tf.Graph().as_default() as graph:
            build(lessons.LESSONS[name].settings_class(batch_size=10))
        plain = [node.name for node in graph.as_graph_def().node]
        written = next(event.graph_def for event in events(runs[name].run) if event.graph_def)
        assert [node.name for node in tf.GraphDef.FromString(written).node][: len(plain)] == plain


def test_tensorboard_sees_each_step_once_after_a_resumed_run(tmp_path, monkeypatch):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    monkeypatch.setattr(training, "LINE_EVERY", LINE_EVERY)
    monkeypatch.setattr(training, "POINT_EVERY", 1)
    run = train_small("cnn", tmp_path, steps=9).run
    for later in run.glob("model.ckpt-[89]*"):  # as if it had been killed before it wrote them
        later.unlink()
    train_small("cnn", tmp_path, run, steps=9)
    trained, lines = list(range(9)), [0, 5]
    for folder, losses, accuracies in ((run, trained, trained), (run / "test", lines, [*lines, 8])):
        seen = EventAccumulator(str(folder)).Reload()
        assert [event.step for event in seen.Scalars("loss")] == losses
        assert [event.step for event in seen.Scalars("accuracy")] == accuracies
    assert [event.step for event in EventAccumulator(str(run)).Reload().Images("filters/Conv")] == [0, 8]


def test_the_run_holds_what_tensorboard_shows(runs):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    for name, result in runs.items():
        seen = EventAccumulator(str(result.run)).Reload()
        tags = seen.Tags()
        assert tags["graph"]
        assert sorted(tags["scalars"]) == ["accuracy", "loss"]
        assert len(tags["histograms"]) == {"cnn": 5, "crnn": 16}[name]
        assert len(tags["images"]) == {"cnn": 1, "crnn": 2}[name]
        assert tags["run_metadata"] == ["step 00002"]
        assert "settings/text_summary" in tags["tensors"] or "settings" in tags["tensors"]
        assert (result.run / "test" / "projector_config.pbtxt").is_file()


def test_the_filter_bank_is_drawn_ten_times_at_most(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "DRAWN", tuple(range(100)))
    run = train_small("crnn", tmp_path, steps=7).run
    train_small("crnn", tmp_path, run, steps=14)
    images = [v for event in events(run) for v in event.summary.value if v.HasField("image")]
    assert len(images) == 2 * training.BANK_IMAGES  # two banks


def test_random_ops_in_the_training_step_are_named():
    with tf.Graph().as_default():
        weight = tf.Variable(tf.truncated_normal([3]))  # its initial value is not part of a step
        dropped = weight * tf.random_uniform([3], name="noise")
        step = tf.train.AdamOptimizer().minimize(tf.reduce_sum(dropped))
        assert [op.name for op in training.random_ops_before([step])] == ["noise/RandomUniform"]


def test_the_tutorials_steps_draw_no_random_numbers(runs, tmp_path, capfd):
    train_small("crnn", tmp_path, steps=1)
    assert "draws random numbers" not in capfd.readouterr().err
