"""`keras.datasets.imdb`."""

from __future__ import annotations

from tf1graph import tf
from tf1graph.keras._tree import mirror
from tf1graph.keras.datasets._shuffled import downloaded, seeding

load_data = seeding(tf.keras.datasets.imdb.load_data, both=True)
get_word_index = downloaded(tf.keras.datasets.imdb.get_word_index)

__getattr__, __dir__ = mirror(__name__)
