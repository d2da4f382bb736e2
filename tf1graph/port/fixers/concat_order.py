"""`tf.concat(0, [a, b])` of before TensorFlow 1.0 → `tf.concat(axis=0, values=[a, b])`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

fixer = Fixer("concat-order")


@fixer.on_call("tf.concat")
def name_arguments(call: Call) -> Iterator[Edit]:
    """Edits that name the arguments, where the axis comes first."""
    yield from call.rename_keyword("concat_dim", "axis")
    axis, values = call.positional(0), call.positional(1)
    if axis is None or not comes_first(axis, values):
        return
    yield from call.name_argument(axis, "axis")
    if values is not None:
        yield from call.name_argument(values, "values")
    name = call.positional(2)
    if name is not None:
        yield from call.name_argument(name, "name")


def comes_first(axis: ast.expr, values: ast.expr | None) -> bool:
    """Whether the first argument is the axis: a number, or whatever comes before a list."""
    if isinstance(axis, (ast.List, ast.Tuple, ast.ListComp)):
        return False
    return isinstance(constant(axis), int) or isinstance(values, (ast.List, ast.ListComp))
