"""Proves a port: runs the program as it was and as it is written, from the same seeds, and compares what they do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tf1graph.errors import Tf1graphError, UsageError
from tf1graph.port import files
from tf1graph.port.module import Settings

if TYPE_CHECKING:
    from tf1graph.graph import LoadedGraph

Sameness = Literal["the same", "the same figures", "different", "not comparable"]
LINKED = 4_000_000  # bytes from which on a file of data is not copied but linked to
TOLERANCE = 1e-4  # of figures that other nodes round otherwise; relative


@dataclass(frozen=True)
class Verdict:
    """What the comparison says.

    Attributes:
      sameness: `the same` (variables, initial values, figures, and the graph node for node), `the same figures` (by
        other nodes), `different`, or `not comparable` (the program differs from itself).
      first: the first difference, a sentence; empty where there is none.
      variables, scalars, runs: how many were compared.
    """

    sameness: Sameness
    first: str = ""
    variables: int = 0
    scalars: int = 0
    runs: int = 0

    def __str__(self) -> str:
        counted = f"{self.variables} variables, {self.scalars} figures of {self.runs} runs"
        return f"{self.sameness} ({counted})" + (f": {self.first}" if self.first else "")


class CannotRun(Tf1graphError):
    """A program that ended with an error before there was anything to compare."""


def verify(
    program: str, arguments: Sequence[str], settings: Settings, steps: int = 20, seconds: float = 120
) -> Verdict:
    """Compare a program with its port, each run in a copy of its folder.

    Args:
      program: the script. All Python files below the working folder are ported with it.
      arguments: of the program.
      settings: how to port.
      steps: the runs of sessions to compare.
      seconds: that each of them may take.

    Raises:
      CannotRun: one of them failed.
      UsageError: there is no such program, or it is no script.
    """
    path = Path(program)
    if not path.is_file() or path.suffix != ".py":
        raise UsageError(f"{program}: --verify takes one script.")
    here = Path.cwd()
    top = (
        here if path.resolve().is_relative_to(here) and here not in (Path.home(), Path("/")) else path.resolve().parent
    )
    inside = path.resolve().relative_to(top)
    with tempfile.TemporaryDirectory(prefix="tf1graph-") as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        for place in (old, new):
            copy(top, place)
        for found in files.find([str(new)]):
            if found.path.suffix == ".py":
                files.port_file(found, settings, "write")
        before = record("old", old, inside, arguments, steps, seconds)
        after = record("new", new, inside, arguments, steps, seconds)
        verdict = compare(before, after)
        if verdict.sameness == "different":
            shutil.rmtree(old)
            copy(top, old)
            again = compare(before, record("old", old, inside, arguments, steps, seconds))
            if again.sameness == "different":
                said = f"two runs of the program itself differ: {again.first}"
                return Verdict("not comparable", said, verdict.variables, verdict.scalars, verdict.runs)
    return verdict


def copy(top: Path, place: Path) -> None:
    """Copy a folder, with links to its large files; hidden folders and environments are left out."""
    for here, folders, names in os.walk(top):
        folders[:] = [
            name for name in folders if not name.startswith(".") and not Path(here, name, "pyvenv.cfg").exists()
        ]
        target = place / Path(here).relative_to(top)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            source = Path(here, name)
            if source.is_file():
                make = os.symlink if source.stat().st_size > LINKED else shutil.copy
                make(source, target / name)


@dataclass(frozen=True)
class Record:
    """What a run computed."""

    graphs: list[LoadedGraph]
    values: dict[str, Any]
    scalars: list[tuple[str, float]]
    runs: int


def record(world: str, top: Path, program: Path, arguments: Sequence[str], steps: int, seconds: float) -> Record:
    """Run the program in a process of its own, and read what it computed.

    Raises:
      CannotRun: it failed.
    """
    import numpy as np

    from tf1graph.graph import load

    out = top.with_name(top.name + "-record")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    line = [sys.executable, "-m", "tf1graph.port.recording", world, str(out), str(steps), str(seconds)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "MPLBACKEND": "Agg"}
    root = str(Path(__file__).parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    ended = subprocess.run(
        [*line, str(program), *arguments],
        cwd=top,
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
        raise CannotRun(f"{program}, {which}, ended with exit code {ended.returncode}: {last}")
    content = json.loads((out / "record.json").read_text())
    with np.load(out / "values.npz", allow_pickle=False) as values:
        found = {name: values[name] for name in values.files}
    graphs = [load(out / f"graph{number}.pb") for number in range(content["graphs"])]
    scalars = [(name, value) for name, value in content["scalars"]]
    return Record(graphs, found, scalars, content["runs"])


def compare(before: Record, after: Record) -> Verdict:
    """The verdict on two records; the first difference is that of variables, then of values, figures and nodes."""
    counts = (len([name for name in before.values if "/first/" in name]), len(before.scalars), before.runs)
    if not before.runs and not counts[0]:
        return Verdict("not comparable", "nothing was computed in the time given")
    figures = first_figure(before, after)
    if figures:
        return Verdict("different", figures, *counts)
    nodes = first_node(before, after)
    return Verdict("the same figures" if nodes else "the same", nodes, *counts)


def first_figure(before: Record, after: Record) -> str:
    """The first difference of variables, their values and what was fetched; empty where there is none."""
    import numpy as np

    for when, meaning in (("first", "initial"), ("last", "last")):
        names = [[name for name in record.values if f"/{when}/" in name] for record in (before, after)]
        if when == "first":
            for one, other, said in ((names[0], names[1], "the port lacks"), (names[1], names[0], "the port adds")):
                more = [name for name in one if name not in other]
                if more:
                    return f"{said} the variable {more[0].split('/', 2)[2]}"
        if when == "last":
            fetched = first_scalar(before, after)
            if fetched:
                return fetched
        for name in names[0]:
            a, b = before.values[name], after.values.get(name)
            variable = name.split("/", 2)[2]
            if b is None:
                continue
            if a.shape != b.shape or a.dtype != b.dtype:
                return f"the variable {variable} is {a.dtype}{list(a.shape)}, and ported {b.dtype}{list(b.shape)}"
            same = np.array_equal(a, b) if when == "first" else close(a, b)
            if not same:
                return f"the {meaning} value of {variable} is another"
    return ""


def first_scalar(before: Record, after: Record) -> str:
    for number, ((name, a), (_, b)) in enumerate(zip(before.scalars, after.scalars, strict=False), 1):
        if not close(a, b):
            return f"figure {number}, {name}, is {a!r}, and ported {b!r}"
    if before.runs == after.runs and len(before.scalars) != len(after.scalars):
        return f"{len(before.scalars)} figures were fetched, and ported {len(after.scalars)}"
    return ""


def close(a: Any, b: Any) -> bool:
    import numpy as np

    if getattr(a, "dtype", None) is not None and a.dtype.kind not in "fc":
        return bool(np.array_equal(a, b))
    return bool(np.allclose(a, b, rtol=TOLERANCE, atol=TOLERANCE * max(1e-3, float(np.max(np.abs(a), initial=0)))))


def first_node(before: Record, after: Record) -> str:
    """The first difference of the graphs, by the structural diff; empty where there is none."""
    from tf1graph.graph import diff

    if len(before.graphs) != len(after.graphs):
        return f"there are {len(before.graphs)} graphs, and ported {len(after.graphs)}"
    for old, new in zip(before.graphs, after.graphs, strict=True):
        found = diff(old, new)
        for change in found.changed:
            return f"{change.what} of the node {change.node} is {change.before}, and ported {change.after}"
        for name in found.removed:
            return f"the node {name} is not in the port"
        for name in found.added:
            return f"the port adds the node {name}"
        for name, other in found.renamed:
            return f"the node {name} is called {other} in the port"
        for name in found.moved:
            return f"the node {name} stands elsewhere in the order of the port"
    return ""
