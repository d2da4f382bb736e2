"""`keras.wrappers`: models for other libraries."""

from tf1graph.keras._tree import mirror

__getattr__, __dir__ = mirror(__name__)
