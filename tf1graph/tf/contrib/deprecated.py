"""`tf.contrib.deprecated`: the summaries of before 1.0, which take their tags as tensors; rows of the table."""

from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)
