"""Every error of the package, with its wording.

Each is one sentence: what was met, where, and what to do. A command prints it without a traceback
and ends with the error's `exit_code`: 2 for a mistake in how the command was called, 1 for anything else.
"""

from __future__ import annotations

import importlib
import os
import sys
from os import PathLike
from pathlib import Path
from types import FrameType


class Tf1graphError(Exception):
    """Base of all errors that this package raises on purpose; its text is one sentence for the user."""

    exit_code = 1


class UsageError(Tf1graphError, ValueError):
    """An option or argument that cannot be meant."""

    exit_code = 2


class MalformedFile(Tf1graphError, ValueError):
    """A data file that is not what its name or place says.

    Args:
      path: the file.
      found: what is wrong with it, a clause without a final stop ("holds 3 labels where its header says 10").
    """

    def __init__(self, path: str | PathLike[str], found: str):
        self.path, self.found = path, found
        super().__init__(f"{path}: {found}.")


class NameNotProvided(Tf1graphError):
    """A name of TensorFlow 1 that this package does not provide, or refuses to.

    Args:
      legacy: the name as TensorFlow 1 wrote it, `tf.contrib.tpu.TPUEstimator`.
      remedy: a sentence that says what to do instead.
    """

    def __init__(self, legacy: str, remedy: str):
        self.legacy = legacy
        super().__init__(f"{legacy} is not provided by tf1graph{_asked_from()}. {remedy}")


class AttributeNotProvided(NameNotProvided, AttributeError):
    """Such a name that was asked for as an attribute; `hasattr` is False."""


class ModuleNotProvided(NameNotProvided, ModuleNotFoundError):
    """Such a name that was to be imported; a program that tries it with `except ImportError` goes on."""


def _asked_from() -> str:
    place = place_asked_from()
    return f" ({place[0]}, line {place[1]})" if place else ""


def place_asked_from() -> tuple[str, int] | None:
    """The file and line of the program that is being run: the innermost frame that is not this package's."""
    passed = (str(Path(__file__).parent) + os.sep, importlib.__file__, "<frozen importlib")
    frame: FrameType | None = sys._getframe(1)
    while frame and frame.f_code.co_filename.startswith(passed):
        frame = frame.f_back
    return (frame.f_code.co_filename, frame.f_lineno) if frame else None


class MissingPackage(Tf1graphError, ImportError):
    """A package that a part of this one stands on, and that is not installed.

    Args:
      part: what needs it, `tf.keras`.
      package: the missing package.
    """

    def __init__(self, part: str, package: str):
        super().__init__(f"{part} needs the package {package}: pip install {package}")


class NotInTensorFlow1(Tf1graphError, ValueError):
    """A part of a graph that TensorFlow 1.15.5 could not import.

    Args:
      part: what it is and where ("the op Roll2 of the node a/b").
    """

    def __init__(self, part: str):
        super().__init__(f"TensorFlow 1.15.5 does not know {part}; build the graph without it, or import it today.")


class CannotWrite(Tf1graphError, OSError):
    """A place that takes no more data: full, read-only, or no folder at all."""


class CannotDownload(Tf1graphError, OSError):
    """A file of the web that no mirror gives, or none in time."""


class CannotResume(UsageError):
    """A run that cannot be gone on with as asked."""


class Stopped(Tf1graphError):
    """A run that a signal ended; everything it had is saved.

    Args:
      message: the sentence for the user, with the command that goes on.
      signal_number: 2 for Ctrl-C, 15 for `kill`; the exit code is 128 more, as a shell reports it.
    """

    def __init__(self, message: str, signal_number: int):
        self.exit_code = 128 + signal_number
        super().__init__(message)


class ProgramInterrupted(BaseException):
    """Ctrl-C, which a program that is run did not catch: it ends this process as it would have ended Python."""


class CellFailed(Tf1graphError):
    """A cell of a notebook that raised an error."""
