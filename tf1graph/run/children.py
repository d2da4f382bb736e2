"""Takes the world along into processes that multiprocessing spawns, or forks from its server.

Such a process gets data to prepare itself with, and imports the program's main module once more. The data of a
program in this world also holds a `Ticket`, whose unpickling in the new process enters the world there before that.
The one thing replaced is what multiprocessing offers for it: `get_preparation_data` in the process of the program.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tf1graph.run.world import World, WorldSettings

WATCHED = ("multiprocessing.spawn", "multiprocessing.forkserver")


class Ticket:
    """In the data that a new process prepares itself with: enters the world when it is read there."""

    def __init__(self, settings: WorldSettings):
        self.settings = settings

    def __reduce__(self) -> tuple[Any, ...]:
        return enter_child, (self.settings,)


def enter_child(settings: WorldSettings) -> None:
    """Enter the world in a process that multiprocessing has made, before the program's main module is imported."""
    import multiprocessing.spawn as spawn

    from tf1graph.run import main
    from tf1graph.run.world import World

    world = World(replace(settings, spawned=True))
    world.enter()

    def import_main(module: ModuleType) -> None:
        old_main_modules.append(sys.modules["__main__"])
        sys.modules["__main__"] = sys.modules["__mp_main__"] = module

    old_main_modules: list[ModuleType] = spawn.old_main_modules

    def from_path(path: str) -> None:
        if getattr(sys.modules["__main__"], "__file__", None) != path:
            import_main(main.load_script(world, path, "__mp_main__"))

    def from_name(name: str) -> None:
        if getattr(sys.modules["__main__"].__spec__, "name", None) != name and not name.endswith("__main__"):
            import_main(main.load_module(world, name, "__mp_main__"))

    spawn._fixup_main_from_path = from_path  # type: ignore[attr-defined]
    spawn._fixup_main_from_name = from_name  # type: ignore[attr-defined]


def take_along(world: World) -> None:
    """Let processes that are spawned from now on enter `world`."""
    for name in WATCHED:
        if name in sys.modules:
            _prepare(sys.modules[name], world)


def watch(spec: ModuleSpec, world: World) -> None:
    """Do so when multiprocessing is imported, if `spec` is of it."""
    if spec.name in WATCHED:
        spec.loader = _Preparing(spec.loader, world)  # type: ignore[assignment]


class _Preparing:
    """Loads a module of multiprocessing, and prepares it for the world."""

    def __init__(self, loader: Any, world: World):
        self._loader = loader
        self._world = world

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        _prepare(module, self._world)


def _prepare(module: Any, world: World) -> None:
    if module.__name__ == "multiprocessing.forkserver":
        # the server imports the main module ahead of its children, and is in no world itself
        server = module._forkserver
        server._preload_modules = [name for name in server._preload_modules if name != "__main__"]
        return
    original = module.get_preparation_data

    def get_preparation_data(name: str) -> dict[str, Any]:
        return {**original(name), "tf1graph": Ticket(world.settings)}

    module.get_preparation_data = get_preparation_data
