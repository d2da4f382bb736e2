"""`keras.datasets`: the data sets that tutorials trained on."""

from tf1graph.keras._tree import mirror

__getattr__, __dir__ = mirror(__name__)
