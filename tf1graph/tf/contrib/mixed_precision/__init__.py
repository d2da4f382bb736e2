"""`tf.contrib.mixed_precision`: losses that are scaled, so that gradients of 16 bits do not vanish."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
