"""`tf.estimator.inputs`: input functions that feed arrays and data frames."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
