"""`tf.contrib.layers.xavier_initializer()` → `tf.glorot_uniform_initializer()`, which is the same numbers.

The normal ones stay from contrib: they cut the normal distribution by another rule of thumb.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit
from tf1graph.port.table import Verdict

if TYPE_CHECKING:
    from tf1graph.port.module import Module
    from tf1graph.port.resolve import Use

fixer = Fixer("contrib-initializers")
UNIFORM = "tf.glorot_uniform_initializer"
XAVIER = tuple(
    f"tf.contrib.layers.{python}{name}"
    for name in ("xavier_initializer", "xavier_initializer_conv2d")
    for python in ("", "python.layers.initializers.")
)


@fixer.decides(*XAVIER)
def glorot_today(use: Use, module: Module) -> Verdict | None:
    """Today's initialiser, where the call asks for the uniform one; what is imported by name keeps its home."""
    call = module.names.parent_of.get(use.node)
    if use.base is None or not use.chain or not isinstance(call, ast.Call) or call.func is not use.node:
        return None
    uniform = next((one.value for one in call.keywords if one.arg == "uniform"), call.args[0] if call.args else None)
    plain = all(one.arg in ("uniform", "seed", "dtype") for one in call.keywords) and len(call.args) <= 1
    if not plain or (uniform is not None and constant(uniform) is not True):
        return None
    return Verdict("renamed", use.legacy, UNIFORM)


@fixer.on_call(*XAVIER)
def drop_uniform(call: Call) -> Iterator[Edit]:
    """An edit that leaves out `uniform=True`, which is in the name now."""
    if call.module.decided[call.use].verdict.written != UNIFORM:
        return
    given = call.keyword("uniform") or call.positional(0)
    if given is not None:
        yield call.module.source.without_argument(call.node, given, call.rule)
