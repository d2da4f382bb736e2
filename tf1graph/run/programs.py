"""Other programs that the program starts: with this Python, by `subprocess`, or in this process, by `runpy`.

A command that is a list, `[sys.executable, "eval.py", …]`, runs in a world of its own with the same settings; what is
written for a shell is left as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tf1graph.run.world import World


def in_world(world: World, command: Any) -> Any:
    """The command, by way of `tf1graph run` where it is this Python with a script or a module of the program."""
    if not isinstance(command, (list, tuple)) or len(command) < 2:
        return command
    words = [os.fspath(word) if isinstance(word, os.PathLike) else word for word in command]
    if words[0] != sys.executable and not (isinstance(words[0], str) and shutil.which(words[0]) == sys.executable):
        return command
    at = 1
    while at < len(words) and words[at] in ("-u", "-B", "-O", "-OO"):
        at += 1
    rest = words[at:]
    if not rest or not isinstance(rest[0], str) or not (rest[0].endswith(".py") or rest[0] == "-m"):
        return command
    if rest[0] == "-m" and (len(rest) < 2 or rest[1].partition(".")[0] in NOT_THE_PROGRAMS):
        return command
    packages = [word for package in world.settings.packages for word in ("--with", package)]
    return [*words[:at], "-m", "tf1graph", "run", *packages, *rest]


NOT_THE_PROGRAMS = {"ensurepip", "pip", "tensorboard", "tf1graph", "venv", *sys.stdlib_module_names}


def names(world: World) -> dict[str, Any]:
    """What the program finds in `subprocess` otherwise than others do."""

    class Popen(subprocess.Popen):
        """A process, as `subprocess.Popen` starts it."""

        def __init__(self, args: Any, *more: Any, **options: Any):
            super().__init__(args if options.get("shell") else in_world(world, args), *more, **options)

    def started(function: Callable[..., Any]) -> Callable[..., Any]:
        def start(args: Any, *more: Any, **options: Any) -> Any:
            return function(args if options.get("shell") else in_world(world, args), *more, **options)

        start.__name__, start.__doc__ = function.__name__, function.__doc__
        return start

    functions = (subprocess.call, subprocess.check_call, subprocess.check_output, subprocess.run)
    return {"Popen": Popen, **{function.__name__: started(function) for function in functions}}


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
