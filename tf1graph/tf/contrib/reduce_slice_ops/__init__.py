"""`tf.contrib.reduce_slice_ops`: sums, products and extremes of slices of a tensor."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
