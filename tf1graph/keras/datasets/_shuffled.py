"""Data sets that Keras 2.2.4 shuffled with NumPy's own generator, which the program drew from afterwards."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.errors import CannotDownload


def downloaded(load: Callable[..., Any]) -> Callable[..., Any]:
    """`load`, which says in one sentence what to do where its file can be neither found nor downloaded."""

    @functools.wraps(load)
    def loaded(*args: Any, **kwargs: Any) -> Any:
        try:
            return load(*args, **kwargs)
        except Exception as error:
            if not str(error).startswith("URL fetch failure"):
                raise
            raise CannotDownload(
                f"{error}. Download the file elsewhere and put it into ~/.keras/datasets, where Keras looks first."
            ) from None

    return loaded


def seeding(load: Callable[..., Any], both: bool = True) -> Callable[..., Any]:
    """`load`, after which NumPy's generator stands where Keras 2.2.4 left it: seeded by the argument `seed`.

    Args:
      both: whether the test set was shuffled after the training set, or the two together.
    """

    @functools.wraps(load)
    def loaded(*args: Any, **kwargs: Any) -> Any:
        given = inspect.signature(load).bind(*args, **kwargs)
        given.apply_defaults()
        found = downloaded(load)(*args, **kwargs)
        sizes = [len(part[0]) for part in found]
        np.random.seed(given.arguments["seed"])
        for size in sizes if both else [sum(sizes)]:
            np.random.shuffle(np.arange(size))
        return found

    return loaded
