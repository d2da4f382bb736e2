import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tf1graph import __version__, cli
from tf1graph.errors import CannotWrite, Stopped, UsageError
from tf1graph.tutorials import training
from tf1graph.tutorials.cnn import CNNSettings

ROOT = Path(__file__).parent.parent
HEAVY = ("tensorflow", "tensorboard", "matplotlib", "numpy", "PIL")


def run(*line, **options):
    return subprocess.run([sys.executable, *line], capture_output=True, text=True, timeout=120, cwd=ROOT, **options)


@pytest.mark.parametrize(
    "line",
    ["import tf1graph", "from tf1graph.cli import main; main(['--help'])", "from tf1graph import tf"],
    ids=["importing the package", "tf1graph --help", "importing tf, before a name of it is used"],
)
def test_nothing_heavy_is_imported_by(line):
    watch = f"import atexit, sys; atexit.register(lambda: print([m for m in {HEAVY} if m in sys.modules]))"
    found = run("-c", f"{watch}; {line}")
    assert found.returncode == 0, found.stderr
    assert found.stdout.splitlines()[-1] == "[]"


def test_the_module_is_the_command():
    found = run("-m", "tf1graph", "--version")
    assert (found.returncode, found.stdout) == (0, f"tf1graph {__version__}\n")


def command_lines():
    for command in cli.COMMANDS:
        yield from (
            [["train", tutorial.name] for tutorial in cli.TUTORIALS] if command.name == "train" else [[command.name]]
        )


@pytest.mark.parametrize("line", [[], ["train"], *command_lines()], ids=lambda line: " ".join(["tf1graph", *line]))
def test_help_is_80_columns_wide_and_gives_examples(line, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as ended:
        cli.main([*line, "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert "examples:\n  tf1graph " in text


@pytest.mark.parametrize("script", [f"train_{tutorial.name}.py" for tutorial in cli.TUTORIALS])
def test_a_training_script_has_the_options_of_the_command(script, capsys):
    tutorial = script[6:-3]
    with pytest.raises(SystemExit):
        cli.main(["train", tutorial, "--help"])
    options = {word.strip("[],") for word in capsys.readouterr().out.split() if word.strip("[").startswith("--")}
    found = run(f"scripts/{script}", "--help")
    assert found.returncode == 0, found.stderr
    assert options <= {word.strip("[],") for word in found.stdout.split()}
    assert max(map(len, found.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["trian"],
        ["train"],
        ["train", "cnn", "--steps", "0"],
        ["train", "cnn", "--steps", "many"],
        ["train", "cnn", "--seed", "-1"],
        ["train", "cnn", "--learning-rate", "nan"],
        ["train", "cnn", "--fast", "very"],
        ["train", "cnn", "--step", "5"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_ends_with_usage_and_code_2(line, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(line)
    assert ended.value.code == 2
    assert "usage: tf1graph" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (UsageError("That cannot be meant."), 2, "tf1graph: That cannot be meant.\n"),
        (CannotWrite("The disk is full."), 1, "tf1graph: The disk is full.\n"),
        (Stopped("Stopped after step 3.", 2), 130, "tf1graph: Stopped after step 3.\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
    ids=["a mistake of the caller", "a failure", "a stop that was saved", "Ctrl-C elsewhere"],
)
def test_errors_are_a_sentence_and_an_exit_code(error, code, sentence, capsys):
    def program(argv):
        raise error

    assert cli.finish(program, []) == code
    assert capsys.readouterr() == ("", sentence)


def test_errors_that_are_bugs_keep_their_traceback():
    def program(argv):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cli.finish(program, [])


def test_a_reader_that_goes_away_is_no_error():
    line = "from tf1graph.cli import finish; import sys; sys.exit(finish(lambda argv: print('x' * 10**6) or 0, []))"
    read, write = os.pipe()
    os.close(read)
    try:
        found = subprocess.run([sys.executable, "-c", line], stdout=write, stderr=subprocess.PIPE, cwd=ROOT, timeout=60)
    finally:
        os.close(write)
    assert (found.returncode, found.stderr) == (1, b"")


@pytest.fixture
def trained(monkeypatch, tmp_path):
    """What `train_tutorial` was called with; nothing is trained."""
    calls = []

    def train_tutorial(name, settings, run=None):
        calls.append((name, settings, run))
        return training.Result(tmp_path / "logs" / "cnn-001", None, None, [], 0.5)

    monkeypatch.setattr(training, "train_tutorial", train_tutorial)
    return calls


def test_train_hands_its_options_on_and_ends_with_the_line_for_tensorboard(trained, tmp_path, capsys):
    line = ["train", "cnn", "--steps", "3", "--data", "embedded", "--log-dir", str(tmp_path)]
    assert cli.main(line) == 0
    assert trained == [("cnn", CNNSettings(steps=3, data="embedded", log_dir=str(tmp_path)), None)]
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"tensorboard --logdir {tmp_path}/logs")


@pytest.fixture
def stored(tmp_path):
    from tf1graph.tutorials.runs import new_run, write_settings

    for steps in (5, 6):
        run = new_run(tmp_path, "cnn")
        write_settings(run, "cnn", CNNSettings(steps=steps, batch_size=7, log_dir=str(tmp_path)), "digits", "0")
    return tmp_path


def test_resume_takes_the_newest_run_and_its_settings(trained, stored):
    assert cli.main(["train", "cnn", "--log-dir", str(stored), "--resume"]) == 0
    settings = CNNSettings(steps=6, batch_size=7, log_dir=str(stored))
    assert trained == [("cnn", settings, stored / "cnn-002")]


def test_resume_takes_a_named_run_and_more_steps(trained, stored):
    assert cli.main(["train", "cnn", "--resume", str(stored / "cnn-001"), "--steps", "50"]) == 0
    settings = CNNSettings(steps=50, batch_size=7, log_dir=str(stored))
    assert trained == [("cnn", settings, stored / "cnn-001")]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["cnn", "--resume", "--batch-size", "8"], "was started with --batch-size 7"),
        (["crnn", "--resume"], "holds no run of the crnn tutorial"),
        (["cnn", "--resume", "nowhere"], "nowhere is not the folder of a run"),
    ],
    ids=["another batch size", "another tutorial", "a folder that is no run"],
)
def test_resume_refuses(line, sentence, trained, stored, capsys):
    assert cli.main(["train", *line, "--log-dir", str(stored)]) == 2
    assert trained == []
    error = capsys.readouterr().err
    assert error.startswith("tf1graph: ")
    assert sentence in error
    assert error.count("\n") == 1


def test_resume_names_a_damaged_settings_file(trained, stored, capsys):
    path = stored / "cnn-002" / "settings.json"
    path.write_text(json.dumps({"tutorial": "cnn"}))
    assert cli.main(["train", "cnn", "--log-dir", str(stored), "--resume"]) == 1
    assert capsys.readouterr().err == f"tf1graph: {path}: is not the settings of a run.\n"


def test_tensorflow_loads_without_a_line_and_warnings_pass(tmp_path):
    line = (
        "from tf1graph.chatter import filtered_stderr, load_tensorflow; import os; load_tensorflow()\n"
        "with filtered_stderr(): os.write(2, b'I0000 00:00 x.cc:1] chatter\\nW0000 00:00 y.cc:1] a warning\\n')"
    )
    environment = {name: value for name, value in os.environ.items() if name != "TF_CPP_MIN_LOG_LEVEL"}
    found = run("-c", line, env=environment)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "W0000 00:00 y.cc:1] a warning\n")


def test_names_lists_what_matches_and_fails_where_nothing_does(capsys):
    assert cli.main(["names", "tf.layers.dense"]) == 0
    found = capsys.readouterr()
    assert found.out.startswith("exact        tf.layers.dense ")
    assert found.err.endswith("tf1graph: 1 name\n")
    assert cli.main(["names", "tf.matmul"]) == 0
    assert capsys.readouterr().out.startswith("unchanged    tf.matmul  today's own")
    assert cli.main(["names", "tf.contrib.tpu.initialize_system"]) == 0
    assert capsys.readouterr().out.startswith("refused      tf.contrib.tpu.initialize_system ")
    assert cli.main(["names", "tf.no.such.name"]) == 1
    assert "no name matches tf.no.such.name" in capsys.readouterr().err
