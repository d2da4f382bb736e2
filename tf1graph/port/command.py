"""The command line of `tf1graph port`."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tf1graph.port.files import Draft, Mode
    from tf1graph.port.module import Settings
    from tf1graph.port.report import FileReport


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `tf1graph port` its options."""
    parser.add_argument(
        "places",
        nargs="+",
        metavar="PLACE",
        help="a Python file, a notebook, or a folder with such; links, generated files and environments are left alone",
    )
    mode = parser.add_mutually_exclusive_group()
    for name, meaning in (
        ("write", "write the files, each whole or not at all"),
        ("diff", "show the change of each file"),
        ("check", "write nothing; exit with 1 where something would change or a name is left to you"),
    ):
        mode.add_argument(f"--{name}", dest="mode", action="store_const", const=name, help=meaning)
    parser.add_argument(
        "--to",
        choices=("compat", "tf1graph"),
        default="compat",
        help="compat: today's TensorFlow wherever it has an equivalent, else tf1graph (the default); "
        "tf1graph: imports alone are changed",
    )
    for name, meaning in (("only", "apply this rule and not the others"), ("skip", "do not apply this rule")):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="RULE", help=f"{meaning}; may be given several times"
        )
    parser.add_argument(
        "--report",
        choices=("text", "json", "sarif"),
        help="list every name and what became of it; text on its own without --diff",
    )
    parser.add_argument("--report-file", metavar="FILE", help="write the report there instead")
    parser.add_argument(
        "--verify",
        action="store_true",
        help="run the one script or notebook that is named as it was and as it is ported, from the same seeds, and "
        "compare variables, initial values, figures and graphs; exit with 1 where they differ",
    )
    parser.add_argument("--steps", type=int, default=20, metavar="N", help="runs of sessions to compare (20)")
    parser.add_argument(
        "--seconds",
        type=float,
        default=300,
        metavar="S",
        help="after which a program that --verify runs is ended (300)",
    )
    parser.add_argument("--arguments", default="", metavar="LINE", help="of the program that --verify runs")
    parser.add_argument(
        "--module",
        action="store_true",
        help="--verify runs the script as `python -m` does: relative imports ask for it",
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="port so many files at once (1)")
    parser.set_defaults(call=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Port what the command line names; 1 where a file failed, or --check found something."""
    from tf1graph.files import replaced
    from tf1graph.port import files, fixers, report
    from tf1graph.port.module import Settings

    known = [name for name in fixers.load_all() if name not in fixers.ALWAYS]
    for rule in [*arguments.only, *arguments.skip]:
        if rule not in known:
            arguments.parser.error(f"there is no rule {rule}; there are: {', '.join(sorted(known))}")
    if arguments.jobs < 1:
        arguments.parser.error("--jobs is a number from 1 on")
    settings = Settings(arguments.to, frozenset(arguments.only), frozenset(arguments.skip))
    if arguments.verify:
        return verify(arguments, settings)
    mode: Mode = arguments.mode or "report"
    wanted = files.find(arguments.places)
    done = files.port_files(wanted, settings, mode, arguments.jobs, partial(_progress, total=len(wanted)))
    sys.stdout.writelines(one.diff for one in done)
    text = report.FORMATS[arguments.report or "text"](done)
    if arguments.report_file:
        with replaced(Path(arguments.report_file)) as temporary:
            temporary.write_text(text, encoding="utf-8")
    else:
        sys.stdout.flush()
        (sys.stderr if mode == "diff" else sys.stdout).write(text)
    found = report.totals(done)
    left = found["needs you"] + found["refused"]
    failed = any(one.failure and not is_passed_over(one) for one in done)
    return int(failed or (mode == "check" and bool(found["changed"] or left)))


def verify(arguments: argparse.Namespace, settings: Settings) -> int:
    """Compare the script with its port; 1 where they differ."""
    from tf1graph.port import verifying

    if len(arguments.places) != 1 or arguments.mode:
        arguments.parser.error("--verify takes one script or notebook, and neither writes nor shows it")
    (program,) = arguments.places
    print(f"tf1graph: running {program} twice, as it was and as it is ported", file=sys.stderr)
    verdict = verifying.verify(
        program, shlex.split(arguments.arguments), settings, arguments.steps, as_module=arguments.module
    )
    print(f"{program}: {verdict}")
    return int(verdict.sameness not in ("the same", "the same figures"))


def is_passed_over(one: FileReport) -> bool:
    """Whether a file was left alone for what it is, which is no failure."""
    return one.failure.startswith("it is ")


def _progress(drafts: Iterable[Draft], total: int) -> Iterable[Draft]:
    from tqdm import tqdm

    shown = total >= 20 and sys.stderr.isatty()
    return tqdm(drafts, total=total, unit="file", file=sys.stderr) if shown else drafts
