"""Rows of categories as rows of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from tf1graph.tf.contrib.learn.learn_io.data_feeder import setup_processor_data_feeder
from tf1graph.tf.contrib.learn.preprocessing.categorical_vocabulary import PLACE, CategoricalVocabulary
from tf1graph.tf.names import provide


@provide(PLACE + "CategoricalProcessor", today="tf.keras.layers.StringLookup", gone="2.0")
class CategoricalProcessor:
    """Numbers for the categories of each column of a table; a value that is NaN is unknown.

    Args:
      min_frequency: categories that came so often or less in `fit` are unknown.
      share: whether the columns have one vocabulary.
      vocabularies: one for each column; new ones where it is None.

    Attributes:
      vocabularies_: one for each column.
    """

    def __init__(
        self,
        min_frequency: int = 0,
        share: bool = False,
        vocabularies: list[CategoricalVocabulary] | None = None,
    ):
        self.min_frequency = min_frequency
        self.share = share
        self.vocabularies_ = vocabularies

    def freeze(self, freeze: bool = True) -> None:
        """Freeze all vocabularies, or let them grow again."""
        for vocabulary in self.vocabularies_ or ():
            vocabulary.freeze(freeze)

    def fit(self, x: Iterable[Any], unused_y: Any = None) -> CategoricalProcessor:
        """Learn the categories of the rows `x`."""
        for row in setup_processor_data_feeder(x):
            if self.vocabularies_ is None:
                shared = CategoricalVocabulary()
                self.vocabularies_ = [shared if self.share else CategoricalVocabulary() for _ in row]
            for vocabulary, value in zip(self.vocabularies_, row, strict=False):
                if not _is_nan(value):
                    vocabulary.add(value)
        if self.min_frequency > 0:
            for vocabulary in self.vocabularies_ or ():
                vocabulary.trim(self.min_frequency)
        self.freeze()
        return self

    def fit_transform(self, x: Iterable[Any], unused_y: Any = None) -> Iterator[np.ndarray]:
        """`fit`, then `transform`."""
        self.fit(x)
        return self.transform(x)

    def transform(self, x: Iterable[Any]) -> Iterator[np.ndarray]:
        """A row of int64 for each row of `x`."""
        self.freeze()
        for row in setup_processor_data_feeder(x):
            pairs = zip(self.vocabularies_ or (), row, strict=False)
            yield np.array([0 if _is_nan(value) else vocabulary.get(value) for vocabulary, value in pairs], np.int64)


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)
