"""`tf.contrib`, which TensorFlow 2 left behind: one folder for each of its modules."""

from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)
