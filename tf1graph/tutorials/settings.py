"""Settings of a run: a dataclass with a line of documentation for each field, and its command line.

@dataclass
class CNNSettings:
    steps: int = option(2000, "training steps")

add_options(parser, CNNSettings)           # --steps 2000
settings = settings_from(parser.parse_args(), CNNSettings)
"""

from __future__ import annotations

import argparse
import dataclasses
import typing
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def option(
    default: Any,
    help: str,
    *,
    choices: Sequence[str] | None = None,
    check: Callable[[Any], str | None] | None = None,
    metavar: str | None = None,
    positional: bool = False,
) -> Any:
    """A field of a settings dataclass: its default, and the line that documents it.

    Args:
      default: the value that the tutorial has.
      help: one line, shown by `--help`.
      choices: the values that a text field may take.
      check: given a value, what is wrong with it, or None.
      metavar: what `--help` calls the value.
      positional: the value is given by its place, without a flag; it may be left out.
    """
    metadata = {
        "help": help,
        "choices": choices,
        "check": check,
        "metavar": metavar,
        "positional": positional,
    }
    return dataclasses.field(default=default, metadata=metadata)


def positive(value: float) -> str | None:
    """For `option(check=…)`: the value must be above zero."""
    return None if value > 0 else f"must be above 0, not {value}"


def not_negative(value: float) -> str | None:
    """For `option(check=…)`: the value must be zero or above."""
    return None if value >= 0 else f"must be 0 or above, not {value}"


def share(value: float) -> str | None:
    """For `option(check=…)`: the value must be a share of a whole, neither none nor all of it."""
    return None if 0 < value < 1 else f"must be between 0 and 1, not {value}"


def valid_seed(value: int) -> str | None:
    """For `option(check=…)`: a seed as NumPy's random state takes it."""
    return None if 0 <= value < 2**32 else f"must be in 0…{2**32 - 1}, not {value}"


DATA = "auto (real MNIST if it is found or can be downloaded, else embedded digits), mnist, embedded, or a folder"


@dataclasses.dataclass
class TutorialSettings:
    """What every tutorial's training can be told; a tutorial overrides the defaults that are its own."""

    batch_size: int = option(100, "examples in a training step", check=positive)
    learning_rate: float = option(0.001, "the optimiser's learning rate", check=positive)
    seed: int = option(1, "seed of NumPy and of the graph", check=valid_seed)
    data: str = option("auto", DATA, metavar="SOURCE")
    log_dir: str = option("logs", "folder under which each run gets one of its own", metavar="FOLDER")


@dataclasses.dataclass
class RunSettings(TutorialSettings):
    """Of a tutorial that counts its steps, in graph mode."""

    steps: int = option(1000, "training steps", check=positive)
    checkpoint_every: int = option(500, "steps between two checkpoints", check=positive)
    fast: str | None = option(
        None,
        "leave the tutorial's exact graph for speed: matmul (the same losses; the CNN's step takes 0.86 of its time on "
        "an AMD EPYC with avx512_bf16, 0.98 on an Intel Xeon without) or bf16 (other numerics; 0.62 and 2.2)",
        choices=("matmul", "bf16"),
    )


@dataclasses.dataclass
class EpochSettings(TutorialSettings):
    """Of a tutorial that counts its epochs: how often it goes through the training digits."""

    epochs: int = option(20, "how often training goes through all its digits", check=positive)


@dataclasses.dataclass
class FitSettings(EpochSettings):
    """Of a tutorial whose model is Keras's."""

    seed: int = option(1, "seed of NumPy, from which Keras draws all others", check=valid_seed)
    checkpoint_every: int = option(1000, "steps between two checkpoints within an epoch", check=positive)


def add_options(parser: argparse.ArgumentParser, settings_class: type) -> None:
    """Add one option to `parser` for each field of the dataclass `settings_class`.

    A field `log_dir: str` becomes `--log-dir`; a `bool` becomes `--name/--no-name`; `X | None` takes an X.
    A value that the field's `check` objects to ends the program with argparse's usage line and exit code 2.
    An option that is not given leaves no trace in the parsed arguments, so that `given_in` can tell.
    """
    hints = typing.get_type_hints(settings_class)
    for field in dataclasses.fields(settings_class):
        kind = next(k for k in (*typing.get_args(hints[field.name]), hints[field.name]) if k is not type(None))
        flag = "--" + field.name.replace("_", "-")
        default = "" if field.default in (None, "") else f" (default: {field.default})"
        help_text = (field.metadata["help"] + default).replace("%", "%%")
        if kind is bool:
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=argparse.SUPPRESS, help=help_text)
        else:
            place: dict[str, Any] = {"nargs": "?"} if field.metadata["positional"] else {}
            parser.add_argument(
                field.name if place else flag,
                **place,
                type=_checked(kind, field.metadata["check"]),
                default=argparse.SUPPRESS,
                choices=field.metadata["choices"],
                metavar=field.metadata["metavar"] or ("N" if kind in (int, float) else None),
                help=help_text,
            )


def settings_from(arguments: argparse.Namespace, settings_class: type[T]) -> T:
    """The settings that the command line `arguments`, parsed with `add_options`, gives."""
    return settings_class(**given_in(arguments, settings_class))


def given_in(arguments: argparse.Namespace, settings_class: type) -> dict[str, Any]:
    """The fields of `settings_class` that the command line named, with their values."""
    names = {field.name for field in dataclasses.fields(settings_class)}
    return {name: value for name, value in vars(arguments).items() if name in names}


def _checked(kind: type, check: Callable[[Any], str | None] | None) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        value = kind(text)
        problem = check(value) if check else None
        if problem:
            raise argparse.ArgumentTypeError(problem)
        return value

    convert.__name__ = kind.__name__  # argparse names it in "invalid int value"
    return convert
