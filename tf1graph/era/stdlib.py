"""The standard library: what Python 3.7 had and later versions took away, module by module."""

from __future__ import annotations

import collections.abc
import inspect
import math
import re
import shutil
import sys
import time
import urllib.parse
from collections import namedtuple
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tf1graph.era import stdlib_changes
from tf1graph.era.elements import lenient

_ANNOTATED_SINCE = ("tensorflow", "tf1graph", "tf_keras")
ArgSpec = namedtuple("ArgSpec", ["args", "varargs", "keywords", "defaults"])


def _base64(module: ModuleType) -> dict[str, Any]:
    return {"decodestring": module.decodebytes, "encodestring": module.encodebytes}


def _cgi(module: ModuleType) -> dict[str, Any]:
    def escape(s: str, quote: bool | None = None) -> str:
        """`s` for HTML, with its double quotes replaced too if `quote`."""
        text = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace('"', "&quot;") if quote else text

    return {"escape": escape, "parse_qs": urllib.parse.parse_qs, "parse_qsl": urllib.parse.parse_qsl}


def _collections(module: ModuleType) -> dict[str, Any]:
    return {name: getattr(collections.abc, name) for name in collections.abc.__all__}


def _fractions(module: ModuleType) -> dict[str, Any]:
    def gcd(a: Any, b: Any) -> Any:
        """The greatest common divisor, with the sign of `b` unless that is 0."""
        if type(a) is type(b) is int:
            return -math.gcd(a, b) if (b or a) < 0 else math.gcd(a, b)
        while b:
            a, b = b, a % b
        return a

    return {"gcd": gcd}


def _inspect(module: ModuleType) -> dict[str, Any]:
    def getargspec(func: Callable[..., Any]) -> ArgSpec:
        """The names and defaults of the arguments of a function that has neither annotations nor keyword-only ones.

        Those of TensorFlow's functions are passed over: in TensorFlow 1 they had none.

        Raises:
          ValueError: it has some.
        """
        full = inspect.getfullargspec(func)
        home = getattr(func, "__module__", None) or ""
        if (full.kwonlyargs or full.annotations) and home.partition(".")[0] not in _ANNOTATED_SINCE:
            raise ValueError("The function has keyword-only arguments or annotations: call getfullargspec().")
        return ArgSpec(full.args, full.varargs, full.varkw, full.defaults)

    return {"ArgSpec": ArgSpec, "getargspec": getargspec}


def _time(module: ModuleType) -> dict[str, Any]:
    # On Windows the clock ran with the wall, elsewhere with the processor.
    return {"sleep": lenient(time.sleep), "clock": time.perf_counter if sys.platform == "win32" else time.process_time}


def _distutils(module: ModuleType) -> dict[str, Any]:
    return {}


def _distutils_spawn(module: ModuleType) -> dict[str, Any]:
    def find_executable(executable: str, path: str | None = None) -> str | None:
        """Where the program lies that a shell would start."""
        return shutil.which(executable, path=path)

    return {"find_executable": find_executable}


def _distutils_util(module: ModuleType) -> dict[str, Any]:
    def strtobool(val: str) -> int:
        """1 for a word that says yes, 0 for one that says no.

        Raises:
          ValueError: it is neither.
        """
        word = val.lower()
        if word in {"y", "yes", "t", "true", "on", "1"}:
            return 1
        if word in {"n", "no", "f", "false", "off", "0"}:
            return 0
        raise ValueError(f"invalid truth value {word!r}")

    return {"strtobool": strtobool}


class LooseVersion:
    """A version that compares by its numbers and words, one after the other: `1.15.5`, `2.0.0-beta1`."""

    def __init__(self, vstring: str | None = None):
        if vstring:
            self.parse(vstring)

    def parse(self, vstring: str) -> None:
        """Take the version from its text."""
        self.vstring = vstring
        parts = [part for part in re.split(r"(\d+|[a-z]+|\.)", vstring) if part and part != "."]
        self.version: list[Any] = [int(part) if part.isdigit() else part for part in parts]

    def _parts_of(self, other: LooseVersion | str) -> list[Any]:
        return (type(self)(other) if isinstance(other, str) else other).version

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (str, LooseVersion)) and self.version == self._parts_of(other)

    def __lt__(self, other: LooseVersion | str) -> bool:
        return self.version < self._parts_of(other)

    def __le__(self, other: LooseVersion | str) -> bool:
        return self.version <= self._parts_of(other)

    def __gt__(self, other: LooseVersion | str) -> bool:
        return self.version > self._parts_of(other)

    def __ge__(self, other: LooseVersion | str) -> bool:
        return self.version >= self._parts_of(other)

    def __str__(self) -> str:
        return self.vstring

    def __repr__(self) -> str:
        return f"{type(self).__name__} ('{self}')"


class StrictVersion(LooseVersion):
    """A version of two or three numbers, and perhaps `a1` or `b1` of those before it."""

    def parse(self, vstring: str) -> None:
        """Take the version from its text.

        Raises:
          ValueError: it is no such version.
        """
        found = re.fullmatch(r"(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?", vstring)
        if not found:
            raise ValueError(f"invalid version number '{vstring}'")
        self.vstring = vstring
        before = (found[4], int(found[5])) if found[4] else ("final", 0)  # which comes after "a" and "b"
        self.version = [int(found[1]), int(found[2]), int(found[3] or 0), before]


def _distutils_version(module: ModuleType) -> dict[str, Any]:
    return {"LooseVersion": LooseVersion, "StrictVersion": StrictVersion}


MODULES = {
    "asyncio": stdlib_changes.asyncio,
    "base64": _base64,
    "cgi": _cgi,
    "collections": _collections,
    "configparser": stdlib_changes.configparser,
    "distutils": _distutils,
    "distutils.dir_util": stdlib_changes.dir_util,
    "distutils.file_util": stdlib_changes.file_util,
    "distutils.spawn": _distutils_spawn,
    "distutils.util": _distutils_util,
    "distutils.version": _distutils_version,
    "dummy_threading": stdlib_changes.threading,
    "fractions": _fractions,
    "imghdr": stdlib_changes.imghdr,
    "inspect": _inspect,
    "json": stdlib_changes.json,
    "locale": stdlib_changes.locale,
    "pipes": stdlib_changes.pipes,
    "platform": stdlib_changes.platform,
    "plistlib": stdlib_changes.plistlib,
    "random": stdlib_changes.random,
    "time": _time,
    "unittest": stdlib_changes.unittest,
}
