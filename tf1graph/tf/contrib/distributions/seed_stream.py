"""`SeedStream`: as many seeds as are asked for, from one."""

from __future__ import annotations

import hashlib
from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.distributions.SeedStream", today="tfp.util.SeedStream", gone="2.0")
class SeedStream:
    """Gives another seed at each call, the same ones for the same `seed` and `salt`.

    Args:
      seed: a whole number, another stream, whose seed is taken, or None, for which all seeds are None.
      salt: a text that tells the streams of one seed apart.
    """

    def __init__(self, seed: Any, salt: str):
        self._seed = seed.original_seed if isinstance(seed, SeedStream) else seed
        self._salt = salt
        self._given = 0

    @property
    def original_seed(self) -> Any:
        """The seed that the stream began with."""
        return self._seed

    @property
    def salt(self) -> str:
        """The text of the stream."""
        return self._salt

    def __call__(self) -> int | None:
        """The next seed, a whole number of up to 512 bits."""
        self._given += 1
        if self._seed is None:
            return None
        text = str((self._seed, self._given, self._salt))
        return int(hashlib.sha512(text.encode()).hexdigest(), 16)
