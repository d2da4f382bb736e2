"""Ports the text of one module, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tf1graph.port import scopes
from tf1graph.port.fixers import python2
from tf1graph.port.groups import NO_TRAITS, Traits
from tf1graph.port.module import Module, Settings, compiles, parse
from tf1graph.port.outcome import Outcome
from tf1graph.port.project import Project
from tf1graph.port.source import Undecodable, encoding_of


@dataclass(frozen=True)
class Ported:
    """What became of a text.

    Attributes:
      text: the result; the text as it was where nothing was to be done, or nothing could be.
      outcomes: of every name of TensorFlow 1 in it, in the order of the text.
      failure: why it was left alone; empty where it was not.
      line: where that was found, 0 where that is said of the whole.
      traits: what it tells of its graph.
    """

    text: str
    outcomes: tuple[Outcome, ...] = ()
    failure: str = ""
    line: int = 0
    traits: Traits = NO_TRAITS


def port_text(
    text: str,
    path: Path,
    project: Project,
    settings: Settings,
    fault_of: Callable[[str, str], str | None] = compiles,
) -> Ported:
    """`text`, the module at `path`, ported; as it was where it cannot be read or the result would not compile.

    Args:
      text: of the module.
      path: of its file, which need not exist.
      project: the modules around it.
      settings: how to port.
      fault_of: says of a text and its file's name why it would not compile, None where it would.
    """
    old = text
    from_python2: tuple[Outcome, ...] = ()
    names = read(text, path)
    if settings.to == "compat" and settings.wants(python2.fixer.name):
        new = python2.modernised(text, str(path), None if isinstance(names, SyntaxError) else names)
        if new is not None:
            text, divisions = python2.divided(new, str(path))
            note = "written as Python 3"
            from_python2 = (Outcome("Python 2", "ported", 1, 1, python2.fixer.name, "Python 3", note), *divisions)
            names = read(text, path)
    if isinstance(names, SyntaxError):
        return Ported(old, failure=f"cannot be read: {names.msg}", line=names.lineno or 0)
    if not names.tree.body:
        return Ported(old)
    written = Module(text, names, path, project, settings).port()
    outcomes = (*from_python2, *written.outcomes)
    if written.text == old:
        return Ported(old, outcomes, traits=written.traits)
    fault_found = fault_of(written.text, str(path))
    if fault_found:
        return Ported(old, failure=f"was left as it is: the result would not compile ({fault_found})")
    return Ported(written.text, outcomes, traits=written.traits)


def read(text: str, path: Path) -> scopes.Names | SyntaxError:
    """The names of the text, or why Python 3 cannot read it."""
    try:
        return scopes.read(parse(text, str(path)))
    except SyntaxError as error:
        return error


def port_bytes(data: bytes, path: Path, project: Project, settings: Settings) -> tuple[bytes, Ported]:
    """A file's bytes ported: encoding, byte order mark and line ends stay what they were."""
    try:
        encoding = encoding_of(data)
        text = encoding.decode(data)
    except Undecodable as error:
        return data, Ported("", failure=f"cannot be read: {error}")
    found = port_text(text, path, project, settings)
    if found.text == text:
        return data, found
    try:
        return encoding.encode(found.text), found
    except UnicodeError as error:
        return data, replace(found, text=text, outcomes=(), failure=f"cannot be written as {encoding.name}: {error}")
