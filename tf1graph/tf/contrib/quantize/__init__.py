"""`tf.contrib.quantize`: rewrites a graph so that it computes, and is trained, as if it were quantised.

What TensorFlow 1 had in `tensorflow.contrib.quantize.python` is in the files of these names.
"""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
