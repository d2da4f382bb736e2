"""`tf.contrib.feature_column`: columns of sequences, and the layer that takes them in."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
