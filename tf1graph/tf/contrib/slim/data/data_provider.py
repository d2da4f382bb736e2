"""`tf.contrib.slim.data_provider`."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Mapping
from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.slim.data_provider.DataProvider", gone="2.0")
class DataProvider:
    """Gives the tensors of an example by name.

    Args:
      items_to_tensors: they.
      num_samples: how many examples there are, as far as that is known.
    """

    def __init__(self, items_to_tensors: Mapping[str, Any], num_samples: int | None):
        self._items_to_tensors, self._num_samples = items_to_tensors, num_samples

    def get(self, items: Iterable[str]) -> list[Any]:
        """The tensors of `items`.

        Raises:
          ValueError: it is no list or tuple, or there is no such item.
        """
        if not isinstance(items, (list, tuple)):
            raise ValueError("items must be a list or tuple")
        for item in items:
            if item not in self._items_to_tensors:
                raise ValueError(f"Item [{item}] is invalid. Valid entries include: {self.list_items()}")
        return [self._items_to_tensors[item] for item in items]

    def list_items(self) -> KeysView[str]:
        """The names of all items."""
        return self._items_to_tensors.keys()

    def num_samples(self) -> int | None:
        """How many examples there are."""
        return self._num_samples
