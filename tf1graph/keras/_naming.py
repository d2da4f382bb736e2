"""Functions by their names, as models are saved with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tf1graph import tf


def function_of(name: Any, known: Mapping[str, Any], custom: Mapping[str, Any] | None, kind: str) -> Any:
    """The function called `name`: the program's own, given or in a `custom_object_scope`, before a known one.

    Raises:
      ValueError: there is none.
    """
    if not isinstance(name, str):
        raise ValueError(f"Could not interpret {kind} identifier: {name}")
    for functions in (custom or {}, tf.keras.utils.get_custom_objects(), known):
        if name in functions and not name.startswith("_") and callable(functions[name]):
            return functions[name]
    raise ValueError(f"Unknown {kind}:{name}")
