"""`tf.contrib.signal`: `tf.signal` under the name it had before 1.14, as rows of the table."""

from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)
