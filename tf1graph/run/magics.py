"""What notebooks for TensorFlow 1 tell their kernel: which TensorFlow to take, which packages to install."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

# What this package stands for: it is neither installed nor removed.
PROVIDED = {
    "keras", "tensorflow", "tensorflow-cpu", "tensorflow-estimator", "tensorflow-gpu", "tf-nightly", "tf-nightly-gpu",
}  # fmt: skip
INSTALLATION = re.compile(
    r"^(?P<indent>\s*)[!%]{1,2}\s*"
    r"(?P<tool>(sudo\s+(-\w+\s+)*)?((\S*python[\d.]*|\{sys\.executable\})\s+-m\s+)?(pip[\d.]*|conda|mamba))\s+"
    r"(?P<verb>install|uninstall|remove|update|upgrade)\b(?P<words>[^|&;>#]*)(?P<rest>.*)$"
)
CHANGED = ("load_ext", "run")
AUTOMAGIC = re.compile(r"(pip|conda|mamba)\s+(install|uninstall|remove|update|upgrade)\s")
WHEEL = re.compile(r"tensorflow(-(gpu|cpu))?-\d.*\.whl$")
# Options of pip and conda that are followed by a value.
WITH_VALUE = {"-c", "-f", "-i", "-n", "-t", "--channel", "--extra-index-url", "--find-links", "--index-url", "--name"}

_replaced: dict[int, tuple[Any, ...]] = {}  # by shell


def register(shell: Any, after_run: Callable[[], None]) -> None:
    """Give `shell` what these notebooks ask of it: `%tensorflow_version` of Colab, and changed magics of IPython.

    Args:
      shell: the `InteractiveShell`.
      after_run: called when `%run` has run a script.
    """
    load_extension, run_script = (shell.find_line_magic(name) for name in CHANGED)

    def load_ext(line: str) -> Any:
        """`%load_ext`; of an extension that is not installed, such as watermark, the magic of its name does nothing."""
        name = line.strip()
        if not name or find_spec(name.partition(".")[0]):
            return load_extension(line)
        print(f"tf1graph: %load_ext {name} skipped: it is not installed", file=sys.stderr)
        shell.register_magic_function(lambda line: None, "line", name.rpartition(".")[2])

    def run(line: str) -> Any:
        """`%run`."""
        try:
            return run_script(line)
        finally:
            after_run()

    for magic in (tensorflow_version, load_ext, run):
        shell.register_magic_function(magic, "line", magic.__name__)
    if not hasattr(shell, "magic"):  # which IPython 9 took away
        shell.magic = lambda line: shell.run_line_magic(*([*line.split(None, 1), ""])[:2])
    _replaced[id(shell)] = (load_extension, run_script)


def unregister(shell: Any) -> None:
    """Give `shell` the magics of IPython back."""
    for name, magic in zip(CHANGED, _replaced.pop(id(shell)), strict=True):
        shell.register_magic_function(magic, "line", name)


def tensorflow_version(line: str) -> None:
    """`%tensorflow_version 1.x`: there is no other here."""
    wanted = line.split("#")[0].strip()
    if wanted and not wanted.startswith("1"):
        print(f"TensorFlow {wanted} was asked for; this kernel is TensorFlow 1.x.")
    else:
        print("TensorFlow 1.x selected.")


def skip_installations(lines: list[str]) -> list[str]:
    """The lines of a cell, without the installation of what this package provides; a note stands there instead."""
    if len(lines) == 1 and AUTOMAGIC.match(lines[0]):  # IPython takes a line that is a magic's name for the magic
        lines = ["%" + lines[0]]
    return [skip_installation(line) for line in lines]


def skip_installation(line: str) -> str:
    """The line; where it installs or removes TensorFlow or Keras, without these, or a line that says so."""
    found = INSTALLATION.match(line.rstrip("\n"))
    if not found:
        return line
    words = found["words"].split()
    kept = [word for word in words if not is_provided(word)]
    if len(kept) == len(words):
        return line
    skipped = " ".join(word for word in words if is_provided(word))
    note = f"tf1graph: {found['verb']} {skipped} skipped: this kernel is TensorFlow 1.15.5 already"
    after = found["rest"].lstrip("&;") if found["rest"].startswith(("&&", ";")) else ""
    if names_packages(kept):
        after = " ".join((found["tool"], found["verb"], *kept)) + " " + found["rest"]
    run = f"; get_ipython().system({after.strip()!r})" if after.strip() else ""
    return f"{found['indent']}print({note!r}){run}\n"


def names_packages(words: list[str]) -> bool:
    """Whether the words of an installation, options and their values aside, still name something to install."""
    before = ["", *words]
    return any(
        not word.startswith("-") and previous not in WITH_VALUE for previous, word in zip(before, words, strict=False)
    )


def is_provided(word: str) -> bool:
    """Whether a word of an installation names what this package stands for: `"tensorflow-gpu==1.15"`."""
    word = word.strip("'\"").rpartition("/")[2].lower().replace("_", "-")
    name = re.match(r"[a-z][a-z\d-]*", word)
    return bool(name and name[0] in PROVIDED) or bool(WHEEL.match(word))
