"""Penalties on weights."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import building_tf1_graph, math_ops, original
from tf1graph.tf.python.keras._tf_keras import api, backend, inside, regularizers


@inside(regularizers.L1L2, name="__call__")
def penalty(self: Any, x: Any) -> Any:
    """`l1 * sum(|x|) + l2 * sum(x²)`; one that is 0 adds no nodes."""
    if not self.l1 and not self.l2:
        return backend.constant(0.0)
    total: Any = 0.0
    if self.l1:
        total += self.l1 * math_ops.reduce_sum(math_ops.abs(x))
    if self.l2:
        total += self.l2 * math_ops.reduce_sum(math_ops.square(x))
    return total


@inside(regularizers.L1, name="__call__")
def l1_penalty(self: Any, x: Any) -> Any:
    """TensorFlow 1 had no class for `l1` alone: a starting 0 is added to."""
    return 0.0 + self.l1 * math_ops.reduce_sum(math_ops.abs(x)) if self.l1 else backend.constant(0.0)


@inside(regularizers.L2, name="__call__")
def l2_penalty(self: Any, x: Any) -> Any:
    """TensorFlow 1 had no class for `l2` alone: a starting 0 is added to."""
    return 0.0 + self.l2 * math_ops.reduce_sum(math_ops.square(x)) if self.l2 else backend.constant(0.0)


def l1(l: float = 0.01) -> Any:  # noqa: E741
    """`L1L2` of `l1` alone, as its configuration says; a class of its own came later."""
    return regularizers.L1L2(l1=l) if building_tf1_graph() else regularizers.L1(l)


def l2(l: float = 0.01) -> Any:  # noqa: E741
    """`L1L2` of `l2` alone, as its configuration says; a class of its own came later."""
    return regularizers.L1L2(l2=l) if building_tf1_graph() else regularizers.L2(l)


@inside(regularizers)
def get(identifier: Any) -> Any:
    """The regularizer of a name or configuration, or what was given."""
    by_name = {"l1": l1, "l2": l2}
    if isinstance(identifier, str) and identifier in by_name:
        return by_name[identifier]()
    return original(regularizers.get)(identifier)


for _module in (regularizers, api.regularizers):
    _module.l1, _module.l2 = l1, l2
