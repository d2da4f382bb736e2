"""The command line of `tf1graph graph`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tf1graph.errors import UsageError
from tf1graph.files import replaced

if TYPE_CHECKING:
    from tf1graph.graph.model import LoadedGraph
    from tf1graph.graph.text import View

SORTS = ("graph", "name", "nodes", "parameters", "flops", "memory")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `tf1graph graph` its options."""
    parser.add_argument(
        "graph",
        metavar="GRAPH",
        help="a .pb, .pbtxt or .meta file, the folder of a SavedModel, an event file or folder of such, the prefix of "
        "a checkpoint; or a program or notebook with its arguments in one pair of quotes, which runs until it begins "
        "to train",
    )
    parser.add_argument("--diff", metavar="OTHER", help="what has changed between GRAPH and OTHER; exit code 1 if any")
    parser.add_argument("--depth", type=_depth, default=2, metavar="N", help="levels of the tree: a number, or all")
    parser.add_argument("--sort", choices=SORTS, default="graph", help="the order within a scope, by default its own")
    parser.add_argument("--filter", metavar="PATTERN", help="only names that hold this, or match it with *, ? or [...]")
    parser.add_argument("--batch", type=_batch, default=1, metavar="N", help="the size that the open one stands for")
    parser.add_argument("--nodes", action="store_true", help="show the nodes within the scopes")
    parser.add_argument("--gradients", action="store_true", help="count gradients and optimisers too")
    parser.add_argument("--all", action="store_true", help="count all, initial values, saving and summaries too")
    parser.add_argument("--variables", action="store_true", help="list the variables")
    parser.add_argument("--ops", action="store_true", help="list the op types, with --sort flops by their FLOPs")
    parser.add_argument(
        "--infer",
        action="store_true",
        help="let TensorFlow infer the shapes anew, with the batch for each open first size of a placeholder",
    )
    parser.add_argument(
        "--times", action="store_true", help="show where the time of a step goes, of a log that recorded some"
    )
    parser.add_argument(
        "--profile", type=_positive, metavar="N", help="as --times, of N training steps that the program makes now"
    )
    parser.add_argument(
        "--trace", metavar="FILE", help="write these steps for chrome://tracing or Perfetto (ui.perfetto.dev)"
    )
    parser.add_argument("--html", metavar="FILE", help="write a page that needs no network and no other file")
    parser.add_argument(
        "--picture",
        metavar="FILE",
        help="with --html, and where a checkpoint lies beside the graph: of which picture the page shows feature maps, "
        "by default a digit",
    )
    parser.add_argument(
        "--input",
        metavar="NAME",
        help="with --html: the placeholder that takes the picture, by default the first that can",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(call=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the graph, or how it differs from another; the exit code."""
    for option in ("picture", "input"):
        if getattr(arguments, option) and not arguments.html:
            raise UsageError(f"--{option} is for the page that --html writes.")
    if arguments.html and (arguments.diff or arguments.json or arguments.trace or arguments.times):
        raise UsageError("--html writes a page, and goes with none of --diff, --json, --trace and --times.")
    if arguments.diff is not None:
        return _compare(arguments)
    from tf1graph.graph.folding import KINDS
    from tf1graph.graph.loading import load
    from tf1graph.graph.shapes import find_shapes
    from tf1graph.graph.text import format_json, format_text
    from tf1graph.graph.tree import summarise

    graph = load(arguments.graph, arguments.profile or 0)
    if (arguments.times or arguments.profile or arguments.trace) and not arguments.html:
        return _show_times(graph, arguments)
    kinds = KINDS if arguments.all else KINDS[:3] if arguments.gradients else KINDS[:1]
    shapes = find_shapes(graph, infer=arguments.infer or None, batch=arguments.batch if arguments.infer else None)
    summary = summarise(graph, arguments.batch, kinds, shapes)
    if arguments.html:
        from tf1graph.graph.page import write_page

        picture = Path(arguments.picture) if arguments.picture else None
        write_page(summary, Path(arguments.html), picture, arguments.input)
        print(f"wrote {arguments.html}")
        return 0
    view = _view(arguments)
    print(format_json(summary, view) if arguments.json else format_text(summary, view))
    return 0


def _view(arguments: argparse.Namespace) -> View:
    from tf1graph.graph.text import View

    return View(
        depth=arguments.depth,
        sort=arguments.sort,
        pattern=arguments.filter,
        nodes=arguments.nodes,
        variables=arguments.variables,
        ops=arguments.ops,
        color=in_color(),
    )


def _show_times(graph: LoadedGraph, arguments: argparse.Namespace) -> int:
    from tf1graph.graph.times import times_of, trace_of
    from tf1graph.graph.timetext import format_json, format_text

    times = times_of(graph)
    if arguments.trace:
        with replaced(Path(arguments.trace)) as temporary:
            temporary.write_text(trace_of(graph), encoding="utf-8")
        print(f"wrote {arguments.trace}: open it in chrome://tracing or ui.perfetto.dev", file=sys.stderr)
    print(format_json(times) if arguments.json else format_text(times, _view(arguments)))
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    from tf1graph.graph.differences import diff
    from tf1graph.graph.difftext import format_json, format_text
    from tf1graph.graph.loading import load

    found = diff(load(arguments.graph), load(arguments.diff))
    print(format_json(found) if arguments.json else format_text(found, arguments.graph, arguments.diff, in_color()))
    return int(bool(found))


def in_color() -> bool:
    """Whether stdout is a terminal that takes colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _depth(text: str) -> int | None:
    return None if text == "all" else _positive(text)


def _batch(text: str) -> int:
    return _positive(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 1 << 31:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)
