"""Proves a port: runs the program as it was and as it is written, from the same seeds, and compares what they do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tf1graph.errors import Tf1graphError, UsageError
from tf1graph.port import files
from tf1graph.port.comparing import Record, Verdict, compare
from tf1graph.port.module import Settings


class CannotRun(Tf1graphError):
    """A program that ended with an error before there was anything to compare."""


def verify(
    program: str,
    arguments: Sequence[str],
    settings: Settings,
    steps: int = 20,
    seconds: float = 300,
    as_module: bool = False,
) -> Verdict:
    """Compare a program with its port, each run in a copy of its project.

    Args:
      program: the script or notebook. All Python files of the project are ported with it: those below the working
        folder, or of the checkout that it lies in.
      arguments: of the program.
      settings: how to port.
      steps: the runs of sessions, or steps taken eagerly, to compare.
      seconds: that each of them may take.
      as_module: whether it is run as `python -m` does it.

    Raises:
      CannotRun: one of them failed.
      UsageError: there is no such program, or it is no script.
    """
    path = Path(program).resolve()
    if not path.is_file() or path.suffix not in files.ENDINGS:
        raise UsageError(f"{program}: --verify takes one script or notebook.")
    here = Path.cwd()
    if not path.is_relative_to(here) or here in (Path.home(), Path("/")):
        here = path.parent
    top = project_of(here)
    inside = path.relative_to(here)
    line = ["-m", ".".join(inside.with_suffix("").parts)] if as_module else [str(inside)]
    with tempfile.TemporaryDirectory(prefix="tf1graph-") as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        for place in (old, new):
            copy(top, place)
        program_there = new / path.relative_to(top)
        ported = [one for one in files.find([str(new)]) if one.path.suffix == ".py" or one.path == program_there]
        files.port_files(ported, settings, "write")

        def run(world: str, place: Path) -> Record:
            return record(world, top, place, here.relative_to(top), [*line, *arguments], steps, seconds)

        before, after = run("old", old), run("new", new)
        verdict = compare(before, after)
        if verdict.sameness == "different":
            shutil.rmtree(old)
            copy(top, old)
            again = compare(before, run("old", old))
            if again.sameness == "different":
                return replace(
                    verdict,
                    sameness="not comparable",
                    first=f"two runs of the program itself differ: {again.first}",
                )
    return verdict


def project_of(folder: Path) -> Path:
    """The checkout that a folder lies in, or the folder itself."""
    for place in (folder, *folder.parents):
        if place in (Path.home(), Path("/")):
            break
        if (place / ".git").exists():
            return place
    return folder


def copy(top: Path, place: Path) -> None:
    """Copy a folder, so that the program may write what it likes; hidden folders and environments are left out."""
    for here, folders, names in os.walk(top):
        folders[:] = [
            name for name in folders if not name.startswith(".") and not Path(here, name, "pyvenv.cfg").exists()
        ]
        target = place / Path(here).relative_to(top)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            source = Path(here, name)
            if source.is_file():
                shutil.copy(source, target / name)


def record(world: str, top: Path, place: Path, folder: Path, line: Sequence[str], steps: int, seconds: float) -> Record:
    """Run a program in a process of its own, and read what it computed.

    Args:
      world: `old` or `new`.
      top: the project.
      place: its copy.
      folder: the working folder in it.
      line: the program and its arguments.
      steps: after which it is ended.
      seconds: after which it is ended.

    Raises:
      CannotRun: it failed.
    """
    out = place.with_name(place.name + "-record")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": "0", "MPLBACKEND": "Agg"}
    root = str(Path(__file__).parents[2])
    named = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
    environment["PYTHONPATH"] = os.pathsep.join([root, *(in_copy(one, top, place) for one in named)])
    ended = subprocess.run(
        [sys.executable, "-m", "tf1graph.port.recording", world, str(out), str(steps), str(seconds), *line],
        cwd=place / folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if not (out / "record.json").exists():
        last = next((text for text in reversed(ended.stderr.splitlines()) if text.strip()), "no reason given")
        which = "as it was" if world == "old" else "as it is ported"
        program = line[1] if line[0] == "-m" else line[0]
        raise CannotRun(f"{program}, {which}, ended with exit code {ended.returncode}: {last}")
    return read(out)


def in_copy(folder: str, top: Path, place: Path) -> str:
    """The place in the project's copy of a folder that lies in the project; other folders as they are."""
    path = Path(folder).resolve()
    return str(place / path.relative_to(top)) if path.is_relative_to(top) else folder


def read(out: Path) -> Record:
    """The record that a run left in the folder `out`."""
    import numpy as np

    from tf1graph.graph import load

    content = json.loads((out / "record.json").read_text())
    with np.load(out / "values.npz", allow_pickle=False) as values:
        found = {name: values[name] for name in values.files}
    return Record(
        [load(out / f"graph{number}.pb") for number in range(content["graphs"])],
        found,
        [(name, value) for name, value in content["scalars"]],
        content["runs"],
        tuple(content["order"]),
        tuple(content["trained"]),
    )
