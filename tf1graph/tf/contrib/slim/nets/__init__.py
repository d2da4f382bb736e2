"""`tf.contrib.slim.nets`: well-known nets for pictures, under the variable names of their published checkpoints."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
