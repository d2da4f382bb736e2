"""`tf.contrib.learn.utils`: what exports are made by."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
