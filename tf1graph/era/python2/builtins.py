"""Python 2's builtins, and what translated code calls in place of what has no syntax today."""

from __future__ import annotations

import builtins
import collections.abc
import functools
import importlib
import io
import itertools
import sys
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from types import FrameType, TracebackType
from typing import Any

from tf1graph.era.python2 import order
from tf1graph.era.python2.division import divide, divide_in_place
from tf1graph.era.python2.modules import MOVED
from tf1graph.era.python2.printing import print_to, print_values


class _Strings(type):
    def __instancecheck__(cls, found: Any) -> bool:
        return isinstance(found, (str, bytes))


class basestring(metaclass=_Strings):
    """What text and bytes are instances of."""


class _Bytes(type):
    def __instancecheck__(cls, found: Any) -> bool:
        return isinstance(found, (str, bytes))

    def __call__(cls, given: Any = "") -> Any:
        return (
            given if isinstance(given, (str, bytes)) else bytes(given) if isinstance(given, bytearray) else str(given)
        )


class text_or_bytes(metaclass=_Bytes):
    """`bytes`, which was another name of `str`: text stays text, and bytes bytes."""


def octal(number: int) -> str:
    """`oct`, whose text began with a single 0."""
    digits = builtins.oct(number).replace("0o", "", 1)
    return digits if number == 0 else digits.replace("-", "-0", 1) if number < 0 else "0" + digits


class _Files(type):
    def __instancecheck__(cls, found: Any) -> bool:
        return isinstance(found, io.IOBase)

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        return open_file(*arguments, **options)


class file(metaclass=_Files):
    """`file(path)` is `open(path)`."""


def open_file(name: Any, mode: str = "r", buffering: int = -1, **options: Any) -> Any:
    """`open`: the lines end as they do in the file, and bytes that are not UTF-8 pass through text unharmed."""
    mode = mode.replace("U", "") or "r"
    if "b" not in mode:
        options = {"encoding": "utf-8", "errors": "surrogateescape", "newline": "\n", **options}
    elif buffering == 1:
        buffering = -1
    mode = mode if set(mode) & set("rwax") else "r" + mode
    return builtins.open(name, mode, buffering or -1, **options)


def make_list_by_map(function: Any, *sequences: Any) -> list[Any]:
    """`map`: a list as long as the longest sequence; the tuples themselves where `function` is None."""
    if len(sequences) == 1:
        return list(sequences[0]) if function is None else [function(item) for item in sequences[0]]
    rows = itertools.zip_longest(*sequences)
    return list(rows) if function is None else [function(*row) for row in rows]


def keep(function: Any, sequence: Any) -> Any:
    """`filter`: of a string a string, of a tuple a tuple, of all else a list."""
    kept = builtins.filter(function, sequence)
    if isinstance(sequence, str):
        return "".join(kept)
    return tuple(kept) if isinstance(sequence, tuple) else list(kept)


def sort_key(cmp: Any, key: Any) -> Any:
    """The key that sorts as `cmp` and `key` together."""
    if cmp is None:
        return key
    by_cmp = functools.cmp_to_key(cmp)
    return by_cmp if key is None else lambda item: by_cmp(key(item))


def sort_to_list(iterable: Any, cmp: Any = None, key: Any = None, reverse: bool = False) -> list[Any]:
    """`sorted`, which takes `cmp` too."""
    return order.sort_to_list(iterable, key=sort_key(cmp, key), reverse=reverse)


def round_away(number: Any, ndigits: int = 0) -> Any:
    """`round`: a float; halves go away from zero."""
    value = float(number)
    if value != value or abs(value) == float("inf") or abs(value) >= 2**52 or ndigits > 22:
        return value
    return float(Decimal(value).quantize(Decimal(1).scaleb(-ndigits), ROUND_HALF_UP))


def character_code(character: Any) -> int:
    """`ord`; a byte of today's bytes is its code already."""
    return character if isinstance(character, int) else builtins.ord(character)


def evaluate_input(prompt: Any = "") -> Any:
    """`input`: the value of the expression that is typed."""
    frame = sys._getframe(1)
    return eval(builtins.input(prompt), frame.f_globals, frame.f_locals)


def execute(code: Any, globals: Any = None, locals: Any = None) -> None:
    """`exec code in globals, locals`; a string is Python 2 too."""
    if isinstance(code, tuple):
        code, globals, locals = (*code, None, None)[:3]
    if isinstance(code, (str, bytes)):
        code = compile_text(code.decode() if isinstance(code, bytes) else code, "<string>")
    run_in(sys._getframe(1), code, globals, locals)


def execute_file(path: Any, globals: Any = None, locals: Any = None) -> None:
    """`execfile`: run the Python 2 file `path` in the caller's namespace, or in those given."""
    with open_file(path) as source:
        code = compile_text(source.read(), str(path))
    run_in(sys._getframe(1), code, globals, locals)


def run_in(caller: FrameType, code: Any, globals: Any, locals: Any) -> None:
    """Run `code` in the namespaces given, or the caller's, with the caller's builtins."""
    if globals is None:
        globals, locals = caller.f_globals, caller.f_locals
    globals.setdefault("__builtins__", caller.f_builtins)
    builtins.exec(code, globals, globals if locals is None else locals)


def compile_text(source: str, filename: str) -> Any:
    from tf1graph.era.python2 import translated

    return builtins.compile(translated(source, filename)[1], filename, "exec", dont_inherit=True)


def make_exception(kind: Any, value: Any = None, trace: TracebackType | None = None) -> Any:
    """The exception that `raise kind, value, trace` raises."""
    if isinstance(kind, tuple):
        kind = kind[0]
    if not isinstance(kind, type):
        found = kind
    elif isinstance(value, kind):
        found = value
    elif value is None:
        found = kind()
    else:
        found = kind(*value) if isinstance(value, tuple) else kind(value)
    return found.with_traceback(trace) if trace else found


def message_of(thing: Any) -> Any:
    """`thing.message`, which exceptions had: what they were made with, if that was one thing."""
    if isinstance(thing, BaseException) and not hasattr(thing, "message"):
        return thing.args[0] if len(thing.args) == 1 else ""
    return thing.message


def find_method(owner: Any, name: str) -> Any:
    """The method `name` as Python 2's objects had it; the object's own where it has one of that name."""
    found = getattr(owner, name, None)
    if name == "sort" and isinstance(owner, list):
        return functools.partial(sort_list, owner)
    if name in ("decode", "encode") and isinstance(owner, (str, bytes)):
        return functools.partial(recode, owner, name)
    if name in ("keys", "values", "items") and found is not None:
        return functools.partial(list_view, found)
    if found is not None:
        return found
    if name == "next" and hasattr(owner, "__next__"):
        return owner.__next__
    if name == "has_key" and hasattr(owner, "__contains__"):
        return owner.__contains__
    plain = name.removeprefix("iter").removeprefix("view")
    if plain != name and hasattr(owner, plain):
        view = getattr(owner, plain)
        return (lambda: iter(view())) if name.startswith("iter") else view
    return getattr(owner, name)  # which says what is missing


def sort_list(items: list[Any], cmp: Any = None, key: Any = None, reverse: bool = False) -> None:
    order.sort_in_place(items, key=sort_key(cmp, key), reverse=reverse)


def list_view(method: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    found = method(*arguments, **options)
    views = (collections.abc.KeysView, collections.abc.ValuesView, collections.abc.ItemsView)
    return list(found) if isinstance(found, views) else found


# Codecs that made strings of strings.
_STRING_CODECS = {"hex", "base64", "zlib", "bz2", "rot13", "rot_13", "string_escape", "string-escape", "uu"}


def recode(text: Any, way: str, encoding: str = "utf-8", errors: str = "strict") -> Any:
    """`text.decode(encoding)` or `.encode`; text that is decoded already stays as it is."""
    import codecs

    if encoding in _STRING_CODECS:
        encoding = {"string_escape": "unicode_escape", "string-escape": "unicode_escape"}.get(encoding, encoding)
        if encoding in ("rot13", "rot_13"):
            return codecs.encode(text, "rot13")
        if encoding == "unicode_escape":
            return codecs.decode(text, encoding) if way == "decode" else text.encode(encoding).decode("ascii")
        data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        found = getattr(codecs, way)(data, encoding)
        try:
            return found.decode("ascii")
        except UnicodeDecodeError:
            return found
    if isinstance(text, str) == (way == "decode"):
        return text
    return getattr(text, way)(encoding, errors)


def order_by_cmp(cls: Any) -> Any:
    """Give a class the comparisons that its `__cmp__` stands for."""
    wanted: dict[str, Callable[[int], bool]] = {
        "__eq__": lambda found: found == 0,
        "__ne__": lambda found: found != 0,
        "__lt__": lambda found: found < 0,
        "__le__": lambda found: found <= 0,
        "__gt__": lambda found: found > 0,
        "__ge__": lambda found: found >= 0,
    }
    for name, holds in wanted.items():
        if name not in vars(cls):
            setattr(cls, name, lambda self, other, holds=holds: holds(self.__cmp__(other)))
    return cls


def find_moved(module: str, name: str) -> Any:
    """Today's object for a name that a module has lost."""
    owner, _, path = MOVED[module, name].partition(":")
    found = importlib.import_module(owner)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def reload(module: Any) -> Any:
    """Load a module again; `reload(sys)`, which came before `sys.setdefaultencoding`, does nothing."""
    return module if module is sys else importlib.reload(module)


BUILTINS: dict[str, Any] = {
    "__py2_caught__": None,
    "__py2_div__": divide,
    "__py2_exception__": make_exception,
    "__py2_exec__": execute,
    "__py2_ge__": order.greater_or_equal,
    "__py2_gt__": order.greater,
    "__py2_idiv__": divide_in_place,
    "__py2_le__": order.less_or_equal,
    "__py2_lt__": order.less,
    "__py2_message__": message_of,
    "__py2_method__": find_method,
    "__py2_moved__": find_moved,
    "__py2_ordered__": order_by_cmp,
    "__py2_package__": lambda names: bool(names.get("__package__")),
    "__py2_print__": print_values,
    "__py2_print_to__": print_to,
    "apply": lambda function, arguments=(), options=None: function(*arguments, **(options or {})),
    "basestring": basestring,
    "buffer": memoryview,
    "bytes": text_or_bytes,
    "cmp": order.compare,
    "execfile": execute_file,
    "file": file,
    "filter": keep,
    "input": evaluate_input,
    "intern": sys.intern,
    "long": int,
    "map": make_list_by_map,
    "max": order.largest,
    "min": order.least,
    "oct": octal,
    "open": open_file,
    "ord": character_code,
    "range": lambda *bounds: list(range(*bounds)),
    "raw_input": input,
    "reduce": functools.reduce,
    "reload": reload,
    "round": round_away,
    "sorted": sort_to_list,
    "unichr": chr,
    "unicode": str,
    "xrange": range,
    "zip": lambda *sequences: list(zip(*sequences, strict=False)),
}
