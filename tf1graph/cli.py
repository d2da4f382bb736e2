"""The command `tf1graph`: each subcommand parses its options and calls one function.

Nothing heavy is imported before a subcommand needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tf1graph import __version__
from tf1graph.errors import ProgramInterrupted, Tf1graphError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv`; 0 when it went well, 1 when it failed, 2 when it was called wrongly.

    A run that a signal stopped gives 128 + the signal's number: 130 after Ctrl-C, 143 after SIGTERM.
    """
    return finish(_main, sys.argv[1:] if argv is None else argv)


def finish(program: Callable[[Sequence[str]], int], argv: Sequence[str]) -> int:
    """The exit code of `program(argv)`; an error that the package raises on purpose becomes a line on stderr."""
    try:
        code = program(argv)
        sys.stdout.flush()
        return code
    except Tf1graphError as error:
        print(f"tf1graph: {error}", file=sys.stderr)
        return error.exit_code
    except ProgramInterrupted:
        raise KeyboardInterrupt from None  # unlike an exit code, this tells whoever waits for us of the signal
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone, as `| head` does; what is left must not fail on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _main(argv: Sequence[str]) -> int:
    program: Sequence[str] = ()
    if argv[:1] == ["run"]:
        from tf1graph.run.command import split

        argv, program = split(argv)
    parser = argparse.ArgumentParser(
        prog="tf1graph",
        description="TensorFlow 1 lives here: its programs run, its tutorials are trained and looked into, "
        "on today's TensorFlow.",
        epilog=_examples(
            "tf1graph run train.py --its-flags   run a program written for TensorFlow 1",
            "tf1graph train cnn                  train the CNN tutorial",
            "tf1graph filters logs/cnn-001       draw what it has learned",
            "tf1graph COMMAND --help             what a command can be told",
        )
        + "\n\nexit codes: 0 done, 1 failed, 2 called wrongly, 130 stopped by Ctrl-C and saved",
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = commands.add_parser(
            command.name,
            help=command.summary,
            description=command.summary[0].upper() + command.summary[1:] + ".",
            epilog=_examples(*command.examples),
            formatter_class=_Formatter,
            allow_abbrev=False,
        )
        if command.name in argv:  # what a command's options are is in modules that the others do not need
            command.add_options(subparser)
    arguments = parser.parse_args(argv)
    arguments.program_arguments = program
    return arguments.call(arguments) or 0


@dataclass
class Command:
    """A subcommand: `add_options` gives its parser options, and a default `call`, which runs it."""

    name: str
    summary: str
    add_options: Callable[[argparse.ArgumentParser], None]
    examples: Sequence[str]


def read_run_options(
    tutorial: str, settings_class: type, argv: Sequence[str] | None = None, description: str | None = None
) -> tuple[Any, Path | None]:
    """The settings that a training script's command line asks for, and the run to go on with, if any.

    TensorFlow is loaded on the way, quietly.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=_Formatter, allow_abbrev=False)
    _add_run_options(parser, settings_class)
    return _run_options(parser.parse_args(argv), tutorial, settings_class)


def _add_run_options(parser: argparse.ArgumentParser, settings_class: type) -> None:
    from tf1graph.tutorials.settings import EpochSettings, add_options

    add_options(parser, settings_class)
    more = "--epochs" if issubclass(settings_class, EpochSettings) else "--steps"
    parser.add_argument(
        "--resume",
        nargs="?",
        const="",
        metavar="RUN",
        help="go on with the run in the folder RUN, by default the newest in the log folder; "
        f"its settings hold, and {more} may ask for more",
    )


def _run_options(arguments: argparse.Namespace, tutorial: str, settings_class: type) -> tuple[Any, Path | None]:
    from tf1graph.chatter import load_tensorflow
    from tf1graph.tutorials.runs import newest_run, settings_of
    from tf1graph.tutorials.settings import given_in, settings_from

    load_tensorflow()
    settings: Any = settings_from(arguments, settings_class)
    if arguments.resume is None:
        return settings, None
    run = Path(arguments.resume) if arguments.resume else newest_run(settings.log_dir, tutorial)
    return settings_of(run, tutorial, settings_class, given_in(arguments, settings_class)), run


@dataclass
class Tutorial:
    """A tutorial that `train` trains.

    Args:
      name: on the command line, and of its runs.
      settings: the module and the class of its settings.
      training: the module that has `train_tutorial(name, settings, run)`, and `where_to_look`, which tells of its
        result.
      summary: what it learns.
      brief: options of a short run, for the examples.
      steps: the option that says how long it is trained, with a short and a long value for the examples.
    """

    name: str
    settings: tuple[str, str]
    training: str
    summary: str
    steps: tuple[str, int, int] = ("--steps", 500, 20_000)
    brief: str = "--data embedded"

    def settings_class(self) -> type:
        return getattr(import_module(f"tf1graph.tutorials.{self.settings[0]}"), self.settings[1])


TUTORIALS = (
    Tutorial("cnn", ("cnn", "CNNSettings"), "training", "one convolution and two dense layers; which digit is it?"),
    Tutorial("crnn", ("crnn", "CRNNSettings"), "training", "a CNN and an RNN; which difference do two digits make?"),
    Tutorial(
        "numpy",
        ("numpy_cnn.training", "NumpySettings"),
        "numpy_cnn.training",
        "a CNN and its gradients in NumPy alone; which digit is it?",
        ("--epochs", 2, 40),
    ),
    Tutorial(
        "keras",
        ("keras_cnn.model", "KerasSettings"),
        "keras_cnn.course",
        "two convolutions and dropout; which digit is it?",
        ("--epochs", 2, 24),
    ),
    Tutorial(
        "kaggle",
        ("kaggle.models", "KaggleSettings"),
        "kaggle.course",
        "four models for Kaggle's competition; which digit is it?",
        ("--epochs", 3, 400),
        "--model cnn",
    ),
)


def _add_train(parser: argparse.ArgumentParser) -> None:
    tutorials = parser.add_subparsers(title="tutorials", metavar="TUTORIAL", required=True)
    for tutorial in TUTORIALS:
        name, (steps, few, many) = tutorial.name, tutorial.steps
        subparser = tutorials.add_parser(
            name,
            help=tutorial.summary,
            description=f"Train the tutorial {name}: {tutorial.summary} "
            "Ctrl-C saves the run and says how to go on with it.",
            epilog=_examples(
                f"tf1graph train {name}",
                f"tf1graph train {name} {tutorial.brief} {steps} {few}",
                f"tf1graph train {name} --resume",
                f"tf1graph train {name} --resume logs/{name}-001 {steps} {many}",
            ),
            formatter_class=_Formatter,
            allow_abbrev=False,
        )
        _add_run_options(subparser, tutorial.settings_class())
        subparser.set_defaults(call=_train, tutorial=tutorial)


def _train(arguments: argparse.Namespace) -> int:
    tutorial: Tutorial = arguments.tutorial
    settings, run = _run_options(arguments, tutorial.name, tutorial.settings_class())
    training = import_module(f"tf1graph.tutorials.{tutorial.training}")
    print(training.where_to_look(training.train_tutorial(tutorial.name, settings, run)))
    return 0


class _Formatter(argparse.HelpFormatter):
    """Help 80 columns wide at most, whose description and epilog keep their lines, long ones wrapped."""

    def __init__(self, prog: str, **keywords: Any):
        keywords.setdefault("width", min(80, shutil.get_terminal_size().columns) - 2)
        super().__init__(prog, **keywords)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(textwrap.fill(line, width) for line in text.strip().splitlines())


def _examples(*lines: str) -> str:
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)


def _on_checkpoint(module: str, settings_class: str, function: str) -> Callable[[argparse.ArgumentParser], None]:
    """Gives the parser the options of a settings class, and calls `function` with the settings they make."""

    def add_options(parser: argparse.ArgumentParser) -> None:
        from tf1graph.tutorials import settings

        found = import_module(f"tf1graph.tutorials.{module}")
        options = getattr(found, settings_class)
        settings.add_options(parser, options)

        def call(arguments: argparse.Namespace) -> int:
            from tf1graph.chatter import load_tensorflow

            load_tensorflow()
            getattr(found, function)(settings.settings_from(arguments, options))
            return 0

        parser.set_defaults(call=call)

    return add_options


def _of(module: str) -> Callable[[argparse.ArgumentParser], None]:
    """Gives the parser the options that the module of a command declares."""

    def add_options(parser: argparse.ArgumentParser) -> None:
        import_module(f"tf1graph.{module}").add_options(parser)

    return add_options


def _add_names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pattern", nargs="?", help="part of a name, or a pattern with *, ? or [...]")
    parser.set_defaults(call=_list_names)


def _list_names(arguments: argparse.Namespace) -> int:
    from tf1graph.chatter import load_tensorflow

    load_tensorflow()
    from tf1graph.run.report import look_up
    from tf1graph.tf import names

    pattern = arguments.pattern
    found = names.select(pattern)
    if pattern and pattern.startswith("tf.") and not any(row.legacy == pattern for row in found):
        used = look_up(pattern, "", 0)
        if used is not None and used.state == "unchanged":
            note = "today's own: no graph of 1.15.5's is known to differ"
            found = sorted([names.Row(used.name, "unchanged", note=note), *found], key=lambda row: row.legacy)
        elif used is not None and used.state == "refused" and not found:
            found = [names.Row(pattern, "refused", note=used.note)]
    if not found:
        print(
            f"tf1graph: no name matches {pattern}: neither does this package provide one, nor is it the whole name, "
            "as `tf.matmul`, of one of today's own",
            file=sys.stderr,
        )
        return 1
    print(names.format_rows(found, shutil.get_terminal_size().columns if sys.stdout.isatty() else None), flush=True)
    print(f"tf1graph: {len(found)} {'name' if len(found) == 1 else 'names'}", file=sys.stderr)
    return 0


COMMANDS = [
    Command(
        "run",
        "run a program written for TensorFlow 1, unchanged",
        _of("run.command"),
        (
            "tf1graph run train.py --its-flags",
            "tf1graph run -m package.module --its-flags",
            "tf1graph run --with tflearn train.py",
            "tf1graph run train.ipynb --output executed.ipynb",
            "tf1graph run --report train.py",
            "tf1graph run --report=json --report-file used.json train.py",
        ),
    ),
    Command(
        "port",
        "rewrite a program of TensorFlow 1 for today's TensorFlow",
        _of("port.command"),
        (
            "tf1graph port train.py --diff",
            "tf1graph port project --write --jobs 4",
            "tf1graph port train.ipynb --to tf1graph --write",
            "tf1graph port project --check --report sarif --report-file port.sarif",
        ),
    ),
    Command(
        "train",
        "train one of the tutorials",
        _add_train,
        ("tf1graph train cnn", "tf1graph train crnn --resume", "tf1graph train kaggle --model cnn"),
    ),
    Command(
        "kaggle-files",
        "write Kaggle's train.csv and test.csv from MNIST",
        _on_checkpoint("kaggle.competition", "KaggleFilesSettings", "write_kaggle_files"),
        ("tf1graph kaggle-files", "tf1graph kaggle-files FOLDER --data mnist"),
    ),
    Command(
        "submit",
        "write Kaggle's submission.csv by a trained model",
        _on_checkpoint("kaggle.course", "SubmitSettings", "submit"),
        ("tf1graph submit --test kaggle/test.csv", "tf1graph submit logs/kaggle-001 --output submission.csv"),
    ),
    Command(
        "filters",
        "draw the filters that a convolution has learned",
        _on_checkpoint("pictures.filters", "FiltersSettings", "export_filters"),
        (
            "tf1graph filters",
            "tf1graph filters logs/cnn-001 --scale bank --output filters.svg",
            "tf1graph filters logs/crnn-001 --kernel conv2d_1",
        ),
    ),
    Command(
        "features",
        "draw what a convolution makes of a picture",
        _on_checkpoint("pictures.features", "FeaturesSettings", "export_features"),
        ("tf1graph features", "tf1graph features logs/cnn-001 --picture my_digit.png"),
    ),
    Command(
        "recognize",
        "recognise pictures of digits with a trained CNN",
        _on_checkpoint("recognition", "RecognizeSettings", "recognize"),
        ("tf1graph recognize", "tf1graph recognize --pictures my_digits --table my_digits.csv"),
    ),
    Command(
        "pairs",
        "show pairs of digits to a trained CRNN",
        _on_checkpoint("pictures.pairs", "PairsSettings", "export_pairs"),
        ("tf1graph pairs", "tf1graph pairs logs/crnn-001 --pairs 30"),
    ),
    Command(
        "curves",
        "draw loss and accuracy of a run",
        _on_checkpoint("pictures.curves", "CurvesSettings", "export_curves"),
        ("tf1graph curves", "tf1graph curves logs/crnn-001 --output curves.svg"),
    ),
    Command(
        "graph",
        "show what a graph holds and costs, or how two differ",
        _of("graph.command"),
        (
            "tf1graph graph model.ckpt-1000.meta",
            "tf1graph graph frozen.pb --depth 3 --sort flops --batch 32",
            "tf1graph graph 'train.py --layers 3' --variables",
            "tf1graph graph 'train.py --layers 3' --diff 'train.py --layers 4'",
            "tf1graph graph old.meta --diff new.meta",
            "tf1graph graph train.py --profile 10 --trace steps.json",
            "tf1graph graph logs/cnn-001 --html cnn.html",
        ),
    ),
    Command(
        "board",
        "show a graph in TensorBoard, in the form that shows it best",
        _of("graph.board_command"),
        (
            "tf1graph board logs/cnn-001",
            "tf1graph board frozen.pb --port 6006",
            "tf1graph board train.py",
            "tf1graph board model.ckpt-1000.meta --write --output logs/model",
        ),
    ),
    Command(
        "names",
        "list the names of TensorFlow 1 that this package puts in place",
        _add_names,
        ("tf1graph names", "tf1graph names tf.layers", "tf1graph names 'tf.*.dense'", "tf1graph names keras.layers"),
    ),
]
