"""`keras.datasets.cifar10`."""

from __future__ import annotations

from tf1graph import tf
from tf1graph.keras._tree import mirror
from tf1graph.keras.datasets._shuffled import downloaded

load_data = downloaded(tf.keras.datasets.cifar10.load_data)

__getattr__, __dir__ = mirror(__name__)
