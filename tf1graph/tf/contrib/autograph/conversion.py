"""`tf.contrib.autograph`: what converts Python, with the arguments in the order of 1.15.5."""

from __future__ import annotations

from typing import Any

from tf1graph import tf
from tf1graph.tf._private import autograph
from tf1graph.tf.names import provide

TODAY: dict[str, Any] = {"fidelity": "approximate", "gone": "2.0", "note": "today's AutoGraph"}
PLACE = "tf.contrib.autograph."


@provide(PLACE + "to_graph", today="tf.autograph.to_graph", **TODAY)
def to_graph(entity: Any, recursive: bool = True, experimental_optional_features: Any = None) -> Any:
    """A Python function or class, its control flow that of graphs.

    Args:
      entity: a function or class.
      recursive: whether what it calls is converted too.
      experimental_optional_features: of `Feature`, or several.
    """
    features = experimental_optional_features
    return tf.autograph.to_graph(entity, recursive, experimental_optional_features=features)


@provide(PLACE + "to_code", today="tf.autograph.to_code", **TODAY)
def to_code(entity: Any, recursive: bool = True, experimental_optional_features: Any = None) -> str:
    """The source of what `to_graph` makes."""
    features = experimental_optional_features
    return tf.autograph.to_code(entity, recursive, experimental_optional_features=features)


@provide(PLACE + "converted_call", **TODAY)
def converted_call(f: Any, options: Any, args: Any, kwargs: Any, caller_fn_scope: Any = None) -> Any:
    """What the call of a function gives that is converted first, if it has to be."""
    return autograph.converted_call(f, args, kwargs, caller_fn_scope=caller_fn_scope, options=options)
