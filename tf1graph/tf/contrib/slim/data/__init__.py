"""`tf.contrib.slim`'s data sets: files, their reader, and how an example is decoded."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
