"""`tf.contrib.learn.ops`: what the first models of this library were made of."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
