"""The functions of `math`, which take arrays of one element: NumPy 1 made a number of them, NumPy 2 does not."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from tf1graph.era.elements import lenient


def functions(module: ModuleType) -> dict[str, Any]:
    """The functions of the module `math`."""
    return {name: lenient(thing) for name, thing in vars(module).items() if callable(thing) and name[:1] != "_"}


MODULES = {"math": functions}
