"""`tf.contrib.keras`: `tf.keras`, with Keras's own optimisers, whose rate is `lr`, in place of those that followed."""

from tf1graph.tf._tree import mirror

__getattr__, __dir__ = mirror(__name__)
