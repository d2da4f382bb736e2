"""`tf.contrib.metrics`: metrics that are gathered over many batches, and some of one batch."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
