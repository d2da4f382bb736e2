"""`tf.flags`: scripts, cells that are run again, and the ways of TensorFlow 1.4."""

import sys

import pytest

from tf1graph import tf
from tf1graph.tf.python.platform import flags as module

PROGRAM = """
tf.app.flags.DEFINE_integer("steps", {default}, "How many steps.")
tf.flags.DEFINE_string("optimizer_of_test", default_value="adam", docstring="Which optimizer.")
FLAGS = tf.app.flags.FLAGS
"""


@pytest.fixture(autouse=True)
def no_flags(monkeypatch):
    """No flags but those of libraries, none of them read yet."""
    before = set(module.FLAGS)
    monkeypatch.setattr(sys, "argv", ["train.py"])
    module.FLAGS.unparse_flags()
    yield
    for name in set(module.FLAGS) - before:
        delattr(module.FLAGS, name)
    vars(module.FLAGS).pop("values_wanted", None)
    module.FLAGS.unparse_flags()


def run(default=5, name="__main__", text=PROGRAM):
    space = {"tf": tf, "__name__": name}
    exec(text.format(default=default), space)
    return space["FLAGS"]


def test_values_come_from_the_command_line_when_the_first_is_read(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["train.py", "--steps=7"])
    flags = run()
    assert (flags.steps, flags.optimizer_of_test) == (7, "adam")


def test_a_flag_that_nobody_defined_is_an_error_in_a_script(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["train.py", "--stepz=7"])
    with pytest.raises(tf.flags.UnrecognizedFlagError, match="stepz"):
        _ = run().steps


@pytest.mark.parametrize("read", ["by a value", "by calling FLAGS"])
def test_the_arguments_of_a_notebooks_kernel_are_passed_over(monkeypatch, read):
    monkeypatch.setattr(sys, "argv", ["/lib/ipykernel_launcher.py", "-f", "/run/kernel-1.json"])
    flags = run()
    if read == "by calling FLAGS":
        flags(sys.argv)
    assert flags.steps == 5


def test_a_cell_that_is_run_again_defines_its_flags_anew():
    assert run(5).steps == 5
    assert run(6).steps == 6


def test_a_flag_of_a_library_can_be_defined():
    assert "hbm_oom_exit" in module.FLAGS
    text = 'tf.flags.DEFINE_bool("hbm_oom_exit", False, "Mine.")\nFLAGS = tf.flags.FLAGS'
    theirs = module.FLAGS["hbm_oom_exit"]
    try:
        assert run(text=text).hbm_oom_exit is False
    finally:
        delattr(module.FLAGS, "hbm_oom_exit")
        module.FLAGS["hbm_oom_exit"] = theirs


def test_two_modules_of_a_program_cannot_define_one_flag():
    run()
    with pytest.raises(tf.flags.DuplicateFlagError, match="steps"):
        tf.flags.DEFINE_integer("steps", 1, "Of another module.")


def test_the_ways_of_tensorflow_1_4(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["train.py", "--steps=7", "--unknown=1", "rest"])
    flags = run()
    assert flags._parse_flags() == ["--unknown=1", "rest"]
    assert {name: flags.__flags[name] for name in ("steps", "optimizer_of_test")} == {
        "steps": 7,
        "optimizer_of_test": "adam",
    }


def test_the_flags_themselves_are_objects_as_in_1_15():
    flags = run()
    assert flags.steps == 5
    assert flags.__flags["steps"].value == 5


def test_app_run_hands_on_what_no_flag_takes_and_exits_with_what_main_returns(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["train.py", "--steps=7", "--unknown=1", "rest"])
    flags = run()
    seen = []
    with pytest.raises(SystemExit) as ended:
        tf.app.run(main=lambda argv: seen.append((argv, flags.steps)) or 3)
    assert ended.value.code == 3
    assert seen == [(["train.py", "--unknown=1", "rest"], 7)]
