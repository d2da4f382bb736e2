"""`tf.split(1, 4, x)` of before TensorFlow 1.0 → `tf.split(axis=1, num_or_size_splits=4, value=x)`."""

from __future__ import annotations

from collections.abc import Iterator

from tf1graph.port.fixers import Call, Fixer, constant
from tf1graph.port.source import Edit

fixer = Fixer("split-order")
ORDER = ("axis", "num_or_size_splits", "value", "name")


@fixer.on_call("tf.split")
def name_arguments(call: Call) -> Iterator[Edit]:
    """Edits that name the arguments, where the axis comes first."""
    yield from call.rename_keyword("split_dim", "axis")
    yield from call.rename_keyword("num_split", "num_or_size_splits")
    if not isinstance(constant(call.positional(0)), int) or call.has_starred():
        return
    for name, value in zip(ORDER, call.node.args, strict=False):
        yield from call.name_argument(value, name)
