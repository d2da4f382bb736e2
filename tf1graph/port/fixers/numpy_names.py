"""`np.int`, `np.float`, `np.bool`, … → Python's own types; `np.product` and other old names → today's."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.era.numpy import PYTHON_TYPES, RENAMED
from tf1graph.port.fixers import Call, Fixer
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("numpy-names")
# What a name of NumPy's stands for is written otherwise where it is no name.
WRITTEN = {"in1d", "asfarray", "asscalar"}


@fixer.on_module
def rename(module: Module) -> Iterator[Edit]:
    """Edits of the names that NumPy has lost."""
    for use in module.uses:
        parts = use.path.split(".")
        if parts[0] != "numpy" or len(parts) < 2 or use.base is None or not module.is_in_place(use):
            continue
        name = parts[1]
        old = use.chain[0] if use.chain else None
        if not isinstance(old, ast.Attribute) or use.meaning.path != "numpy":
            continue
        if name in PYTHON_TYPES and not is_shadowed(module, use.base, PYTHON_TYPES[name].__name__):
            yield Edit(module.source.start(old), module.source.end(old), PYTHON_TYPES[name].__name__, fixer.name)
        elif name in RENAMED and name not in WRITTEN:
            yield Edit(module.source.end(use.base), module.source.end(old), f".{RENAMED[name]}", fixer.name)


def is_shadowed(module: Module, place: ast.Name, name: str) -> bool:
    """Whether the program calls something else by the name of Python's type there."""
    return not hasattr(builtins, name) or bool(module.names.scope_of[place].find(name))


@fixer.on_call("numpy.in1d")
def flat_isin(call: Call) -> Iterator[Edit]:
    """`np.in1d(a, b)` → `np.isin(np.ravel(a), b)`."""
    first = call.positional(0)
    name = call.use.node
    if first is None or not isinstance(name, ast.Attribute):
        return
    owner = call.module.source.segment(name.value)
    yield Edit(call.module.source.end(name.value), call.module.source.end(name), ".isin", call.rule)
    start = call.module.source.before_brackets(first, call.node)
    yield Edit(start, start, f"{owner}.ravel(", call.rule)
    yield call.append(first, ")")
