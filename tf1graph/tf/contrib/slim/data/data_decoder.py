"""`tf.contrib.slim.data_decoder`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from tf1graph.tf.names import provide


@provide("tf.contrib.slim.data_decoder.DataDecoder", gone="2.0")
class DataDecoder(ABC):
    """Makes the items of an example, such as its image and its label, of a record."""

    @abstractmethod
    def decode(self, data: Any, items: list[str]) -> list[Any]:
        """The tensors of `items` from the record `data`."""

    @abstractmethod
    def list_items(self) -> list[str]:
        """The names of all items."""
