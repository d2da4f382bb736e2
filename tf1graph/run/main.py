"""Runs the program's main module, as `python` would."""

from __future__ import annotations

import importlib.util
import os
import sys
import traceback
import zipfile
import zipimport
from collections.abc import Callable, Sequence
from types import CodeType, ModuleType

from tf1graph.era.unreached import failure
from tf1graph.errors import ProgramInterrupted, UsageError
from tf1graph.run.loading import ProgramLoader
from tf1graph.run.traces import without_ours
from tf1graph.run.world import World

_replaced: list[ModuleType] = []  # the main modules before the program's; dropping one would end its functions


def run_script(world: World, path: str, arguments: Sequence[str]) -> int:
    """Run the file `path`, or the `__main__.py` of the folder or archive, with `arguments`; its exit code.

    `sys.argv`, `sys.path[0]`, `__file__` and `__main__` are what `python path arguments…` would have made them.

    Raises:
      SystemExit: the program called `sys.exit`.
      UsageError: there is no such file.
    """
    if zipfile.is_zipfile(path):
        sys.argv[:] = [path, *arguments]
        sys.path.insert(0, path) if getattr(sys.flags, "safe_path", False) else _set_first_path(path)
        return _run(world, lambda: _of_archive(world, path))
    in_folder = os.path.isdir(path)
    file = os.path.abspath(os.path.join(path, "__main__.py") if in_folder else path)
    if not os.path.isfile(file):
        raise UsageError(f"{path}: there is no such program.")
    sys.argv[:] = [path, *arguments]
    _set_first_path(os.path.dirname(file if in_folder else os.path.realpath(file)))

    def prepare() -> tuple[ModuleType, CodeType]:
        module, code = _script(world, file)
        if in_folder:
            module.__spec__, module.__package__ = importlib.util.spec_from_file_location("__main__", file), ""
        return module, code

    return _run(world, prepare)


def run_module(world: World, name: str, arguments: Sequence[str]) -> int:
    """Run the module or package `name` with `arguments`, as `python -m name arguments…` would; its exit code.

    Raises:
      SystemExit: the program called `sys.exit`.
      UsageError: there is no such module.
    """
    sys.argv[:] = ["-m", *arguments]
    _set_first_path(os.getcwd())

    def prepare() -> tuple[ModuleType, CodeType]:
        module, code = _module(world, name)
        sys.argv[0] = module.__file__ or name
        return module, code

    return _run(world, prepare)


def load_script(world: World, path: str, name: str) -> ModuleType:
    """The script `path` as a module called `name`, run once: a spawned process does that with the program's main."""
    module, code = _script(world, path, name)
    exec(code, vars(module))
    return module


def load_module(world: World, name: str, as_name: str) -> ModuleType:
    """The module `name`, run once more under the name `as_name`."""
    module, code = _module(world, name, as_name)
    exec(code, vars(module))
    return module


def _run(world: World, prepare: Callable[[], tuple[ModuleType, CodeType]]) -> int:
    code = None
    try:
        module, code = prepare()
        _replaced.append(sys.modules["__main__"])
        sys.modules["__main__"] = module
        exec(code, vars(module))
    except SystemExit:
        raise
    except BaseException as error:
        if code is None and isinstance(error, UsageError):
            raise
        without_ours(error, code)
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
        said = failure(error) if sys.excepthook is sys.__excepthook__ else None
        if said:
            print(f"tf1graph: {_place(world, error)}{said}", file=sys.stderr)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
        if isinstance(error, KeyboardInterrupt):
            sys.excepthook = lambda *said: None  # Python ends the process as Ctrl-C does; the traceback is out already
            raise ProgramInterrupted from None
        return 1
    return 0


def _place(world: World, error: BaseException) -> str:
    """Where in the program the error came up."""
    places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    own = [place for place in places if not place[0].startswith("<") and world.program.owns("", place[0])]
    return f"{own[-1][0]}, line {own[-1][1]}: " if own else ""


def _script(world: World, path: str, name: str = "__main__") -> tuple[ModuleType, CodeType]:
    loader = ProgramLoader(name, path, world)
    module = _new(loader, name)
    return module, loader.get_code(name)


def _of_archive(world: World, path: str) -> tuple[ModuleType, CodeType]:
    finder = zipimport.zipimporter(path)
    try:
        source = finder.get_source("__main__")
    except zipimport.ZipImportError:
        source = None
    if source is None:
        raise UsageError(f"{path}: there is no __main__.py in this archive.")
    file = os.path.join(path, "__main__.py")
    compiled = world.compile(source, file)
    module = ModuleType("__main__")
    vars(module).update(
        __file__=file, __loader__=finder, __cached__=None, __package__="", __spec__=finder.find_spec("__main__")
    )
    vars(module)["__builtins__"] = compiled.builtins
    return module, compiled.code


def _module(world: World, name: str, as_name: str = "__main__") -> tuple[ModuleType, CodeType]:
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = importlib.util.find_spec(f"{name}.__main__")
    except ModuleNotFoundError as error:
        if error.name and f"{name}.__main__.".startswith(f"{error.name}."):
            spec = None
        else:
            raise
    if spec is None or not spec.origin or not spec.has_location:
        raise UsageError(f"There is no module {name} that could be run, nor {name}.__main__.")
    loader = ProgramLoader(spec.name, spec.origin, world)  # wherever it lies, what is named here is the program
    module = _new(loader, as_name)
    module.__spec__, module.__package__ = spec, spec.parent
    vars(module)["__cached__"] = spec.cached
    return module, loader.get_code(spec.name)


def _new(loader: ProgramLoader, name: str) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(__file__=loader.path, __loader__=loader, __cached__=None, __annotations__={})
    # in the main module it is the module, elsewhere its dictionary
    vars(module)["__builtins__"] = loader.compile().builtins
    return module


def _set_first_path(folder: str) -> None:
    if not getattr(sys.flags, "safe_path", False):
        sys.path[0] = folder
