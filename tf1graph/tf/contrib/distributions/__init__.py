"""`tf.contrib.distributions`: those of `tf.distributions` and what was built on them."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)
load(__name__)
