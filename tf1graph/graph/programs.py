"""The graph of a program: it is run, in a process of its own, until it begins to train."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tf1graph.errors import MalformedFile, UsageError
from tf1graph.graph.files import graph_at
from tf1graph.graph.model import LoadedGraph, Recorded, Source
from tf1graph.graph.wire import Wire

SUFFIXES = (".py", ".ipynb")
SETTING = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")


@dataclass(frozen=True)
class Call:
    """A program and what it is called with.

    Attributes:
      path: of the program.
      arguments: those after its name.
      environment: variables that are set for it, as a shell does with those before its name.
    """

    path: Path
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def call_of(text: str) -> Call | None:
    """The call that a line such as `LAYERS=2 train.py --steps 1` is; None where it names no program or notebook."""
    if text.endswith(SUFFIXES) and Path(text).is_file():
        return Call(Path(text))
    try:
        words = shlex.split(text)
    except ValueError:
        return None
    environment = {}
    while words and SETTING.match(words[0]):
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    if not words or not words[0].endswith(SUFFIXES):
        return None
    return Call(Path(words[0]), tuple(words[1:]), environment)


def load_program(call: Call, arguments: Sequence[str] = (), steps: int = 0) -> LoadedGraph:
    """The graph that a program has built when it is about to run a training op, or has ended.

    It runs under `tf1graph.run`, in the folder where this process is, a notebook in its own, and does all that it does
    before it trains: reads data, makes folders. What it prints goes to stderr.

    Args:
      steps: how many training steps it makes before it is stopped, so that their times come with the graph.

    Raises:
      UsageError: there is no such program.
      MalformedFile: it built no graph, or ended with an error before.
    """
    if not call.path.is_file():
        raise UsageError(f"{call.path}: there is no such program.")
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "graph"
        line = [sys.executable, "-m", "tf1graph.graph.building", str(built), str(steps), str(call.path)]
        sys.stdout.flush()
        code = subprocess.run(
            [*line, *call.arguments, *arguments], stdout=2, env={**os.environ, **call.environment}, check=False
        ).returncode
        if not built.is_file():
            ended = f"ended with exit code {code}" if code >= 0 else f"was ended by signal {-code}"
            raise MalformedFile(call.path, f"{ended} before it had built a graph" if code else "built no graph")
        data = built.read_bytes()
        times = [built.with_suffix(f".{number}") for number in range(1, steps + 1)]
        run_metadata = [
            Recorded(f"step {number}", number, file.read_bytes())
            for number, file in enumerate(times, 1)
            if file.is_file()
        ]
        told = json.loads(built.with_suffix(".json").read_text(encoding="utf-8"))
    notes = [told["note"]]
    if code not in (0, None) and not told["stopped"]:
        notes.append(f"It ended with exit code {code}.")
    return graph_at(
        Wire(data),
        0,
        len(data),
        Source("program", str(call.path), tuple(notes)),
        trainable=frozenset(told["trainable"]),
        queues_run=frozenset(told["queues"]),
        run_metadata=run_metadata,
    )
