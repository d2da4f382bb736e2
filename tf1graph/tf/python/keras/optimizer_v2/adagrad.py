"""`Adagrad` of a name or a configuration, whose sums start at 0 there."""

from __future__ import annotations

from typing import Any

from tf1graph.tf._private import building_tf1_graph
from tf1graph.tf._tree import mirror
from tf1graph.tf.python.keras._tf_keras import api

Adagrad = api.optimizers.Adagrad
_today = Adagrad.from_config


def _from_config(cls: Any, config: dict[str, Any], custom_objects: dict[str, Any] | None = None) -> Any:
    """An optimiser of these arguments; 1.15.5 let the sums of one that does not name their start begin at 0."""
    if building_tf1_graph():
        config = {"initial_accumulator_value": 0.0, **config}
    return _today.__func__(cls, config, custom_objects)


Adagrad.from_config = classmethod(_from_config)
__getattr__, __dir__ = mirror(__name__)
