"""What notebooks for TensorFlow 1 tell their kernel: which TensorFlow to take, which packages to install."""

from __future__ import annotations

import re
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
AUTOMAGIC = re.compile(r"(pip|conda|mamba)\s+(install|uninstall|remove|update|upgrade)\s")
WHEEL = re.compile(r"tensorflow(-(gpu|cpu))?-\d.*\.whl$")
# Options of pip and conda that are followed by a value.
WITH_VALUE = {"-c", "-f", "-i", "-n", "-t", "--channel", "--extra-index-url", "--find-links", "--index-url", "--name"}


def register(shell: Any) -> None:
    """Give `shell` Colab's magic `%tensorflow_version`."""
    shell.register_magic_function(tensorflow_version, "line", "tensorflow_version")


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
