"""`keras.datasets.mnist`, as `tf.keras` has it."""

from tf1graph.keras._tree import mirror
from tf1graph.tf.keras.datasets.mnist import load_data

__all__ = ["load_data"]

__getattr__, __dir__ = mirror(__name__)
