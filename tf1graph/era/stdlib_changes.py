"""The standard library, further: names and arguments that Python 3.7 had and later versions took away, by module."""

from __future__ import annotations

import functools
import importlib
import os as today_os
import platform as today_platform
import shlex
import shutil
from collections.abc import Callable, Set
from types import ModuleType
from typing import Any

from tf1graph.era.elements import element


def _missing(module: Any, **found: Any) -> dict[str, Any]:
    return {name: thing for name, thing in found.items() if not hasattr(module, name)}


def asyncio(module: Any) -> dict[str, Any]:
    """`asyncio.coroutine`, whose generators `yield from` others."""
    import types

    return _missing(module, coroutine=types.coroutine, get_event_loop=module.get_event_loop)


def configparser(module: Any) -> dict[str, Any]:
    """`SafeConfigParser`, which is `ConfigParser`."""
    return _missing(module, SafeConfigParser=module.ConfigParser)


def dir_util(module: ModuleType) -> dict[str, Any]:
    """`mkpath`, `copy_tree` and `remove_tree`."""

    def mkpath(name: Any, mode: int = 0o777, **keywords: Any) -> list[str]:
        """Make the folder and those above it that are missing."""
        made = [] if today_os.path.isdir(name) else [name]
        today_os.makedirs(name, mode, exist_ok=True)
        return made

    def copy_tree(src: Any, dst: Any, *args: Any, **keywords: Any) -> list[str]:
        """Copy what is in the folder `src` into `dst`; the files that were written."""
        written: list[str] = []

        def copy(source: str, target: str) -> str:
            written.append(target)
            return shutil.copy2(source, target)

        shutil.copytree(src, dst, copy_function=copy, dirs_exist_ok=True)
        return written

    def remove_tree(directory: Any, *args: Any, **keywords: Any) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(directory)

    return {"copy_tree": copy_tree, "mkpath": mkpath, "remove_tree": remove_tree}


def file_util(module: ModuleType) -> dict[str, Any]:
    """`copy_file` and `move_file`."""
    return {
        "copy_file": lambda src, dst, *args, **keywords: (shutil.copy2(src, dst), 1),
        "move_file": lambda src, dst, *args, **keywords: shutil.move(src, dst),
    }


# What the first bytes of a picture are: from where on, and which kind it is.
_PICTURES = (
    (6, b"JFIF", "jpeg"), (6, b"Exif", "jpeg"), (0, b"\xff\xd8\xff\xdb", "jpeg"), (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF87a", "gif"), (0, b"GIF89a", "gif"), (0, b"MM", "tiff"), (0, b"II", "tiff"), (0, b"BM", "bmp"),
    (8, b"WEBP", "webp"), (0, b"\x76\x2f\x31\x01", "exr"), (0, b"\x59\xa6\x6a\x95", "rast"), (0, b"#define ", "xbm"),
)  # fmt: skip


def imghdr(module: ModuleType) -> dict[str, Any]:
    """`imghdr.what`, which Python 3.13 took away."""

    def what(file: Any, h: bytes | None = None) -> str | None:
        """The kind of picture in a file, by its first bytes; None of no picture."""
        if h is None:
            if hasattr(file, "read"):
                place = file.tell()
                h = file.read(32)
                file.seek(place)
            else:
                with open(file, "rb") as opened:
                    h = opened.read(32)
        head = h or b""
        return next((kind for at, sign, kind in _PICTURES if head[at : at + len(sign)] == sign), None)

    return {"what": what}


def open_file(file: Any, mode: str = "r", *args: Any, **keywords: Any) -> Any:
    """`open`, whose mode could have a `U` until Python 3.10: lines that end in any way, as without it."""
    return open(file, mode.replace("U", "") or "r" if isinstance(mode, str) else mode, *args, **keywords)


def json(module: Any) -> dict[str, Any]:
    """`json.load` and `loads`, which took an encoding and left it alone."""

    def without(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def read(*args: Any, **keywords: Any) -> Any:
            keywords.pop("encoding", None)
            return function(*args, **keywords)

        return read

    return {"load": without(module.load), "loads": without(module.loads)}


def locale(module: Any) -> dict[str, Any]:
    """`locale.format`."""
    return _missing(
        module,
        format=lambda percent, value, grouping=False, monetary=False, *more: module.format_string(
            percent, value, grouping, monetary
        ),
    )


def pipes(module: ModuleType) -> dict[str, Any]:
    """`pipes.quote`."""
    return {"quote": shlex.quote}


def platform(module: Any) -> dict[str, Any]:
    """`linux_distribution` and `dist`."""

    def linux_distribution(*args: Any, **keywords: Any) -> tuple[str, str, str]:
        """The name, version and code name of the Linux that this is; empty texts elsewhere."""
        try:
            told = today_platform.freedesktop_os_release()
        except OSError:
            return "", "", ""
        return told.get("NAME", ""), told.get("VERSION_ID", ""), told.get("VERSION_CODENAME", "")

    def popen(cmd: str, mode: str = "r", bufsize: int = -1) -> Any:
        """`os.popen`."""
        return today_os.popen(cmd, mode, bufsize)

    return _missing(module, dist=linux_distribution, linux_distribution=linux_distribution, popen=popen)


def plistlib(module: Any) -> dict[str, Any]:
    """`readPlist`, `writePlist` and their like."""

    def read(source: Any) -> Any:
        """The list in a file, or of this name."""
        if hasattr(source, "read"):
            return module.load(source)
        with open(source, "rb") as file:
            return module.load(file)

    def write(value: Any, target: Any) -> None:
        """Write the list into a file, or one of this name."""
        if hasattr(target, "write"):
            module.dump(value, target)
            return
        with open(target, "wb") as file:
            module.dump(value, file)

    return _missing(
        module, readPlist=read, readPlistFromBytes=module.loads, writePlist=write, writePlistToBytes=module.dumps
    )


def random(module: Any) -> dict[str, Any]:
    """`shuffle` with a function of its own, `sample` of a set, and integers as floats or arrays of one."""
    today: Any = importlib.import_module("random")

    @functools.wraps(today.sample)
    def sample(population: Any, k: Any, **keywords: Any) -> list[Any]:
        items = tuple(population) if isinstance(population, Set) else population
        return today.sample(items, _whole(k), **keywords)

    @functools.wraps(today.shuffle)
    def shuffle(x: Any, random: Callable[[], float] | None = None) -> None:
        if random is None:
            today.shuffle(x)
            return
        for last in reversed(range(1, len(x))):
            other = int(random() * (last + 1))
            x[last], x[other] = x[other], x[last]

    @functools.wraps(today.randint)
    def randint(a: Any, b: Any) -> int:
        return today.randint(_whole(a), _whole(b))

    @functools.wraps(today.randrange)
    def randrange(start: Any, *rest: Any) -> int:
        return today.randrange(_whole(start), *(one if one is None else _whole(one) for one in rest))

    return {"randint": randint, "randrange": randrange, "sample": sample, "shuffle": shuffle}


def _whole(number: Any) -> Any:
    """The integer that a float or an array of one element is; all else as it is, for `random` to refuse."""
    one = element(number)
    return int(one) if isinstance(one, float) and one == int(one) else one


def threading(module: ModuleType) -> dict[str, Any]:
    """`dummy_threading`, which is `threading`."""
    today = importlib.import_module("threading")
    return {name: getattr(today, name) for name in dir(today) if name[:1] != "_"}


NO_TESTS = 5  # the exit code of unittest since Python 3.12


def unittest(module: Any) -> dict[str, Any]:
    """`makeSuite` and `findTestCases`; `main`, of which no tests at all were no failure."""
    loader = module.defaultTestLoader
    base: Any = module.TestProgram

    class TestProgram(base):
        """Runs the tests of the program."""

        def runTests(self) -> None:
            try:
                super().runTests()
            except SystemExit as ended:
                if ended.code != NO_TESTS or self.result.testsRun:
                    raise
                ended.code = int(not self.result.wasSuccessful())
                raise

    return {
        "TestProgram": TestProgram,
        "main": TestProgram,
        **_missing(
            module,
            findTestCases=lambda found, prefix="test": loader.loadTestsFromModule(found),
            makeSuite=lambda case, prefix="test": loader.loadTestsFromTestCase(case),
        ),
    }
