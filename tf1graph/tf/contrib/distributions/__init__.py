"""`tf.contrib.distributions`: those of `tf.distributions` and what was built on them."""

from tf1graph.tf._private import deprecation
from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)
with deprecation.silence():  # 1.15.5 warned when a program used something, not of the import
    load(__name__)
