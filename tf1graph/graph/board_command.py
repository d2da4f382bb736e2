"""The command line of `tf1graph board`."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tf1graph.errors import UsageError

BOARD = "board"  # the folder beside a log's own events


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `tf1graph board` its options."""
    parser.add_argument(
        "graph",
        metavar="GRAPH",
        help="a log folder, an event file, a .pb, .pbtxt or .meta file, the folder of a SavedModel, or a program or "
        "notebook, which runs until it begins to train",
    )
    parser.add_argument(
        "--output",
        metavar="FOLDER",
        help="where the event file is written (default: board in a log folder, else logs/NAME)",
    )
    parser.add_argument("--write", action="store_true", help="write the event file, and start no TensorBoard")
    parser.add_argument("--port", type=int, default=0, metavar="N", help="of TensorBoard (default: a free one)")
    parser.set_defaults(call=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the graph's event file, and show it in TensorBoard until Ctrl-C; the exit code."""
    from tf1graph.graph.board import write_board
    from tf1graph.graph.loading import load

    graph = load(arguments.graph)
    folder = output_folder(arguments.graph, arguments.output)
    written = write_board(graph, folder)
    print(f"wrote {written.path}: {written.nodes:,} nodes")
    for note in graph.source.notes:
        print(note)
    if written.grouped:
        print(f"{written.grouped:,} of them lie in groups, so that no view is crowded; search finds their names")
    if written.stripped:
        print(f"left out {written.stripped:,} bytes of large constants")
    if written.times:
        print(f"with the times of {written.times} steps: choose one under Tag to colour the nodes")
    logdir = shown_folder(arguments.graph, folder)
    command = [sys.executable, "-m", "tensorboard.main", "--logdir", str(logdir)]
    if arguments.write:
        print(f"look at it with\ntensorboard --logdir {shlex.quote(str(logdir))}")
        return 0
    sys.stdout.flush()
    return subprocess.run([*command, "--port", str(arguments.port)], check=False).returncode


def output_folder(graph: str, output: str | None) -> Path:
    """Where the event file of `graph` is written.

    Raises:
      UsageError: `output` is a file.
    """
    if output is not None:
        if Path(output).is_file():
            raise UsageError(f"{output} is a file; name a folder with --output.")
        return Path(output)
    if is_log(graph):
        return Path(graph) / BOARD
    return Path("logs", re.sub(r"[^\w.-]+", "-", Path(graph).absolute().name))


def shown_folder(graph: str, folder: Path) -> Path:
    """The log folder that TensorBoard is to show: of a log all of it, its curves beside the graph."""
    return Path(graph) if is_log(graph) and folder.parent == Path(graph) else folder


def is_log(graph: str) -> bool:
    """Whether `graph` is a folder with event files in it."""
    return Path(graph).is_dir() and any(Path(graph).rglob("*tfevents*"))
