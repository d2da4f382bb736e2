"""Bodies of `tf.keras` as TensorFlow 1.15.5 wrote them, each in the file where it stood.

They are put into tf_keras, which is Keras 2, and stand for its own while a graph of TensorFlow 1 is built. Nothing
of it is imported before the program asks for a name of `tf.keras`.
"""

from __future__ import annotations

import functools
import pkgutil
import types
from importlib import import_module
from typing import Any

from tf1graph.tf._tree import mirror


@functools.cache
def world() -> types.ModuleType:
    """tf_keras' version 1 API, with TensorFlow 1's bodies in it.

    Raises:
      MissingPackage: tf_keras is not installed.
    """
    door = import_module(f"{__name__}._tf_keras")
    for package in (__name__, "tf1graph.tf.keras"):  # the second has rows too
        for found in pkgutil.walk_packages(import_module(package).__path__, package + "."):
            import_module(found.name)
    door.put_everywhere()
    return door.api


def public_module(place: str) -> Any:
    """tf_keras' module at `place` below `tf.keras`, as `layers`; None where it has none."""
    found: Any = world()
    for part in filter(None, place.split(".")):
        found = getattr(found, part, None)
    return found


@functools.cache
def private_module(place: str) -> types.ModuleType | None:
    """What tf_keras has of `tensorflow.python.keras`' module at `place`; None where it has nothing.

    tf_keras splits into many files what was one, `layers.recurrent`; such a module has every public layer. The
    names of the public API go first: they are those of version 1.
    """
    sources = [module for module in map(_import, _sources_of(place)) if module]
    if not sources:
        return None
    chained = types.ModuleType(place)

    def find(name: str) -> Any:
        for source in sources:
            if hasattr(source, name):
                return getattr(source, name)
        raise AttributeError(name)

    chained.__getattr__ = find  # type: ignore[method-assign]
    chained.__dir__ = lambda: sorted({name for source in sources for name in dir(source)})  # type: ignore[method-assign]
    return chained


def _sources_of(place: str) -> list[str]:
    world()
    below = f".{place}" if place else ""
    first, _, rest = place.partition(".")
    found = [f"tf_keras.api._v1.keras{below}", f"tf_keras.src{below}"]
    if first == "layers":
        found.append("tf_keras.api._v1.keras.layers")
    if first == "optimizers":
        found.insert(0, "tf_keras.src.optimizers.optimizer_v1")
    if first == "optimizer_v2":
        found.append(f"tf_keras.src.optimizers.legacy{rest and '.' + rest}")
    return found


def _import(name: str) -> types.ModuleType | None:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):
            return None
        raise


__getattr__, __dir__ = mirror(__name__)
