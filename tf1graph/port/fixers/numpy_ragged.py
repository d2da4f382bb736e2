"""`np.reshape(np.array([state, action, reward]), [1, 3])` → an array of objects, which NumPy once made by itself.

A row of things that differ in shape, as deep Q-learning keeps its experience, is an error since NumPy 1.24. That it is
one is told by the shape: as many columns as the list has members, each of which has a name. A function that makes an
array of whatever it is given, `data = np.array(data)`, goes on doing so by `tf1graph.era.numpy.ragged_array`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

fixer = Fixer("numpy-ragged")


@fixer.on_call("numpy.array")
def keep_ragged(call: Call) -> Iterator[Edit]:
    """Edits of the two forms."""
    yield from of_objects(call)
    yield from of_whatever_is_given(call)


def of_whatever_is_given(call: Call) -> Iterator[Edit]:
    """An edit of `data = np.array(data)`, where that is a parameter."""
    given = call.positional(0)
    outer = call.module.names.parent_of.get(call.node)
    alone = len(call.node.args) == 1 and not call.node.keywords
    if not alone or not isinstance(given, ast.Name) or not isinstance(outer, ast.Assign) or call.use.base is None:
        return
    target = outer.targets[0]
    bindings = call.module.names.scope_of[given].find(given.id)
    is_parameter = any(isinstance(binding.node, ast.arg) for binding in bindings)
    if is_parameter and isinstance(target, ast.Name) and target.id == given.id:
        name = call.module.imported("tf1graph.era.numpy.ragged_array", "ragged_array")
        source = call.module.source
        yield Edit(source.start(call.node.func), source.end(call.node.func), name, call.rule)


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
