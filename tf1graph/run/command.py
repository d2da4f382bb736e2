"""The command line of `tf1graph run`: its own options come first, all after the program is the program's."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tf1graph.run.world import WorldSettings

WITH_VALUE = ("--with", "--output", "--report-file")


def split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The part of the line `run …` that ends with the program's name, and the program's arguments."""
    position = 1
    while position < len(argv):
        word = argv[position]
        if word == "-m":
            position += 2
            break
        if word == "--":
            position += 2
            break
        if not word.startswith("-") or word == "-":
            position += 1
            break
        position += 2 if word in WITH_VALUE else 1
    # a value of --report is optional, and what follows the bare option is the program
    own = [f"{word}=text" if word == "--report" else word for word in argv[:position]]
    return own, list(argv[position:])


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `tf1graph run` its options; `program_arguments` are set beside them."""
    parser.usage = "tf1graph run [options] (PROGRAM | -m MODULE) [arguments of the program …]"
    parser.add_argument(
        "program", nargs="?", metavar="PROGRAM", help="a script, a folder with a __main__.py, or a notebook"
    )
    parser.add_argument("-m", dest="module", metavar="MODULE", help="run a module or package, as python -m does")
    parser.add_argument(
        "--with",
        dest="packages",
        action="append",
        default=[],
        metavar="PACKAGE",
        help="an installed package that belongs to the program, written for TensorFlow 1 as well; "
        "without it all that is installed keeps the real TensorFlow; may be given several times",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="where the executed copy of a notebook goes, with its outputs and pictures; "
        "NAME.executed.ipynb beside NAME.ipynb without it. May also follow the notebook's name",
    )
    parser.add_argument(
        "--report",
        choices=("text", "json"),
        help="list at the end what the program used of TensorFlow 1, with file and line, and whether it is exact, "
        "approximate, refused or today's own: on stderr, or with --report=json as the last line of stdout",
    )
    parser.add_argument("--report-file", metavar="FILE", help="write the report there instead")
    parser.set_defaults(call=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Run what the command line names; its exit code."""
    from tf1graph.run import main
    from tf1graph.run.world import World, WorldSettings

    if (arguments.program is None) == (arguments.module is None):
        arguments.parser.error("name a program, or a module with -m")
    settings = WorldSettings(packages=tuple(arguments.packages))
    if (arguments.program or "").endswith(".ipynb"):
        return _run_notebook(arguments, settings)
    if arguments.output:
        arguments.parser.error("--output is for notebooks")
    world = World(settings)
    world.enter()
    path = Path(arguments.report_file).absolute() if arguments.report_file else None
    usage = world.note_usage() if arguments.report or path else None
    try:
        if arguments.module:
            return main.run_module(world, arguments.module, arguments.program_arguments)
        return main.run_script(world, arguments.program, arguments.program_arguments)
    finally:
        if usage is not None:
            from tf1graph.run import report

            report.write(usage, arguments.module or arguments.program, arguments.report or "text", path)


def _run_notebook(arguments: argparse.Namespace, settings: WorldSettings) -> int:
    from tf1graph.run.notebook import run_notebook

    after = argparse.ArgumentParser(prog="tf1graph run NOTEBOOK", add_help=False, allow_abbrev=False)
    after.add_argument("--output", default=arguments.output)
    output = after.parse_args(arguments.program_arguments).output
    if not arguments.report and not arguments.report_file:
        return run_notebook(arguments.program, output, settings)
    with tempfile.TemporaryDirectory(prefix="tf1graph-") as folder:
        usage = Path(folder, "usage.json")
        try:
            return run_notebook(arguments.program, output, settings, usage)
        finally:
            if usage.exists():  # the kernel has begun
                from tf1graph.chatter import load_tensorflow
                from tf1graph.run import cell_usage, report

                load_tensorflow()
                path = Path(arguments.report_file) if arguments.report_file else None
                report.write(cell_usage.read_usage(usage), arguments.program, arguments.report or "text", path)
