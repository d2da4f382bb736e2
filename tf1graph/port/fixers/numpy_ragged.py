"""`np.reshape(np.array([state, action, reward]), [1, 3])` → an array of objects, which NumPy once made by itself.

A row of things that differ in shape, as deep Q-learning keeps its experience, is an error since NumPy 1.24. That it is
one is told by the shape: as many columns as the list has members, each of which has a name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

fixer = Fixer("numpy-ragged")


@fixer.on_call("numpy.array")
def of_objects(call: Call) -> Iterator[Edit]:
    """An edit that asks for objects."""
    row = call.positional(0)
    outer = call.module.names.parent_of.get(call.node)
    if (
        not isinstance(row, ast.List)
        or len(call.node.args) != 1
        or call.node.keywords
        or not isinstance(outer, ast.Call)
    ):
        return
    named = isinstance(outer.func, ast.Attribute) and outer.func.attr == "reshape"
    shape = outer.args[1] if named and len(outer.args) > 1 else None
    sizes = [constant(one) for one in shape.elts] if isinstance(shape, (ast.List, ast.Tuple)) else []
    if sizes == [1, len(row.elts)] and len(row.elts) > 2 and all(isinstance(one, ast.Name) for one in row.elts):
        yield call.add_argument("dtype=object")
