"""`tf.nn`: compat.v1's, with TensorFlow 1's RNN cells."""

from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)
