"""The standalone Keras of 2017–2019, `import keras`: so far its data sets."""

from __future__ import annotations

from typing import Any

from tf1graph.errors import AttributeNotProvided

__version__ = "2.2.4"
REMEDY = "Of the standalone Keras there are the data sets so far; write `from tensorflow import keras` for the rest."


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    raise AttributeNotProvided(f"keras.{name}", REMEDY)
