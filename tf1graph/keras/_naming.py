"""Functions by their names, as models are saved with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tf1graph import tf


def written(function: Any) -> Any:
    """How a model is saved with a loss or metric: by its name, by class and configuration where it has one.

    Raises:
      ValueError: it has neither.
    """
    if hasattr(function, "get_config"):
        return {"class_name": type(function).__name__, "config": function.get_config()}
    if hasattr(function, "__name__"):
        return function.__name__
    raise ValueError("Cannot serialize", function)


def function_of(name: Any, known: Mapping[str, Any], custom: Mapping[str, Any] | None, kind: str) -> Any:
    """The function called `name`: the program's own, given or in a `custom_object_scope`, before a known one.

    Of a class, which is written with its configuration, it is a new instance.

    Raises:
      ValueError: there is none.
    """
    if isinstance(name, dict) and {"class_name", "config"} <= name.keys():
        found = function_of(name["class_name"], known, custom, kind)
        make = getattr(found, "from_config", None)
        return make(name["config"]) if make else found(**name["config"])
    if not isinstance(name, str):
        raise ValueError(f"Could not interpret {kind} identifier: {name}")
    if custom and name in custom:
        return custom[name]
    found = tf.keras.utils.get_registered_object(name)
    if found is not None:
        return found
    if not name.startswith("_") and callable(known.get(name)):
        return known[name]
    raise ValueError(f"Unknown {kind}:{name}")
