"""`tf.contrib.copy_graph`: copies ops and variables from one graph to another."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
