"""`np.reshape(np.array([state, action, reward]), [1, 3])` → an array of objects, which NumPy once made by itself.

A row of things that differ in shape, as deep Q-learning keeps its experience, is an error since NumPy 1.24. That it is
one is told by the shape it is brought to: as many columns as the list has members, each of which has a name. What may
be one, and may be numbers, goes on by `tf1graph.era.numpy.ragged_array`, which makes the array that NumPy made: a row
of other things, a function that makes an array of whatever it is given, `data = np.array(data)`, a sample of what was
kept, `np.array(random.sample(memory, 32))`, and pairs, `np.array(list(zip(x, y)))`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

fixer = Fixer("numpy-ragged")


PLAIN = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant)


@fixer.on_call("numpy.array", "numpy.asarray")
def keep_ragged(call: Call) -> Iterator[Edit]:
    """Edits of these forms."""
    if len(call.node.args) != 1 or call.node.keywords or call.use.base is None:
        return
    given = call.node.args[0]
    copies = call.use.path == "numpy.array"  # asarray gives an array that it is given itself
    if is_row(call, given) and all(isinstance(one, ast.Name) for one in given.elts):  # type: ignore[attr-defined]
        yield call.add_argument("dtype=object")
    elif is_row(call, given) or (copies and is_parameter(call, given)) or is_sample(given):
        name = call.module.imported("tf1graph.era.numpy.ragged_array", "ragged_array")
        source = call.module.source
        yield Edit(source.start(call.node.func), source.end(call.node.func), name, call.rule)


def is_row(call: Call, given: ast.expr) -> bool:
    """Whether a list is made one row of as many columns as it has members: `reshape(…, [1, 3])`, `….reshape(1, 3)`."""
    if not isinstance(given, ast.List) or len(given.elts) < 3 or not all(isinstance(one, PLAIN) for one in given.elts):
        return False
    if all(isinstance(one, ast.Constant) for one in given.elts):
        return False
    return sizes_of(call) in ([1, len(given.elts)], [-1, len(given.elts)])


def sizes_of(call: Call) -> list[object]:
    """The shape that the array is brought to at once; empty where it is not, or cannot be read."""
    outer = call.module.names.parent_of.get(call.node)
    shape: list[ast.expr] = []
    if isinstance(outer, ast.Attribute) and outer.attr == "reshape":
        method = call.module.names.parent_of.get(outer)
        shape = method.args if isinstance(method, ast.Call) and method.func is outer else []
    elif isinstance(outer, ast.Call) and isinstance(outer.func, ast.Attribute) and outer.func.attr == "reshape":
        shape = outer.args[1:2] if outer.args[:1] == [call.node] else []
    if len(shape) == 1 and isinstance(shape[0], (ast.List, ast.Tuple)):
        shape = shape[0].elts
    return [constant(one) for one in shape]


def is_parameter(call: Call, given: ast.expr) -> bool:
    """Whether it is `data = np.array(data)`, where that is a parameter."""
    outer = call.module.names.parent_of.get(call.node)
    if not isinstance(given, ast.Name) or not isinstance(outer, ast.Assign):
        return False
    target = outer.targets[0]
    bindings = call.module.names.scope_of[given].find(given.id)
    return (
        isinstance(target, ast.Name)
        and target.id == given.id
        and any(isinstance(binding.node, ast.arg) for binding in bindings)
    )


def is_sample(given: ast.expr) -> bool:
    """Whether it is what `random.sample` draws, or `list(zip(x, y))`."""
    if not isinstance(given, ast.Call):
        return False
    if isinstance(given.func, ast.Attribute):
        return (
            given.func.attr == "sample" and isinstance(given.func.value, ast.Name) and given.func.value.id == "random"
        )
    inner = given.args[0] if isinstance(given.func, ast.Name) and given.func.id == "list" and given.args else None
    return isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id == "zip"
