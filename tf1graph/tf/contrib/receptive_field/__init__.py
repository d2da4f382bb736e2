"""`tf.contrib.receptive_field`: which part of a picture each feature of a convolutional net sees."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
