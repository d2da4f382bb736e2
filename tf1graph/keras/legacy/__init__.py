"""`keras.legacy`: what Keras 2 still took of Keras 1."""

from tf1graph.keras._tree import mirror

__getattr__, __dir__ = mirror(__name__)
