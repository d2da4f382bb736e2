"""`tf.contrib.resampler`: pictures taken at any points, as spatial transformers take them."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
