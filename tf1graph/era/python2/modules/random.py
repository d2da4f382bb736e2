"""`random`: today's generator, drawing integers, choices and shuffles from it as Python 2 did."""

from __future__ import annotations

import random as today
from typing import Any

__all__ = today.__all__

_state: Any = vars(today)["_inst"]  # the program's other modules draw from the same


class Random(today.Random):
    """Python 2 made an integer of one float; Python 3 takes random bits."""

    def _randbelow(self, n: int) -> int:
        return int(self.random() * n)


class _Shared(Random):
    """The generator that the functions of today's `random` use."""

    random = _state.random
    _randbelow = vars(Random)["_randbelow"]  # or a class with its own `random` would get Python 3's


_shared = _Shared()
choice, randint, randrange, sample = _shared.choice, _shared.randint, _shared.randrange, _shared.sample


def shuffle(items: Any, random: Any = None) -> None:
    """Shuffle a list in place; `random` may draw the floats in [0, 1)."""
    draw = random or _state.random
    for last in reversed(range(1, len(items))):
        other = int(draw() * (last + 1))
        items[last], items[other] = items[other], items[last]


def __getattr__(name: str) -> Any:
    return getattr(today, name)
