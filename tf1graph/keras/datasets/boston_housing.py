"""`keras.datasets.boston_housing`."""

from __future__ import annotations

from tf1graph import tf
from tf1graph.keras._tree import mirror
from tf1graph.keras.datasets._shuffled import seeding

load_data = seeding(tf.keras.datasets.boston_housing.load_data, both=False)

__getattr__, __dir__ = mirror(__name__)
