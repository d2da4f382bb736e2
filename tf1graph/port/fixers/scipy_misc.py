"""`scipy.misc`, which is gone: what SciPy has elsewhere from there, pictures from `tf1graph.era.scipy`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.port.fixers import Fixer
from tf1graph.port.resolve import Use
from tf1graph.port.source import Edit

if TYPE_CHECKING:
    from tf1graph.port.module import Module

fixer = Fixer("scipy-misc")
OURS = "tf1graph.era.scipy"
# Where SciPy has it today.
TODAY = {
    "comb": "scipy.special",
    "factorial": "scipy.special",
    "factorial2": "scipy.special",
    "factorialk": "scipy.special",
    "logsumexp": "scipy.special",
    "ascent": "scipy.datasets",
    "electrocardiogram": "scipy.datasets",
    "face": "scipy.datasets",
}
HERE = (
    "bytescale",
    "central_diff_weights",
    "derivative",
    "fromimage",
    "imread",
    "imresize",
    "imrotate",
    "imsave",
    "toimage",
)
FROM = re.compile(rb"from\s+(scipy\s*\.\s*misc(?:\.\w+)?)\s+import\b")


@fixer.on_module
def rewrite(module: Module) -> Iterator[Edit]:
    """Edits of the imports of `scipy.misc`, and of what is read from it."""
    for use in module.uses:
        parts = use.path.split(".")
        if parts[:2] != ["scipy", "misc"]:
            continue
        if use.base is None:
            yield from rewrite_import(module, use)
        elif len(parts) > 2 and use.chain and module.is_in_place(use):
            home = home_of(parts[2])
            position = len(parts) - len(use.meaning.path.split(".")) - (len(parts) - 3)
            node = use.chain[position - 1] if 0 < position <= len(use.chain) else None
            if home and isinstance(node, ast.Attribute):
                alias = module.imported(home, home.rpartition(".")[2] if home != OURS else "misc")
                text = f"{alias}.{parts[2]}"
                yield Edit(module.source.start(node), module.source.end(node), text, fixer.name)


def home_of(name: str) -> str:
    """The module that has the name today; empty where none has."""
    return TODAY.get(name) or (OURS if name in HERE else "")


def rewrite_import(module: Module, use: Use) -> Iterator[Edit]:
    statement, alias = use.statement, use.node
    assert isinstance(alias, ast.alias)
    if isinstance(statement, ast.Import):
        if len(statement.names) == 1 and not alias.asname:
            yield Edit(module.source.start(statement), module.source.end(statement), "import scipy", fixer.name)
        elif len(statement.names) == 1:
            text = f"from tf1graph.era import scipy as {alias.asname}"
            yield Edit(module.source.start(statement), module.source.end(statement), text, fixer.name)
        elif not alias.asname:
            yield Edit(module.source.start(alias), module.source.end(alias), "scipy", fixer.name)
        else:
            text = f"tf1graph.era.scipy as {alias.asname}"
            yield Edit(module.source.start(alias), module.source.end(alias), text, fixer.name)
        return
    assert statement is not None
    if statement.module == "scipy" and alias.name == "misc" and len(statement.names) == 1:
        text = f"from tf1graph.era import scipy as {alias.asname or alias.name}"
        yield Edit(module.source.start(statement), module.source.end(statement), text, fixer.name)
    elif statement.module in ("scipy.misc", "scipy.misc.pilutil", "scipy.misc.common"):
        homes = {home_of(one.name) for one in statement.names}
        found = FROM.match(module.source.data, module.source.start(statement))
        if len(homes) == 1 and "" not in homes and found and alias is statement.names[0]:
            yield Edit(found.start(1), found.end(1), homes.pop(), fixer.name)
