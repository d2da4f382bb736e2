"""Loads TensorFlow as fast as a program that uses no Keras can have it, without the chatter of its C++ libraries.

TensorFlow imports Keras at its own end, and Keras imports SciPy, pandas and Matplotlib: half of the start. Nothing
but the registry of optimizers in SavedModels needs that before Keras is asked for, and TensorFlow goes on where that
import fails; so it is made to fail, and Keras is loaded at its first use. Whoever has imported TensorFlow before this
package has it as it was.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from tf1graph.chatter import filtered_stderr

LEVEL = "TF_CPP_MIN_LOG_LEVEL"
LATER = ("keras.src.optimizers", "tf_keras.src.optimizers")


@contextmanager
def imported_later(*names: str) -> Iterator[None]:
    """Let imports of the modules `names` fail in the block, unless they are loaded already."""
    kept_out = [name for name in names if name not in sys.modules]
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    modules.update(dict.fromkeys(kept_out))  # None is the import system's own sign for "stop here"
    try:
        yield
    finally:
        for name in kept_out:
            if modules.get(name) is None:
                modules.pop(name, None)


@contextmanager
def without_chatter() -> Iterator[None]:
    """Let the C++ libraries that are loaded in the block write warnings and errors alone, also later.

    They look at the variable when they first have something to say; the environment is left as it was.
    """
    os.environ[LEVEL] = "1"
    try:
        with filtered_stderr():  # some lines come before they look
            yield
    finally:
        os.environ.pop(LEVEL, None)


def load() -> None:
    """Import TensorFlow. What it says on stderr is left whole where TF_CPP_MIN_LOG_LEVEL is set."""
    loud = LEVEL in os.environ or "tensorflow" in sys.modules
    with nullcontext() if loud else without_chatter(), imported_later(*LATER):
        import tensorflow  # noqa: F401


load()
