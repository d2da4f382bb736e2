"""`tf.contrib.predictor`: functions from arrays to arrays, of a SavedModel or an estimator."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
