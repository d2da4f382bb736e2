"""`tf.contrib.timeseries`: models of time series, and the input functions that they are trained from."""

from tf1graph.tf._tree import load, mirror

__getattr__, __dir__ = mirror(__name__)

load(__name__)
