"""`tf.contrib.slim.nets.inception`: the functions of all inception nets in one place."""

from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)
