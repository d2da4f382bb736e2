"""Ports a notebook: the code of its cells changes, and nothing else of the file.

All cells are one module, so that a name imported in the first is known in the last. Lines that are IPython's, `!ls`
and `%matplotlib inline`, wait aside; a cell that Python cannot read is passed over.
"""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from tf1graph.port import spans
from tf1graph.port.fixers import python2
from tf1graph.port.module import Settings, compiles, parse
from tf1graph.port.outcome import Outcome
from tf1graph.port.project import Project
from tf1graph.port.text import Ported, port_text

IPYTHON = re.compile(r"^([ \t]*)([%!?].*|[^#'\"]*[\w\])]\?{1,2}[ \t]*|[\w.,\[\] ]+=[ \t]*[%!].*)$")
RUNS_PYTHON = re.compile(r"%%(time|timeit|capture|prun)\b")
LINE_END = re.compile(r"\r\n|\r|\n")
MARK = "#<tf1graph: cell {}>"  # a comment that no program has stands before each cell
MARKS = re.compile(r"#<tf1graph: cell (\d+)>\n")
ASIDE = "pass  #<tf1graph: line {}>"
LONE_ASIDE = re.compile(r"^pass  #(?=<tf1graph: line)", re.MULTILINE)


@dataclass
class Cell:
    """A code cell.

    Attributes:
      number: of the code cell, counted from 1.
      value: where its text stands in the file: a string, or a list of them.
      source: its text.
      aside: the lines of IPython, which stand aside while Python is ported.
      readable: whether Python can read the rest.
    """

    number: int
    value: spans.Value
    source: str
    aside: list[str]
    readable: bool = True


def port_notebook(data: bytes, path: Path, project: Project, settings: Settings) -> tuple[bytes, Ported]:
    """The notebook's bytes, ported, and what became of its names; the bytes as they are where that cannot be done."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = data[len(mark) :].decode("utf-8")
        book = spans.read(text)
    except (ValueError, RecursionError) as error:
        return data, Ported("", failure=f"cannot be read: {error}")
    if language_of(book) not in ("python", ""):
        return data, Ported("", failure=f"it is written in {language_of(book)}, not in Python")
    cells = cells_of(book)
    if not cells:
        return data, Ported("")
    from_python2 = settings.to == "compat" and settings.wants(python2.fixer.name)
    parts = [f"{MARK.format(cell.number)}\n{python_of(cell, from_python2)}\n" for cell in cells]
    ported = port_text("".join(parts), path, project, settings, fault_of_cells)
    unread = [cell.number for cell in cells if not cell.readable]
    if unread and not ported.failure:
        ported = replace(ported, failure=f"cell {', '.join(map(str, unread))} cannot be read; the others were ported")
    ported = replace(ported, outcomes=tuple(in_cells(ported.outcomes, parts)))
    new = MARKS.split(ported.text)[1:]
    written = {int(number): body.removesuffix("\n") for number, body in zip(new[::2], new[1::2], strict=True)}
    changed = [(cell, restored(cell, written[cell.number])) for cell in cells if cell.readable]
    for cell, source in reversed([(cell, source) for cell, source in changed if source != cell.source]):
        text = text[: cell.value.start] + rendered(cell, source, text) + text[cell.value.end :]
    return mark + text.encode("utf-8"), ported


def language_of(book: spans.Value) -> str:
    """The language that the notebook says it is in, in small letters; empty where it does not say."""
    metadata = book.get("metadata")
    for place in ("kernelspec", "language_info"):
        found = metadata.get(place) if metadata else None
        language = found.get("language" if place == "kernelspec" else "name") if found else None
        if language and isinstance(language.content, str):
            return language.content.lower()
    return ""


def cells_of(book: spans.Value) -> list[Cell]:
    """The code cells of a notebook of any format that Jupyter has had."""
    sheets = book.get("worksheets")
    holders = [book, *(sheets.content if sheets and isinstance(sheets.content, list) else ())]
    found: list[Cell] = []
    for holder in holders:
        cells = holder.get("cells")
        for cell in cells.content if cells and isinstance(cells.content, list) else ():
            kind = cell.get("cell_type")
            value = cell.get("source") or cell.get("input")
            if kind is None or kind.content != "code" or value is None:
                continue
            lines = value.content if isinstance(value.content, list) else [value]
            if all(isinstance(line.content, str) for line in lines):
                found.append(Cell(len(found) + 1, value, "".join(line.content for line in lines), []))
    return found


def python_of(cell: Cell, from_python2: bool) -> str:
    """The cell's Python, line for line: what is IPython's stands aside, and all of it where Python cannot read it.

    Args:
      cell: the cell; what stands aside is put there.
      from_python2: whether Python 2 is to be written as Python 3.
    """
    lines = LINE_END.split(cell.source)
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not RUNS_PYTHON.match(first):
        cell.aside = lines
        return "\n".join(f"#<tf1graph: line {number}>" for number in range(len(lines)))
    if not first.startswith("%%") and is_python(cell.source):
        return cell.source
    shown = []
    for line in lines:
        found = IPYTHON.match(line)
        if found:
            shown.append(found[1] + ASIDE.format(len(cell.aside)))
            cell.aside.append(line.removeprefix(found[1]))
        else:
            shown.append(line)
    text = "\n".join(shown)
    if is_python(text):
        return text
    modern = python2.translated(text, "cell") if from_python2 else None
    if modern is not None and is_python(modern):
        return python2.divided(modern, "cell")[0]
    cell.readable, cell.aside = False, []
    return "\n".join("#" for _ in lines)


def fault_of_cells(text: str, name: str) -> str | None:
    """Why one of the cells would not compile; None where all would, each for itself."""
    # IPython takes statement by statement, so that its own lines may stand before `from __future__`.
    faults = (compiles(LONE_ASIDE.sub("#", body), name) for body in MARKS.split(text)[2::2])
    return next((fault for fault in faults if fault), None)


def is_python(text: str) -> bool:
    try:
        parse(text, "cell")
    except SyntaxError:
        return False
    return True


def restored(cell: Cell, text: str) -> str:
    """The cell's text with the lines of IPython where they stood, and its own line ends."""
    if cell.aside:
        text = re.sub(r"(?:pass  )?#<tf1graph: line (\d+)>", lambda found: cell.aside[int(found[1])], text)
        if "\r\n" in cell.source:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text


def in_cells(outcomes: Iterable[Outcome], parts: Iterable[str]) -> Iterator[Outcome]:
    """The outcomes, with their lines counted from the beginning of their cell."""
    starts, line = [], 1
    for part in parts:
        starts.append(line)
        line += len(LINE_END.findall(part))
    for outcome in outcomes:
        position = bisect_right(starts, outcome.line) - 1
        yield replace(outcome, cell=position + 1, line=outcome.line - starts[position])


def rendered(cell: Cell, source: str, text: str) -> str:
    """The JSON of the cell's new text, in the style of the old: one string, or lines one below the other."""
    dump = dumper(text[cell.value.start : cell.value.end], text)
    if not isinstance(cell.value.content, list):
        return dump(source)
    old = cell.value.content
    lines = re.split(r"(?<=\n)", source)
    lines = lines if lines[-1] else lines[:-1]
    raw = [text[line.start : line.end] for line in old]
    matcher = SequenceMatcher(None, [line.content for line in old], lines, autojunk=False)
    shown: list[str] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        shown += raw[start:end] if tag == "equal" else map(dump, lines[new_start:new_end])
    opening = text[cell.value.start : old[0].start]
    closing = text[old[-1].end : cell.value.end]
    separator = text[old[0].end : old[1].start] if len(old) > 1 else "," + (opening[1:] or " ")
    return opening + separator.join(shown) + closing


def dumper(old: str, text: str) -> Callable[[str], str]:
    """How the notebook writes strings: letters beyond ASCII as they are, or escaped."""
    escaped = re.search(r"\\u[0-9a-fA-F]{4}", old or text) is not None and old.isascii()
    return lambda line: json.dumps(line, ensure_ascii=escaped)
