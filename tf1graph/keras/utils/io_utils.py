"""`keras.utils.io_utils`: data sets in HDF5 files, as arrays that a model is trained on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tf1graph.keras._tree import mirror


class HDF5Matrix:
    """The samples from `start` to `end` of a data set in a file, read when they are asked for.

    Args:
      normalizer: called on what is read.
    """

    def __init__(
        self,
        datapath: str,
        dataset: str,
        start: int = 0,
        end: int | None = None,
        normalizer: Callable[[Any], Any] | None = None,
    ):
        import h5py

        self.data = h5py.File(datapath, "r")[dataset]
        self.start, self.end = start, len(self.data) if end is None else end
        self.normalizer = normalizer

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            first, last = key.start or 0, len(self) if key.stop is None else key.stop
            if last > len(self):
                raise IndexError("There are not so many samples.")
            found = self.data[first + self.start : last + self.start]
        elif isinstance(key, int):
            if key >= len(self):
                raise IndexError("There are not so many samples.")
            found = self.data[key + self.start]
        else:
            found = self.data[[int(place) + self.start for place in key]]
        return found if self.normalizer is None else self.normalizer(found)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape, the number of samples first."""
        return (len(self), *self.data.shape[1:])

    @property
    def dtype(self) -> Any:
        """The type of the numbers in the file."""
        return self.data.dtype

    @property
    def ndim(self) -> int:
        """The rank."""
        return self.data.ndim

    @property
    def size(self) -> int:
        """How many numbers the samples have together."""
        return int(np.prod(self.shape))


__getattr__, __dir__ = mirror(__name__)
