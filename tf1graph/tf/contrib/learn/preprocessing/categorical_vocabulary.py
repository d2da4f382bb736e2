"""A vocabulary that grows while it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from tf1graph.tf.names import provide

PLACE = "tf.contrib.learn.preprocessing."


@provide(PLACE + "CategoricalVocabulary", today="tf.keras.layers.StringLookup", gone="2.0")
class CategoricalVocabulary:
    """Numbers for categories, in the order in which they come; 0 stands for what is unknown.

    Args:
      unknown_token: what 0 is called.
      support_reverse: whether numbers can be turned back.
    """

    def __init__(self, unknown_token: Hashable = "<UNK>", support_reverse: bool = True):
        self._unknown_token = unknown_token
        self._support_reverse = support_reverse
        self._frozen = False
        self._counts: dict[Any, int] = defaultdict(int)
        self._number([])

    def _number(self, categories: list[Any]) -> None:
        known = [self._unknown_token, *categories]
        self._mapping = {category: number for number, category in enumerate(known)}
        if self._support_reverse:
            self._reverse_mapping = known

    def __len__(self) -> int:
        """How many numbers there are, with 0."""
        return len(self._mapping)

    def freeze(self, freeze: bool = True) -> None:
        """Let new categories be unknown from now on; with False, let them get numbers again."""
        self._frozen = freeze

    def get(self, category: Any) -> int:
        """The number of `category`, a new one unless the vocabulary is frozen."""
        if category not in self._mapping:
            if self._frozen:
                return 0
            self._mapping[category] = len(self._mapping)
            if self._support_reverse:
                self._reverse_mapping.append(category)
        return self._mapping[category]

    def add(self, category: Any, count: int = 1) -> None:
        """Note that `category` came `count` times more."""
        if self.get(category) > 0:
            self._counts[category] += count

    def trim(self, min_frequency: int, max_frequency: int = -1) -> None:
        """Drop categories that came `min_frequency` times or less, and number the others by how often they came.

        Args:
          max_frequency: where above 0, those that came so often or more are dropped too.
        """
        by_name = sorted(self._counts.items(), key=lambda item: (isinstance(item[0], str), item[0]))
        ordered = sorted(by_name, key=lambda item: item[1], reverse=True)
        kept = [category for category, count in ordered if count > min_frequency and not (0 < max_frequency <= count)]
        self._number(kept)
        self._counts = dict(ordered[: len(kept)])

    def reverse(self, class_id: int) -> Any:
        """The category of a number.

        Raises:
          ValueError: the vocabulary was made without `support_reverse`.
          IndexError: there is no such number.
        """
        if not self._support_reverse:
            raise ValueError("This vocabulary wasn't initialized with support_reverse to support reverse() function.")
        return self._reverse_mapping[class_id]
