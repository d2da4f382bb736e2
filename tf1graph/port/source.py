"""The text of a file, the places of its nodes in it, and edits that leave all other bytes as they are."""

from __future__ import annotations

import ast
import codecs
import re
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Undecodable(ValueError):
    """Bytes that are no Python source: their encoding is unknown, or not what they say."""


class Edit(NamedTuple):
    """`text` in place of the UTF-8 bytes from `start` to `end`; `rule` wants it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True)
class Encoding:
    """How a file's text is written: its codec, and whether a byte order mark stands before it."""

    name: str = "utf-8"
    mark: bool = False

    def decode(self, data: bytes) -> str:
        return data[len(codecs.BOM_UTF8) if self.mark else 0 :].decode(self.name)

    def encode(self, text: str) -> bytes:
        return (codecs.BOM_UTF8 if self.mark else b"") + text.encode(self.name)


def encoding_of(data: bytes) -> Encoding:
    """The encoding that the file's first lines name.

    Raises:
      Undecodable: there is no such codec, or the bytes are not in it.
    """
    try:
        lines = (match.group() for match in _LINE.finditer(data))
        name, _ = tokenize.detect_encoding(lambda: next(lines, b""))
        found = Encoding("utf-8" if name == "utf-8-sig" else name, data.startswith(codecs.BOM_UTF8))
        if found.encode(found.decode(data)) != data:
            raise Undecodable(f"its text cannot be written as {name} again")
        return found
    except (SyntaxError, LookupError, UnicodeError) as error:
        raise Undecodable(str(error)) from None


class Source:
    """The text of a module, in which the nodes of its tree are found again."""

    def __init__(self, text: str):
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass")
        self.starts = [0, *accumulate(map(len, self.data.splitlines(keepends=True)))]
        self.newline = (
            "\r\n" if b"\r\n" in self.data else "\r" if b"\r" in self.data and b"\n" not in self.data else "\n"
        )

    def offset(self, line: int, column: int) -> int:
        """Where the byte `column` of the line `line`, counted from 1, lies in `data`."""
        return self.starts[line - 1] + column

    def start(self, node: ast.AST) -> int:
        return self.offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def end(self, node: ast.AST) -> int:
        return self.offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def segment(self, node: ast.AST) -> str:
        return self.between(self.start(node), self.end(node))

    def between(self, start: int, end: int) -> str:
        return self.data[start:end].decode("utf-8", "surrogatepass")

    def indentation(self, line: int) -> str:
        """The white space that the line begins with."""
        start = self.starts[line - 1]
        found = re.compile(rb"[ \t\f]*").match(self.data, start)
        return found.group().decode() if found else ""

    def is_alone(self, statement: ast.stmt) -> bool:
        """Whether nothing but comments stands on the statement's lines beside it."""
        line = self.starts[statement.lineno - 1]
        before = self.data[line : self.start(statement)]
        behind = self.data[self.end(statement) : self.end_of_line(statement.end_lineno or statement.lineno)]
        return not before.strip() and not _without_comments(behind).strip()

    def end_of_line(self, line: int) -> int:
        """Where the line ends, behind its newline."""
        return self.starts[line] if line < len(self.starts) else len(self.data)

    def before_brackets(self, value: ast.AST, call: ast.Call) -> int:
        """Where the argument `value` of `call` starts, with the brackets that it stands in."""
        start = self.start(value)
        before = [self.end(one) for one in call.args if self.end(one) <= start]
        least = max([self.end(call.func), *before])
        code = _without_comments(self.data[least:start])
        if before:  # brackets that close the argument before are not ours
            code = b" " * (code.find(b",") + 1) + code[code.find(b",") + 1 :]
        else:
            code = b" " * (code.find(b"(") + 1) + code[code.find(b"(") + 1 :]
        opened = code.find(b"(")
        return start if opened < 0 else least + opened

    def behind_equals(self, keyword: ast.keyword) -> int:
        """Where the value of a keyword argument starts, with the brackets that it stands in."""
        name = self.start(keyword) + len((keyword.arg or "").encode())
        equals = self.data.index(b"=", name) + 1
        blanks = re.compile(rb"[ \t]*").match(self.data, equals)
        return blanks.end() if blanks else equals

    def without_argument(self, call: ast.Call, argument: ast.AST, rule: str) -> Edit:
        """An edit that leaves out an argument, with one comma."""
        places = sorted([*((self.start(one), self.end(one)) for one in [*call.args, *call.keywords])])
        position = places.index((self.start(argument), self.end(argument)))
        start, end = places[position]
        if position + 1 < len(places):
            return Edit(start, places[position + 1][0], "", rule)
        if position:
            return Edit(places[position - 1][1], end, "", rule)
        comma = re.compile(rb"\s*,").match(self.data, end)
        return Edit(start, comma.end() if comma else end, "", rule)

    def last_argument(self, call: ast.Call, text: str, rule: str) -> Edit:
        """An edit that passes one more argument behind all others."""
        end = self.end(call) - 1
        given = [*call.args, *(one.value for one in call.keywords)]
        if not given:
            start = self.data.index(b"(", self.end(call.func)) + 1
            return Edit(start, start, text, rule)
        last = max(self.end(one) for one in given)
        code = _without_comments(self.data[last:end])
        comma = code.rfind(b",")
        if comma >= 0:
            place = last + comma + 1
            return Edit(place, place, f" {text},", rule)
        place = last + len(code.rstrip())
        return Edit(place, place, f", {text}", rule)

    def column(self, node: ast.AST) -> int:
        """The column of the node in characters, counted from 1."""
        line = self.starts[node.lineno - 1]  # type: ignore[attr-defined]
        return len(self.between(line, line + node.col_offset)) + 1  # type: ignore[attr-defined]


def _without_comments(code: bytes) -> bytes:
    """`code`, in which no string stands, with blanks for its comments."""
    return re.sub(rb"#[^\r\n]*", lambda found: b" " * len(found.group()), code)


def apply(data: bytes, edits: Iterable[Edit]) -> tuple[bytes, list[Edit]]:
    """`data` with the edits made, and those that were left out because they overlap an earlier one.

    Insertions at one place are made in the order in which they are given.
    """
    ordered = sorted(enumerate(edits), key=lambda pair: (pair[1].start, pair[1].end, pair[0]))
    pieces: list[bytes] = []
    left_out: list[Edit] = []
    position = 0
    seen: set[tuple[int, int, str]] = set()
    for _, edit in ordered:
        if edit[:3] in seen and edit.start != edit.end:
            continue  # two rules, one wish
        if edit.start < position:
            left_out.append(edit)
            continue
        seen.add(edit[:3])
        pieces += [data[position : edit.start], edit.text.encode("utf-8", "surrogatepass")]
        position = edit.end
    pieces.append(data[position:])
    return b"".join(pieces), left_out
