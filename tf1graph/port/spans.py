"""JSON with the place of each value in the text, so that one string can be replaced and all else stays."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from json import decoder
from typing import Any

_BLANK = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity")


@dataclass(frozen=True)
class Value:
    """A value of JSON.

    Attributes:
      content: a string, number, … ; a list of values, or a dictionary of them.
      start, end: its place in the text.
    """

    content: Any
    start: int
    end: int

    def get(self, name: str) -> Value | None:
        """The value of the key `name`; None where there is none."""
        return self.content.get(name) if isinstance(self.content, dict) else None


def read(text: str) -> Value:
    """The value that `text` is.

    Raises:
      ValueError: it is no JSON.
    """
    value, end = _read(text, _skip(text, 0))
    if _skip(text, end) != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def _skip(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _read(text: str, start: int) -> tuple[Value, int]:
    first = text[start : start + 1]
    if first == '"':
        content, end = decoder.scanstring(text, start + 1, True)  # type: ignore[attr-defined]
        return Value(content, start, end), end
    if first in ("{", "["):
        return _read_many(text, start)
    found = _PLAIN.match(text, start)
    if not found:
        raise json.JSONDecodeError("Expecting value", text, start)
    return Value(json.loads(found.group()), start, found.end()), found.end()


def _read_many(text: str, start: int) -> tuple[Value, int]:
    closing = "}" if text[start] == "{" else "]"
    pairs: dict[str, Value] = {}
    items: list[Value] = []
    position = _skip(text, start + 1)
    while text[position : position + 1] != closing:
        if pairs or items:
            if text[position : position + 1] != ",":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, position)
            position = _skip(text, position + 1)
        if closing == "}":
            key, position = _read(text, position)
            position = _skip(text, position)
            if not isinstance(key.content, str) or text[position : position + 1] != ":":
                raise json.JSONDecodeError("Expecting ':' delimiter", text, position)
            pairs[key.content], position = _read(text, _skip(text, position + 1))
        else:
            item, position = _read(text, position)
            items.append(item)
        position = _skip(text, position)
    content: Any = pairs if closing == "}" else items
    return Value(content, start, position + 1), position + 1
