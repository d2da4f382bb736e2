"""Other programs that the program starts: with this Python, by `subprocess` or `os`, or in this process, by `runpy`.

A command that is a list, `[sys.executable, "eval.py", …]`, runs in a world of its own with the same settings, and so
does one for a shell, `python eval.py …`, as far as it is plainly that.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tf1graph.run.world import World


PYTHONS = ("python", "python3")  # which a program that runs is right to take for its own
NOT_THE_PROGRAMS = {"ensurepip", "pip", "tensorboard", "tf1graph", "venv", *sys.stdlib_module_names}
# What a shell takes for one word after the other, up to what parts two commands.
_COMMAND = re.compile(r"""(?:[^'"\\;&|\n]|\\.|'[^']*'|"(?:\\.|[^"\\])*")+""", re.DOTALL)
_OF_PYTHON = re.compile(
    r"""(?P<before>\s*(?:\w+=\S*\s+)*)(?P<quote>["']?)(?P<python>\S+?)(?P=quote)(?P<options>(?:\s+-(?:u|B|OO?))*)"""
    r"""\s+(?P<rest>(?:-m\s+(?P<module>\w+)|[^\s'"]+\.py(?=\s|$)|'[^']+\.py'|"[^"]+\.py").*)""",
    re.DOTALL,
)


def in_world(world: World, command: Any) -> Any:
    """The command, by way of `tf1graph run` where it is this Python with a script or a module of the program."""
    if not isinstance(command, (list, tuple)) or len(command) < 2:
        return command
    words = [os.fspath(word) if isinstance(word, os.PathLike) else word for word in command]
    if not _is_python(words[0]):
        return command
    at = 1
    while at < len(words) and words[at] in ("-u", "-B", "-O", "-OO"):
        at += 1
    rest = words[at:]
    if not rest or not isinstance(rest[0], str) or not (rest[0].endswith(".py") or rest[0] == "-m"):
        return command
    if rest[0] == "-m" and (len(rest) < 2 or rest[1].partition(".")[0] in NOT_THE_PROGRAMS):
        return command
    return [sys.executable, *words[1:at], *_run(world), *rest]


def line_in_world(world: World, line: Any) -> Any:
    """The line for a shell, whose commands `python FILE.py …` and `python -m MODULE …` go by way of `tf1graph run`."""
    if not isinstance(line, str) or "<<" in line:
        return line

    def changed(found: re.Match[str]) -> str:
        command = _OF_PYTHON.fullmatch(found[0])
        if not command or not _is_python(command["python"]) or command["module"] in NOT_THE_PROGRAMS:
            return found[0]
        quoted = subprocess.list2cmdline if os.name == "nt" else shlex.join
        options = command["options"].split()
        return f"{command['before']}{quoted([sys.executable, *options, *_run(world)])} {command['rest']}"

    return _COMMAND.sub(changed, line)


def _is_python(word: Any) -> bool:
    return word in (sys.executable, *PYTHONS) or (isinstance(word, str) and shutil.which(word) == sys.executable)


def _run(world: World) -> list[str]:
    return ["-m", "tf1graph", "run", *(word for package in world.settings.packages for word in ("--with", package))]


def names(world: World) -> dict[str, Any]:
    """What the program finds in `subprocess` otherwise than others do."""

    def asked(args: Any, options: dict[str, Any]) -> Any:
        return line_in_world(world, args) if options.get("shell") else in_world(world, args)

    def of_shell(function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda cmd, **options: function(line_in_world(world, cmd), **options)

    class Popen(subprocess.Popen):
        """A process, as `subprocess.Popen` starts it."""

        def __init__(self, args: Any, *more: Any, **options: Any):
            super().__init__(asked(args, options), *more, **options)

    def started(function: Callable[..., Any]) -> Callable[..., Any]:
        def start(args: Any, *more: Any, **options: Any) -> Any:
            return function(asked(args, options), *more, **options)

        start.__name__, start.__doc__ = function.__name__, function.__doc__
        return start

    functions = (subprocess.call, subprocess.check_call, subprocess.check_output, subprocess.run)
    return {
        "Popen": Popen,
        "getoutput": of_shell(subprocess.getoutput),
        "getstatusoutput": of_shell(subprocess.getstatusoutput),
        **{function.__name__: started(function) for function in functions},
    }


def os_names(world: World) -> dict[str, Any]:
    """What the program finds in `os` otherwise than others do."""

    def system(command: Any) -> int:
        """The exit code of a command, as `os.system` gives it."""
        return os.system(line_in_world(world, command))

    def popen(cmd: str, mode: str = "r", buffering: int = -1) -> Any:
        """What a command writes, or reads, as `os.popen`."""
        return os.popen(line_in_world(world, cmd), mode, buffering)

    def execv(path: Any, args: Any) -> None:
        """Go on as another program, as `os.execv`; a program that starts itself anew is in its world again."""
        words = [*args]
        again = in_world(world, [path, *words[1:]])
        os.execv(path, words if again == [path, *words[1:]] else again)

    # the first two spare what programs ask for in their loops the way through the module's `__getattr__`
    found = {"environ": os.environ, "path": os.path, "execv": execv, "popen": popen, "system": system}
    return {**found, "errno": errno}  # which `os` had until Python 3.7


def runpy_names(world: World, runpy: Any) -> dict[str, Any]:
    """What the program finds in `runpy` otherwise than others do."""

    def run_path(path_name: Any, init_globals: Any = None, run_name: str | None = None) -> dict[str, Any]:
        """The names of the script, which is run under `run_name`, as `runpy.run_path`."""
        path = os.fsdecode(path_name)
        if not path.endswith(".py"):
            return runpy.run_path(path_name, init_globals, run_name)
        with open(path, "rb") as file:
            compiled = world.compile(file.read(), path)
        module = ModuleType(run_name or "<run_path>")
        vars(module).update(init_globals or {})
        vars(module).update(__file__=path, __cached__=None, __package__="", __builtins__=vars(compiled.builtins))
        before = sys.modules.get(module.__name__)
        sys.modules[module.__name__] = module
        try:
            exec(compiled.code, vars(module))
        finally:
            if before is None:
                del sys.modules[module.__name__]
            else:
                sys.modules[module.__name__] = before
        return {**vars(module)}

    return {"run_path": run_path}
