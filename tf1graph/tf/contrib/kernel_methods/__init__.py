"""`tf.contrib.kernel_methods`: features that make linear models do a kernel's work."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
