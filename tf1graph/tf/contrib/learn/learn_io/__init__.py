"""`tf.contrib.learn.io`: arrays, frames, generators and files as a model's input."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
