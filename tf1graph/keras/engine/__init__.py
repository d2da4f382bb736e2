"""`keras.engine`: what models are made of and trained by."""

from tf1graph.keras._tree import mirror

__getattr__, __dir__ = mirror(__name__)
